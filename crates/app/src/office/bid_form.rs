//! A bid's record as text and back: what is typed is read exactly, and what cannot be read is said at its field.

use std::str::FromStr;

use chrono::NaiveDate;
use domain::bid_details::{Agreement, BidDetails, Milestone, Person};
use domain::{Bid, BudgetLine, Code, Fen, Finding, Funds, Subject};

use crate::api::amend::BidByHand;
use crate::api::bid::{AgreementView, BidBudgetLine, BidForm, MilestoneView, PersonRole, PersonView};
use crate::api::desk::FundsView;
use crate::views::{funds, same};

same! {
    domain::bid_details::PersonRole => PersonRole { ChiefEngineer, TaskLeader, KeyMember }
}

/// The record as it is typed.
pub(super) fn form(bid: &Bid, details: &BidDetails) -> BidForm {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = |value: Option<u32>| value.map(|n| n.to_string()).unwrap_or_default();
    let agreement = &details.agreement;
    BidForm {
        challenge_no: bid.challenge_no.clone(),
        title: bid.title.clone(),
        field: bid.field.clone(),
        sponsor: bid.sponsor.clone(),
        sponsor_code: text(&bid.sponsor_code),
        solver: bid.solver.clone(),
        participants: bid.participants.clone(),
        start: bid.start.to_string(),
        end: bid.end.to_string(),
        total_investment: bid.total_investment.map(Fen::wan).unwrap_or_default(),
        rd_total: bid.rd_total.wan(),
        fiscal: bid.fiscal.wan(),
        self_raised: bid.self_raised.wan(),
        self_raised_proof: details.self_raised_proof.clone(),
        approval_no: text(&bid.approval_no),
        people_total: number(bid.people_total),
        people_young: number(bid.people_young),
        budget: Subject::ALL.into_iter().map(|subject| line(bid, subject)).collect(),
        agreement: AgreementView {
            signed_on: agreement.signed_on.map(|d| d.to_string()).unwrap_or_default(),
            content: agreement.content.clone(),
            funding: agreement.funding.clone(),
            talent: agreement.talent.clone(),
            ownership: agreement.ownership.clone(),
        },
        people: details.people_of(bid).into_iter().map(person).collect(),
        milestones: details.milestones.iter().map(milestone).collect(),
        roadshow: details.roadshow,
        roadshow_note: details.roadshow_note.clone(),
    }
}

/// A line of the form; both amounts empty for a subject that has none.
fn line(bid: &Bid, subject: Subject) -> BidBudgetLine {
    let asked = bid.budget.iter().find(|l| l.subject == subject).map(|l| funds(l.requested));
    let none = || FundsView { fiscal: String::new(), self_raised: String::new() };
    BidBudgetLine { subject: subject.id().to_owned(), requested: asked.unwrap_or_else(none) }
}

fn person(person: Person) -> PersonView {
    PersonView {
        role: person.role.into(),
        name: person.name,
        unit: person.unit.unwrap_or_default(),
        birth_year: person.birth_year.map(|y| y.to_string()).unwrap_or_default(),
    }
}

fn milestone(milestone: &Milestone) -> MilestoneView {
    MilestoneView {
        due: milestone.due.to_string(),
        goal: milestone.goal.clone(),
        indicator: milestone.indicator.clone(),
    }
}

/// Reads a form and collects what cannot be read.
struct Reading {
    problems: Vec<(&'static str, Finding)>,
}

impl Reading {
    fn unreadable(&mut self, field: &'static str, value: &str, form: (&str, &str)) {
        let finding = Finding::error(Code::ValueUnreadable)
            .with("field", field)
            .with("value", value.trim())
            .with("reason", format!("，应为{}", form.0))
            .with("reason_en", format!(", expected {}", form.1));
        self.problems.push((field, finding));
    }

    fn needed(&mut self, field: &'static str, text: &str) -> String {
        if text.trim().is_empty() {
            self.problems.push((field, Finding::error(Code::MissingValue).with("field", field)));
        }
        text.trim().to_owned()
    }

    fn money(&mut self, field: &'static str, text: &str) -> Option<Fen> {
        let text = text.trim().trim_end_matches("万元");
        if text.is_empty() {
            return None;
        }
        let amount = Fen::parse_with_unit(&format!("{text}万元")).ok().filter(|a| *a >= Fen::ZERO);
        if amount.is_none() {
            self.unreadable(
                field,
                text,
                ("以万元计的数字，不小于零，精确到分", "a number of 万元, exact to the fen"),
            );
        }
        amount
    }

    fn needed_money(&mut self, field: &'static str, text: &str) -> Fen {
        self.needed(field, text);
        self.money(field, text).unwrap_or_default()
    }

    fn date(&mut self, field: &'static str, text: &str) -> Option<NaiveDate> {
        if text.trim().is_empty() {
            return None;
        }
        let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
        if date.is_none() {
            self.unreadable(field, text, ("2026-01-20的形式", "as 2026-01-20"));
        }
        date
    }

    fn needed_date(&mut self, field: &'static str, text: &str) -> NaiveDate {
        self.needed(field, text);
        self.date(field, text).unwrap_or_default()
    }

    fn number<N: FromStr>(&mut self, field: &'static str, text: &str) -> Option<N> {
        if text.trim().is_empty() {
            return None;
        }
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.unreadable(field, text, ("整数", "a whole number"));
        }
        number
    }
}

/// A year of birth lies within a life of work.
fn plausible(year: i32) -> bool {
    (1900..=2100).contains(&year)
}

/// Nothing for a blank text.
pub(super) fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// The bid and its details behind a form, or what cannot be read, each at its field.
pub(super) fn read(old: &Bid, form: &BidForm) -> Result<(Bid, BidDetails), Vec<(&'static str, Finding)>> {
    let mut reading = Reading { problems: Vec::new() };
    let details = read_details(&mut reading, form);
    let chief = details.people.iter().find(|p| p.role == domain::bid_details::PersonRole::ChiefEngineer);
    let chief = chief.map(|p| p.name.clone());
    let details = without_bare_chief(details);
    let bid = Bid {
        no: old.no.clone(),
        challenge_no: reading.needed("challenge_no", &form.challenge_no),
        title: reading.needed("title", &form.title),
        field: form.field.trim().to_owned(),
        sponsor: reading.needed("sponsor", &form.sponsor),
        sponsor_code: some(&form.sponsor_code),
        solver: reading.needed("solver", &form.solver),
        participants: form.participants.iter().filter_map(|p| some(p)).collect(),
        chief_engineer: chief,
        start: reading.needed_date("start", &form.start),
        end: reading.needed_date("end", &form.end),
        total_investment: reading.money("total_investment", &form.total_investment),
        rd_total: reading.needed_money("rd_total", &form.rd_total),
        fiscal: reading.needed_money("fiscal", &form.fiscal),
        self_raised: reading.needed_money("self_raised", &form.self_raised),
        people_total: reading.number("people_total", &form.people_total),
        people_young: reading.number("people_young", &form.people_young),
        race: old.race,
        approval_no: some(&form.approval_no),
        budget: read_budget(&mut reading, &form.budget),
    };
    if reading.problems.is_empty() { Ok((bid, details)) } else { Err(reading.problems) }
}

/// A bid that is typed in by hand, or what cannot be read. The figures are the sums of its lines: R&D input is what is asked
/// and raised together.
pub(super) fn by_hand(typed: &BidByHand) -> Result<Bid, Vec<(&'static str, Finding)>> {
    let mut reading = Reading { problems: Vec::new() };
    let budget = read_budget(&mut reading, &typed.budget);
    let sum = |of: fn(Funds) -> Fen| {
        budget.iter().map(|l| of(l.requested)).try_fold(Fen::ZERO, |sum, next| sum.checked_add(next))
    };
    let (fiscal, self_raised) = (sum(|f| f.fiscal), sum(|f| f.self_raised));
    let all = fiscal.zip(self_raised).and_then(|(a, b)| a.checked_add(b));
    if all.is_none_or(|all| all == Fen::ZERO) {
        reading.problems.push(("budget", Finding::error(Code::MissingValue).with("field", "budget")));
    }
    let bid = Bid {
        no: reading.needed("no", &typed.no),
        challenge_no: reading.needed("challenge_no", &typed.challenge_no),
        title: reading.needed("title", &typed.title),
        field: reading.needed("field", &typed.field),
        sponsor: reading.needed("sponsor", &typed.sponsor),
        sponsor_code: None,
        solver: reading.needed("solver", &typed.solver),
        participants: Vec::new(),
        chief_engineer: None,
        start: reading.needed_date("start", &typed.start),
        end: reading.needed_date("end", &typed.end),
        total_investment: None,
        rd_total: all.unwrap_or_default(),
        fiscal: fiscal.unwrap_or_default(),
        self_raised: self_raised.unwrap_or_default(),
        people_total: None,
        people_young: None,
        race: None,
        approval_no: None,
        budget,
    };
    if bid.start > bid.end && reading.problems.is_empty() {
        let finding = Finding::error(Code::DateOrder);
        let (start, end) = (bid.start.to_string(), bid.end.to_string());
        reading.problems.push(("end", finding.with("start", start).with("end", end)));
    }
    if reading.problems.is_empty() { Ok(bid) } else { Err(reading.problems) }
}

/// A chief engineer who is named and of whom nothing else is known is no list of people: the bid's stated numbers go on
/// being counted.
fn without_bare_chief(mut details: BidDetails) -> BidDetails {
    if let [only] = details.people.as_slice()
        && only.role == domain::bid_details::PersonRole::ChiefEngineer
        && only.unit.is_none()
        && only.birth_year.is_none()
    {
        details.people.clear();
    }
    details
}

fn read_details(reading: &mut Reading, form: &BidForm) -> BidDetails {
    let agreement = &form.agreement;
    let people = form.people.iter().filter(|p| !p.name.trim().is_empty()).map(|p| {
        let year = reading.number("people", &p.birth_year);
        if let Some(year) = year.filter(|y| !plausible(*y)) {
            reading.unreadable("people", &year.to_string(), ("四位数的出生年份", "a year of birth"));
        }
        Person { role: p.role.into(), name: p.name.trim().to_owned(), unit: some(&p.unit), birth_year: year }
    });
    let people = people.collect();
    let blank = |m: &&MilestoneView| !(m.due.trim().is_empty() && m.goal.trim().is_empty());
    let mut milestones: Vec<Milestone> = form
        .milestones
        .iter()
        .filter(blank)
        .map(|m| Milestone {
            due: reading.needed_date("milestones", &m.due),
            goal: reading.needed("milestones", &m.goal),
            indicator: m.indicator.trim().to_owned(),
        })
        .collect();
    milestones.sort_by_key(|m| m.due);
    BidDetails {
        agreement: Agreement {
            signed_on: reading.date("agreement", &agreement.signed_on),
            content: agreement.content.trim().to_owned(),
            funding: agreement.funding.trim().to_owned(),
            talent: agreement.talent.trim().to_owned(),
            ownership: agreement.ownership.trim().to_owned(),
        },
        people,
        self_raised_proof: form.self_raised_proof.trim().to_owned(),
        milestones,
        roadshow: form.roadshow,
        roadshow_note: form.roadshow_note.trim().to_owned(),
    }
}

/// The lines; a subject with both amounts empty has none, with one of them the other is nothing.
fn read_budget(reading: &mut Reading, typed: &[BidBudgetLine]) -> Vec<BudgetLine> {
    let mut lines = Vec::new();
    for line in typed {
        let Some(subject) = Subject::from_id(&line.subject) else {
            reading.unreadable("budget", &line.subject, ("预算科目", "a budget subject"));
            continue;
        };
        let fiscal = reading.money("budget", &line.requested.fiscal);
        let self_raised = reading.money("budget", &line.requested.self_raised);
        if fiscal.is_some() || self_raised.is_some() {
            let requested =
                Funds { fiscal: fiscal.unwrap_or_default(), self_raised: self_raised.unwrap_or_default() };
            lines.push(BudgetLine { subject, requested });
        }
    }
    lines
}

/// Names of the fields in which two records differ, for the journal: no values, since some are personal.
pub(super) fn changed(before: &BidForm, after: &BidForm) -> Vec<String> {
    let object = |form: &BidForm| {
        serde_json::to_value(form).ok().and_then(|v| v.as_object().cloned()).unwrap_or_default()
    };
    let (before, after) = (object(before), object(after));
    after.into_iter().filter(|(name, value)| before.get(name) != Some(value)).map(|(name, _)| name).collect()
}
