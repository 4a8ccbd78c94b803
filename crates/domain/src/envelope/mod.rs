//! 资金盘子: the money that a session may propose, recorded before the panel concludes, and what it proposes for each bid.
//! Practice (DOMAIN § 4), not policy: a sum is set by the batch or by a paper of the bureau, never by the program.
//!
//! The line is a prefix in order of rank: the first bid that goes over a field's sum ends that field, the first that goes over
//! the total ends everything, and no later, smaller one slips in. Exactly a line is within it.

mod listed;
mod propose;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use ranking::Mark;
use serde::{Deserialize, Serialize};

pub use self::listed::Listed;
pub use self::propose::{Place, Proposal, Ranked, by_grade, propose};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;
use crate::session::Session;

/// The lines within which a session proposes. Amounts are fiscal money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Envelope {
    /// The total sum.
    pub total: Fen,
    /// Sums of single fields (重点领域), by name; a field without one is bound by the total alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Fen>,
    /// The most bids that may be recommended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// The score line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Mark>,
}

impl Envelope {
    /// What of it cannot be: `envelope.amount` for a sum of nothing or less, a field's sum over the total, a number of none.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let amount = |(what, what_en): (&str, &str), amount: String| {
            let finding = Finding::error(Code::EnvelopeAmount).with("what", what).with("what_en", what_en);
            finding.with("amount", amount)
        };
        let mut findings = Vec::new();
        if self.total <= Fen::ZERO {
            findings.push(amount(("总额", "total"), self.total.wan()));
        }
        let wrong = self.fields.iter().filter(|(_, sum)| **sum <= Fen::ZERO || **sum > self.total);
        findings.extend(wrong.map(|(field, sum)| amount((field, field), sum.wan())));
        if self.most == Some(0) {
            findings.push(amount(("项目数", "number of bids"), "0".to_owned()));
        }
        if let Some(line) = self.cutoff.filter(|line| *line < Mark::ZERO) {
            findings.push(amount(("分数线", "score line"), line.to_string()));
        }
        findings
    }
}

/// An envelope as it was recorded. A later one takes its place, with a reason; all stay and are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvelopeWord {
    /// When.
    pub at: DateTime<Utc>,
    /// Who recorded it.
    pub by: String,
    /// The lines.
    pub envelope: Envelope,
    /// Where the sum comes from (a paper, the batch); empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Why it takes the place of an earlier one, or comes after the first conclusion; empty where neither is so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The envelope in force: the one recorded last.
#[must_use]
pub fn in_force(session: &Session) -> Option<&Envelope> {
    session.envelopes.last().map(|word| &word.envelope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_above_nothing_and_a_fields_sum_is_within_the_total() {
        let whole = Envelope { total: Fen(500), ..Envelope::default() };
        assert_eq!(whole.check(), []);
        let fields =
            [("新能源", 500), ("新材料", 501), ("数字经济", 0)].map(|(f, sum)| (f.to_owned(), Fen(sum)));
        let wrong = Envelope { fields: BTreeMap::from(fields), most: Some(0), ..whole };
        let named: Vec<String> = wrong.check().into_iter().map(|f| f.params[0].1.clone()).collect();
        assert_eq!(named, ["数字经济", "新材料", "项目数"]);
        assert_eq!(Envelope::default().check().len(), 1);
    }
}
