//! What changes after a contract was signed (policy 四（七）2, 四（七）4, rules 20, 21 and 24), and what stands since.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Contract;
use crate::bid::{Funds, Subject};
use crate::bid_details::{Person, PersonRole};
use crate::chain::words::spoken;
use crate::chain::{Act, blank, in_order, missing};
use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;
use crate::project::Milestone;

spoken! {
    /// Whose money is moved.
    pub enum Source {
        Fiscal = "财政资金" / "fiscal money",
        SelfRaised = "自筹资金" / "self-raised money",
    }
}

/// Who moved money between lines (四（七）2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum Decider {
    /// 项目承担单位
    Unit {
        /// Which.
        unit: String,
    },
    /// 技术总师
    ChiefEngineer {
        /// Name.
        name: String,
    },
}

/// A milestone that is due later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDue {
    /// Which, from 1.
    pub milestone: usize,
    /// Until when.
    pub due: NaiveDate,
}

/// A change after the contract was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Change {
    /// 延期 (rule 24), as it was approved.
    Extension {
        /// Day of the approval.
        on: NaiveDate,
        /// Its number.
        number: String,
        /// The new last day.
        end: NaiveDate,
        /// Milestones that are due later with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        dues: Vec<NewDue>,
    },
    /// 动态调整 of indicators or aims (五（二）): agreed by all in writing, and approved as they were.
    Adjustment {
        /// Day.
        on: NaiveDate,
        /// The approval.
        approval: Act,
        /// What is adjusted, from what to what.
        what: String,
    },
    /// Another chief engineer or task leader (rule 21): an exception.
    Person {
        /// Day.
        on: NaiveDate,
        /// What for.
        role: PersonRole,
        /// Who was.
        old: String,
        /// Who is.
        new: String,
        /// Why.
        reason: String,
    },
    /// 预算调剂 (rule 20): logged, approved by nobody, never a ground to fail an acceptance.
    Reallocation {
        /// Day.
        on: NaiveDate,
        /// From which line.
        from: Subject,
        /// To which.
        to: Subject,
        /// Whose money.
        source: Source,
        /// How much.
        amount: Fen,
        /// Who decided it.
        by: Decider,
        /// What for; empty when nobody said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// 技术路线调整 (rule 20): the chief engineer's.
    Route {
        /// Day.
        on: NaiveDate,
        /// Name of the chief engineer.
        by: String,
        /// What changes.
        what: String,
    },
}

impl Change {
    /// Its day.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        match self {
            Change::Extension { on, .. }
            | Change::Adjustment { on, .. }
            | Change::Person { on, .. }
            | Change::Reallocation { on, .. }
            | Change::Route { on, .. } => *on,
        }
    }
}

impl Contract {
    /// The last day, as it was last extended.
    #[must_use]
    pub fn end_now(&self) -> NaiveDate {
        let extended = self.changes.iter().rev().find_map(|c| match c {
            Change::Extension { end, .. } => Some(*end),
            _ => None,
        });
        extended.unwrap_or(self.end)
    }

    /// The milestones, as an extension last moved them.
    #[must_use]
    pub fn milestones_now(&self) -> Vec<Milestone> {
        let mut milestones = self.milestones.clone();
        for change in &self.changes {
            let Change::Extension { dues, .. } = change else { continue };
            for new in dues {
                let at = new.milestone.checked_sub(1);
                if let Some(milestone) = at.and_then(|at| milestones.get_mut(at)) {
                    milestone.due = new.due;
                }
            }
        }
        milestones
    }

    /// The people, as they were last changed.
    #[must_use]
    pub fn people_now(&self) -> Vec<Person> {
        let mut people = self.people.clone();
        for change in &self.changes {
            if let Change::Person { role, old, new, .. } = change
                && let Some(person) = people.iter_mut().find(|p| p.role == *role && p.name == *old)
            {
                *person = Person { role: *role, name: new.clone(), unit: None, birth_year: None };
            }
        }
        people
    }

    /// Who is the chief engineer now.
    #[must_use]
    pub fn chief_now(&self) -> Option<String> {
        let people = self.people_now().into_iter();
        people.filter(|p| p.role == PersonRole::ChiefEngineer).map(|p| p.name).next()
    }

    /// What stands in a line of the budget now, after every re-allocation.
    #[must_use]
    pub fn funds_now(&self, subject: Subject) -> Funds {
        let mut funds =
            self.budget.iter().find(|l| l.subject == subject).map(|l| l.requested).unwrap_or_default();
        for change in &self.changes {
            let Change::Reallocation { from, to, source, amount, .. } = change else { continue };
            let moved = match source {
                Source::Fiscal => &mut funds.fiscal,
                Source::SelfRaised => &mut funds.self_raised,
            };
            if *from == subject {
                *moved = moved.checked_sub(*amount).unwrap_or_default();
            }
            if *to == subject {
                *moved = moved.checked_add(*amount).unwrap_or(*moved);
            }
        }
        funds
    }

    /// The contract with a further change: extension (24), another leader (21), re-allocation and route (20).
    ///
    /// # Errors
    /// `contract.signed` before it was signed, `list.date_order`; `chief.change_reason`, `reallocation.wrong_person`,
    /// `contract.incomplete` for a line that would fall below nothing or a person who is not there.
    pub fn change(mut self, change: Change) -> Result<Contract, Finding> {
        let Some(signed) = &self.signed else {
            return Err(self.is_signed("还没有签订", "not signed yet"));
        };
        let (now, sealed) =
            (("任务书变更", "the change", change.on()), ("签订任务书", "signing the contract", signed.on));
        if let Some(finding) = in_order(now, sealed) {
            return Err(finding);
        }
        self.may_change(&change)?;
        self.changes.push(change);
        Ok(self)
    }

    /// The contract with its end moved; what came before it was taken over may have no signed copy here.
    pub(in crate::chain) fn extended(mut self, change: Change) -> Result<Contract, Finding> {
        self.may_change(&change)?;
        self.changes.push(change);
        Ok(self)
    }

    fn may_change(&self, change: &Change) -> Result<(), Finding> {
        match change {
            Change::Adjustment { approval, what, .. } => {
                let mut lacks = approval.check(("调整的批准", "approval of the adjustment"));
                lacks.extend(blank(what).then(|| missing("调整内容", "what is adjusted")));
                lacks.into_iter().next().map_or(Ok(()), Err)
            }
            Change::Extension { end, number, dues, .. } => {
                if blank(number) {
                    return Err(missing("延期批复文号", "number of the extension"));
                }
                later_than((self.end_now(), *end)).map_or(Ok(()), Err)?;
                self.may_move(dues, *end)
            }
            Change::Person { role, old, new, reason, .. } => {
                if *role != PersonRole::KeyMember && blank(reason) {
                    let finding = Finding::error(Code::ChiefChangeReason).with("role", role.zh());
                    return Err(finding.with("old", old.clone()).with("new", new.clone()));
                }
                if blank(new) || !self.people_now().iter().any(|p| p.role == *role && p.name == *old) {
                    return Err(self.unfit(&format!("没有{}“{old}”", role.zh()), &format!("no {old} there")));
                }
                Ok(())
            }
            Change::Reallocation { from, to, source, amount, by, .. } => {
                self.may_reallocate((*from, *to), by)?;
                let funds = self.funds_now(*from);
                let there = if *source == Source::Fiscal { funds.fiscal } else { funds.self_raised };
                if *amount <= Fen::ZERO || *amount > there || from == to {
                    let (line, have) = (from.zh(), there.wan());
                    return Err(self.unfit(
                        &format!("“{line}”的{}只有{have}万元", source.zh()),
                        &format!("{line} has {have} of {}", source.en()),
                    ));
                }
                Ok(())
            }
            Change::Route { by, what, .. } => {
                if blank(what) {
                    return Err(missing("技术路线调整内容", "what of the route changes"));
                }
                self.is_chief(by)
                    .then_some(())
                    .ok_or_else(|| wrong_person("技术路线", "the route", "技术总师", "the chief engineer"))
            }
        }
    }

    /// Milestones move to later days within the term, and stay in their order.
    fn may_move(&self, dues: &[NewDue], end: NaiveDate) -> Result<(), Finding> {
        let before = self.milestones_now();
        let mut after: Vec<NaiveDate> = before.iter().map(|m| m.due).collect();
        let mut fits = true;
        for new in dues {
            let there = new.milestone.checked_sub(1).and_then(|at| after.get_mut(at));
            match there {
                Some(due) if new.due >= *due && new.due <= end => *due = new.due,
                _ => fits = false,
            }
        }
        if fits && after.is_sorted() {
            return Ok(());
        }
        Err(self.unfit("延期后的节点时间不成立", "the milestones’ new days cannot be"))
    }

    /// Equipment: the undertaking unit; all else the chief engineer (rule 20). What moves from or to equipment is equipment.
    fn may_reallocate(&self, (from, to): (Subject, Subject), by: &Decider) -> Result<(), Finding> {
        let equipment = from == Subject::Equipment || to == Subject::Equipment;
        let may = match by {
            Decider::Unit { unit } => equipment && self.parties.undertakes(unit),
            Decider::ChiefEngineer { name } => !equipment && self.is_chief(name),
        };
        if may {
            return Ok(());
        }
        Err(if equipment {
            wrong_person("设备费", "equipment", "项目承担单位", "an undertaking unit")
        } else {
            wrong_person("其他费用", "all but equipment", "技术总师", "the chief engineer")
        })
    }

    fn is_chief(&self, name: &str) -> bool {
        self.chief_now().is_some_and(|chief| chief == name.trim())
    }
}

/// `reallocation.wrong_person`
fn wrong_person(what: &str, what_en: &str, who: &str, who_en: &str) -> Finding {
    let finding = Finding::error(Code::ReallocationWrongPerson).with("what", what).with("what_en", what_en);
    finding.with("who", who).with("who_en", who_en)
}

/// `list.date_order` for a new last day that is not later than the one until now.
pub(in crate::chain) fn later_than((end, new): (NaiveDate, NaiveDate)) -> Option<Finding> {
    let after = end.succ_opt().unwrap_or(end);
    in_order(
        ("延期后的完成日期", "the new end", new),
        ("原完成日期的次日", "the day after the end until now", after),
    )
}
