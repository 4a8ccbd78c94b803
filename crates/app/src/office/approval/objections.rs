//! Objections to what was posted, from receipt to answer (policy 四（五）, DOMAIN § 5).

use chrono::NaiveDate;
use domain::Code;
use domain::chain::objection::{Admission, Answer, Examination, IdentityCheck, Objection};
use serde_json::json;

use super::{approval, next_number, objections};
use crate::access::Act;
use crate::chain_records::{ApprovalRecord, ObjectionRecord};
use crate::office::Office;
use crate::refusal::{Refusal, Result};

/// A step of the handling, read.
#[derive(Debug, Clone)]
pub enum Handled {
    /// It was made sure who objects.
    Identified(IdentityCheck),
    /// It is accepted, or why not.
    Admitted(Admission),
    /// That it was not accepted is taken back.
    Reconsidered,
    /// It was examined.
    Examined(Examination),
    /// It was answered.
    Answered(Answer),
    /// The decision was changed for it.
    ActedOn,
    /// Who objected took it back.
    Withdrawn(Answer),
}

impl Handled {
    /// In the journal.
    const fn act(&self) -> &'static str {
        match self {
            Handled::Identified(_) => "objection.identify",
            Handled::Admitted(_) => "objection.admit",
            Handled::Reconsidered => "objection.reconsider",
            Handled::Examined(_) => "objection.examine",
            Handled::Answered(_) => "objection.reply",
            Handled::ActedOn => "objection.act",
            Handled::Withdrawn(_) => "objection.withdraw",
        }
    }

    /// Its day; nothing of a step that has none.
    fn on(&self) -> Option<NaiveDate> {
        match self {
            Handled::Identified(word) => Some(word.on),
            Handled::Admitted(word) => Some(word.on),
            Handled::Examined(word) => Some(word.on),
            Handled::Answered(word) | Handled::Withdrawn(word) => Some(word.on),
            Handled::Reconsidered | Handled::ActedOn => None,
        }
    }
}

/// Whether something was posted, and every bid that an objection names with it.
fn posted(record: &ApprovalRecord, objection: &Objection) -> Result<()> {
    let postings = &record.publicity.postings;
    if postings.is_empty() {
        return Err(Refusal::of(Code::PublicityNone));
    }
    let ever = |no: &String| postings.iter().any(|p| p.bids.contains(no));
    match objection.bids.iter().find(|no| !ever(no)) {
        None => Ok(()),
        Some(no) => Err(Refusal::of(Code::DecisionItem)
            .with("bid_no", no.clone())
            .with("issue", "没有公示过")
            .with("issue_en", "it was never posted")),
    }
}

impl Office {
    /// Takes an objection as it came, late or anonymous ones too; its number is the office's next one of this decision. Whoever
    /// objects stands in no journal entry.
    ///
    /// # Errors
    /// `record.not_found`; `publicity.none` where nothing was ever posted; `decision.item` for a bid that was not.
    pub fn take_objection(&mut self, decision_no: &str, objection: Objection) -> Result<String> {
        let act = Act::new("objection.take", decision_no).with(
            json!({ "received": objection.received_at.to_string(), "channel": objection.channel.zh() }),
        );
        self.access.record(act, |w| {
            posted(&approval(w, decision_no)?, &objection)?;
            let known = objections(w, decision_no)?;
            let no = next_number("Y-", known.into_iter().map(|o| o.no));
            w.put(&ObjectionRecord(Objection {
                no: no.clone(),
                decision_no: decision_no.to_owned(),
                ..objection
            }))?;
            Ok(no)
        })
    }

    /// Records a step of an objection's handling.
    ///
    /// # Errors
    /// Those of the step, by `domain::chain::objection`; `record.not_found`.
    pub fn handle_objection(&mut self, decision_no: &str, no: &str, step: Handled) -> Result<()> {
        let act = Act::new(step.act(), format!("{decision_no}/{no}"))
            .with(json!({ "on": step.on().map(|d| d.to_string()) }));
        self.access.record(act, |w| {
            let record = approval(w, decision_no)?;
            let found: Option<ObjectionRecord> = w.get(&format!("{decision_no}/{no}"))?;
            let objection = found.ok_or_else(|| Refusal::not_found(no))?.0;
            let next = match step {
                Handled::Identified(check) => objection.identify(check)?,
                Handled::Admitted(word) => objection.admit(word, &record.publicity, None)?,
                Handled::Reconsidered => objection.reconsider()?,
                Handled::Examined(found) => objection.examine(found)?,
                Handled::Answered(answer) => objection.reply(answer)?,
                Handled::ActedOn => objection.act(&record.decision)?,
                Handled::Withdrawn(word) => objection.withdraw(word)?,
            };
            Ok(w.put(&ObjectionRecord(next))?)
        })
    }
}
