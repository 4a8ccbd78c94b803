//! Projects of earlier batches with their payments, taken into the book as they were: checked by the rules that hold for every
//! other project (rules 11–18), and told where they do not keep them.

use chrono::NaiveDate;

use super::taken_over::tranches;
use super::{Carried, Course, PaidOut, Payment, Tranche};
use crate::chain::contract::Contract;
use crate::chain::plan::{Grant, payee};
use crate::chain::state::{PaymentState, ProjectState};
use crate::chain::{Act, award, in_order, missing};
use crate::code::Code;
use crate::finding::Finding;
use crate::funding::Mode;
use crate::money::Fen;
use crate::policy::Policy;
use crate::project::Project;

/// A payment that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastPayment {
    /// Which part.
    pub tranche: Tranche,
    /// After which milestone, from 1.
    pub milestone: Option<usize>,
    /// How much.
    pub amount: Fen,
    /// 收款单位
    pub payee: String,
    /// When.
    pub on: NaiveDate,
    /// 支付凭证号
    pub voucher_no: String,
    /// 市政府审定, of one after a milestone; nothing where nobody recorded it.
    pub approval: Option<Act>,
}

/// A project as an earlier book has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The project, without what was paid: its payments say it.
    pub project: Project,
    /// The issue of its money; nothing where nobody recorded it.
    pub issued: Option<Act>,
    /// Where it stands.
    pub state: ProjectState,
    /// On which day.
    pub as_of: NaiveDate,
    /// How many milestones were passed.
    pub passed: usize,
    /// What was paid, the earliest first.
    pub payments: Vec<PastPayment>,
}

impl Past {
    /// What does not keep the rules, as errors: whoever takes it in all the same says why.
    #[must_use]
    pub fn check(&self, policy: &Policy) -> Vec<Finding> {
        let no = self.project.no.as_str();
        let at = |code: Code| Finding::error(code).with("project", no);
        let mut findings = self.project.check();
        if let Some(rd) = self.project.rd_total {
            let lifted = self.project.approval_no.as_deref();
            findings.extend(award::check(policy, no, rd, self.project.approved, lifted));
        }
        findings.extend(self.payments.iter().filter_map(|p| payee(&p.payee, &self.project.sponsor)));
        let paid = Fen::sum(self.payments.iter().map(|p| p.amount));
        if paid.is_none_or(|paid| paid > self.project.approved) {
            let paid = paid.unwrap_or(Fen(i64::MAX));
            findings.push(
                at(Code::PaymentOverTotal)
                    .with("amount", paid.wan())
                    .with("paid", Fen::ZERO.wan())
                    .with("total", self.project.approved.wan())
                    .with("rest", self.project.approved.wan()),
            );
        }
        if self.passed > self.project.milestones.len() {
            findings.push(at(Code::ProjectNoMilestone));
        }
        for (n, payment) in self.payments.iter().enumerate() {
            findings.extend(self.one(payment));
            let part = (payment.tranche, payment.milestone);
            if self.payments.iter().take(n).any(|p| (p.tranche, p.milestone) == part) {
                findings.push(
                    at(Code::PaymentTwice)
                        .with("tranche", payment.tranche.zh())
                        .with("tranche_en", payment.tranche.en())
                        .with("status", PaymentState::Paid.zh())
                        .with("status_en", PaymentState::Paid.en()),
                );
            }
        }
        findings
    }

    /// What does not hold of one payment.
    fn one(&self, payment: &PastPayment) -> Vec<Finding> {
        let mut findings = Vec::new();
        if payment.voucher_no.trim().is_empty() {
            findings.push(missing("支付凭证号", "number of the voucher"));
        }
        let day = ("拨付", "the payment", payment.on);
        let issued = self.issued.as_ref().map(|act| ("联合下达", "the issue", act.on));
        findings.extend(issued.and_then(|issued| in_order(day, issued)));
        let approved = payment.approval.as_ref().map(|act| ("市政府审定", "the city's approval", act.on));
        findings.extend(approved.and_then(|approved| in_order(day, approved)));
        findings.extend(in_order(("截至日期", "the day up to which it is told", self.as_of), day));
        let closed = |zh: &str, en: &str| {
            Finding::error(Code::PaymentGate)
                .with("project", self.project.no.clone())
                .with("tranche", payment.tranche.zh())
                .with("tranche_en", payment.tranche.en())
                .with("missing", zh)
                .with("missing_en", en)
        };
        match payment.tranche {
            Tranche::Milestone if payment.milestone.is_none_or(|m| m == 0 || m > self.passed) => {
                findings.push(closed("节点考核通过", "the passed milestone"));
            }
            Tranche::Milestone if payment.approval.is_none() => {
                findings.push(closed("市政府审定", "the city's approval"));
            }
            Tranche::Last if !matches!(self.state, ProjectState::Accepted | ProjectState::Closed) => {
                findings.push(closed("结题验收", "the acceptance"));
            }
            _ => {}
        }
        findings
    }

    /// Its course, as it stands on its day. What the book does not say stays nothing.
    #[must_use]
    pub fn course(&self, bureau: &str, policy: &Policy) -> Course {
        let project = &self.project;
        let grant = Grant {
            plan_no: String::new(),
            issued: self.issued.clone(),
            payee: project.sponsor.clone(),
            rd_total: project.rd_total,
            approved: project.approved,
            tranches: tranches(project, policy),
            approval_no: project.approval_no.clone(),
            policy_version: policy.policy.version.clone(),
        };
        let contract = Contract::of(project, bureau);
        let untied = contract.milestones.iter().any(|m| m.payable.is_none());
        let tied = untied && grant.tranches.mode == Mode::Tranches;
        let contract = if tied { contract.with_split(policy, &grant, &[]) } else { contract };
        let state = self.state;
        let carried = Carried { as_of: self.as_of, state, paid: Some(Fen::ZERO), passed: self.passed };
        let mut course = Course::carried(project.no.clone(), grant, contract, carried);
        course.payments = self.payments.iter().map(|p| made(p, bureau)).collect();
        course
    }
}

/// A payment that was made before: its opinion is not here, so it bears the voucher's day and number.
fn made(of: &PastPayment, bureau: &str) -> Payment {
    Payment {
        tranche: of.tranche,
        milestone: of.milestone,
        amount: of.amount,
        payee: of.payee.clone(),
        reason: String::new(),
        state: PaymentState::Paid,
        opinion: Act { on: of.on, number: of.voucher_no.clone(), by: bureau.to_owned() },
        approval: of.approval.clone(),
        paid: Some(PaidOut { on: of.on, voucher_no: of.voucher_no.clone(), voucher: None }),
        corrected: Vec::new(),
        note: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::wan;
    use super::*;
    use crate::chain::state::Work;
    use crate::chain::tests::{act, codes, day};
    use crate::policy::shipped;
    use crate::project::tests::project;

    fn payment(tranche: Tranche, milestone: Option<usize>, amount: Fen, on: &str) -> PastPayment {
        PastPayment {
            tranche,
            milestone,
            amount,
            payee: project("P").sponsor,
            on: day(on),
            voucher_no: "国库0001".to_owned(),
            approval: (tranche == Tranche::Milestone).then(|| act("2027-07-20")),
        }
    }

    fn past() -> Past {
        let project = Project { paid: None, spent: None, spent_by: Vec::new(), ..project("P") };
        let first = Fen(project.approved.0 / 10 * 3);
        Past {
            issued: Some(act("2026-03-16")),
            state: ProjectState::Active(Work::Running),
            as_of: day("2027-12-31"),
            passed: 1,
            payments: vec![payment(Tranche::First, None, first, "2026-03-30")],
            project,
        }
    }

    #[test]
    fn a_past_project_stands_where_it_stood_with_its_payments_and_goes_on_from_there() {
        let past = past();
        assert_eq!(codes(&past.check(&shipped())), []);
        let course = past.course("示例市科学技术局", &shipped());
        assert_eq!((course.state(), course.passed()), (past.state, 1));
        assert_eq!(course.ledger().paid, past.payments[0].amount);
        let open: Vec<Tranche> = course.waiting().iter().map(|(s, _)| s.tranche).collect();
        assert!(!open.contains(&Tranche::First), "it was paid: {open:?}");
        assert_eq!(course.onto(&past.project).paid, Some(past.payments[0].amount));
    }

    #[test]
    fn payments_that_break_a_rule_are_told_by_its_code() {
        let broken = |change: &dyn Fn(&mut Past)| {
            let mut past = past();
            change(&mut past);
            codes(&past.check(&shipped()))
        };
        let pay = |past: &mut Past, payment: PastPayment| past.payments.push(payment);
        let node = |m| payment(Tranche::Milestone, Some(m), wan(1), "2027-07-25");
        assert_eq!(broken(&|p| pay(p, node(1))), []);
        assert_eq!(broken(&|p| pay(p, node(2))), [Code::PaymentGate], "not passed");
        assert_eq!(broken(&|p| pay(p, PastPayment { approval: None, ..node(1) })), [Code::PaymentGate]);
        assert_eq!(broken(&|p| p.payments[0].payee = "揭榜方".to_owned()), [Code::PayeeNotSponsor]);
        assert_eq!(broken(&|p| p.payments[0].voucher_no = " ".to_owned()), [Code::MissingValue]);
        assert_eq!(broken(&|p| p.payments[0].on = day("2026-03-01")), [Code::ListDateOrder]);
        assert_eq!(broken(&|p| p.payments[0].on = day("2028-01-01")), [Code::ListDateOrder]);
        assert_eq!(broken(&|p| p.payments[0].amount = p.project.approved), []);
        let over = |p: &mut Past| p.payments[0].amount = Fen(p.project.approved.0 + 1);
        assert_eq!(broken(&over), [Code::PaymentOverTotal]);
        let twice = |p: &mut Past| pay(p, payment(Tranche::First, None, Fen(1), "2026-04-01"));
        assert_eq!(broken(&twice), [Code::PaymentTwice]);
        let last = |p: &mut Past| pay(p, payment(Tranche::Last, None, Fen(1), "2027-04-01"));
        assert_eq!(broken(&last), [Code::PaymentGate]);
        assert_eq!(broken(&|p| p.passed = 9), [Code::ProjectNoMilestone]);
        let early = |p: &mut Past| pay(p, PastPayment { on: day("2027-07-19"), ..node(1) });
        assert_eq!(broken(&early), [Code::ListDateOrder], "paid before the city approved it (rule 17)");
    }
}
