//! 拨付 and its ledger (四（六）, 四（七）1, rules 15–18): a payment goes from its opinion to its voucher, no gate is passed closed, and
//! never more is paid than was approved.

mod acts;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Course, PaidWrongly};
use crate::bid::Funds;
use crate::chain::state::{PaymentState, ProjectState, Work};
use crate::chain::words::spoken;
use crate::chain::{Act, Proof};
use crate::code::Code;
use crate::conclusion::Conclusion;
use crate::finding::Finding;
use crate::funding::Mode;
use crate::money::Fen;
use crate::project::Spent;

spoken! {
    /// Which part of the award.
    pub enum Tranche {
        First = "首次" / "first",
        Milestone = "节点" / "after a milestone",
        Last = "验收后" / "after acceptance",
        Once = "一次性" / "at once",
    }
}

/// A payment as the grant and the contract foresee it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheduled {
    /// Which part.
    pub tranche: Tranche,
    /// After which milestone, from 1.
    pub milestone: Option<usize>,
    /// How much; of one taken over, what was not paid before.
    pub amount: Fen,
}

/// A payment as its opinion asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// Which part.
    pub tranche: Tranche,
    /// After which milestone, from 1.
    pub milestone: Option<usize>,
    /// How much.
    pub amount: Fen,
    /// 收款单位
    pub payee: String,
    /// Why it is another amount than was foreseen; empty where it is the same.
    pub reason: String,
    /// 拨付意见
    pub opinion: Act,
}

/// That a payment was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidOut {
    /// Day.
    pub on: NaiveDate,
    /// 支付凭证号
    pub voucher_no: String,
    /// The voucher, if it is kept here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voucher: Option<Proof>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Which part.
    pub tranche: Tranche,
    /// After which milestone, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<usize>,
    /// How much.
    pub amount: Fen,
    /// 收款单位
    pub payee: String,
    /// Why it is another amount than was foreseen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Where it stands.
    pub state: PaymentState,
    /// 拨付意见
    pub opinion: Act,
    /// 市政府审定, of a payment after a milestone (rule 17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Act>,
    /// That it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<PaidOut>,
    /// What its voucher said before it was put right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<PaidWrongly>,
    /// Why it was refused, withdrawn, sent back or stopped, the latest.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was spent, and what self-raised money came, up to a day. Amounts are from the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Up to which day.
    pub as_of: NaiveDate,
    /// 支出, in both sources.
    pub spent: Funds,
    /// By category, if known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent_by: Vec<Spent>,
    /// 自筹资金到位
    pub self_raised_arrived: Fen,
    /// Number of the special audit; empty of what was only reported.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub audit_no: String,
}

/// The ledger of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ledger {
    /// 批准
    pub approved: Fen,
    /// 已拨
    pub paid: Fen,
    /// Opinions under way.
    pub under_way: Fen,
    /// 未拨: approved less paid.
    pub left: Fen,
    /// 已支出, as last reported; nothing where nobody did.
    pub spent: Option<Funds>,
    /// 自筹到位, as last reported.
    pub self_raised_arrived: Option<Fen>,
    /// What came back.
    pub refunded: Fen,
}

impl Course {
    /// The ledger.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let of = |wanted: &[PaymentState]| {
            let wanted = self.payments.iter().filter(|p| wanted.contains(&p.state));
            Fen::sum(wanted.map(|p| p.amount)).unwrap_or_default()
        };
        let before = self.paid_before().unwrap_or_default();
        let paid = before.checked_add(of(&[PaymentState::Paid])).unwrap_or_default();
        let account = self.accounts.last();
        Ledger {
            approved: self.grant.approved,
            paid,
            under_way: of(&[PaymentState::Submitted, PaymentState::Ready]),
            left: self.grant.approved.checked_sub(paid).unwrap_or_default(),
            spent: account.map(|a| a.spent),
            self_raised_arrived: account.map(|a| a.self_raised_arrived),
            refunded: self.refunded(),
        }
    }

    /// The payments that grant and contract foresee, in their order; together they are the award. What was paid before a
    /// project was taken over is taken off from the first on.
    #[must_use]
    pub fn schedule(&self) -> Vec<Scheduled> {
        let part = |tranche, milestone, amount| Scheduled { tranche, milestone, amount };
        let parts = self.grant.tranches;
        let mut schedule = match parts.mode {
            Mode::Once => vec![part(Tranche::Once, None, parts.first)],
            Mode::Tranches => {
                let milestones = self.contract.iter().flat_map(|c| &c.milestones).enumerate();
                let middle = milestones
                    .map(|(at, m)| part(Tranche::Milestone, Some(at + 1), m.payable.unwrap_or_default()));
                let mut all = vec![part(Tranche::First, None, parts.first)];
                all.extend(middle);
                all.push(part(Tranche::Last, None, parts.last));
                all
            }
        };
        let mut before = self.paid_before().unwrap_or_default();
        for one in &mut schedule {
            let covered = one.amount.min(before);
            one.amount = Fen(one.amount.0 - covered.0);
            before = Fen(before.0 - covered.0);
        }
        schedule
    }

    /// What a payment still waits for: facts of the project, not of the payment (rules 11, 15, 17, 19, 23).
    #[must_use]
    pub fn gate(&self, tranche: Tranche, milestone: Option<usize>) -> Vec<Finding> {
        let closed = |zh: &str, en: &str| {
            Finding::error(Code::PaymentGate)
                .with("project", self.project_no.clone())
                .with("tranche", tranche.zh())
                .with("tranche_en", tranche.en())
                .with("missing", zh)
                .with("missing_en", en)
        };
        let state = self.state();
        let mut findings = Vec::new();
        if matches!(state, ProjectState::Suspended(_)) {
            findings.push(closed(
                "核查结束（项目暂停，正在核查）",
                "the end of the examination: the project is suspended",
            ));
        }
        let gone = matches!(state, ProjectState::Terminated | ProjectState::Dropped)
            || matches!(state, ProjectState::Active(Work::Ending | Work::Stalled | Work::Failed));
        if gone {
            findings.push(closed(
                "项目继续实施（现已终止、拟终止，或者节点考核、验收未通过）",
                "that the project goes on (it is ended or about to end, or a milestone or its result was failed)",
            ));
        }
        findings.extend(self.paid_before().err());
        if self.in_force().is_err() {
            findings.push(closed("任务书签订", "the signed contract"));
        }
        match tranche {
            Tranche::First | Tranche::Once => {}
            Tranche::Milestone => {
                let passed = |m: usize| {
                    let judged = self
                        .judgements
                        .iter()
                        .any(|j| j.milestone == m && j.conclusion == Conclusion::MilestonePass);
                    judged || self.carried.as_ref().is_some_and(|c| m <= c.passed)
                };
                if !milestone.is_some_and(passed) {
                    findings.push(closed("节点考核通过", "the passed milestone"));
                }
                findings.extend(self.papers_missing(milestone));
            }
            Tranche::Last => {
                if !matches!(state, ProjectState::Accepted | ProjectState::Closed) {
                    findings.push(closed("结题验收", "the acceptance"));
                }
            }
        }
        findings
    }

    pub(in crate::chain::course) fn finding(&self, code: Code) -> Finding {
        Finding::error(code).with("project", self.project_no.clone())
    }
}
