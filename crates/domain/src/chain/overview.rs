//! The whole of the programme at a glance: money by field, by year and by stage, and how many went how far along the chain.
//! Exact sums of what was recorded; what nobody recorded is counted as unknown, never as nothing.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::course::Course;
use super::state::{PaymentState, ProjectState, Work};
use super::words::spoken;
use crate::money::Fen;

spoken! {
    /// How far a project is, as an overview groups it.
    pub enum Phase {
        ToSign = "待签任务书" / "contract to be signed",
        Running = "实施中" / "running",
        InTrouble = "整改、停滞或者暂停" / "to be put right, stalled or suspended",
        Accepting = "验收中" / "in acceptance",
        Done = "验收通过或者结题" / "accepted or closed",
        Ending = "终止论证中" / "its end is proposed",
        Ended = "已终止" / "terminated",
        Dropped = "撤销立项" / "dropped",
    }
}

impl Phase {
    /// The phase of a state.
    #[must_use]
    pub const fn of(state: ProjectState) -> Phase {
        match state {
            ProjectState::Planned | ProjectState::Granted => Phase::ToSign,
            ProjectState::Active(Work::Running) => Phase::Running,
            ProjectState::Active(Work::Rectifying | Work::Stalled | Work::Failed)
            | ProjectState::Suspended(_) => Phase::InTrouble,
            ProjectState::Active(Work::Accepting) => Phase::Accepting,
            ProjectState::Active(Work::Ending) => Phase::Ending,
            ProjectState::Accepted | ProjectState::Closed => Phase::Done,
            ProjectState::Terminated => Phase::Ended,
            ProjectState::Dropped => Phase::Dropped,
        }
    }
}

/// Fiscal money of a group of projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many projects.
    pub projects: usize,
    /// Of them those of which nobody recorded what was paid before they were kept here.
    pub unknown: usize,
    /// 批准
    pub approved: Fen,
    /// 已拨, of those that are known.
    pub paid: Fen,
    /// 未拨, of those that are known and go on.
    pub left: Fen,
    /// What came back.
    pub refunded: Fen,
}

impl Sums {
    /// With one more project; nothing where a sum does not fit.
    fn with(mut self, course: &Course) -> Option<Sums> {
        let ledger = course.ledger();
        let over = matches!(course.state(), ProjectState::Terminated | ProjectState::Dropped);
        self.projects = self.projects.checked_add(1)?;
        self.approved = self.approved.checked_add(ledger.approved)?;
        self.refunded = self.refunded.checked_add(ledger.refunded)?;
        if course.paid_before().is_err() {
            self.unknown = self.unknown.checked_add(1)?;
            return Some(self);
        }
        self.paid = self.paid.checked_add(ledger.paid)?;
        if !over {
            self.left = self.left.checked_add(ledger.left)?;
        }
        Some(self)
    }
}

/// A project as the overview counts it.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// 领域; empty when unknown.
    pub field: &'a str,
    /// Its course.
    pub course: &'a Course,
}

/// What moved in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearSums {
    /// Projects that were granted.
    pub projects: usize,
    /// What they were granted.
    pub approved: Fen,
    /// What was paid, of whatever project.
    pub paid: Fen,
    /// What came back.
    pub refunded: Fen,
}

/// The money of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Money {
    /// All of it.
    pub all: Sums,
    /// By field.
    pub fields: BTreeMap<String, Sums>,
    /// By phase.
    pub phases: BTreeMap<Phase, Sums>,
    /// By year. What was paid before a project was kept here has no year; [`Money::undated`] is its sum.
    pub years: BTreeMap<i32, YearSums>,
    /// What was paid before projects were kept here.
    pub undated: Fen,
    /// Granted in a year that nobody recorded.
    pub undated_projects: usize,
}

/// Adds the money up; nothing where a sum does not fit.
#[must_use]
pub fn money<'a>(projects: impl IntoIterator<Item = Counted<'a>>) -> Option<Money> {
    let mut money = Money::default();
    for Counted { field, course } in projects {
        money.all = money.all.with(course)?;
        let of_field = money.fields.entry(field.trim().to_owned()).or_default();
        *of_field = of_field.with(course)?;
        let of_phase = money.phases.entry(Phase::of(course.state())).or_default();
        *of_phase = of_phase.with(course)?;
        money.undated = money.undated.checked_add(course.paid_before().unwrap_or_default())?;
        by_year(&mut money, course)?;
    }
    Some(money)
}

fn by_year(money: &mut Money, course: &Course) -> Option<()> {
    match &course.grant.issued {
        Some(issued) => {
            let year = money.years.entry(issued.on.year()).or_default();
            year.projects = year.projects.checked_add(1)?;
            year.approved = year.approved.checked_add(course.grant.approved)?;
        }
        None => money.undated_projects = money.undated_projects.checked_add(1)?,
    }
    let made = course.payments.iter().filter(|p| p.state == PaymentState::Paid);
    for (on, amount) in made.filter_map(|p| Some((p.paid.as_ref()?.on, p.amount))) {
        let year = money.years.entry(on.year()).or_default();
        year.paid = year.paid.checked_add(amount)?;
    }
    for refund in course.endings.iter().flat_map(|e| &e.refunds) {
        let year = money.years.entry(refund.on.year()).or_default();
        year.refunded = year.refunded.checked_add(refund.amount)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::course::tests::{accepted, course, running};

    fn of(courses: &[(&'static str, Course)]) -> Money {
        money(courses.iter().map(|(field, course)| Counted { field, course })).unwrap()
    }

    #[test]
    fn every_grouping_adds_up_to_the_whole_to_the_fen() {
        let all = of(&[("新材料", accepted()), ("新材料", running()), (" 装备 ", course())]);
        for sums in [all.fields.values().copied().collect::<Vec<_>>(), all.phases.values().copied().collect()]
        {
            let sum = |of: fn(&Sums) -> Fen| Fen::sum(sums.iter().map(of)).unwrap();
            assert_eq!(sum(|s| s.approved), all.all.approved);
            assert_eq!(sum(|s| s.paid), all.all.paid);
            assert_eq!(sum(|s| s.left), all.all.left);
            assert_eq!(sums.iter().map(|s| s.projects).sum::<usize>(), 3);
        }
        assert_eq!(Fen::sum([all.all.paid, all.all.left]), Some(all.all.approved), "nothing ended");
        let paid = Fen::sum(all.years.values().map(|y| y.paid)).unwrap();
        assert_eq!(Fen::sum([paid, all.undated]), Some(all.all.paid));
        assert_eq!(all.fields.keys().collect::<Vec<_>>(), ["新材料", "装备"]);
    }

    #[test]
    fn every_state_has_its_phase_and_every_phase_a_state() {
        let states = ProjectState::all();
        for phase in Phase::ALL {
            assert!(states.iter().any(|s| Phase::of(*s) == *phase), "{phase:?}");
        }
    }

    #[test]
    fn of_a_project_whose_earlier_payments_nobody_recorded_nothing_is_made_up() {
        let mut bare = running();
        bare.carried = Some(crate::chain::course::Carried {
            as_of: "2025-01-01".parse().unwrap(),
            state: ProjectState::Active(Work::Running),
            paid: None,
            passed: 0,
        });
        let all = of(&[("", bare)]).all;
        assert_eq!((all.projects, all.unknown, all.paid, all.left), (1, 1, Fen::ZERO, Fen::ZERO));
    }
}
