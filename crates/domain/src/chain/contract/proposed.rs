//! The text of a contract as it can be said before anybody typed it: what the project's record and the bid say.

use super::{Contract, Particulars, Parties};
use crate::bid::{Bid, BudgetLine};
use crate::bid_details::BidDetails;
use crate::chain::plan::Grant;
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
}
