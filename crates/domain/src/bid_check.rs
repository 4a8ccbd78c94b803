//! The rules a bid is held to before it is judged, each with its article: what is an error, and what, being 原则上 in the
//! policy, is a warning that a human passes over.

use chrono::{Datelike, Months, NaiveDate};
use num_rational::BigRational;

use crate::bid::{Bid, PaperKind, Subject};
use crate::bid_details::{BidDetails, RaceChoice, YouthCount, YouthRule, count_young};
use crate::budget::indirect_cap;
use crate::code::Code;
use crate::finding::Finding;
use crate::funding;
use crate::money::Fen;
use crate::percent;
use crate::policy::Policy;
use crate::units::{Aliases, Likeness};

/// Papers without which a bid is not whole: the plan that is judged, and the agreement (四（四）).
pub const MANDATORY_PAPERS: [PaperKind; 2] = [PaperKind::Plan, PaperKind::Agreement];

/// What a bid is checked against.
#[derive(Debug, Clone, Copy)]
pub struct BidContext<'a> {
    /// The policy in force.
    pub policy: &'a Policy,
    /// Who is young.
    pub youth: &'a YouthRule,
    /// Kinds of the papers that are attached.
    pub papers: &'a [PaperKind],
    /// Other bids of the same challenge.
    pub rivals: usize,
    /// The sponsor's choice, where it was recorded.
    pub race: Option<&'a RaceChoice>,
    /// Aliases and parents of units.
    pub aliases: &'a Aliases,
}

/// A finding with the field it stands at and the article it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFinding {
    /// Name of the field, as the screen knows it.
    pub field: &'static str,
    /// Article of the policy; nothing for practice.
    pub article: Option<String>,
    /// What was found.
    pub finding: Finding,
}

/// Collects findings.
struct Findings<'a> {
    bid: &'a Bid,
    found: Vec<RuleFinding>,
}

impl Findings<'_> {
    fn add(&mut self, field: &'static str, article: Option<&str>, finding: Finding) {
        let finding = finding.at_path(format!("bid/{}/{field}", self.bid.no));
        self.found.push(RuleFinding { field, article: article.map(str::to_owned), finding });
    }
}

/// Checks a bid against the rules that can be told from its record.
#[must_use]
pub fn check(bid: &Bid, details: &BidDetails, with: &BidContext<'_>) -> Vec<RuleFinding> {
    let mut findings = Findings { bid, found: Vec::new() };
    field(bid, with, &mut findings);
    parties(bid, with, &mut findings);
    agreement(bid, details, &mut findings);
    term(bid, with, &mut findings);
    money(bid, details, with, &mut findings);
    budget(bid, with, &mut findings);
    youth(bid, details, with, &mut findings);
    race(bid, with, &mut findings);
    papers(bid, with, &mut findings);
    milestones(bid, details, &mut findings);
    findings.found
}

/// Rule 1 (三).
fn field(bid: &Bid, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    let (rule, name) = (&with.policy.fields, bid.field.trim());
    if name.is_empty() {
        findings.add("field", Some(&rule.article), Finding::error(Code::MissingValue).with("field", "field"));
    } else if !rule.names.iter().any(|known| known == name) {
        findings.add("field", Some(&rule.article), Finding::warning(Code::FieldUnknown).with("value", name));
    }
}

/// The sponsor sets the challenge, somebody else answers it (四（四）).
fn parties(bid: &Bid, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    for (field, value) in [("title", &bid.title), ("sponsor", &bid.sponsor), ("solver", &bid.solver)] {
        if value.trim().is_empty() {
            findings.add(field, None, Finding::error(Code::MissingValue).with("field", field));
        }
    }
    if with.aliases.likeness(&bid.sponsor, &bid.solver) == Some(Likeness::Same) {
        let finding = Finding::error(Code::SolverIsSponsor).with("unit", bid.solver.clone());
        findings.add("solver", Some("四（四）"), finding);
    }
}

/// Rule 5 (四（四）).
fn agreement(bid: &Bid, details: &BidDetails, findings: &mut Findings<'_>) {
    let missing = details.agreement.missing();
    if !missing.is_empty() {
        let zh: Vec<&str> = missing.iter().map(|p| p.zh()).collect();
        let en: Vec<&str> = missing.iter().map(|p| p.en()).collect();
        let finding = Finding::error(Code::AgreementMissing)
            .with("bid", bid.no.clone())
            .with("parts", zh.join("、"))
            .with("parts_en", en.join(", "));
        findings.add("agreement", Some("四（四）"), finding);
    }
}

/// The last day of the longest term: start + 3 years − 1 day; from 29 February it is the last of February.
#[must_use]
pub fn last_day(start: NaiveDate, years: u32) -> Option<NaiveDate> {
    let same_day = start.checked_add_months(Months::new(years.checked_mul(12)?))?;
    if same_day.day() == start.day() { same_day.pred_opt() } else { Some(same_day) }
}

/// Rule 12 (四（六）): a principle.
fn term(bid: &Bid, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    let rule = &with.policy.term;
    if bid.end < bid.start {
        let finding = Finding::error(Code::DateOrder)
            .with("start", bid.start.to_string())
            .with("end", bid.end.to_string());
        findings.add("end", None, finding);
    } else if let Some(last) = last_day(bid.start, rule.most_years).filter(|last| bid.end > *last) {
        let finding = Finding::warning(Code::TermOver3y)
            .with("end", bid.end.to_string())
            .with("latest", last.to_string());
        findings.add("end", Some(&rule.article), finding);
    }
}

/// Rules 13 and 14 (四（六）), the parts and their sum, and the proof of what is self-raised.
fn money(bid: &Bid, details: &BidDetails, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    let article = Some(with.policy.cap.article.as_str());
    if bid.fiscal.checked_add(bid.self_raised) != Some(bid.rd_total) {
        let finding = Finding::error(Code::PartsMismatch)
            .with("field", "rd_total")
            .with("total", bid.rd_total.wan())
            .with("fiscal", bid.fiscal.wan())
            .with("self_raised", bid.self_raised.wan());
        findings.add("rd_total", None, finding);
    }
    if bid.total_investment.is_some_and(|total| total == bid.rd_total) {
        let finding = Finding::warning(Code::CapBaseSuspect).with("amount", bid.rd_total.wan());
        findings.add("rd_total", article, finding);
    }
    let approved = bid.approval_no.as_deref().is_some_and(|no| no.chars().any(char::is_numeric));
    match funding::cap(with.policy, bid.rd_total) {
        Err(finding) => findings.add("rd_total", article, finding),
        Ok(cap) if !approved => {
            if bid.fiscal > cap.by_ratio {
                let finding = Finding::error(Code::CapRatio)
                    .with("fiscal", bid.fiscal.wan())
                    .with("rd_total", bid.rd_total.wan());
                findings.add("fiscal", article, finding);
            }
            if bid.fiscal > cap.absolute {
                let finding = Finding::error(Code::CapLimit)
                    .with("fiscal", bid.fiscal.wan())
                    .with("cap", cap.absolute.wan());
                findings.add("fiscal", article, finding);
            }
        }
        Ok(_) => {}
    }
    if bid.self_raised > Fen::ZERO && details.self_raised_proof.trim().is_empty() {
        let finding = Finding::warning(Code::BidProofMissing).with("amount", bid.self_raised.wan());
        findings.add("self_raised_proof", None, finding);
    }
}

/// The lines against the bid's figures, and the bracket cap of the indirect costs.
fn budget(bid: &Bid, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    if bid.budget.is_empty() {
        findings.add("budget", None, Finding::error(Code::BudgetMissing).with("bid", bid.no.clone()));
        return;
    }
    let sum = |of: fn(&crate::bid::Funds) -> Fen| Fen::sum(bid.budget.iter().map(|l| of(&l.requested)));
    let (fiscal, own) = (sum(|f| f.fiscal), sum(|f| f.self_raised));
    let total = fiscal.zip(own).and_then(|(a, b)| a.checked_add(b));
    let figures = [
        ("rd_total", total, bid.rd_total),
        ("fiscal", fiscal, bid.fiscal),
        ("self_raised", own, bid.self_raised),
    ];
    let differ: Vec<_> = figures.into_iter().filter(|(_, sum, stated)| *sum != Some(*stated)).collect();
    if let Some((name, sum, stated)) = differ.first() {
        let names: Vec<&str> = differ.iter().map(|(name, _, _)| *name).collect();
        let finding = Finding::error(Code::BudgetSumMismatch)
            .with("bid", bid.no.clone())
            .with("field", *name)
            .with("sum", sum.unwrap_or_default().wan())
            .with("stated", stated.wan())
            .with("fields", names.join("、"));
        findings.add("budget", None, finding);
    }
    let asked = |subject: Subject| {
        let lines = bid.budget.iter().filter(|l| l.subject == subject);
        lines.map(|l| l.requested.total()).try_fold(Fen::ZERO, |sum, amount| sum.checked_add(amount?))
    };
    let base = asked(Subject::Business).zip(asked(Subject::Labour)).and_then(|(a, b)| a.checked_add(b));
    let cap = base.and_then(|base| indirect_cap(&with.policy.indirect, base));
    if let (Some(base), Some(cap), Some(indirect)) = (base, cap, asked(Subject::Indirect))
        && indirect > cap
    {
        let finding = Finding::warning(Code::IndirectCap)
            .with("asked", indirect.wan())
            .with("base", base.wan())
            .with("cap", cap.wan());
        findings.add("budget", None, finding);
    }
}

/// The young among the people of a bid. Without a list of people, the numbers that the bid states.
#[must_use]
pub fn youth_of(bid: &Bid, details: &BidDetails, rule: &YouthRule) -> Option<YouthCount> {
    if details.people.is_empty() {
        let (all, young) = bid.people_total.zip(bid.people_young)?;
        return Some(YouthCount { all, young, ..YouthCount::default() });
    }
    Some(count_young(&details.people_of(bid), rule, bid.start))
}

/// Rule 7 (四（四）): half, inclusive; a principle.
fn youth(bid: &Bid, details: &BidDetails, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    let rule = &with.policy.youth;
    let Some(count) = youth_of(bid, details, with.youth).filter(|count| count.all > 0) else {
        findings.add("people", Some(&rule.article), Finding::warning(Code::BidPeopleMissing));
        return;
    };
    let share = |young: u32| BigRational::new(young.into(), count.all.into());
    if count.young > count.all {
        let finding = Finding::error(Code::CountImpossible)
            .with("field", "people_young")
            .with("value", count.young.to_string())
            .with("reason", "young_over_total");
        findings.add("people", Some(&rule.article), finding);
        return;
    }
    if share(count.young) < rule.least_percent.share() {
        let (on, age) = (with.youth.counted_on(bid.start), with.youth.age_limit);
        let finding = Finding::warning(Code::YouthLow)
            .with("bid", bid.no.clone())
            .with("ratio", percent::shown(&share(count.young)))
            .with("young", count.young.to_string())
            .with("all", count.all.to_string())
            .with("limit", rule.least_percent.to_string())
            .with("counted", format!("，年龄按{on}、{age}周岁计算，同一人只计一次"))
            .with("counted_en", format!("; age counted on {on}, up to {age}, each person once"));
        findings.add("people", Some(&rule.article), finding);
    }
    if count.unknown + count.unsure > 0 && !details.people.is_empty() {
        let finding = Finding::warning(Code::YouthUnsure)
            .with("unknown", count.unknown.to_string())
            .with("unsure", count.unsure.to_string());
        findings.add("people", Some(&rule.article), finding);
    }
    let stated = bid.people_total.zip(bid.people_young);
    if let Some((all, young)) = stated.filter(|stated| *stated != (count.all, count.young)) {
        let finding = Finding::warning(Code::PeopleCountsDiffer)
            .with("listed_all", count.all.to_string())
            .with("listed_young", count.young.to_string())
            .with("all", all.to_string())
            .with("young", young.to_string());
        findings.add("people", None, finding);
    }
}

/// Rule 6 (四（四）): several bids of one challenge, and the sponsor has not said how many it wants.
fn race(bid: &Bid, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    if with.rivals > 0 && with.race.is_none() && bid.race != Some(true) {
        let finding = Finding::warning(Code::RaceUnconfirmed)
            .with("challenge", bid.challenge_no.clone())
            .with("count", (with.rivals + 1).to_string());
        findings.add("race", Some("四（四）"), finding);
    }
}

/// A missing mandatory paper.
fn papers(bid: &Bid, with: &BidContext<'_>, findings: &mut Findings<'_>) {
    for kind in MANDATORY_PAPERS.into_iter().filter(|kind| !with.papers.contains(kind)) {
        let finding = Finding::error(Code::PaperMissing)
            .with("bid_no", bid.no.clone())
            .with("paper", kind.zh())
            .with("paper_en", kind.en());
        findings.add("papers", Some("四（四）"), finding);
    }
}

/// Milestones lie within the term and have a goal.
fn milestones(bid: &Bid, details: &BidDetails, findings: &mut Findings<'_>) {
    for milestone in details.milestones.iter().filter(|m| m.due < bid.start || m.due > bid.end) {
        let finding = Finding::warning(Code::MilestoneOutside)
            .with("due", milestone.due.to_string())
            .with("start", bid.start.to_string())
            .with("end", bid.end.to_string());
        findings.add("milestones", None, finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bid_details::{Agreement, Person, PersonRole};
    use crate::finding::Severity;
    use crate::policy::shipped;
    use crate::tests::bid;

    fn whole() -> BidDetails {
        let said = |text: &str| text.to_owned();
        BidDetails {
            agreement: Agreement {
                signed_on: None,
                content: said("联合攻关"),
                funding: said("按比例"),
                talent: said("联合培养"),
                ownership: said("共有"),
            },
            self_raised_proof: said("存款证明〔2026〕1号"),
            ..BidDetails::default()
        }
    }

    fn found(bid: &Bid, details: &BidDetails, papers: &[PaperKind], rivals: usize) -> Vec<(Code, Severity)> {
        let (policy, aliases) = (shipped(), Aliases::default());
        let with = BidContext {
            policy: &policy,
            youth: &YouthRule::default(),
            papers,
            rivals,
            race: None,
            aliases: &aliases,
        };
        check(bid, details, &with).into_iter().map(|f| (f.finding.code, f.finding.severity)).collect()
    }

    #[test]
    fn a_whole_bid_has_no_finding_and_an_empty_agreement_and_missing_papers_are_errors() {
        let bid = bid("JB-001");
        assert_eq!(found(&bid, &whole(), &MANDATORY_PAPERS, 0), []);
        let codes = found(&bid, &BidDetails::default(), &[], 0);
        assert_eq!(
            codes,
            [
                (Code::AgreementMissing, Severity::Error),
                (Code::BidProofMissing, Severity::Warning),
                (Code::PaperMissing, Severity::Error),
                (Code::PaperMissing, Severity::Error),
            ]
        );
    }

    #[test]
    fn what_the_policy_says_as_a_principle_is_a_warning_and_the_cap_is_an_error() {
        let mut bid = bid("JB-001");
        bid.end = "2029-04-01".parse().unwrap();
        bid.fiscal = Fen(300_000_100);
        bid.self_raised = Fen(699_999_900);
        bid.people_young = Some(4);
        let codes = found(&bid, &whole(), &MANDATORY_PAPERS, 0);
        assert!(codes.contains(&(Code::TermOver3y, Severity::Warning)));
        assert!(codes.contains(&(Code::YouthLow, Severity::Warning)));
        assert!(codes.contains(&(Code::CapRatio, Severity::Error)));
        assert!(codes.contains(&(Code::BudgetSumMismatch, Severity::Error)));
        bid.approval_no = Some("并政函〔2026〕3号".to_owned());
        assert!(!found(&bid, &whole(), &MANDATORY_PAPERS, 0).iter().any(|(code, _)| *code == Code::CapRatio));
    }

    #[test]
    fn half_of_the_people_young_is_within_the_principle_and_each_finding_has_its_article() {
        let bid = bid("JB-001");
        let mut details = whole();
        let person = |name: &str, year| Person {
            role: PersonRole::KeyMember,
            name: name.to_owned(),
            unit: None,
            birth_year: Some(year),
        };
        details.people = vec![person("甲示例", 1990), person("冯示例", 1970)];
        details.people[1].role = PersonRole::ChiefEngineer;
        let codes = found(&bid, &details, &MANDATORY_PAPERS, 0);
        assert_eq!(codes, [(Code::PeopleCountsDiffer, Severity::Warning)]);
        let policy = shipped();
        let with = BidContext {
            policy: &policy,
            youth: &YouthRule { age_limit: 35, reference: None },
            papers: &MANDATORY_PAPERS,
            rivals: 0,
            race: None,
            aliases: &Aliases::default(),
        };
        details.people[0].birth_year = Some(1990);
        let below = check(&bid, &details, &with);
        let below = below.iter().find(|f| f.finding.code == Code::YouthLow).unwrap();
        assert_eq!((below.field, below.article.as_deref()), ("people", Some("四（四）")));
    }

    #[test]
    fn several_bids_of_one_challenge_ask_for_the_sponsors_choice_and_a_sponsor_answers_none_of_its_own() {
        let mut bid = bid("JB-001");
        let codes = found(&bid, &whole(), &MANDATORY_PAPERS, 1);
        assert_eq!(codes, [(Code::RaceUnconfirmed, Severity::Warning)]);
        bid.solver = "示例特钢".to_owned();
        let codes = found(&bid, &whole(), &MANDATORY_PAPERS, 0);
        assert_eq!(codes, [(Code::SolverIsSponsor, Severity::Error)]);
    }

    #[test]
    fn three_years_end_the_day_before() {
        let last = |text: &str| text.parse().ok().and_then(|d| last_day(d, 3)).map(|d| d.to_string());
        assert_eq!(last("2024-02-29").as_deref(), Some("2027-02-28"));
        assert_eq!(last("2026-04-01").as_deref(), Some("2029-03-31"));
    }
}
