//! Bids (揭榜方案) with their budget lines, as they were submitted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::money::Fen;

/// A budget subject (预算科目).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 设备费
    Equipment,
    /// 业务费
    Business,
    /// 劳务费
    Labour,
    /// 间接费用
    Indirect,
}

impl Subject {
    /// All four, in the order of the form.
    pub const ALL: [Subject; 4] = [Subject::Equipment, Subject::Business, Subject::Labour, Subject::Indirect];

    /// The subject as the form writes it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Subject::Equipment => "设备费",
            Subject::Business => "业务费",
            Subject::Labour => "劳务费",
            Subject::Indirect => "间接费用",
        }
    }

    /// The subject's stable id, as records and screens name it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Subject::Equipment => "equipment",
            Subject::Business => "business",
            Subject::Labour => "labour",
            Subject::Indirect => "indirect",
        }
    }

    /// The subject with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|s| s.id() == id)
    }

    /// The subject with this name.
    #[must_use]
    pub fn from_zh(text: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|s| s.zh() == text)
    }
}

/// An amount in its two sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Funds {
    /// 财政资金
    pub fiscal: Fen,
    /// 自筹资金
    pub self_raised: Fen,
}

impl Funds {
    /// Both together, or nothing when they do not fit.
    #[must_use]
    pub fn total(self) -> Option<Fen> {
        self.fiscal.checked_add(self.self_raised)
    }
}

/// One line of a bid's budget as requested (申报数).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Subject.
    pub subject: Subject,
    /// What is asked.
    pub requested: Funds,
}

/// A bid: the joint plan of sponsor and solver. Its own number identifies it; bids of a race share the challenge's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bid {
    /// 方案编号, unique in a batch.
    pub no: String,
    /// 榜单编号
    pub challenge_no: String,
    /// 榜题, also the project's name.
    pub title: String,
    /// 领域
    pub field: String,
    /// 出题企业, the only payee.
    pub sponsor: String,
    /// 统一社会信用代码 of the sponsor.
    #[serde(default)]
    pub sponsor_code: Option<String>,
    /// 揭榜方
    pub solver: String,
    /// 参与单位
    #[serde(default)]
    pub participants: Vec<String>,
    /// 技术总师
    #[serde(default)]
    pub chief_engineer: Option<String>,
    /// First day of the term.
    pub start: NaiveDate,
    /// Last day of the term.
    pub end: NaiveDate,
    /// 项目总投资; never the base of the cap.
    #[serde(default)]
    pub total_investment: Option<Fen>,
    /// 研发投入总额, the base of the cap.
    pub rd_total: Fen,
    /// 申请财政资金
    pub fiscal: Fen,
    /// 自筹资金
    pub self_raised: Fen,
    /// Leaders and key members.
    #[serde(default)]
    pub people_total: Option<u32>,
    /// Of them young.
    #[serde(default)]
    pub people_young: Option<u32>,
    /// Whether the sponsor chose a race (rule 6); nothing while nobody said.
    #[serde(default)]
    pub race: Option<bool>,
    /// Number of the approval, when decided case by case (一事一议, rule 14).
    #[serde(default)]
    pub approval_no: Option<String>,
    /// Budget as requested, in the order of the form.
    pub budget: Vec<BudgetLine>,
}

impl Bid {
    /// Sponsor, solver and participants with the words for their part.
    pub fn parties(&self) -> impl Iterator<Item = (Party, &str)> {
        [(Party::Sponsor, self.sponsor.as_str()), (Party::Solver, self.solver.as_str())]
            .into_iter()
            .chain(self.participants.iter().map(|p| (Party::Participant, p.as_str())))
    }
}

/// What a paper attached to a bid is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 揭榜方案
    Plan,
    /// 揭榜协议
    Agreement,
    /// 预算说明
    Budget,
    /// 佐证材料
    Evidence,
}

impl PaperKind {
    /// The kind as the forms write it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            PaperKind::Plan => "揭榜方案",
            PaperKind::Agreement => "揭榜协议",
            PaperKind::Budget => "预算说明",
            PaperKind::Evidence => "佐证材料",
        }
    }

    /// The kind in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            PaperKind::Plan => "bid plan",
            PaperKind::Agreement => "agreement",
            PaperKind::Budget => "budget notes",
            PaperKind::Evidence => "evidence",
        }
    }
}

/// The part that a unit plays in a bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// 出题企业
    Sponsor,
    /// 揭榜方
    Solver,
    /// 参与单位
    Participant,
}

impl Party {
    /// The part in the words of the forms.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Party::Sponsor => "出题企业",
            Party::Solver => "揭榜方",
            Party::Participant => "参与单位",
        }
    }
}
