//! A project that was kept before there was a course: what its record and the sessions on it say, taken over as it stood.

use chrono::NaiveDate;

use super::{
    Argument, Carried, Course, Ending, Judgement, Proposal, Submission, Suspicion, SuspicionOutcome,
};
use crate::chain::Act;
use crate::chain::contract::Contract;
use crate::chain::plan::Grant;
use crate::chain::state::{ProjectState, Work};
use crate::chain::tranches::Tranches;
use crate::conclusion::Conclusion;
use crate::funding::Mode;
use crate::money::Fen;
use crate::policy::Policy;
use crate::project::Project;

/// What a session concluded on a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concluded {
    /// The session.
    pub session_no: String,
    /// Day.
    pub on: NaiveDate,
    /// The milestone that was judged, from 1.
    pub milestone: Option<usize>,
    /// What was concluded.
    pub conclusion: Conclusion,
    /// Until when.
    pub until: Option<NaiveDate>,
}

/// Where a project stood by the last word on it. A conclusion on its end is no decision yet.
fn stood(project: &Project, concluded: &[Concluded]) -> ProjectState {
    let of = |c: &Concluded| match c.conclusion {
        Conclusion::AcceptancePass => ProjectState::Accepted,
        Conclusion::Close => ProjectState::Closed,
        Conclusion::AcceptanceFail => ProjectState::Active(Work::Failed),
        Conclusion::Rectify => ProjectState::Active(Work::Rectifying),
        Conclusion::MilestoneFail => ProjectState::Active(Work::Stalled),
        said if said.ends() => ProjectState::Active(Work::Ending),
        _ => ProjectState::Active(Work::Running),
    };
    let begun = project.contract_no.is_some() || project.paid.is_some_and(|paid| paid > Fen::ZERO);
    match concluded.last() {
        Some(last) => of(last),
        None if project.end_proposal.is_some() => ProjectState::Active(Work::Ending),
        None if begun => ProjectState::Active(Work::Running),
        None => ProjectState::Granted,
    }
}

/// The payments of what was approved: what the contract ties to milestones, where it says so of all, else the principle.
pub(super) fn tranches(project: &Project, policy: &Policy) -> Tranches {
    let principle = Tranches::of(policy, project.approved, None);
    let tied: Option<Vec<Fen>> = project.milestones.iter().map(|m| m.payable).collect();
    let middle = tied.filter(|t| !t.is_empty()).and_then(Fen::sum).filter(|m| *m <= project.approved);
    match (principle.mode, middle) {
        (Mode::Tranches, Some(middle)) => {
            let left = Fen(project.approved.0 - middle.0);
            let first = principle.first.min(left);
            Tranches { mode: Mode::Tranches, first, middle, last: Fen(left.0 - first.0) }
        }
        _ => principle,
    }
}

impl Course {
    /// The course of a project that was kept as a record and outcomes before, as it stood on a day. What the record does not
    /// say (who gave the money and when, indicators, budget, the signed copy) stays nothing.
    #[must_use]
    pub fn taken_over(
        project: &Project,
        concluded: &[Concluded],
        (bureau, as_of): (&str, NaiveDate),
        policy: &Policy,
    ) -> Course {
        let tranches = tranches(project, policy);
        let grant = Grant {
            plan_no: String::new(),
            issued: None,
            payee: project.sponsor.clone(),
            rd_total: project.rd_total,
            approved: project.approved,
            tranches,
            approval_no: project.approval_no.clone(),
            policy_version: policy.policy.version.clone(),
        };
        let contract = Contract::of(project, bureau);
        let untied = contract.milestones.iter().any(|m| m.payable.is_none());
        let contract = if untied { contract.with_split(policy, &grant, &[]) } else { contract };
        let state = stood(project, concluded);
        let mut course = if state == ProjectState::Granted {
            Course { contract: Some(contract), ..Course::granted(project.no.clone(), grant) }
        } else {
            let carried = Carried { as_of, state, paid: project.paid, passed: 0 };
            Course::carried(project.no.clone(), grant, contract, carried)
        };
        let judged = concluded.iter().filter_map(|c| {
            let milestone = c.milestone?;
            let (session_no, conclusion, until) = (c.session_no.clone(), c.conclusion, c.until);
            Some(Judgement {
                session_no,
                on: c.on,
                milestone,
                conclusion,
                until,
                verdicts: Vec::new(),
                mend: Vec::new(),
                notice: None,
            })
        });
        course.judgements = judged.collect();
        if !project.reports.is_empty() {
            let milestone = course.next_milestone();
            let reports = project.reports.clone();
            let papers = Submission { milestone, reports, ..Submission::on(as_of) };
            course.submissions.push(papers);
        }
        if let Some(proposal) = &project.end_proposal {
            let (by, reason) = (proposal.by.clone(), proposal.reason.clone());
            course.endings.push(Ending::proposed(Proposal { by, on: proposal.on, reason }));
        }
        if let Some(last) = concluded.last().filter(|c| c.conclusion.ends()) {
            course.argued_before(last, bureau);
        }
        course
    }

    /// A session's conclusion on the end, which is no decision yet. What was concluded as fraud rested on its proof.
    fn argued_before(&mut self, said: &Concluded, bureau: &str) {
        let act = Act { on: said.on, number: said.session_no.clone(), by: bureau.to_owned() };
        if said.conclusion == Conclusion::RecoverAll {
            let outcome =
                Some(SuspicionOutcome { proved: true, act, found: String::new(), overturned: None });
            let (what, handed_to) = (String::new(), String::new());
            self.suspicions.push(Suspicion { on: said.on, what, handed_to, outcome });
        }
        if self.endings.is_empty() {
            let (by, reason) = (bureau.to_owned(), String::new());
            self.endings.push(Ending::proposed(Proposal { by, on: said.on, reason }));
        }
        if let Some(ending) = self.endings.last_mut() {
            ending.argument = Some(Argument {
                session_no: said.session_no.clone(),
                on: said.on,
                conclusion: said.conclusion,
                experts: Vec::new(),
                responsible: None,
                facts: String::new(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::wan;
    use super::*;
    use crate::chain::course::{EndWord, Tranche};
    use crate::chain::tests::day;
    use crate::code::Code;
    use crate::policy::shipped;
    use crate::project::tests::project;

    fn said(conclusion: Conclusion, milestone: Option<usize>) -> Concluded {
        let (session_no, on) = ("考核2027-01".to_owned(), day("2027-07-15"));
        Concluded { session_no, on, milestone, conclusion, until: Some(day("2027-10-15")) }
    }

    fn over(project: &Project, concluded: &[Concluded]) -> Course {
        Course::taken_over(project, concluded, ("示例市科学技术局", day("2027-12-31")), &shipped())
    }

    #[test]
    fn a_record_with_its_outcomes_becomes_a_course_that_stands_where_it_stood() {
        let bare = project("P");
        assert_eq!(over(&bare, &[]).state(), ProjectState::Granted);
        let begun = Project { contract_no: Some("任2026-001".to_owned()), paid: Some(wan(90)), ..bare };
        let running = over(&begun, &[]);
        assert_eq!((running.state(), running.ledger().paid), (ProjectState::Active(Work::Running), wan(90)));
        assert_eq!(running.onto(&begun).paid, begun.paid);
        let unpaid = Project { paid: None, ..begun.clone() };
        let unknown = over(&unpaid, &[]);
        assert_eq!(unknown.onto(&unpaid).paid, None, "what nobody recorded stays nothing");
        let closed: Vec<Code> = unknown.gate(Tranche::First, None).iter().map(|f| f.code).collect();
        assert_eq!(closed, [Code::ProjectLacks]);
        let rectify = over(&begun, &[said(Conclusion::Rectify, Some(1))]);
        assert_eq!(rectify.remediation(), Some((1, day("2027-10-15"))));
        let passed = over(&begun, &[said(Conclusion::MilestonePass, Some(1))]);
        assert_eq!((passed.passed(), passed.next_milestone()), (1, Some(2)));
        let ending = over(&begun, &[said(Conclusion::TerminateObjective, None)]);
        assert_eq!(ending.state(), ProjectState::Active(Work::Ending), "a conclusion is no decision");
        let act = Act { on: day("2028-01-20"), number: "1".to_owned(), by: "局".to_owned() };
        let word = EndWord { act, return_by: Some(day("2028-02-20")), tolerance: None };
        let fraud = over(&begun, &[said(Conclusion::RecoverAll, None)]).terminate(word).unwrap();
        assert_eq!(
            (fraud.outstanding(), fraud.is_fraud()),
            (wan(90), true),
            "what a session concluded is decided on"
        );
        assert_eq!(over(&begun, &[said(Conclusion::Close, None)]).state(), ProjectState::Closed);
    }

    #[test]
    fn its_payments_are_those_of_its_contract_where_that_says_so_and_make_what_was_approved() {
        let mut tied = project("P");
        tied.milestones[0].payable = Some(wan(50));
        tied.milestones[1].payable = Some(wan(40));
        let sum = |c: &Course| Fen::sum(c.schedule().iter().map(|s| s.amount));
        let course = over(&tied, &[]);
        assert_eq!((course.grant.tranches.middle, sum(&course)), (wan(90), Some(wan(300))));
        let untied = over(&project("P"), &[]);
        assert_eq!((untied.grant.tranches.middle, sum(&untied)), (wan(120), Some(wan(300))));
    }
}
