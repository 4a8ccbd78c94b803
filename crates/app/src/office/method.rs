//! The method of a session while it is prepared: chosen, with the weights that it wants and the figures of an earlier stage.

use std::collections::BTreeMap;

use domain::method::{Basis, FirstStage, Method};
use domain::session::Session;
use domain::sheet::ScoreSheet;
use domain::{Code, Percent};
use ranking::{Exact, Mark, Rule};
use serde_json::json;
use vault::Reader;

use super::people::salt;
use super::sheets::{plain, sheet_or_shipped};
use super::tally::tallied;
use super::{Office, preparing, session};
use crate::access::Act;
use crate::api::method::{BasisName, FirstStageForm, MethodForm};
use crate::api::session::{Aggregation, SetupView};
use crate::records::SessionRecord;
use crate::refusal::{Refusal, Result};

/// Figures of an earlier stage, by item.
type Totals = BTreeMap<String, Exact>;

impl Office {
    /// Chooses how the result is computed. What it still lacks keeps the rules from being frozen, not from being saved.
    ///
    /// # Errors
    /// `value_unreadable` for a weight, a share or a figure that is no number; `session.out_of_order` for an earlier meeting
    /// whose scores were not taken together; not once the rules are frozen.
    pub fn set_method(&mut self, session_no: &str, form: &MethodForm) -> Result<SetupView> {
        let now = self.session(session_no)?;
        let (sheet, _) = self.access.read(|r| sheet_or_shipped(r, &now))?;
        let first = match &form.first {
            None => None,
            Some(typed) => Some(self.access.read(|r| first_stage(r, &now, typed))?),
        };
        let method = Method { rule: rule(form.aggregation, &sheet), basis: basis(form)?, first };
        let act = Act::new("session.method", session_no).with(json!({
            "rule": method.rule,
            "basis": method.basis,
            "first_stage": method.first.as_ref().map(|f| json!({ "share": f.share, "source": f.source })),
        }));
        self.access.record(act, |w| {
            let mut session = preparing(w, session_no, "汇总方法")?;
            session.method = (method != Method::of(&sheet)).then_some(method);
            w.put(&SessionRecord(session))?;
            Ok(())
        })?;
        self.setup_view(session_no)
    }
}

/// The method that was chosen, or the sheet's own.
pub(crate) fn method_of(session: &Session, sheet: &ScoreSheet) -> Method {
    session.method.clone().unwrap_or_else(|| Method::of(sheet))
}

/// The rule by its name; trimming starts where the sheet says.
pub(crate) fn rule(name: Aggregation, sheet: &ScoreSheet) -> Rule {
    match name {
        Aggregation::Mean => Rule::Mean,
        Aggregation::Trimmed => Rule::Trimmed { from: sheet.sheet.trim_min },
        Aggregation::Median => Rule::Median,
    }
}

pub(super) fn basis(form: &MethodForm) -> Result<Basis> {
    Ok(match form.basis {
        BasisName::Points => Basis::Points,
        BasisName::Standardised => Basis::Standardised,
        BasisName::Votes => Basis::Votes,
        BasisName::Weighted => {
            let typed = form.weights.iter().filter(|w| !w.weight.trim().is_empty());
            let weights = typed.map(|w| Ok((w.category.into(), Percent(number("权重", &w.weight)?))));
            Basis::Weighted { weights: weights.collect::<Result<_>>()? }
        }
    })
}

/// What was typed of the first stage, or the result of the meeting that it names. The salt stays while nothing else changes.
fn first_stage(r: &Reader<'_>, now: &Session, typed: &FirstStageForm) -> Result<FirstStage> {
    let earlier = typed.session.as_deref().map(str::trim).filter(|no| !no.is_empty());
    let totals = match earlier {
        Some(no) => result_of(r, now, no)?,
        None => {
            let given = typed.totals.iter().filter(|t| !t.value.trim().is_empty());
            let totals = given.map(|t| Ok((t.no.clone(), Exact::from(number("第一阶段得分", &t.value)?))));
            totals.collect::<Result<Totals>>()?
        }
    };
    let kept = now.method.as_ref().and_then(|m| m.first.as_ref()).map(|f| f.salt.clone());
    Ok(FirstStage {
        share: Percent(number("第一阶段占比", &typed.share)?),
        source: typed.source.trim().to_owned(),
        session: earlier.map(str::to_owned),
        salt: kept.map_or_else(salt, Ok)?,
        totals,
    })
}

/// The totals of an earlier meeting, exact, of the items that this one judges too.
fn result_of(r: &Reader<'_>, now: &Session, no: &str) -> Result<Totals> {
    let view = tallied(r, &session(r, no)?)?;
    let totals = view.tally.bids.iter().filter(|b| now.bids.contains(&b.bid_no));
    Ok(totals.filter_map(|b| Some((b.bid_no.clone(), b.total.clone()?))).collect())
}

/// A number as it was typed, exact. A percent sign may follow.
fn number(field: &str, typed: &str) -> Result<Mark> {
    let plain = plain(typed);
    plain.trim_end_matches('%').trim_end().parse().map_err(|_| {
        Refusal::of(Code::ValueUnreadable)
            .with("field", field)
            .with("value", typed)
            .with("reason", "，应为数字，最多六位小数")
            .with("reason_en", ", expected a number with at most six decimals")
    })
}
