//! The steps of a project's course, as typed (四（六）, 四（七）).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::course::{AcceptanceForm, AccountForm, ContractForm, InspectionForm, SubmissionForm, TrancheName};
use super::plan::ActForm;
use super::projects::JointForm;

/// What happens to the course of a project, as typed. Every step is refused with the article where it may not be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "step")]
#[ts(export)]
pub enum CourseStep {
    /// The text of the contract, until it is signed.
    Draft {
        /// The contract.
        contract: ContractForm,
    },
    /// The contract is signed by all.
    Sign {
        /// Day, ISO.
        on: String,
        /// Who signed: names of the units.
        by: Vec<String>,
        /// Path of the signed copy; its digest is kept.
        copy: String,
    },
    /// 撤销立项
    Drop {
        /// Day, ISO.
        on: String,
        /// Why.
        reason: String,
    },
    /// 预算调剂
    Reallocate {
        /// Day, ISO.
        on: String,
        /// Subject id.
        from: String,
        /// Subject id.
        to: String,
        /// Of fiscal money; else self-raised.
        fiscal: bool,
        /// How much, 万元.
        amount: String,
        /// The unit that decided; empty for the chief engineer.
        unit: String,
        /// The chief engineer who decided; empty for a unit.
        chief: String,
        /// What for.
        note: String,
    },
    /// 技术路线调整
    Reroute {
        /// Day, ISO.
        on: String,
        /// Name of the chief engineer.
        by: String,
        /// What changes.
        what: String,
    },
    /// Another chief engineer or task leader.
    Replace {
        /// Day, ISO.
        on: String,
        /// `chief_engineer`, `task_leader` or `key_member`.
        role: String,
        /// Who was.
        old: String,
        /// Who is.
        new: String,
        /// Why.
        reason: String,
    },
    /// 动态调整
    Adjust {
        /// Day, ISO.
        on: String,
        /// The approval.
        approval: ActForm,
        /// What.
        what: String,
    },
    /// The sponsor hands papers in for a milestone.
    Submit {
        /// They.
        papers: SubmissionForm,
    },
    /// 限期整改通知书
    Notify {
        /// The notice.
        notice: ActForm,
    },
    /// Going on after a failed milestone or a proposal to end.
    GoOn {
        /// Day, ISO.
        on: String,
        /// How.
        how: String,
    },
    /// 检查
    Inspect {
        /// It.
        inspection: InspectionForm,
    },
    /// 拨付意见
    Opine {
        /// Which part.
        tranche: TrancheName,
        /// After which milestone, from 1.
        milestone: Option<u32>,
        /// How much, 万元.
        amount: String,
        /// Why it is another amount than foreseen.
        reason: String,
        /// The opinion.
        opinion: ActForm,
    },
    /// 市政府审定 of a payment.
    ApprovePayment {
        /// Which, from 0.
        at: u32,
        /// The approval.
        approval: ActForm,
    },
    /// A payment is refused, withdrawn, sent back, stopped or resumed.
    TurnPayment {
        /// Which, from 0.
        at: u32,
        /// How.
        how: PaymentTurn,
        /// Why.
        reason: String,
    },
    /// A payment was made.
    Pay {
        /// Which, from 0.
        at: u32,
        /// Day, ISO.
        on: String,
        /// 支付凭证号
        voucher_no: String,
        /// Path of the voucher; empty for none.
        voucher: String,
    },
    /// A voucher is put right.
    CorrectVoucher {
        /// Which, from 0.
        at: u32,
        /// Day, ISO.
        on: String,
        /// 支付凭证号
        voucher_no: String,
        /// Why.
        reason: String,
    },
    /// What was spent and came in.
    Account {
        /// It.
        account: AccountForm,
    },
    /// The sponsor asks for acceptance.
    Apply {
        /// With all papers.
        papers: SubmissionForm,
    },
    /// The application is taken back.
    TakeBack {
        /// Day, ISO.
        on: String,
        /// Why.
        reason: String,
    },
    /// Plan, experts and way are settled by both.
    SettlePlan {
        /// Both sign.
        joint: JointForm,
    },
    /// The result of an acceptance, signed by both.
    Conclude {
        /// It.
        result: AcceptanceForm,
    },
    /// The sponsor asks to go on longer.
    AskExtension {
        /// Day, ISO.
        on: String,
        /// Who asks.
        by: String,
        /// What happened.
        cause: String,
        /// Force majeure.
        force_majeure: bool,
        /// Paths of what proves it.
        proofs: Vec<String>,
        /// The last day asked for, ISO.
        to: String,
    },
    /// The answer to it.
    AnswerExtension {
        /// 批复
        reply: ActForm,
        /// The new last day, ISO; empty for a refusal.
        to: String,
        /// Why it is refused.
        reason: String,
        /// Milestones that are due later: which (from 1), until when (ISO).
        dues: Vec<(u32, String)>,
    },
    /// A signatory proposes the end.
    ProposeEnd {
        /// Which unit.
        by: String,
        /// Day, ISO.
        on: String,
        /// Why.
        reason: String,
    },
    /// A third party is commissioned.
    Commission {
        /// Which.
        third_party: String,
        /// By which paper.
        act: ActForm,
    },
    /// Facts, grounds and rules are told to both sides.
    Tell {
        /// Day, ISO.
        on: String,
        /// What was answered.
        hearing: String,
    },
    /// The decision to end.
    Terminate {
        /// 决定书
        act: ActForm,
        /// Until when the money comes back, ISO; empty where nothing is recovered.
        return_by: String,
        /// Grounds of diligent failure; empty where none was found.
        tolerance: String,
    },
    /// Money came back.
    Refund {
        /// Day, ISO.
        on: String,
        /// How much, 万元.
        amount: String,
        /// Number of the voucher.
        voucher_no: String,
    },
    /// Assets were sold.
    Proceeds {
        /// Day, ISO.
        on: String,
        /// Which.
        what: String,
        /// How much, 万元.
        amount: String,
        /// By which rule.
        rule: String,
    },
    /// Fraud is suspected: handed over for examination.
    Suspend {
        /// Day, ISO.
        on: String,
        /// Of what.
        what: String,
        /// To whom.
        handed_to: String,
    },
    /// What the examination found.
    Examined {
        /// Fraud was proved.
        proved: bool,
        /// The document.
        act: ActForm,
        /// What was found.
        found: String,
    },
    /// A finding of fraud was overturned.
    Overturn {
        /// By what.
        act: ActForm,
    },
    /// 失信行为记录
    Integrity {
        /// The paper.
        act: ActForm,
        /// Whom it is about.
        units: Vec<String>,
    },
    /// 移交司法机关
    Justice {
        /// The paper.
        act: ActForm,
    },
}

/// How a payment turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaymentTurn {
    /// 审定未通过
    Refuse,
    /// 撤回拨付意见
    Withdraw,
    /// 支付退回
    Bounce,
    /// 停止拨付
    Stop,
    /// 恢复拨付
    Resume,
}

/// The name of a step, as the view says which may be taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs, reason = "each is the step of the same name")]
pub enum CourseStepName {
    Draft,
    Sign,
    Drop,
    Reallocate,
    Reroute,
    Replace,
    Adjust,
    Submit,
    Notify,
    GoOn,
    Inspect,
    Opine,
    ApprovePayment,
    TurnPayment,
    Pay,
    CorrectVoucher,
    Account,
    Apply,
    TakeBack,
    SettlePlan,
    Conclude,
    AskExtension,
    AnswerExtension,
    ProposeEnd,
    Commission,
    Tell,
    Terminate,
    Refund,
    Proceeds,
    Suspend,
    Examined,
    Overturn,
    Integrity,
    Justice,
}
