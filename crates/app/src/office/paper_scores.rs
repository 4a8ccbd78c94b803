//! 纸质评分: sheets on paper are typed by two people, one after the other; where they differ somebody looks at the paper; only
//! then the secretariat signs what it says. Of a sheet that a laptop handed in as well, people decide which counts.

use std::path::Path;

use domain::code::Code;
use domain::fold::Of;
use domain::paper::{MissingSheet, PaperClosed, PaperSettled, PaperSheet, same_person};
use domain::session::{Missed, Session, Step};
use domain::{Finding, Member, sheet_code};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::{Reader, Writer};

use super::paper_draft::{Paper, is_out, typing_now};
use super::prepare::recusals;
use super::tally::scoring;
use super::{Office, advance, frozen, session};
use crate::access::{Act, reason};
use crate::files;
use crate::meeting_events::{PAPER_CLOSED, PAPER_SCORED, PAPER_SETTLED, stored};
use crate::paper_records::{Entry, Looked, PaperDraft};
use crate::records::{RulesRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

/// The largest picture of a sheet that is read, bytes.
const LARGEST_SCAN: u64 = 64 << 20;

impl Office {
    /// The expert and the item of the sheet that bears a code.
    ///
    /// # Errors
    /// `paper.code_wrong` for what is no code, `paper.code_unknown` for one of no sheet of this session under its rules,
    /// `paper.code_old` for one of a sheet that was printed before the sheet was amended.
    pub fn paper_by_code(&self, session_no: &str, code: &str) -> Result<(String, String)> {
        let read = sheet_code::read(code)?;
        self.access.read(|r| {
            let rules = frozen(r, &session(r, session_no)?)?;
            let pairs = rules.rules.panel.iter().flat_map(|m| rules.rules.bids.iter().map(move |b| (m, b)));
            let mut found: Vec<(String, String)> = Vec::new();
            for (m, bid) in pairs {
                let under = rules.printed_under(&m.expert_no, bid)?;
                if sheet_code::of(&under, &m.expert_no, bid) == read {
                    found.push((m.expert_no.clone(), bid.clone()));
                }
            }
            match found.as_slice() {
                [one] => Ok(one.clone()),
                _ => {
                    let old = printed_before(&rules, &read)?;
                    let code = if old { Code::PaperCodeOld } else { Code::PaperCodeUnknown };
                    let refusal = Refusal::of(code).with("code", sheet_code::printed(&read));
                    Err(refusal.with("version", rules.rules.version().to_string()))
                }
            }
        })
    }

    /// Begins an entry of a sheet: the first one, or the second by another person once the first is whole. A sheet that counts
    /// already is typed anew with a reason, and the one before stays on record.
    ///
    /// # Errors
    /// `reason.missing` without a name or a reason where one is asked for; `paper.same_typist`, `paper.step`,
    /// `score.recused`, `record.not_found`, `session.out_of_order`.
    pub fn paper_start(
        &mut self,
        session_no: &str,
        (expert_no, bid_no): (&str, &str),
        by: &str,
        why: Option<&str>,
    ) -> Result<()> {
        let by = reason("录入人（姓名）", by)?;
        let act = Act::new("paper.start", subject(session_no, expert_no, bid_no))
            .with(json!({ "by": by, "reason": why }));
        self.access.record(act, |w| {
            let paper = Paper::open(w, session_no, expert_no, bid_no)?;
            let entry = Entry { by: by.clone(), typed: Default::default(), done_at: None };
            let draft = match paper.draft.clone() {
                None => {
                    let change = match paper.needs_reason() {
                        true => Some(reason("再次录入纸质评分", why.unwrap_or_default())?),
                        false => None,
                    };
                    PaperDraft {
                        meeting: paper.session.meeting_id.clone(),
                        expert_no: expert_no.to_owned(),
                        bid_no: bid_no.to_owned(),
                        revision: paper.typed_revision().saturating_add(1),
                        change,
                        first: entry,
                        second: None,
                        looked: Default::default(),
                    }
                }
                Some(draft) if draft.second.is_none() && draft.first.done_at.is_some() => {
                    if same_person(&draft.first.by, &by) {
                        return Err(Refusal::of(Code::PaperSameTypist).with("name", by));
                    }
                    PaperDraft { second: Some(entry), ..draft }
                }
                Some(_) => return Err(paper.step()),
            };
            Ok(w.put(&draft)?)
        })
    }

    /// Saves what was typed in one field, as it was typed: figures and answers by the first person, then by the second; words
    /// once, after both.
    ///
    /// # Errors
    /// `record.not_found` for a field that the sheet does not have or that is not typed now; `paper.step`, and those of
    /// [`Office::paper_start`].
    pub fn paper_type(
        &mut self,
        session_no: &str,
        (expert_no, bid_no): (&str, &str),
        field: &str,
        text: &str,
    ) -> Result<()> {
        let act = Act::new("paper.type", format!("{}/{field}", subject(session_no, expert_no, bid_no)));
        self.access.record(act, |w| {
            let paper = Paper::open(w, session_no, expert_no, bid_no)?;
            let mut draft = paper.draft()?.clone();
            let fields = paper.fields();
            let known = fields.iter().find(|f| f.id == field).ok_or_else(|| Refusal::not_found(field))?;
            let entry = match (draft.first.done_at, &mut draft.second) {
                (None, _) if known.twice() => &mut draft.first,
                (Some(_), Some(second)) if known.twice() && second.done_at.is_none() => second,
                (Some(_), Some(second)) if !known.twice() && second.done_at.is_some() => &mut draft.first,
                _ => return Err(paper.step()),
            };
            if text.trim().is_empty() {
                entry.typed.remove(field);
            } else {
                entry.typed.insert(field.to_owned(), text.to_owned());
            }
            Ok(w.put(&draft)?)
        })
    }

    /// Says that the entry that is being typed is whole.
    ///
    /// # Errors
    /// What cannot be read, is over its maximum or missing, each at its field; `paper.step`.
    pub fn paper_done(&mut self, session_no: &str, (expert_no, bid_no): (&str, &str)) -> Result<()> {
        let at = self.access.clock.now();
        let act = Act::new("paper.entered", subject(session_no, expert_no, bid_no));
        self.access.record_at(at, act, |w| {
            let paper = Paper::open(w, session_no, expert_no, bid_no)?;
            let mut draft = paper.draft()?.clone();
            let entry = match &mut draft.second {
                _ if draft.first.done_at.is_none() => &mut draft.first,
                Some(second) if second.done_at.is_none() => second,
                _ => return Err(paper.step()),
            };
            // Words come after both entries.
            let words = |f: &Finding| matches!(f.code, Code::BudgetCutReason | Code::GateReason);
            if let Err(mut findings) = paper.sheet(&paper.values(&entry.typed)?) {
                findings.retain(|f| !words(f));
                if !findings.is_empty() {
                    return Err(findings.into());
                }
            }
            entry.done_at = Some(at);
            Ok(w.put(&draft)?)
        })
    }

    /// Says what the paper says where the entries differ, and who looked.
    ///
    /// # Errors
    /// `reason.missing` without a name, `record.not_found` where nothing differs, what cannot be read; `paper.step`.
    pub fn paper_look(
        &mut self,
        session_no: &str,
        (expert_no, bid_no): (&str, &str),
        field: &str,
        text: &str,
        by: &str,
    ) -> Result<()> {
        let by = reason("对照原件认定的人（姓名）", by)?;
        let act = Act::new("paper.look", format!("{}/{field}", subject(session_no, expert_no, bid_no)))
            .with(json!({ "by": by }));
        self.access.record(act, |w| {
            let paper = Paper::open(w, session_no, expert_no, bid_no)?;
            let mut draft = paper.draft()?.clone();
            let second = draft.second.clone().filter(|s| s.done_at.is_some()).ok_or_else(|| paper.step())?;
            let both = paper.together(&draft, &second)?;
            if !both.resolutions.iter().any(|r| r.field == field) {
                return Err(Refusal::not_found(field));
            }
            draft.looked.insert(field.to_owned(), Looked { text: text.to_owned(), by: by.clone() });
            paper.together(&draft, &second)?;
            Ok(w.put(&draft)?)
        })
    }

    /// Throws both entries away, with a reason: the wrong sheet was typed. Nothing of it counted.
    ///
    /// # Errors
    /// `reason.missing`, `paper.step` where nothing is typed.
    pub fn paper_discard(
        &mut self,
        session_no: &str,
        (expert_no, bid_no): (&str, &str),
        why: &str,
    ) -> Result<()> {
        let why = reason("作废录入", why)?;
        let act = Act::new("paper.discard", subject(session_no, expert_no, bid_no)).because(why);
        self.access.record(act, |w| {
            let paper = Paper::open(w, session_no, expert_no, bid_no)?;
            Ok(w.delete(paper.draft()?)?)
        })
    }

    /// Lets a sheet count that two people typed alike, or of which somebody looked at the paper wherever they differ: the
    /// secretariat signs it with both names and the code, and with the SHA-256 of a picture of the sheet where one is given.
    ///
    /// # Errors
    /// `paper.entry_differs` for each difference that nobody looked at; what is missing or wrong; `paper.step`; `io`.
    pub fn paper_count(
        &mut self,
        session_no: &str,
        (expert_no, bid_no): (&str, &str),
        scan: Option<&Path>,
    ) -> Result<()> {
        let scan = scan.map(|path| files::read(path, LARGEST_SCAN)).transpose()?;
        let scan = scan.map(|bytes| hex::encode(Sha256::digest(bytes)));
        let (paper, draft, word) = self.access.read(|r| {
            let paper = Paper::open(r, session_no, expert_no, bid_no)?;
            let draft = paper.draft()?.clone();
            let second = draft.second.as_ref().filter(|s| s.done_at.is_some()).ok_or_else(|| paper.step())?;
            let both = paper.together(&draft, second)?;
            let fields = paper.fields();
            let open: Vec<Finding> = both
                .resolutions
                .iter()
                .filter(|r| r.by.is_empty())
                .map(|r| {
                    let name = fields.iter().find(|f| f.id == r.field).map(domain::paper::Field::zh);
                    Finding::error(Code::PaperEntryDiffers)
                        .at_path(r.field.clone())
                        .with("sheet", sheet_code::printed(&paper.code()))
                        .with("where", name.unwrap_or_default())
                        .with("first", r.first.clone())
                        .with("second", r.second.clone())
                })
                .collect();
            if !open.is_empty() {
                return Err(open.into());
            }
            let word = PaperSheet {
                rules: paper.digest.clone(),
                expert_no: expert_no.to_owned(),
                bid_no: bid_no.to_owned(),
                revision: draft.revision,
                code: paper.code(),
                sheet: paper.sheet(&both.values)?,
                first: draft.first.by.clone(),
                second: second.by.clone(),
                resolutions: both.resolutions,
                scan: scan.clone(),
                change: draft.change.clone(),
            };
            Ok((paper, draft, word))
        })?;
        let act = Act::new("paper.score", subject(session_no, expert_no, bid_no)).with(json!({
            "code": word.code, "revision": word.revision, "first": word.first, "second": word.second,
            "differences": word.resolutions.iter().map(|r| (&r.field, &r.by)).collect::<Vec<_>>(),
            "change": word.change,
        }));
        self.sign_and_record(&paper.session, PAPER_SCORED, &word, act, |w| {
            w.delete(&draft)?;
            began(w, session_no)
        })
    }

    /// Says that all paper sheets of an expert are in; each that does not come is named with a reason and counts as 缺. The
    /// expert then counts as locked.
    ///
    /// # Errors
    /// `paper.sheet_open` for each sheet that is neither here nor named, `reason.missing`, `paper.conflict`; `record.not_found`
    /// where none came on paper; `session.out_of_order`.
    pub fn paper_close(
        &mut self,
        session_no: &str,
        expert_no: &str,
        missing: &[(String, String)],
    ) -> Result<()> {
        let missing: Vec<MissingSheet> = missing
            .iter()
            .map(|(bid_no, why)| {
                Ok(MissingSheet { bid_no: bid_no.clone(), reason: reason("按“缺”处理", why)? })
            })
            .collect::<Result<_>>()?;
        let by = self.access.actor.clone();
        let (session, word) =
            self.access.read(|r| closing(r, session_no, expert_no, missing.clone(), by.clone()))?;
        let act = Act::new("paper.close", format!("{session_no}/{expert_no}"))
            .with(json!({ "sheets": word.sheets, "missing": word.missing }));
        self.sign_and_record(&session, PAPER_CLOSED, &word, act, |w| {
            let mut session = super::session(w, session_no)?;
            for one in &word.missing {
                let is_it =
                    |m: &Missed| m.expert_no == word.expert_no && m.bid_no.as_ref() == Some(&one.bid_no);
                session.missed.retain(|m| !is_it(m));
                session.missed.push(Missed {
                    expert_no: word.expert_no.clone(),
                    bid_no: Some(one.bid_no.clone()),
                    reason: one.reason.clone(),
                });
            }
            w.put(&SessionRecord(session))?;
            began(w, session_no)
        })
    }

    /// Decides of a sheet that came from a laptop and from paper which counts, with a reason. The other one stays on record.
    ///
    /// # Errors
    /// `reason.missing`, `record.not_found` unless it is undecided, `session.out_of_order`.
    pub fn paper_settle(
        &mut self,
        session_no: &str,
        (expert_no, bid_no): (&str, &str),
        takes_paper: bool,
        why: &str,
    ) -> Result<()> {
        let why = reason("认定以哪一份为准", why)?;
        let by = self.access.actor.clone();
        let (session, word) = self.access.read(|r| {
            let paper = Paper::open(r, session_no, expert_no, bid_no)?;
            let of: Of = paper.of();
            let open = paper.scoring.conflicts.get(&of);
            let open = open.ok_or_else(|| Refusal::not_found(format!("{bid_no}/{expert_no}")))?;
            let word = PaperSettled {
                rules: paper.digest.clone(),
                expert_no: of.1,
                bid_no: of.0,
                laptop: hex::encode(open.laptop.hash),
                paper: hex::encode(open.paper.hash),
                takes_paper,
                reason: why.clone(),
                by: by.clone(),
            };
            Ok((paper.session, word))
        })?;
        let act = Act::new("paper.settle", subject(session_no, expert_no, bid_no))
            .because(why.clone())
            .with(json!({ "laptop": word.laptop, "paper": word.paper, "takes_paper": takes_paper }));
        let event = self.signed(&session, PAPER_SETTLED, &word)?;
        self.access.record(act, |w| Ok(w.put(&stored(&session.meeting_id, &event))?))
    }
}

/// Whether a code is of a sheet that was printed before the sheet was amended.
fn printed_before(rules: &RulesRecord, code: &str) -> Result<bool> {
    let chain = rules.chain()?;
    for before in &rules.former {
        let digest = hex::encode(before.digest()?);
        let is_it = |m: &Member, bid: &String| sheet_code::of(&digest, &m.expert_no, bid) == code;
        let old = chain.superseded(&digest);
        if old && before.panel.iter().any(|m| before.bids.iter().any(|bid| is_it(m, bid))) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn subject(session_no: &str, expert_no: &str, bid_no: &str) -> String {
    format!("{session_no}/{bid_no}/{expert_no}")
}

/// The first score from paper opens the scoring as the first task pack does.
fn began(w: &Writer<'_>, session_no: &str) -> Result<()> {
    advance(w, session(w, session_no)?, Step::Issue).map(|_| ())
}

/// The word that all of an expert's sheets are in, or which are not.
fn closing(
    r: &Reader<'_>,
    session_no: &str,
    expert_no: &str,
    missing: Vec<MissingSheet>,
    by: String,
) -> Result<(Session, PaperClosed)> {
    let session = session(r, session_no)?;
    typing_now(&session)?;
    let rules = frozen(r, &session)?;
    let member = rules.rules.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?;
    let known = scoring(r, &session)?;
    let recusals = recusals(r, &session)?;
    let mut sheets = 0u32;
    let mut open = Vec::new();
    for bid in rules.rules.bids.iter().filter(|bid| !recusals.iter().any(|x| is_out(x, bid, expert_no))) {
        let of = (bid.clone(), expert_no.to_owned());
        let named = missing.iter().any(|m| m.bid_no == *bid);
        let at = |code: Code| {
            let finding = Finding::error(code).with("bid_no", bid.clone());
            finding.with("expert", expert_no).with("name", member.name.clone())
        };
        if known.scoring.conflicts.contains_key(&of) {
            open.push(at(Code::PaperConflict));
        } else if known.scoring.revision(&of).is_none() != named {
            open.push(at(Code::PaperSheetOpen));
        }
        let typed = known.scoring.sheets.get(&of).is_some_and(|c| c.paper.is_some());
        sheets = sheets.saturating_add(u32::from(typed));
    }
    if !open.is_empty() {
        return Err(open.into());
    }
    if sheets == 0 {
        return Err(Refusal::not_found(format!("{}的纸质评分表", member.name)));
    }
    let (rules, expert_no) = (rules.digest, expert_no.to_owned());
    Ok((session, PaperClosed { rules, expert_no, sheets, missing, by }))
}
