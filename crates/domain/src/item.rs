//! What a session judges: a bid, a demand, or a project. Number, title, sponsor and units are there for all; a budget, and with
//! it cap and award, only where the kind has one. Records and signed events name either by `bid_no`, the word they were
//! written with when bids alone were judged: it is the number of the item.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::bid::{Bid, BudgetLine, Party};
use crate::demand::Demand;
use crate::money::Fen;
use crate::project::ProjectText;
use crate::session::SessionKind;

/// What an expert reads of a demand: what it states (policy 四（一）, rule 2) and nothing that only the office needs. A task
/// pack is made of it, so that a contact's telephone or a note of a talk cannot travel by oversight.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DemandText {
    /// 需求编号
    pub no: String,
    /// 需求名称
    pub title: String,
    /// 领域, as stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Why it is taken although its field is none of the seven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_reason: Option<String>,
    /// 出题企业
    pub sponsor: String,
    /// 需求背景
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    /// 需求内容
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// 关键技术及指标
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
    /// 时限, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u32>,
    /// 总投资; not the R&D input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_investment: Option<Fen>,
    /// 研发投入总额
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rd_total: Option<Fen>,
    /// 对揭榜方要求
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirements: Option<String>,
    /// 应用场景
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scene: Option<String>,
}

impl DemandText {
    /// What an expert reads of a demand.
    #[must_use]
    pub fn of(demand: &Demand) -> DemandText {
        let Demand { no, title, field, field_reason, sponsor, background, content, .. } = demand.clone();
        let Demand { indicators, start, end, term_months, total_investment, .. } = demand.clone();
        let (rd_total, requirements, scene) =
            (demand.rd_total, demand.requirements.clone(), demand.scene.clone());
        DemandText {
            no,
            title,
            field,
            field_reason,
            sponsor,
            background,
            content,
            indicators,
            start,
            end,
            term_months,
            total_investment,
            rd_total,
            requirements,
            scene,
        }
    }
}

/// What a session judges. Stored without a tag: a list of bids reads and writes as it did when there was nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
#[allow(
    clippy::large_enum_variant,
    reason = "a session judges tens of them, and each is read far more often than moved"
)]
pub enum Item {
    /// 揭榜方案, in a bid session.
    Bid(Bid),
    /// 项目, in the sessions after it was approved. It is tried before a demand, which asks for less.
    Project(ProjectText),
    /// 需求, in a demand session.
    Demand(DemandText),
}

impl Item {
    /// The kind of session that judges it.
    #[must_use]
    pub const fn kind(&self) -> SessionKind {
        match self {
            Item::Bid(_) => SessionKind::Bid,
            Item::Project(project) => project.judged,
            Item::Demand(_) => SessionKind::Demand,
        }
    }

    /// 方案编号, 需求编号 or 项目编号, unique among the items of a session.
    #[must_use]
    pub fn no(&self) -> &str {
        match self {
            Item::Bid(bid) => &bid.no,
            Item::Project(project) => &project.no,
            Item::Demand(demand) => &demand.no,
        }
    }

    /// 榜题 or 需求名称.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Item::Bid(bid) => &bid.title,
            Item::Project(project) => &project.title,
            Item::Demand(demand) => &demand.title,
        }
    }

    /// 领域; empty when a demand states none.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Item::Bid(bid) => &bid.field,
            Item::Project(project) => &project.field,
            Item::Demand(demand) => demand.field.as_deref().unwrap_or_default(),
        }
    }

    /// 出题企业
    #[must_use]
    pub fn sponsor(&self) -> &str {
        match self {
            Item::Bid(bid) => &bid.sponsor,
            Item::Project(project) => &project.sponsor,
            Item::Demand(demand) => &demand.sponsor,
        }
    }

    /// The units that recusal looks at: sponsor, solver and participants of a bid or a project; the sponsor of a demand.
    #[must_use]
    pub fn parties(&self) -> Vec<(Party, &str)> {
        match self {
            Item::Bid(bid) => bid.parties().collect(),
            Item::Project(project) => project.parties().collect(),
            Item::Demand(demand) => vec![(Party::Sponsor, demand.sponsor.as_str())],
        }
    }

    /// Its budget as requested; none where the kind has no budget review.
    #[must_use]
    pub fn budget(&self) -> &[BudgetLine] {
        match self {
            Item::Bid(bid) => &bid.budget,
            Item::Demand(_) | Item::Project(_) => &[],
        }
    }

    /// 揭榜方; nothing of a demand, which nobody answered yet.
    #[must_use]
    pub fn solver(&self) -> Option<&str> {
        match self {
            Item::Bid(bid) => Some(&bid.solver),
            Item::Project(project) => Some(&project.solver),
            Item::Demand(_) => None,
        }
    }

    /// 技术总师, where one is named.
    #[must_use]
    pub fn chief_engineer(&self) -> Option<&str> {
        match self {
            Item::Bid(bid) => bid.chief_engineer.as_deref(),
            Item::Project(project) => project.chief_engineer(),
            Item::Demand(_) => None,
        }
    }

    /// The project, if it is one.
    #[must_use]
    pub const fn project(&self) -> Option<&ProjectText> {
        match self {
            Item::Project(project) => Some(project),
            Item::Bid(_) | Item::Demand(_) => None,
        }
    }

    /// The bid, if it is one.
    #[must_use]
    pub const fn bid(&self) -> Option<&Bid> {
        match self {
            Item::Bid(bid) => Some(bid),
            Item::Demand(_) | Item::Project(_) => None,
        }
    }

    /// The demand, if it is one.
    #[must_use]
    pub const fn demand(&self) -> Option<&DemandText> {
        match self {
            Item::Demand(demand) => Some(demand),
            Item::Bid(_) | Item::Project(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bids_are_stored_as_they_were_when_nothing_else_was_judged() {
        let bid = crate::tests::bid("JB-001");
        let alone = crate::digest::canonical(&vec![bid.clone()]).unwrap();
        let items = vec![Item::Bid(bid)];
        assert_eq!(crate::digest::canonical(&items).unwrap(), alone);
        assert_eq!(serde_json::from_slice::<Vec<Item>>(&alone).unwrap(), items);
    }

    #[test]
    fn a_project_reads_back_as_a_project_and_neither_as_a_bid_nor_as_a_demand() {
        let project = crate::project::tests::project("P-2026-001");
        for kind in [SessionKind::Milestone, SessionKind::Acceptance, SessionKind::Termination] {
            let item = Item::Project(ProjectText::of(&project, kind, 0));
            let bytes = crate::digest::canonical(&item).unwrap();
            assert_eq!(serde_json::from_slice::<Item>(&bytes).unwrap(), item);
            assert_eq!((item.kind(), item.parties().len(), item.budget().len()), (kind, 3, 0));
        }
    }

    #[test]
    fn a_demand_reads_back_as_a_demand_and_carries_nothing_that_only_the_office_needs() {
        let demand = crate::demand::tests::demand("X-001");
        let item = Item::Demand(DemandText::of(&demand));
        let bytes = crate::digest::canonical(&item).unwrap();
        assert_eq!(serde_json::from_slice::<Item>(&bytes).unwrap(), item);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("成材率不低于92%。"));
        for private in ["韩示例", "0351-0000002", "contact", "notes"] {
            assert!(!text.contains(private), "{private}");
        }
        assert_eq!((item.budget().len(), item.parties().len(), item.kind()), (0, 1, SessionKind::Demand));
    }
}
