//! What happened to laptops, packs and data, for the minutes: who was revoked, which import was undone, which packs
//! contradicted each other and how people settled it, to which backup the vault went back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use documents::model::{AmendmentNote, ForkNote, IncidentNote, RestoreNote, RevokedLaptop, WithdrawnPack};
use domain::amendment::{Amendment, Change};
use domain::fold::Of;
use domain::session::Session;
use packs::{Fingerprint, Fork};
use vault::Reader;

use super::minutes::CHAIR;
use super::source::Source;
use super::words::{bare, count};
use crate::clock::local;
use crate::going_back::{GivenUp, RESTORES, RestoreRecord};
use crate::judged::{Decisions, FORK_SETTLED, ForkWord, RevokeWord, SeenPack, body};
use crate::meeting_events;
use crate::office::forks;
use crate::office::incidents::{self, Logged};
use crate::office::tally::{Devices, devices, scoring};
use crate::records::{DeviceKeyRecord, Direction, PackRecord};
use crate::refusal::{Refusal, Result};

/// A fork as it was recorded.
struct Recorded {
    device: Fingerprint,
    number: u64,
    seen_at: Option<DateTime<Utc>>,
    late: bool,
    packs: Vec<SeenPack>,
    settled: Option<(DateTime<Utc>, ForkWord)>,
}

/// What is read of it once for a session.
pub(super) struct Proceedings {
    owners: Devices,
    revoked: Vec<RevokeWord>,
    forks: Vec<Recorded>,
    /// Backups that the vault went back to, in the order of time, with what of this meeting was given up.
    restores: Vec<(RestoreRecord, Option<GivenUp>)>,
    /// Words by which the rules were amended, in the order of their versions.
    amended: Vec<Amendment>,
    /// What went wrong, in the order of time.
    incidents: Vec<Logged>,
    /// Digests of the packs that are here.
    here: BTreeSet<String>,
}

impl Proceedings {
    /// Reads it.
    pub(super) fn read(r: &Reader<'_>, session: &Session) -> Result<Proceedings> {
        let judged = scoring(r, session)?;
        let mut revoked: Vec<RevokeWord> = judged.decisions.revoked.values().cloned().collect();
        revoked.sort_by_key(|word| word.at);
        let packs: Vec<PackRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
        let here = packs.into_iter().filter(|p| p.direction == Direction::In).map(|p| p.digest);
        Ok(Proceedings {
            owners: devices(r, session)?,
            forks: recorded(r, session, &judged.decisions)?,
            restores: gone_back(r, session)?,
            amended: judged.decisions.amended.values().cloned().collect(),
            incidents: incidents::log(r, session)?,
            here: here.collect(),
            revoked,
        })
    }
}

impl Proceedings {
    /// Whether a member came into somebody's place by amended rules.
    pub(super) fn came_in(&self, expert_no: &str) -> bool {
        let by =
            |word: &Amendment| matches!(&word.change, Change::Replaced { by_no, .. } if by_no == expert_no);
        self.amended.iter().any(by)
    }
}

/// The forks that were seen or settled, in the order in which they were.
fn recorded(r: &Reader<'_>, session: &Session, decisions: &Decisions) -> Result<Vec<Recorded>> {
    let settled = settled(r, session)?;
    let seen = decisions.seen.iter().map(|w| (w.device, w.number));
    let mut all: Vec<Recorded> = Vec::new();
    for (device, number) in seen.chain(settled.iter().map(|(_, w)| (w.device, w.number))) {
        if all.iter().any(|f| (f.device, f.number) == (device, number)) {
            continue;
        }
        let words = || decisions.seen.iter().filter(move |w| (w.device, w.number) == (device, number));
        let settled = settled.iter().find(|(_, w)| (w.device, w.number) == (device, number)).cloned();
        let named = words().flat_map(|w| &w.sides).copied();
        let hashes = named.chain(settled.iter().map(|(_, w)| w.chosen)).collect();
        let fork = Fork { author: device, device_seq: number, hashes };
        all.push(Recorded {
            device,
            number,
            seen_at: words().map(|w| w.at).min(),
            late: words().next().is_some() && words().all(|w| w.late),
            packs: forks::packs_of(r, session, decisions, &fork)?,
            settled,
        });
    }
    Ok(all)
}

/// The times when the vault went back and something of this meeting was given up, or nobody can tell.
fn gone_back(r: &Reader<'_>, session: &Session) -> Result<Vec<(RestoreRecord, Option<GivenUp>)>> {
    let all: Vec<RestoreRecord> = r.list_prefix(RESTORES)?;
    let of = |record: RestoreRecord| {
        let given_up = record.meetings.iter().find(|m| m.no == session.no).cloned();
        (given_up.is_some() || record.unread).then_some((record, given_up))
    };
    Ok(all.into_iter().filter_map(of).collect())
}

/// People's words on forks, with when each was signed.
fn settled(r: &Reader<'_>, session: &Session) -> Result<Vec<(DateTime<Utc>, ForkWord)>> {
    let device: DeviceKeyRecord =
        r.get("device")?.ok_or_else(|| Refusal::internal("a vault without device keys"))?;
    let own = device.keys()?.fingerprint();
    let mut events = meeting_events::load(r, &session.meeting_id)?;
    events.retain(|e| e.author() == own && e.event().kind == FORK_SETTLED);
    events.sort_by_key(|e| e.event().device_seq);
    events.iter().map(|e| Ok((e.event().at, body(e)?))).collect()
}

/// What the minutes hold of it.
pub(super) struct Told {
    pub(super) any: bool,
    pub(super) revoked: Vec<RevokedLaptop>,
    pub(super) withdrawn: Vec<WithdrawnPack>,
    pub(super) forks: Vec<ForkNote>,
    pub(super) restores: Vec<RestoreNote>,
    pub(super) amendments: Vec<AmendmentNote>,
    /// Whether one of them is of the sheet or the method.
    pub(super) amended_scoring: bool,
    pub(super) incidents: Vec<IncidentNote>,
}

/// Says it in the minutes' shapes.
pub(super) fn told(source: &Source<'_>) -> Result<Told> {
    let of = &source.proceedings;
    let revoked: Vec<RevokedLaptop> = of.revoked.iter().map(|word| revoked(source, word)).collect();
    let withdrawn = withdrawn(source)?;
    let forks: Vec<ForkNote> = of.forks.iter().map(|fork| note(source, fork)).collect::<Result<_>>()?;
    let restores = restores(source)?;
    let any = !(revoked.is_empty() && withdrawn.is_empty() && forks.is_empty() && restores.is_empty());
    let amendments = amendments(source);
    let incidents = source.proceedings.incidents.iter().map(|line| incident(source, line)).collect();
    let scoring = |word: &Amendment| matches!(word.change, Change::Scoring { .. });
    let amended_scoring = source.proceedings.amended.iter().any(scoring);
    Ok(Told { any, revoked, withdrawn, forks, restores, amendments, amended_scoring, incidents })
}

/// Name and code of a member.
fn member(source: &Source<'_>, expert_no: &str) -> (String, String) {
    let name = source.anyone(expert_no).map_or_else(|| expert_no.to_owned(), |m| m.name.clone());
    (name, source.code(expert_no))
}

fn owner(source: &Source<'_>, device: Fingerprint) -> (String, String) {
    member(source, source.proceedings.owners.get(&device).map_or("", String::as_str))
}

fn revoked(source: &Source<'_>, word: &RevokeWord) -> RevokedLaptop {
    let (expert_name, expert_code) = owner(source, word.device);
    RevokedLaptop {
        expert_name,
        expert_code,
        when: local(word.at),
        by: word.by.clone(),
        reason: Some(bare(&word.reason)),
    }
}

/// A line of what went wrong.
fn incident(source: &Source<'_>, line: &Logged) -> IncidentNote {
    let (expert_name, expert_code) = match &line.expert_no {
        Some(no) => member(source, no),
        None => (String::new(), String::new()),
    };
    // What was withdrawn stays readable, with why.
    let taken_back = line.withdrawn.as_ref().map(|word| format!("已撤回，理由：{}", bare(&word.reason)));
    let done = [Some(bare(&line.done)), taken_back].into_iter().flatten().filter(|text| !text.is_empty());
    let done = done.collect::<Vec<_>>().join("；");
    IncidentNote {
        when: local(line.at),
        kind: incidents::named(line.kind).to_owned(),
        expert_name: Some(expert_name),
        expert_code: Some(expert_code),
        what: Some(bare(&line.what)),
        done: Some(done),
        witness: Some(line.witness.clone().unwrap_or_default()),
    }
}

/// Amendments of the rules, each with what became of the sheets of whoever left by it.
fn amendments(source: &Source<'_>) -> Vec<AmendmentNote> {
    let sheet = source.sheet_word();
    let note = |word: &Amendment| {
        let [text, text_blind] = changed(source, &word.change);
        let signed = word
            .change
            .leaves()
            .map_or(0, |no| source.result.view.scoring.sheets.keys().filter(|(_, who)| who == no).count());
        let aside = set_aside(source, word);
        let [aside_text, aside_blind] = said_aside(source, &aside);
        let kept = match &word.change {
            Change::Scoring { anew, signed, seen, .. } => {
                known_then(sheet, *anew, aside.len(), (*signed, *seen))
            }
            Change::TakenOut { counts: true, .. } => format!("已签的{signed}份{sheet}计入，其余按“缺”处理"),
            _ if signed > 0 => format!("已签的{signed}份{sheet}留存，不计入"),
            _ => String::new(),
        };
        AmendmentNote {
            when: local(word.at),
            version: word.version,
            text,
            text_blind: Some(text_blind),
            kept_text: kept,
            aside_text,
            aside_blind,
            reason: Some(bare(&word.reason)),
            approved_by: Some(word.approved_by.clone()),
            assent_blind: Some(CHAIR.to_owned()),
            former: word.former.chars().take(16).collect(),
            digest: word.rules.chars().take(16).collect(),
        }
    };
    source.proceedings.amended.iter().map(note).collect()
}

/// What an amendment changed, with and without names.
fn changed(source: &Source<'_>, change: &Change) -> [String; 2] {
    let code = |no: &str| source.code(no);
    match change {
        Change::LateBid { bid_no } => {
            let text = format!("补充{}号方案，排在其他方案之后", source.item(bid_no));
            [text.clone(), text]
        }
        Change::Replaced { expert_no, name, by_no, by_name, drawn } => {
            let (who, which) = if *drawn { ("候补专家", "候补的") } else { ("", "") };
            [
                format!("由{who}{by_name}替换{name}"),
                format!("由{which}{}替换{}", code(by_no), code(expert_no)),
            ]
        }
        Change::TakenOut { expert_no, name, .. } => {
            [format!("{name}退出评审"), format!("{}退出评审", code(expert_no))]
        }
        Change::Scoring { anew, .. } => {
            let what = if *anew { source.sheet_word() } else { "计分方法" };
            let text = format!("修订{what}：{}", change.edits_zh());
            [text.clone(), text]
        }
    }
}

/// The sheets that an amendment set aside, by expert and item: those signed since the one before that did, whenever they came in.
fn set_aside<'a>(source: &'a Source<'_>, word: &Amendment) -> Vec<&'a Of> {
    if !word.change.scores_anew() {
        return Vec::new();
    }
    let earlier = |w: &&Amendment| w.change.scores_anew() && w.version < word.version;
    let since = source.proceedings.amended.iter().filter(earlier).map(|w| w.version).max().unwrap_or(1);
    let outdated = source.result.view.scoring.outdated.iter();
    let of_then = outdated.filter(|((bid, expert), words)| {
        let then = words.iter().any(|o| (since..word.version).contains(&o.version));
        then && !source.recused(bid, expert)
    });
    of_then.map(|(of, _)| of).collect()
}

/// Whose sheets were set aside, expert by expert, with and without names; nothing where none were.
fn said_aside(source: &Source<'_>, aside: &[&Of]) -> [Option<String>; 2] {
    let mut by_expert: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (bid, expert) in aside {
        by_expert.entry(expert).or_default().push(source.item(bid));
    }
    let said = |who: fn((String, String)) -> String| {
        let each =
            by_expert.iter().map(|(no, items)| format!("{}：{}", who(member(source, no)), items.join("、")));
        Some(each.collect::<Vec<_>>().join("；")).filter(|text| !text.is_empty())
    };
    [said(|(name, _)| name), said(|(_, code)| code)]
}

/// What became of what was signed before sheet or method were amended, and what was known of scores then.
fn known_then(sheet: &str, anew: bool, aside: usize, (signed, seen): (u32, bool)) -> String {
    // Where nothing is scored no score is spoken of.
    let (scores, filled) = if sheet == "评分表" { ("评分", "评分") } else { ("", "填写") };
    let seen = if seen { format!("，此前{scores}曾经汇总") } else { String::new() };
    let here = match signed {
        0 => format!("修订时没有收到{sheet}{seen}"),
        signed => format!("修订时已收到{sheet}{signed}份{seen}"),
    };
    match (anew, aside) {
        (false, _) => format!("{sheet}没有改变，已签的{scores}继续有效；{here}"),
        (true, 0) => format!("全部按修订后的{sheet}{filled}；{here}"),
        (true, aside) => {
            format!(
                "{here}；修订前签署的{sheet}共{aside}份留存，不计入，全部按修订后的{sheet}核对或者重评后重新签署"
            )
        }
    }
}

/// Amendments of sheet and method, a line each, for the papers that show how figures are computed.
pub(super) fn scoring_lines(source: &Source<'_>) -> Vec<String> {
    let line = |word: &Amendment| {
        let Change::Scoring { anew, signed, seen, .. } = &word.change else { return None };
        let [what, _] = changed(source, &word.change);
        let at = local(word.at).format("%Y-%m-%d %H:%M");
        let aside = set_aside(source, word).len();
        let kept = known_then(source.sheet_word(), *anew, aside, (*signed, *seen));
        Some(format!(
            "规则第{}版（{at}修订，规则摘要{}）：{what}；{kept}。",
            word.version,
            short(&word.rules)
        ))
    };
    source.proceedings.amended.iter().filter_map(line).collect()
}

/// The beginning of a digest.
fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

fn withdrawn(source: &Source<'_>) -> Result<Vec<WithdrawnPack>> {
    let packs = source.session.withdrawn.iter();
    packs
        .map(|pack| {
            let (expert_name, expert_code) = member(source, &pack.expert_no);
            Ok(WithdrawnPack {
                expert_name,
                expert_code,
                when: local(pack.at),
                by: pack.by.clone(),
                sequence: u32::try_from(pack.sequence).map_err(Refusal::internal)?,
                digest: pack.digest.chars().take(12).collect(),
                reason: Some(bare(&pack.reason)),
                again: source.proceedings.here.contains(&pack.digest),
            })
        })
        .collect()
}

fn restores(source: &Source<'_>) -> Result<Vec<RestoreNote>> {
    let all = source.proceedings.restores.iter();
    all.map(|(record, given_up)| {
        let entries = given_up.as_ref().map_or(0, |g| g.entries);
        Ok(RestoreNote {
            when: local(record.at),
            by: record.by.clone(),
            back_to: record.back_to.map(local),
            reason: Some(bare(&record.reason)),
            acts_text: given_up.as_ref().map(|g| g.acts.join("、")).unwrap_or_default(),
            entries: u32::try_from(entries).map_err(Refusal::internal)?,
            approved_by: given_up.as_ref().and_then(|g| g.approved_by.clone()),
            assent_blind: given_up.as_ref().and_then(|g| g.approved_by.as_ref()).map(|_| CHAIR.to_owned()),
            stays: given_up.as_ref().is_some_and(|g| g.stays),
            unread: record.unread,
        })
    })
    .collect()
}

fn note(source: &Source<'_>, fork: &Recorded) -> Result<ForkNote> {
    let (expert_name, expert_code) = owner(source, fork.device);
    let name = |p: &SeenPack| format!("第{}号数据包（摘要{}）", p.sequence, p.short());
    let list = |packs: Vec<String>| packs.join("、");
    let settled = fork.settled.as_ref();
    let kept = settled.map(|(_, word)| {
        let bearing = fork.packs.iter().filter(|p| p.sides.contains(&word.chosen));
        match bearing.map(name).collect::<Vec<_>>() {
            packs if packs.is_empty() => {
                let hash: String = word.chosen.to_string().chars().take(12).collect();
                format!("摘要{hash}的记录")
            }
            packs => format!("{}中的记录", list(packs)),
        }
    });
    Ok(ForkNote {
        expert_name,
        expert_code,
        number: count(usize::try_from(fork.number).map_err(Refusal::internal)?)?,
        seen_at: fork.seen_at.map(local),
        packs_text: list(fork.packs.iter().map(name).collect()),
        late: fork.late,
        settled: settled.is_some(),
        settled_at: settled.map(|(at, _)| local(*at)),
        by: settled.map(|(_, word)| word.by.clone()),
        witness: settled.map(|(_, word)| word.witness.clone()),
        kept_text: kept,
        reason: settled.map(|(_, word)| bare(&word.reason)),
    })
}
