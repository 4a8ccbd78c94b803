//! The text of a contract as it can be said before anybody typed it: what the project's record and the bid say.

use ranking::Mark;

use super::{Contract, Particulars, Parties};
use crate::bid::{Bid, BudgetLine};
use crate::bid_details::BidDetails;
use crate::chain::plan::Grant;
use crate::chain::tranches;
use crate::finding::Finding;
use crate::funding::Mode;
use crate::percent::Percent;
use crate::policy::Policy;
use crate::project::Project;

impl Contract {
    /// What a record says of the contract. Indicators, budget and the signed copy are not in it.
    #[must_use]
    pub fn of(project: &Project, bureau: &str) -> Contract {
        Contract {
            no: project.contract_no.clone().unwrap_or_default(),
            parties: Parties {
                bureau: bureau.to_owned(),
                sponsor: project.sponsor.clone(),
                solver: project.solver.clone(),
                participants: project.participants.clone(),
            },
            start: project.start,
            end: project.end,
            long_term_reason: String::new(),
            indicators: Vec::new(),
            milestones: project.milestones.clone(),
            people: project.people.clone(),
            budget: Vec::new(),
            duties: String::new(),
            ownership: String::new(),
            breach: String::new(),
            particulars: Particulars::default(),
            signed: None,
            changes: Vec::new(),
        }
    }

    /// The contract of a project that was made from a bid, to be gone on with: what the bid and its agreement settle, the
    /// budget as the panel left it, the money after milestones split evenly. What neither says stays nothing.
    #[must_use]
    pub fn proposed(
        project: &Project,
        bureau: &str,
        (bid, details): (&Bid, &BidDetails),
        budget: Vec<BudgetLine>,
        (grant, policy): (&Grant, &Policy),
    ) -> Contract {
        let said = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let agreement = &details.agreement;
        let particulars = Particulars {
            agreement_on: agreement.signed_on,
            talent: said(&agreement.talent),
            total_investment: bid.total_investment,
            ..Particulars::default()
        };
        let (duties, ownership) =
            (agreement.content.trim().to_owned(), agreement.ownership.trim().to_owned());
        let contract = Contract { budget, duties, ownership, particulars, ..Contract::of(project, bureau) };
        contract.with_split(policy, grant, &[])
    }

    /// The contract with the money after milestones tied to them by shares of that money; where nobody said one, evenly. Each
    /// is cut down to the policy's step, the rest is in the last.
    ///
    /// # Errors
    /// `contract.incomplete` where some have a share and others not, or they do not make a hundred.
    pub fn with_shares(
        mut self,
        policy: &Policy,
        grant: &Grant,
        shares: Vec<Option<Percent>>,
    ) -> Result<Contract, Finding> {
        let said: Vec<Percent> = shares.iter().copied().flatten().collect();
        if said.is_empty() {
            return Ok(self.with_split(policy, grant, &[]));
        }
        let whole = said.iter().try_fold(Mark::ZERO, |sum, p| sum.checked_add(p.0));
        let negative = said.iter().any(|p| p.0 < Mark::ZERO);
        if negative
            || said.len() != self.milestones.len()
            || whole != Some(Mark::from_millionths(100_000_000))
        {
            return Err(self.unfit(
                "节点资金比例应当逐个填写并合计为100%，或者都不填",
                "shares of milestones are said of each and make 100 %, or of none",
            ));
        }
        let middle = grant.tranches.middle;
        let parts = tranches::split(policy, middle, middle, &shares);
        for (milestone, part) in self.milestones.iter_mut().zip(parts) {
            milestone.payable = (grant.tranches.mode == Mode::Tranches).then_some(part);
        }
        self.particulars.shares = shares;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bid_details::Agreement;
    use crate::chain::contract::tests::grant;
    use crate::money::Fen;
    use crate::policy::shipped;
    use crate::project::tests::project;

    #[test]
    fn a_contract_begins_with_what_bid_and_agreement_settle_and_makes_the_sums_of_the_plan_四_六() {
        let agreement = Agreement { ownership: " 共有 ".to_owned(), ..Agreement::default() };
        let details = BidDetails { agreement, ..BidDetails::default() };
        let bid = crate::tests::bid("JB-001");
        let made = Contract::proposed(
            &project("P"),
            "示例市科学技术局",
            (&bid, &details),
            bid.budget.clone(),
            (&grant(), &shipped()),
        );
        assert_eq!(
            (made.ownership.as_str(), made.breach.as_str()),
            ("共有", ""),
            "what nobody said is not there"
        );
        assert_eq!(made.budget, bid.budget);
        let tied = Fen::sum(made.milestones.iter().filter_map(|m| m.payable));
        assert_eq!(tied, Some(grant().tranches.middle));
        assert!(made.signed.is_none() && made.no.is_empty());
    }

    #[test]
    fn shares_are_of_the_money_after_milestones_and_make_a_hundred_or_nobody_said_one_四_六() {
        use crate::chain::contract::tests::draft;
        let of = |shares: &[&str]| {
            let shares = shares.iter().map(|s| (!s.is_empty()).then(|| Percent(s.parse().unwrap())));
            let tied = draft().with_shares(&shipped(), &grant(), shares.collect());
            tied.map(|c| c.milestones.iter().map(|m| m.payable.unwrap()).collect::<Vec<_>>())
        };
        let middle = grant().tranches.middle;
        let third = of(&["33.333333", "66.666667"]).unwrap();
        assert_eq!(Fen::sum(third.iter().copied()), Some(middle), "what is cut off is in the last");
        assert_eq!(of(&["25", "75"]), Ok(vec![Fen(middle.0 / 4), Fen(middle.0 / 4 * 3)]));
        assert_eq!(of(&["", ""]), Ok(vec![Fen(middle.0 / 2); 2]));
        for wrong in [&["25", ""][..], &["25", "70"], &["-25", "125"]] {
            assert_eq!(
                of(wrong).map_err(|f| f.code),
                Err(crate::code::Code::ContractIncomplete),
                "{wrong:?}"
            );
        }
    }
}
