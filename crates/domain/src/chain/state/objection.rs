//! Where an objection stands (policy 四（五）, rule 9).

use super::out_of_order;
use crate::chain::words::spoken;
use crate::chain::{Actor, Next};
use crate::finding::Finding;

spoken! {
    /// Where an objection stands. While one is open nothing is announced.
    ///
    /// ```mermaid
    /// stateDiagram-v2
    ///     [*] --> Received
    ///     Received --> Accepted: Accept
    ///     Received --> NotAccepted: Refuse
    ///     Received --> Withdrawn: Withdraw
    ///     NotAccepted --> Received: Reconsider
    ///     Accepted --> Examined: Examine
    ///     Accepted --> Withdrawn: Withdraw
    ///     Examined --> Examined: Examine
    ///     Examined --> Withdrawn: Withdraw
    ///     Examined --> Closed: AnswerFinal
    ///     Examined --> Answered: AnswerPending
    ///     Answered --> Closed: Act
    /// ```
    ///
    /// `AnswerPending` answers one that was upheld: it stays open until the decision was changed.
    pub enum ObjectionState {
        Received = "已登记" / "received",
        NotAccepted = "不予受理" / "not accepted",
        Accepted = "已受理" / "accepted",
        Examined = "已核查" / "examined",
        Answered = "已答复待落实" / "answered, still to be acted on",
        Closed = "已办结" / "closed",
        Withdrawn = "已撤回" / "withdrawn",
    }
}

spoken! {
    /// What happens to an objection.
    pub enum ObjectionEvent {
        Accept = "受理" / "accept",
        Refuse = "不予受理" / "not accept",
        Reconsider = "重新审核受理" / "look again at whether to accept",
        Examine = "核查" / "examine",
        AnswerFinal = "答复办结" / "answer",
        AnswerPending = "答复待落实" / "answer, with something to act on",
        Act = "落实处理意见" / "act on the finding",
        Withdraw = "提出人撤回" / "withdrawn by the objector",
    }
}

impl ObjectionState {
    /// Where an event leads.
    ///
    /// # Errors
    /// `chain.out_of_order`
    pub fn after(self, event: ObjectionEvent) -> Result<ObjectionState, Finding> {
        use ObjectionEvent as E;
        use ObjectionState::{Accepted, Answered, Closed, Examined, NotAccepted, Received, Withdrawn};
        match (self, event) {
            (Received, E::Accept) => Ok(Accepted),
            (Received, E::Refuse) => Ok(NotAccepted),
            (NotAccepted, E::Reconsider) => Ok(Received),
            (Accepted | Examined, E::Examine) => Ok(Examined),
            (Examined, E::AnswerFinal) | (Answered, E::Act) => Ok(Closed),
            (Examined, E::AnswerPending) => Ok(Answered),
            (Received | Accepted | Examined, E::Withdraw) => Ok(Withdrawn),
            (from, event) => {
                Err(out_of_order(("异议", "the objection"), (from.zh(), from.en()), (event.zh(), event.en())))
            }
        }
    }

    /// Whether it keeps the announcement back.
    #[must_use]
    pub const fn is_open(self) -> bool {
        use ObjectionState::{Accepted, Answered, Examined, Received};
        matches!(self, Received | Accepted | Examined | Answered)
    }

    /// What is next.
    #[must_use]
    pub const fn next(self) -> Option<Next> {
        use ObjectionState as S;
        let (words, who) = match self {
            S::Received => (
                ("核对身份，审核是否受理", "check who objects and decide whether it is accepted"),
                Actor::Bureau,
            ),
            S::Accepted => (("核查", "examine it"), Actor::Bureau),
            S::Examined => (("书面答复异议人", "answer in writing"), Actor::Bureau),
            S::Answered => {
                (("变更审定名单，落实处理意见", "change the decision as the finding asks"), Actor::Bureau)
            }
            S::NotAccepted | S::Closed | S::Withdrawn => return None,
        };
        Next::new(words, who, "四（五）")
    }
}
