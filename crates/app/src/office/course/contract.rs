//! Steps of the contract: its text, its signatures, and what changes after it was signed (四（六）, 四（七）2).

use domain::bid_details::{Person, PersonRole};
use domain::chain::Proof;
use domain::chain::contract::{
    Change, Contract, Decider, Indicator, Particulars, Parties, Signed, Source, solver_fixed,
};
use domain::chain::course::Course;
use domain::project::Milestone;
use domain::{BudgetLine, Funds, Percent, Subject};

use super::{On, Taken, all, elsewhere, one};
use crate::api::bid::PersonView;
use crate::api::course::{ContractForm, IndicatorForm, NodeForm};
use crate::api::course_steps::CourseStep;
use crate::api::projects::SpentLine;
use crate::office::bid_form::some;
use crate::office::chain_typed::{act, maybe_amount, proof, text};
use crate::office::demands_typed::day;
use crate::office::word::{amount, mark, number};
use crate::refusal::{Refusal, Result};

/// Reads a step of the contract.
pub(super) fn read(step: &CourseStep) -> Result<Taken> {
    use CourseStep as S;
    match step {
        S::Draft { contract } => {
            let (typed, shares) = typed(contract)?;
            Ok(Box::new(move |course, on| drafted(course, on, typed, shares)))
        }
        S::Sign { on, by, copy } => {
            let copy = proof(copy)?.unwrap_or(Proof { name: String::new(), digest: String::new() });
            let signed =
                Signed { on: day("签订日期", on)?, copy, by: by.iter().map(|b| text(b)).collect() };
            Ok(Box::new(move |course, on| all(course.sign(signed, on.policy))))
        }
        S::Drop { on, reason } => {
            let (on, reason) = (day("撤销日期", on)?, text(reason));
            Ok(Box::new(move |course, _| one(course.withdraw(on, &reason))))
        }
        _ => {
            let change = change(step)?;
            Ok(Box::new(move |course, _| one(course.change(change))))
        }
    }
}

/// The text of a contract, with the shares that its milestones have. What the form does not ask for stays as it was.
fn typed(form: &ContractForm) -> Result<(Contract, Vec<Option<Percent>>)> {
    let shares = form.milestones.iter().map(share).collect::<Result<_>>()?;
    let contract = Contract {
        no: text(&form.no),
        parties: Parties {
            bureau: text(&form.bureau),
            sponsor: text(&form.sponsor),
            solver: text(&form.solver),
            participants: form.participants.iter().filter_map(|p| some(p)).collect(),
        },
        start: day("开始日期", &form.start)?,
        end: day("完成日期", &form.end)?,
        long_term_reason: text(&form.long_term_reason),
        indicators: form.indicators.iter().map(indicator).collect(),
        milestones: form.milestones.iter().map(node).collect::<Result<_>>()?,
        people: form.people.iter().filter(|p| some(&p.name).is_some()).map(person).collect(),
        budget: form.budget.iter().filter_map(|l| line(l).transpose()).collect::<Result<_>>()?,
        duties: text(&form.duties),
        ownership: text(&form.ownership),
        breach: text(&form.breach),
        particulars: Particulars {
            agreement_no: some(&form.agreement_no),
            goal: some(&form.goal),
            rectify_months: number("整改期限（月）", &form.rectify_months)?,
            reaccept_months: number("再次验收期限（月）", &form.reaccept_months)?,
            return_days: number("退款期限（天）", &form.return_days)?,
            ..Particulars::default()
        },
        signed: None,
        changes: Vec::new(),
    };
    Ok((contract, shares))
}

/// The course with the text of its contract. The solver is fixed from the plan on (rule 21).
fn drafted(course: Course, on: &On<'_>, typed: Contract, shares: Vec<Option<Percent>>) -> Result<Course> {
    if let Some(swap) = solver_fixed(&course.project_no, &on.project.solver, &typed.parties.solver) {
        return Err(swap.into());
    }
    let before = match &course.contract {
        Some(contract) => contract.clone(),
        None => super::proposed(on.r, on.project, &course, on.policy)?,
    };
    let said = typed.particulars;
    let particulars = Particulars {
        agreement_no: said.agreement_no,
        goal: said.goal,
        rectify_months: said.rectify_months,
        reaccept_months: said.reaccept_months,
        return_days: said.return_days,
        shares: Vec::new(),
        ..before.particulars
    };
    let contract = Contract { particulars, ..typed }.with_shares(on.policy, &course.grant, shares)?;
    one(course.draft(contract))
}

fn share(form: &NodeForm) -> Result<Option<Percent>> {
    Ok(mark("节点资金比例", form.share.trim().trim_end_matches(['%', '％']))?.map(Percent))
}

fn node(form: &NodeForm) -> Result<Milestone> {
    Ok(Milestone {
        due: day("里程碑完成时间", &form.due)?,
        task: text(&form.task),
        indicators: text(&form.indicators),
        payable: None,
    })
}

fn indicator(form: &IndicatorForm) -> Indicator {
    Indicator {
        kind: form.kind.into(),
        name: text(&form.name),
        target: text(&form.target),
        unit: text(&form.unit),
        key: form.key,
        method: text(&form.method),
    }
}

fn person(typed: &PersonView) -> Person {
    Person {
        role: typed.role.into(),
        name: text(&typed.name),
        unit: some(&typed.unit),
        birth_year: typed.birth_year.trim().parse().ok(),
    }
}

/// A line of the budget; nothing where neither amount is typed.
fn line(typed: &SpentLine) -> Result<Option<BudgetLine>> {
    let subject = subject(&typed.subject)?;
    let fiscal = maybe_amount(&format!("{}（财政）", subject.zh()), &typed.spent.fiscal)?;
    let own = maybe_amount(&format!("{}（自筹）", subject.zh()), &typed.spent.self_raised)?;
    let funds = Funds { fiscal: fiscal.unwrap_or_default(), self_raised: own.unwrap_or_default() };
    Ok((fiscal.is_some() || own.is_some()).then_some(BudgetLine { subject, requested: funds }))
}

fn subject(id: &str) -> Result<Subject> {
    Subject::from_id(id).ok_or_else(|| Refusal::not_found(id))
}

/// A change after the contract was signed.
fn change(step: &CourseStep) -> Result<Change> {
    use CourseStep as S;
    Ok(match step {
        S::Reallocate { on, from, to, fiscal, amount: sum, unit, chief, note } => Change::Reallocation {
            on: day("调剂日期", on)?,
            from: subject(from)?,
            to: subject(to)?,
            source: if *fiscal { Source::Fiscal } else { Source::SelfRaised },
            amount: amount("调剂金额", sum)?,
            by: match some(unit) {
                Some(unit) => Decider::Unit { unit },
                None => Decider::ChiefEngineer { name: text(chief) },
            },
            note: text(note),
        },
        S::Reroute { on, by, what } => {
            Change::Route { on: day("调整日期", on)?, by: text(by), what: text(what) }
        }
        S::Replace { on, role, old, new, reason } => Change::Person {
            on: day("变更日期", on)?,
            role: role_of(role)?,
            old: text(old),
            new: text(new),
            reason: text(reason),
        },
        S::Adjust { on, approval, what } => Change::Adjustment {
            on: day("调整日期", on)?,
            approval: act("调整批准", approval)?,
            what: text(what),
        },
        other => return Err(elsewhere(other)),
    })
}

fn role_of(id: &str) -> Result<PersonRole> {
    match id {
        "chief_engineer" => Ok(PersonRole::ChiefEngineer),
        "task_leader" => Ok(PersonRole::TaskLeader),
        "key_member" => Ok(PersonRole::KeyMember),
        other => Err(Refusal::not_found(other)),
    }
}
