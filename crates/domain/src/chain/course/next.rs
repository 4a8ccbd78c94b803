//! What comes next of a project: a payment under way or due comes before the next step of the work.

use super::Course;
use crate::chain::state::{PaymentState, ProjectState};
use crate::chain::{Actor, Next};
use crate::money::Fen;

impl Course {
    /// What is next, who must act, the article; nothing once all is done.
    #[must_use]
    pub fn next(&self) -> Option<Next> {
        let under_way = [PaymentState::Ready, PaymentState::Submitted];
        let is = |state: &&PaymentState| self.payments.iter().any(|p| p.state == **state);
        // a payment of a suspended project waits as everything else does
        let pays = !matches!(self.state(), ProjectState::Suspended(_) | ProjectState::Terminated);
        let payment = under_way.iter().find(is).filter(|_| pays).and_then(|state| state.next());
        let opinion = || (!self.payable().is_empty()).then(|| PaymentState::Planned.next()).flatten();
        payment.or_else(opinion).or_else(|| self.state().next()).or_else(|| self.comes_back())
    }

    /// Money that is to come back.
    fn comes_back(&self) -> Option<Next> {
        let due = self.state() == ProjectState::Terminated && self.outstanding() > Fen::ZERO;
        let words = ("退回财政资金", "give the fiscal money back");
        due.then(|| Next::new(words, Actor::Sponsor, "四（七）4")).flatten()
    }
}
