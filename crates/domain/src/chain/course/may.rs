//! Which steps may be taken now: where the project stands, and what each step rests on. What a step says is checked where it is
//! taken; here is only whether it can be one.

use super::Course;
use crate::chain::state::{PaymentState, ProjectEvent, ProjectState, Work, out_of_order};
use crate::chain::words::spoken;
use crate::finding::Finding;
use crate::money::Fen;

spoken! {
    /// What can be done in the course of a project.
    pub enum StepKind {
        Draft = "起草任务书" / "draft the contract",
        Sign = "签订任务书" / "sign the contract",
        Drop = "撤销立项" / "drop it",
        Reallocate = "预算调剂" / "re-allocate the budget",
        Reroute = "调整技术路线" / "change the route",
        Replace = "变更人员" / "change a person",
        Adjust = "动态调整" / "adjust indicators or aims",
        Submit = "报送材料" / "hand papers in",
        Notify = "限期整改通知" / "give the notice to put right",
        GoOn = "继续实施" / "go on",
        Inspect = "登记检查" / "record an inspection",
        Opine = "提出拨付意见" / "give a payment opinion",
        ApprovePayment = "审定拨付意见" / "approve a payment opinion",
        TurnPayment = "变更拨付状态" / "turn a payment",
        Pay = "登记拨付" / "record a payment",
        CorrectVoucher = "更正支付凭证" / "put a voucher right",
        Account = "登记支出和自筹到位" / "record what was spent and came in",
        Apply = "申请验收" / "apply for acceptance",
        TakeBack = "撤回验收申请" / "take the application back",
        SettlePlan = "共同确认验收方案" / "settle the acceptance together",
        Conclude = "登记验收结果" / "record the result of the acceptance",
        AskExtension = "申请延期" / "apply to go on longer",
        AnswerExtension = "批复延期申请" / "answer an application to go on longer",
        ProposeEnd = "提出终止建议" / "propose the end",
        Commission = "委托第三方" / "commission a third party",
        Tell = "告知并听取陈述申辩" / "tell both sides and hear them",
        Terminate = "决定终止" / "decide the end",
        Refund = "登记退回资金" / "record money that came back",
        Proceeds = "登记资产处置" / "record what assets brought",
        Suspend = "暂停并移交核查" / "suspend and hand over for examination",
        Examined = "登记核查结果" / "record what the examination found",
        Overturn = "撤销查实认定" / "overturn the finding of fraud",
        Integrity = "登记失信记录" / "make the integrity record",
        Justice = "移交司法机关" / "hand over to justice",
    }
}

impl Course {
    /// The steps that may be taken now, in their order.
    #[must_use]
    pub fn may(&self) -> Vec<StepKind> {
        StepKind::ALL.iter().copied().filter(|step| self.can(*step)).collect()
    }

    /// Whether a step may be taken now.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn allows(&self, step: StepKind) -> Result<(), Finding> {
        if self.can(step) {
            return Ok(());
        }
        let state = self.state();
        Err(out_of_order(("项目", "the project"), (&state.zh(), &state.en()), (step.zh(), step.en())))
    }

    fn can(&self, step: StepKind) -> bool {
        use StepKind as K;
        let state = self.state();
        let after = |event: ProjectEvent| state.after(event).is_ok();
        let works = self.in_force().is_ok() && !state.is_over();
        let ending = after(ProjectEvent::Terminate) && !self.endings.is_empty();
        match step {
            K::Draft => after(ProjectEvent::Sign),
            K::Sign => after(ProjectEvent::Sign) && self.contract.is_some(),
            K::Drop => after(ProjectEvent::Drop),
            K::Reallocate | K::Reroute | K::Replace | K::Adjust | K::Submit | K::Inspect => works,
            K::Account => self.in_force().is_ok(),
            K::Notify => self.remediation().is_some(),
            K::GoOn => after(ProjectEvent::GoOn) && !self.is_fraud(),
            K::Opine | K::ApprovePayment | K::TurnPayment | K::Pay | K::CorrectVoucher => self.can_pay(step),
            K::Apply => after(ProjectEvent::Apply),
            K::TakeBack => after(ProjectEvent::TakeBack),
            K::SettlePlan => after(ProjectEvent::Accept),
            K::Conclude => {
                let settled = self.acceptances.last().is_some_and(|a| a.joint.is_some());
                after(ProjectEvent::Accept) && settled || self.is_accepted_before()
            }
            K::AskExtension => after(ProjectEvent::Extend) && !self.is_asked(),
            K::AnswerExtension => self.is_asked() && !state.is_over(),
            K::ProposeEnd => after(ProjectEvent::ProposeEnd),
            K::Commission | K::Tell => ending,
            K::Terminate => {
                let argued = self.endings.last().and_then(|e| e.argument.as_ref());
                ending && argued.is_some_and(|a| a.conclusion.ends())
            }
            K::Refund => state == ProjectState::Terminated && self.outstanding() > Fen::ZERO,
            K::Proceeds => self.ended_by_decision(),
            K::Suspend => after(ProjectEvent::Suspend),
            K::Examined => after(ProjectEvent::Clear) || after(ProjectEvent::Prove),
            K::Overturn => {
                let before = matches!(
                    state,
                    ProjectState::Active(Work::Ending) | ProjectState::Suspended(Work::Ending)
                );
                before && self.is_fraud()
            }
            K::Integrity | K::Justice => self.ended_by_decision() && self.is_fraud(),
        }
    }

    /// The steps of a payment, by where the payments stand.
    fn can_pay(&self, step: StepKind) -> bool {
        use StepKind as K;
        let any = |wanted: PaymentState| self.payments.iter().any(|p| p.state == wanted);
        match step {
            K::Opine => !self.payable().is_empty(),
            K::ApprovePayment => any(PaymentState::Submitted),
            // what comes back after the end is a refund
            K::TurnPayment => !self.payments.is_empty() && self.state() != ProjectState::Terminated,
            K::Pay => {
                let ready = self.payments.iter().filter(|p| p.state == PaymentState::Ready);
                ready.into_iter().any(|p| self.gate(p.tranche, p.milestone).is_empty())
            }
            _ => self.payments.iter().any(|p| p.paid.is_some()),
        }
    }

    /// Whether it was accepted or closed before it was taken over, and its result is not recorded here.
    #[must_use]
    pub fn is_accepted_before(&self) -> bool {
        let over = matches!(self.state(), ProjectState::Accepted | ProjectState::Closed);
        self.carried.is_some() && over && self.accepted().is_none()
    }

    /// Whether an application to go on longer is open.
    fn is_asked(&self) -> bool {
        self.extensions.last().is_some_and(|e| e.reply.is_none())
    }

    fn ended_by_decision(&self) -> bool {
        self.state() == ProjectState::Terminated && self.ended().is_some()
    }
}
