//! Recusal (回避): the software proposes from unit names, a human decides, the expert declares in person. A recused
//! expert neither sees nor scores an item, nor its figures.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::bid::Party;
use crate::item::Item;
use crate::panel::Member;
use crate::units::{Aliases, Likeness};

/// The grounds, with the letters of the form 专家回避情况表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 甲: near relatives.
    Relative,
    /// 乙: supervisor and student.
    Teacher,
    /// 丙: shared projects, awards, papers or patents in the past three years.
    Shared,
    /// 丁: employed by, adviser to or invested in a party within three years.
    Employed,
    /// 戊: a legal dispute within three years.
    Dispute,
    /// 己: the own unit, or one above or below it.
    OwnUnit,
    /// 庚: another matter that may touch fairness.
    Other,
}

impl Ground {
    /// All of them in the order of the form.
    pub const ALL: [Ground; 7] = [
        Ground::Relative,
        Ground::Teacher,
        Ground::Shared,
        Ground::Employed,
        Ground::Dispute,
        Ground::OwnUnit,
        Ground::Other,
    ];

    /// The letter on the form.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Ground::Relative => "甲",
            Ground::Teacher => "乙",
            Ground::Shared => "丙",
            Ground::Employed => "丁",
            Ground::Dispute => "戊",
            Ground::OwnUnit => "己",
            Ground::Other => "庚",
        }
    }
}

/// Who brought it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaisedBy {
    /// 系统提示
    Match,
    /// 本人申明
    Expert,
    /// 他人提出
    Others,
}

/// What a human decided about one expert and one bid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// Whether the expert is recused.
    pub recused: bool,
    /// Who decided.
    pub by: String,
    /// Who of the supervision was there (practice: the host decides together with the supervisor); nothing when nobody
    /// was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// On what ground; printed.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A possible or decided recusal of one expert from one bid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recusal {
    /// The expert's number in the register.
    pub expert_no: String,
    /// The bid's number.
    pub bid_no: String,
    /// The ground.
    pub ground: Ground,
    /// Who brought it up.
    pub raised_by: RaisedBy,
    /// What it rests on: the unit names, or what was declared.
    pub evidence: String,
    /// The human decision; undecided proposals keep the task packs from being made.
    pub decision: Option<Decision>,
}

impl Recusal {
    /// Whether it keeps this expert from this bid.
    #[must_use]
    pub fn bars(&self, bid_no: &str, expert_no: &str) -> bool {
        self.bid_no == bid_no && self.expert_no == expert_no && self.in_force()
    }

    /// Whether it was decided that the expert is recused.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.decision.as_ref().is_some_and(|d| d.recused)
    }
}

/// Proposals from unit names: each member's unit against every party of each item. One
/// proposal for each pair, naming every unit that matched.
#[must_use]
pub fn propose(panel: &[Member], items: &[Item], aliases: &Aliases) -> Vec<Recusal> {
    let mut proposals = Vec::new();
    for item in items {
        for member in panel {
            let matches: Vec<String> = item
                .parties()
                .into_iter()
                .filter_map(|(party, name)| {
                    aliases.likeness(&member.unit, name).map(|like| evidence(member, party, name, like))
                })
                .collect();
            if !matches.is_empty() {
                proposals.push(Recusal {
                    expert_no: member.expert_no.clone(),
                    bid_no: item.no().to_owned(),
                    ground: Ground::OwnUnit,
                    raised_by: RaisedBy::Match,
                    evidence: matches.join("；"),
                    decision: None,
                });
            }
        }
    }
    proposals
}

/// The two names side by side, in the words of the form.
fn evidence(member: &Member, party: Party, name: &str, like: Likeness) -> String {
    let how = match like {
        Likeness::Same => "相同",
        Likeness::Part => "名称有从属关系",
    };
    format!("专家单位“{}”与{}“{name}”{how}", member.unit, party.zh())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::{Category, Drawn};
    use crate::tests::bid;

    fn member(no: &str, unit: &str) -> Member {
        Member {
            expert_no: no.to_owned(),
            name: "王示例".to_owned(),
            category: Category::Technical,
            unit: unit.to_owned(),
            title: None,
            drawn: Drawn::Named,
        }
    }

    #[test]
    fn sponsor_solver_and_every_participant_are_compared_and_nothing_is_decided() {
        let mut first = bid("JB-001");
        first.participants = vec!["示例研究院".to_owned(), "示例理工大学材料学院".to_owned()];
        let second = bid("JB-002");
        let panel = [member("1", "示例理工大学"), member("2", "另一大学"), member("3", "示例研究院")];
        let proposals = propose(&panel, &[Item::Bid(first), Item::Bid(second)], &Aliases::default());
        let pairs: Vec<(&str, &str)> =
            proposals.iter().map(|p| (p.expert_no.as_str(), p.bid_no.as_str())).collect();
        assert_eq!(pairs, [("1", "JB-001"), ("3", "JB-001"), ("1", "JB-002")]);
        assert!(proposals.iter().all(|p| p.decision.is_none() && !p.in_force()));
        assert!(proposals[0].evidence.contains("揭榜方") && proposals[0].evidence.contains("参与单位"));
    }

    #[test]
    fn of_a_demand_the_sponsors_unit_is_compared() {
        let demand = crate::demand::tests::demand("X-001");
        let panel = [member("1", "示例特钢股份有限公司"), member("2", "另一大学")];
        let items = [Item::Demand(crate::item::DemandText::of(&demand))];
        let proposals = propose(&panel, &items, &Aliases::default());
        assert_eq!(proposals.len(), 1);
        assert_eq!((proposals[0].expert_no.as_str(), proposals[0].bid_no.as_str()), ("1", "X-001"));
        assert!(proposals[0].evidence.contains("出题企业"));
    }
}
