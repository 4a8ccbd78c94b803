//! 资金盘子 of a session: recorded before the panel concludes, changed with a reason, every version kept; and what it proposes
//! on a tally.

use domain::budget;
use domain::conclusion::{Conclusion, grade_of};
use domain::envelope::{self, Envelope, EnvelopeWord, Proposal, Ranked, propose};
use domain::rules::FrozenRules;
use domain::session::{Session, SessionKind, Stage};
use domain::tally::{BidTally, Tally};
use domain::{Bid, Code, Fen, Item};
use serde_json::json;

use super::conclude::{Said, Winners, proposals, suggested};
use super::tally::TallyView;
use super::{Office, frozen, items, session, word};
use crate::access::{Act, reason};
use crate::api::envelope::EnvelopeForm;
use crate::records::{DecisionRecord, SessionRecord};
use crate::refusal::{Refusal, Result};

impl Office {
    /// Records the envelope within which the panel concludes, or one that takes its place.
    ///
    /// # Errors
    /// `envelope.amount` for a sum that cannot be; `record.not_found` for a field that no bid of the session has;
    /// `reason.missing` where it takes the place of one, or comes after the first conclusion; `session.out_of_order` for a
    /// session that judges no bids, or whose documents are made.
    pub fn set_envelope(&mut self, session_no: &str, lines: Envelope, basis: &str, why: &str) -> Result<()> {
        let findings = lines.check();
        if !findings.is_empty() {
            return Err(findings.into());
        }
        let mut act = Act::new("envelope.set", session_no).with(json!(lines));
        act.reason = Some(why.trim().to_owned()).filter(|text| !text.is_empty());
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        self.access.record_at(at, act, |w| {
            let mut session = session(w, session_no)?;
            if session.stage == Stage::Closed || session.kind != SessionKind::Bid {
                return Err(Refusal::of(Code::StepOutOfOrder)
                    .with("stage", session.stage.zh())
                    .with("step", "登记资金盘子"));
            }
            let all = items(w, &session)?;
            if let Some(field) = lines.fields.keys().find(|f| !all.iter().any(|i| i.field() == f.as_str())) {
                return Err(Refusal::not_found(field.as_str()));
            }
            let concluded = !w.list_prefix::<DecisionRecord>(&format!("{}/", session.meeting_id))?.is_empty();
            let why = match concluded || !session.envelopes.is_empty() {
                true => reason("更改资金盘子", why)?,
                false => why.trim().to_owned(),
            };
            let basis = basis.trim().to_owned();
            session.envelopes.push(EnvelopeWord { at, by, envelope: lines, basis, reason: why });
            Ok(w.put(&SessionRecord(session))?)
        })
    }

    /// Records the envelope as it was typed; a blank is nothing. Amounts are in 万元, read exactly.
    ///
    /// # Errors
    /// `amount_unparsable`, `value_unreadable`, and those of [`Office::set_envelope`].
    pub fn set_envelope_typed(&mut self, session_no: &str, form: &EnvelopeForm) -> Result<()> {
        let fields = form.fields.iter().filter(|(_, sum)| !sum.trim().is_empty());
        let lines = Envelope {
            total: word::amount("资金盘子", &form.total)?,
            fields: fields
                .map(|(field, sum)| Ok((field.clone(), word::amount(field, sum)?)))
                .collect::<Result<_>>()?,
            most: word::number("项目数", &form.most)?,
            cutoff: word::mark("分数线", &form.cutoff)?,
        };
        let most = self.access.read(|r| Ok(frozen(r, &session(r, session_no)?)?.rules.sheet.sheet.total))?;
        if lines.cutoff.is_some_and(|line| line > most) {
            return Err(Refusal::of(Code::ValueUnreadable)
                .with("field", "分数线")
                .with("value", form.cutoff.clone())
                .with("reason", format!("，高于评分表总分{most}"))
                .with("reason_en", format!(", above the sheet's total {most}")));
        }
        self.set_envelope(session_no, lines, &form.basis, &form.reason)
    }
}

/// What an envelope proposes on a tally. `agrees` says whether a bid is agreed to, `takes` gives its award.
pub(crate) fn lay<'a>(
    envelope: &Envelope,
    (rules, tally): (&FrozenRules, &'a Tally),
    item: impl Fn(&str) -> Option<&'a Item>,
    winners: &Winners,
    agrees: impl Fn(&BidTally) -> bool,
    takes: impl Fn(&Bid) -> Option<Fen>,
) -> Proposal {
    let ranked = |of: &'a BidTally| {
        let bid = item(&of.bid_no)?.bid()?;
        Some(Ranked {
            no: &bid.no,
            field: &bid.field,
            challenge_no: &bid.challenge_no,
            race: bid.race == Some(true),
            rank: of.rank,
            tied: of.tied,
            total: of.total.as_ref(),
            agrees: agrees(of),
            grade: of.on_the_sheets_scale(rules).and_then(|total| grade_of(&rules.sheet, total)),
            takes: takes(bid),
        })
    };
    let bids: Vec<Ranked<'_>> = tally.bids.iter().filter_map(ranked).collect();
    propose(envelope, rules.comparison, &bids, winners)
}

/// What the envelope in force proposes, by the panel's words where it spoke, else by what the figures suggest and the vetoes that
/// it confirmed; nothing while no envelope was recorded.
pub(crate) fn proposed(
    session: &Session,
    view: &TallyView,
    all: &[Item],
    said: &Said,
    winners: &Winners,
) -> Option<Proposal> {
    let envelope = envelope::in_force(session)?;
    let agrees = |of: &BidTally| match said.get(&of.bid_no) {
        Some((decision, _)) => decision.conclusion.agrees(),
        None => suggested(session, view, &of.bid_no).is_some_and(Conclusion::agrees),
    };
    let takes = |bid: &Bid| {
        let lines = said.get(&bid.no).map(|(_, lines)| lines.as_slice()).unwrap_or_default();
        let decided = budget::decide(bid, &proposals(view, bid), lines, &view.rules.policy);
        decided.ok().map(|budget| budget.award.granted)
    };
    let by_number: std::collections::BTreeMap<&str, &Item> = all.iter().map(|i| (i.no(), i)).collect();
    let item = |no: &str| by_number.get(no).copied();
    Some(lay(envelope, (&view.rules, &view.tally), item, winners, agrees, takes))
}
