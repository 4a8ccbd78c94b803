//! Going back to a backup. The book goes back: lists, facts, decisions, documents. What people signed and handed over does
//! not: scores and packs, the registration and revocation of laptops, the word on a fork. Who goes back says why; where scores
//! that were taken together are taken together anew, the chair assents, as with every reopening.

mod desk;
mod meeting;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::restore::{self, RestorePreview};
use vault::{Reader, Record, Role, Table, Unlocked, Vault};

use self::desk::DeskStanding;
use self::meeting::MeetingStanding;
use crate::access::{Act, reason};
use crate::api::keys::{RestoreView, RestoreWord, RestoredMeeting};
use crate::journal::{self, Experts};
use crate::messages;
use crate::records::stored;
use crate::refusal::{Refusal, Result};
use crate::shell::Open;
use crate::views::{count, second};

/// Entries of the journal that are read at once.
const AT_ONCE: u32 = 512;
/// Entries that the journal names when they are given up.
const NAMED: usize = 200;

/// A backup that a vault went back to, for the minutes of its meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RestoreRecord {
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// Who.
    pub(crate) by: String,
    /// Why.
    pub(crate) reason: String,
    /// When the backup's last entry was written.
    pub(crate) back_to: Option<DateTime<Utc>>,
    /// Whether what was given up could not be read.
    pub(crate) unread: bool,
    /// The meetings of which something was given up.
    pub(crate) meetings: Vec<GivenUp>,
}
stored!(RestoreRecord, Setting, |me| format!("{RESTORES}{}", me.at.format("%Y%m%dT%H%M%S%.3fZ")));

/// What the ids of these records begin with.
pub(crate) const RESTORES: &str = "restore/";

/// What of a meeting was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GivenUp {
    /// 会议编号
    pub(crate) no: String,
    /// How many entries of acts whose effect does not stay.
    pub(crate) entries: u64,
    /// Names of these acts, each once, in their order.
    pub(crate) acts: Vec<String>,
    /// The chair who assented, where scores had been taken together.
    pub(crate) approved_by: Option<String>,
    /// Whether its scores, packs and laptops stay as they stand. They cannot where the backup has other rules, or none.
    pub(crate) stays: bool,
}

/// What stands in a vault before it goes back.
struct Standing {
    /// Entries that are given up, oldest first, at most [`NAMED`]: number, time, who, what, to what.
    acts: Vec<String>,
    meetings: Vec<MeetingStanding>,
    desks: Vec<DeskStanding>,
}

impl Standing {
    /// Reads it. `common` is the last entry that the vault and the backup have both.
    fn read(vault: &Vault, common: u64) -> Result<Standing> {
        let (meetings, desks) = vault.read(|r| {
            Ok::<_, Refusal>(match vault.role() {
                Role::Secretariat => (meeting::read(r)?, Vec::new()),
                Role::Expert => (Vec::new(), desk::read(r)?),
            })
        })?;
        let mut standing = Standing { acts: Vec::new(), meetings, desks };
        let experts = Experts::read(vault);
        let mut from = common + 1;
        loop {
            let page = vault.journal(from, AT_ONCE)?;
            let Some((last, _)) = page.last() else { return Ok(standing) };
            from = last.seq + 1;
            for (entry, _) in &page {
                standing.note(entry, &experts);
            }
        }
    }

    fn note(&mut self, entry: &vault::JournalEntry, experts: &Experts) {
        if self.acts.len() < NAMED {
            let at = entry.at().map(second).unwrap_or_default();
            let act = messages::act(&entry.action).zh;
            let about = experts.named(&entry.subject);
            self.acts.push(format!("{} {at} {} {act} {about}", entry.seq, entry.actor));
        }
        let of = entry.subject.split('/').next().unwrap_or_default();
        if let Some(meeting) = self.meetings.iter_mut().find(|m| m.session.no == of) {
            meeting.note(&entry.action);
        }
    }
}

/// What going back would do to a vault that is not open, with the meetings it concerns where both sides can be read.
///
/// # Errors
/// Those of [`restore::preview`].
pub(crate) fn preview_closed(folder: &Path, name: &str, unlocked: &Unlocked) -> Result<RestoreView> {
    match Vault::open_read_only(folder, unlocked) {
        Ok(vault) => preview_open(&vault, name),
        Err(_) => Ok(view(name, &restore::preview(folder, name, unlocked)?, &Experts::default(), Vec::new())),
    }
}

/// As [`preview_closed`], of an open vault.
///
/// # Errors
/// Those of [`preview_closed`].
pub(crate) fn preview_open(vault: &Vault, name: &str) -> Result<RestoreView> {
    let preview = vault.restore_preview(name)?;
    let standing = Standing::read(vault, preview.common).unwrap_or(Standing {
        acts: Vec::new(),
        meetings: Vec::new(),
        desks: Vec::new(),
    });
    let backup = restore::look(vault.folder(), name, &vault.unlocked(), |r| told(r, &standing));
    // A backup of an earlier build is brought up to date when it is gone back to; what it says is not known before.
    Ok(view(name, &preview, &Experts::read(vault), backup.unwrap_or_default()))
}

/// The meetings of which something is given up, as they stand against a backup.
fn told(backup: &Reader<'_>, standing: &Standing) -> Result<Vec<RestoredMeeting>> {
    let mut told = Vec::new();
    for of in &standing.meetings {
        let against = of.against(backup)?;
        if of.entries > 0 || against.seen {
            told.push(RestoredMeeting {
                no: of.session.no.clone(),
                title: of.session.title.clone(),
                entries: count(of.entries),
                seen: against.seen,
                stays: against.stays,
            });
        }
    }
    Ok(told)
}

fn view(
    name: &str,
    preview: &RestorePreview,
    experts: &Experts,
    meetings: Vec<RestoredMeeting>,
) -> RestoreView {
    RestoreView {
        name: name.to_owned(),
        seq: count(preview.backup.seq),
        head: preview.backup.grouped(),
        at: preview.backup_at_ms.and_then(DateTime::from_timestamp_millis).map(second),
        now: preview.now.map(|head| count(head.seq)),
        lost_count: count(preview.lost_count),
        lost: preview.lost.iter().map(|entry| journal::line(entry, &[0; 32], experts)).collect(),
        keys_only: preview.keys_only,
        needs_assent: meetings.iter().any(|m| m.seen),
        meetings,
    }
}

/// What a word must hold for a backup.
///
/// # Errors
/// `reason.missing` without a reason, or without the chair's assent where it is asked for.
pub(crate) fn check(word: &RestoreWord, view: &RestoreView) -> Result<()> {
    reason("从备份恢复", &word.reason)?;
    if view.needs_assent {
        reason("组长同意重新汇总（姓名）", &word.approved_by)?;
    }
    Ok(())
}

/// Goes back to a backup, opens the vault, brings what people signed and handed over to where it stood, and journals all of it.
/// Gives where what was there is set aside.
///
/// # Errors
/// `reason.missing`, `vault.read_only` for a supervisor, `record.not_found`, `vault.damaged`, the disk.
pub(crate) fn restored(
    folder: &Path,
    name: &str,
    unlocked: &Unlocked,
    word: &RestoreWord,
) -> Result<(Open, PathBuf)> {
    check(word, &preview_closed(folder, name, unlocked)?)?;
    let preview = restore::preview(folder, name, unlocked)?;
    let standing = Vault::open_read_only(folder, unlocked)
        .map_err(Refusal::from)
        .and_then(|vault| Standing::read(&vault, preview.common));
    let aside = restore::restore(folder, name, unlocked)?;
    let mut open = Open::of(Vault::open_with(folder, unlocked)?)?;
    if preview.keys_only {
        // Nothing went back but the file of keys.
        let act = Act::new("vault.restore", name)
            .because(word.reason.trim())
            .with(json!({ "aside": called(&aside) }));
        open.access_mut().record(act, |_| Ok(()))?;
        return Ok((open, aside));
    }
    settle(&mut open, &preview, standing.ok(), (name, word, &aside))?;
    Ok((open, aside))
}

fn called(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// One entry of the journal: what was given up, and everything that does not go back.
fn settle(
    open: &mut Open,
    preview: &RestorePreview,
    standing: Option<Standing>,
    (name, word, aside): (&str, &RestoreWord, &Path),
) -> Result<()> {
    let access = open.access_mut();
    let own = access.device_keys()?.fingerprint();
    let at = access.clock.now();
    let mut record = RestoreRecord {
        at,
        by: access.actor.clone(),
        reason: word.reason.trim().to_owned(),
        back_to: preview.backup_at_ms.and_then(DateTime::from_timestamp_millis),
        unread: standing.is_none(),
        meetings: Vec::new(),
    };
    let act = Act::new("vault.restore", name).because(record.reason.clone()).with(json!({
        "given_up": preview.now.map(|head| hex::encode(head.hash)),
        "entries": preview.lost_count,
        "acts": standing.as_ref().map(|s| s.acts.as_slice()).unwrap_or_default(),
        "approved_by": word.approved_by.trim(),
        "aside": called(aside),
    }));
    let mut again = Vec::new();
    access.record_at(at, act, |w| {
        let Some(standing) = &standing else { return Ok(w.put(&record)?) };
        for desk in &standing.desks {
            desk.keep(w)?;
        }
        for meeting in &standing.meetings {
            let against = meeting.against(w)?;
            if against.is_here {
                meeting.keep(w, own, &against, (at, word))?;
            }
            if against.reopened {
                again.push(meeting.session.no.clone());
            }
            if meeting.entries > 0 || against.seen {
                record.meetings.push(meeting.given_up(&against, word));
            }
        }
        Ok(w.put(&record)?)
    })?;
    if let Open::Office(office) = open {
        for no in again {
            office.count_late_forks(&no)?;
        }
    }
    Ok(())
}

/// Goes back to a backup of a vault that no window has open, and gives where what was there before was set aside.
///
/// # Errors
/// `vault.passphrase_wrong`, and those of going back: `reason.missing`, `vault.read_only` for a supervisor,
/// `record.not_found`, `vault.damaged`, the disk.
pub fn restore_closed(
    folder: &Path,
    name: &str,
    passphrase: &SecretString,
    word: &RestoreWord,
) -> Result<PathBuf> {
    let (open, aside) = restored(folder, name, &restore::unlock(folder, passphrase)?, word)?;
    open.lock()?;
    Ok(aside)
}
