//! What follows an end: what is recovered, what came back, and what assets brought, apart.

use super::{EndDecision, Ending, Proceeds, Refund};
use crate::chain::course::Course;
use crate::chain::state::ProjectState;
use crate::chain::{blank, in_order, missing};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;

impl Course {
    /// The ending in force: the last that was decided.
    #[must_use]
    pub fn ended(&self) -> Option<(&Ending, &EndDecision)> {
        self.endings.iter().rev().find_map(|e| Some((e, e.decided.as_ref()?)))
    }

    /// What came back, over every ending.
    #[must_use]
    pub fn refunded(&self) -> Fen {
        Fen::sum(self.endings.iter().flat_map(|e| &e.refunds).map(|r| r.amount)).unwrap_or_default()
    }

    /// What is still to come back.
    #[must_use]
    pub fn outstanding(&self) -> Fen {
        let recover = self.ended().map(|(_, d)| d.figures.recover).unwrap_or_default();
        recover.checked_sub(self.refunded()).unwrap_or_default().max(Fen::ZERO)
    }

    /// The ending that was decided, to add to it.
    pub(super) fn decided(&mut self) -> Result<&mut Ending, Finding> {
        let lacks = self
            .finding(Code::ProjectLacks)
            .with("lacks", "终止决定")
            .with("lacks_en", "the decision to end it")
            .with("article", "四（七）4");
        if self.state() != ProjectState::Terminated {
            return Err(lacks);
        }
        self.endings.iter_mut().rev().find(|e| e.decided.is_some()).ok_or(lacks)
    }

    /// The course with money that came back.
    ///
    /// # Errors
    /// `project.lacks` before it ended, `recovery.over`, `missing_value`, `list.date_order`
    pub fn refund(mut self, refund: Refund) -> Result<Course, Finding> {
        let outstanding = self.outstanding();
        let over = self
            .finding(Code::RecoveryOver)
            .with("amount", refund.amount.wan())
            .with("left", outstanding.wan());
        let ending = self.decided()?;
        if blank(&refund.voucher_no) {
            return Err(missing("收回凭证号", "number of the voucher"));
        }
        if refund.amount <= Fen::ZERO || refund.amount > outstanding {
            return Err(over);
        }
        let decided = ending.decided.as_ref().map(|d| ("终止决定", "the decision", d.act.on));
        if let Some(finding) = decided.and_then(|d| in_order(("收回", "the refund", refund.on), d)) {
            return Err(finding);
        }
        ending.refunds.push(refund);
        Ok(self)
    }

    /// The course with what assets brought, apart from what is recovered.
    ///
    /// # Errors
    /// `project.lacks` before it ended; `missing_value`
    pub fn sold(mut self, proceeds: Proceeds) -> Result<Course, Finding> {
        let ending = self.decided()?;
        if blank(&proceeds.what) || blank(&proceeds.rule) || proceeds.amount < Fen::ZERO {
            return Err(missing("处置的资产、金额和所依据的规定", "which assets, how much, by which rule"));
        }
        ending.proceeds.push(proceeds);
        Ok(self)
    }
}
