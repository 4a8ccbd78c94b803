//! Types and rules of the programme: money, calendar, policy, bids, budget, panels, recusal, score sheets, sessions,
//! funding. Everything here is pure: no files, no clock, no random numbers; dates and times are passed in.
//!
//! The rules are numbered as in the project's domain notes; each names the article of the policy it implements.

pub mod code;
pub mod finding;
pub mod money;
mod money_words;

pub use code::Code;
pub use finding::{Finding, Place, Severity};
pub use money::Fen;
pub mod amendment;
pub mod bands;
pub mod bid;
pub mod bid_check;
pub mod bid_details;
pub mod budget;
pub mod calendar;
pub mod chain;
pub mod challenge_list;
pub mod collective;
pub mod conclusion;
pub mod demand;
pub mod desk;
pub mod deviation;
pub mod digest;
pub mod draw;
pub mod envelope;
pub mod fees;
pub mod fold;
pub mod formal_check;
pub mod funding;
pub mod gates;
pub mod incident;
pub mod item;
mod masked;
pub mod method;
pub mod panel;
pub mod paper;
pub mod paper_names;
pub mod parallel;
pub mod percent;
pub mod personal_code;
pub mod policy;
pub mod project;
pub mod recommendation;
pub mod recusal;
pub mod relations;
pub mod rules;
pub mod scale;
pub mod selection;
pub mod session;
pub mod sheet;
pub mod sheet_code;
pub mod subs;
pub mod tally;
pub mod told_apart;
pub mod twice;
pub mod units;
pub mod veto;

pub use bid::{Bid, BudgetLine, Funds, Party, Subject};
pub use demand::Demand;
pub use item::Item;
pub use masked::masked;
pub use panel::{Category, Expert, Member};
pub use percent::Percent;
pub use policy::Policy;
pub use project::Project;
pub use sheet::ScoreSheet;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A sound bid: 1000 万 of R&D, 300 万 fiscal, 700 万 self-raised, four lines.
    pub(crate) fn bid(no: &str) -> Bid {
        let wan = |fiscal: i64, own: i64| Funds {
            fiscal: Fen(fiscal * 1_000_000),
            self_raised: Fen(own * 1_000_000),
        };
        Bid {
            no: no.to_owned(),
            challenge_no: format!("BT-{no}"),
            title: "宽幅极薄带轧制工艺研究".to_owned(),
            field: "特种金属材料".to_owned(),
            sponsor: "示例特钢股份有限公司".to_owned(),
            sponsor_code: None,
            solver: "示例理工大学".to_owned(),
            participants: vec![],
            chief_engineer: Some("冯示例".to_owned()),
            start: "2026-04-01".parse().unwrap(),
            end: "2029-03-31".parse().unwrap(),
            total_investment: None,
            rd_total: Fen(1_000_000_000),
            fiscal: Fen(300_000_000),
            self_raised: Fen(700_000_000),
            people_total: Some(10),
            people_young: Some(5),
            race: None,
            approval_no: None,
            budget: vec![
                BudgetLine { subject: Subject::Equipment, requested: wan(100, 300) },
                BudgetLine { subject: Subject::Business, requested: wan(100, 200) },
                BudgetLine { subject: Subject::Labour, requested: wan(60, 120) },
                BudgetLine { subject: Subject::Indirect, requested: wan(40, 80) },
            ],
        }
    }
}
