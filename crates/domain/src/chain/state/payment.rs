//! Where a payment stands (policy 四（六）, 四（七）1, rules 15–18).

use super::out_of_order;
use crate::chain::words::spoken;
use crate::chain::{Actor, Next};
use crate::finding::Finding;

spoken! {
    /// Where a payment stands. A payment after a milestone goes through the city (`Submit`, `Approve`); the others stand in
    /// the issued plan already (`Propose`).
    ///
    /// ```mermaid
    /// stateDiagram-v2
    ///     [*] --> Planned
    ///     Planned --> Submitted: Submit
    ///     Planned --> Ready: Propose
    ///     Planned --> Stopped: Stop
    ///     Submitted --> Ready: Approve
    ///     Submitted --> Planned: Refuse
    ///     Submitted --> Planned: Withdraw
    ///     Submitted --> Stopped: Stop
    ///     Ready --> Paid: Pay
    ///     Ready --> Planned: Withdraw
    ///     Ready --> Stopped: Stop
    ///     Paid --> Ready: Bounce
    ///     Stopped --> Planned: Resume
    /// ```
    pub enum PaymentState {
        Planned = "未到拨付" / "planned",
        Submitted = "拨付意见报审" / "before the city",
        Ready = "可以拨付" / "ready to be paid",
        Paid = "已拨付" / "paid",
        Stopped = "停止拨付" / "stopped",
    }
}

spoken! {
    /// What happens to a payment.
    pub enum PaymentEvent {
        Submit = "拨付意见报市政府审定" / "submit the opinion to the city",
        Propose = "提出拨付意见" / "give the payment opinion",
        Approve = "市政府审定" / "approved by the city",
        Refuse = "审定未通过" / "refused by the city",
        Withdraw = "撤回拨付意见" / "withdraw the opinion",
        Pay = "拨付" / "pay",
        Bounce = "支付退回" / "the bank sent it back",
        Stop = "停止拨付" / "stop",
        Resume = "恢复拨付" / "resume",
    }
}

impl PaymentState {
    /// Where an event leads.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn after(self, event: PaymentEvent) -> Result<PaymentState, Finding> {
        use PaymentEvent as E;
        use PaymentState::{Paid, Planned, Ready, Stopped, Submitted};
        match (self, event) {
            (Planned, E::Submit) => Ok(Submitted),
            (Planned, E::Propose) | (Submitted, E::Approve) | (Paid, E::Bounce) => Ok(Ready),
            (Submitted, E::Refuse) | (Submitted | Ready, E::Withdraw) | (Stopped, E::Resume) => Ok(Planned),
            (Ready, E::Pay) => Ok(Paid),
            (Planned | Submitted | Ready, E::Stop) => Ok(Stopped),
            (from, event) => {
                Err(out_of_order(("拨付", "the payment"), (from.zh(), from.en()), (event.zh(), event.en())))
            }
        }
    }

    /// What is next.
    #[must_use]
    pub const fn next(self) -> Option<Next> {
        use PaymentState as S;
        let (words, who, article) = match self {
            S::Planned => (
                ("条件具备后提出拨付意见", "give the opinion once its gate is open"),
                Actor::Bureau,
                "四（七）1",
            ),
            S::Submitted => (("审定拨付意见", "approve the opinion"), Actor::City, "四（七）1"),
            S::Ready => (
                ("国库集中支付至出题企业", "pay it to the sponsor through the treasury"),
                Actor::Finance,
                "四（七）1",
            ),
            S::Paid | S::Stopped => return None,
        };
        Next::new(words, who, article)
    }
}
