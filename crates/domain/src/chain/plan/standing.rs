//! What comes next of a plan (四（六）, rule 11).

use super::FundingPlan;
use crate::chain::{Actor, Next};

impl FundingPlan {
    /// What is next, who must act; nothing once it was issued.
    #[must_use]
    pub const fn next(&self) -> Option<Next> {
        let (words, who) = match (&self.approval, &self.issue) {
            (None, _) => (("报请市政府审定", "submit it to the city for approval"), Actor::Bureau),
            (_, None) => (("会同科技管理部门联合下达", "issue it with the science bureau"), Actor::Finance),
            _ => return None,
        };
        Next::new(words, who, "四（六）")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::plan::tests::issued;

    #[test]
    fn a_plan_goes_up_to_the_city_and_then_is_issued_四_六() {
        let whole = issued();
        assert_eq!(whole.next(), None);
        let approved = FundingPlan { issue: None, ..whole };
        assert_eq!(approved.next().map(|n| n.who), Some(Actor::Finance));
        let begun = FundingPlan { approval: None, ..approved };
        assert_eq!(begun.next().map(|n| (n.who, n.article)), Some((Actor::Bureau, "四（六）")));
    }
}
