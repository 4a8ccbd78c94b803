//! 项目计划任务书（军令状）, filled from the contract that was drafted or signed, and the grant.

use documents::Common;
use documents::model::{
    Contract, ContractBudgetLine, ContractIndicator, ContractMilestone, ContractParty, ContractPerson,
    ContractTask, IpRule, SolverPayment,
};
use domain::Fen;
use domain::bid_details::{Person, count_young};
use domain::chain::contract::{self, Parties};
use domain::chain::plan::Grant;
use domain::funding::Mode;
use domain::percent;

use super::{Gathered, said, sentence};
use crate::office::documents::words::numeral;
use crate::office::text::bare_line;
use crate::refusal::Result;

impl Gathered {
    /// The contract as it stands.
    ///
    /// # Errors
    /// `project.lacks` before a text was drafted.
    pub(super) fn contract(&self, common: Common) -> Result<Contract> {
        let Some(of) = &self.course.contract else {
            return Err(self.lacks("任务书文本", "the text of the contract", "四（六）"));
        };
        let project = &self.record.project;
        let particulars = &of.particulars;
        Ok(Contract {
            contract_no: said(&of.no),
            project_no: project.no.clone(),
            challenge_no: project.challenge_no.clone(),
            project_title: project.title.clone(),
            field_name: said(&project.field),
            term_start: Some(of.start),
            term_end: Some(of.end),
            term_over_three_years: !of.is_short(&self.policy),
            long_term_reason: Some(bare_line(&of.long_term_reason)),
            sponsor: said(&of.parties.sponsor),
            sponsor_code: self.code_of(&of.parties.sponsor),
            solvers: self.solvers(&of.parties),
            agreement_no: particulars.agreement_no.clone(),
            agreement_on: particulars.agreement_on,
            goal: particulars.goal.clone(),
            duties_text: Some(sentence(&of.duties)),
            ownership_text: Some(sentence(&of.ownership)),
            breach_text: Some(sentence(&of.breach)),
            contents: tasks(&particulars.tasks),
            scene_text: particulars.scene.clone(),
            adjust_text: Some(particulars.adjusted.as_deref().map(bare_line).unwrap_or_default()),
            people: self.people(&of.people, of.start),
            young_percent: Some(self.policy.youth.least_percent.to_string()),
            young_ratio: self.young(&of.people, of.start),
            indicators: indicators(&of.indicators),
            milestones: milestones(of, &self.course.grant),
            rectify_months: particulars.rectify_months,
            reaccept_months: particulars.reaccept_months,
            total_investment: particulars.total_investment,
            budget: budget(of),
            solver_payments: solver_payments(&particulars.solver_payments),
            talent_text: particulars.talent.clone(),
            ip_background: particulars.background.clone(),
            ip_rules: ip_rules(&particulars.ownership_rules),
            return_days: particulars.return_days,
            is_race: self.bid.as_ref().is_some_and(|b| b.bid.race == Some(true)),
            is_no_race: self.bid.as_ref().is_some_and(|b| b.bid.race == Some(false)),
            race_group: particulars.race_group.clone(),
            signed_on: of.signed.as_ref().map(|s| s.on),
            common,
            ..self.granted()
        })
    }

    /// What the contract says of the fiscal money.
    fn granted(&self) -> Contract {
        let grant = &self.course.grant;
        let parts = grant.tranches;
        let share = |amount: Fen| percent::shown_of(amount.0, grant.approved.0);
        Contract {
            is_lump_sum: parts.mode == Mode::Once,
            rd_total: grant.rd_total,
            fiscal: Some(grant.approved),
            self_raised: grant.rd_total.and_then(|rd| rd.checked_sub(grant.approved)),
            fiscal_ratio: grant.rd_total.and_then(|rd| percent::shown_of(grant.approved.0, rd.0)),
            cap_percent: Some(self.policy.cap.percent.to_string()),
            cap_absolute: Some(self.policy.cap_absolute()),
            one_case_no: Some(grant.approval_no.clone().unwrap_or_default()),
            first: Some(parts.first),
            first_percent: share(parts.first),
            milestone_total: Some(parts.middle),
            milestone_percent: share(parts.middle),
            last: Some(parts.last),
            lump_limit: Some(self.policy.once_up_to()),
            ..Contract::default()
        }
    }

    /// 统一社会信用代码 of a unit: that of the register, else that of the bid.
    fn code_of(&self, name: &str) -> Option<String> {
        let known = self.units.iter().find(|u| u.0.name.trim() == name.trim());
        let of_bid = self.bid.as_ref().filter(|b| b.bid.sponsor.trim() == name.trim());
        known.and_then(|u| u.0.code.clone()).or_else(|| of_bid.and_then(|b| b.bid.sponsor_code.clone()))
    }

    fn solvers(&self, parties: &Parties) -> Vec<ContractParty> {
        let solver = std::iter::once((&parties.solver, "揭榜方"));
        let all = solver.chain(parties.participants.iter().map(|p| (p, "参与单位")));
        let party = |((name, role), n): ((&String, &str), u32)| ContractParty {
            n,
            name: name.clone(),
            role: Some(role.to_owned()),
            credit_code: self.code_of(name),
            rep: None,
        };
        all.zip(1..).map(party).collect()
    }

    fn people(&self, people: &[Person], start: chrono::NaiveDate) -> Vec<ContractPerson> {
        let young = |person: &Person| {
            person.birth_year?;
            let one = count_young(std::slice::from_ref(person), &self.youth.0, start);
            (one.unsure == 0).then_some(one.young == 1)
        };
        let of = |(person, n): (&Person, u32)| ContractPerson {
            n,
            name: person.name.clone(),
            role: Some(person.role.zh().to_owned()),
            unit: person.unit.clone(),
            title: None,
            age_ok: young(person),
            work: None,
        };
        people.iter().zip(1..).map(of).collect()
    }

    /// The share of the young, once everybody's year of birth tells.
    fn young(&self, people: &[Person], start: chrono::NaiveDate) -> Option<String> {
        let count = count_young(people, &self.youth.0, start);
        let told = count.unsure == 0 && count.unknown == 0;
        told.then(|| percent::shown_of(i64::from(count.young), i64::from(count.all))).flatten()
    }
}

fn tasks(tasks: &[contract::Task]) -> Vec<ContractTask> {
    let of = |(task, n): (&contract::Task, u32)| ContractTask {
        n,
        title: task.title.clone(),
        text: Some(sentence(&task.text)),
        owner: said(&task.owner),
    };
    tasks.iter().zip(1..).map(of).collect()
}

fn indicators(indicators: &[contract::Indicator]) -> Vec<ContractIndicator> {
    let of = |(one, n): (&contract::Indicator, u32)| ContractIndicator {
        n,
        kind: Some(one.kind.zh().to_owned()),
        indicator: one.name.clone(),
        target: Some(format!("{}{}", one.target, one.unit)),
        is_key: Some(one.key),
        method: said(&one.method),
    };
    indicators.iter().zip(1..).map(of).collect()
}

/// The milestones as they were signed; nothing of money where it is paid at once.
fn milestones(of: &contract::Contract, grant: &Grant) -> Vec<ContractMilestone> {
    let once = grant.tranches.mode == Mode::Once;
    let share = |amount: Fen| percent::shown_of(amount.0, grant.approved.0);
    let one = |(at, m): (usize, &domain::project::Milestone)| ContractMilestone {
        n: numeral(at + 1),
        due_on: Some(m.due),
        task: said(&m.task),
        indicators_text: said(&m.indicators),
        pay_percent: if once { Some(String::new()) } else { m.payable.and_then(share) },
        pay: m.payable.filter(|_| !once),
    };
    of.milestones.iter().enumerate().map(one).collect()
}

/// The budget with its sum; no sum where an amount does not fit.
fn budget(of: &contract::Contract) -> Vec<ContractBudgetLine> {
    let line = |subject: &str, fiscal: Option<Fen>, own: Option<Fen>| ContractBudgetLine {
        subject: subject.to_owned(),
        total: fiscal.zip(own).and_then(|(a, b)| Fen::sum([a, b])),
        fiscal,
        own,
        note: Some(String::new()),
    };
    let lines = of
        .budget
        .iter()
        .map(|l| line(l.subject.zh(), Some(l.requested.fiscal), Some(l.requested.self_raised)));
    let mut lines: Vec<ContractBudgetLine> = lines.collect();
    if !lines.is_empty() {
        let fiscal = Fen::sum(of.budget.iter().map(|l| l.requested.fiscal));
        let own = Fen::sum(of.budget.iter().map(|l| l.requested.self_raised));
        lines.push(line("合计", fiscal, own));
    }
    lines
}

fn solver_payments(payments: &[contract::SolverPayment]) -> Vec<SolverPayment> {
    let of = |(one, n): (&contract::SolverPayment, u32)| SolverPayment {
        n,
        solver: one.solver.clone(),
        stage_text: said(&one.stage),
        amount: one.amount,
        condition: said(&one.condition),
    };
    payments.iter().zip(1..).map(of).collect()
}

fn ip_rules(rules: &[contract::OwnershipRule]) -> Vec<IpRule> {
    let of = |(one, n): (&contract::OwnershipRule, u32)| IpRule {
        n,
        kind: one.kind.clone(),
        owner: said(&one.owner),
        usage: said(&one.usage),
        benefit: said(&one.benefit),
    };
    rules.iter().zip(1..).map(of).collect()
}
