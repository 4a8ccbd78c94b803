//! Scores of a made session: eight criteria, a budget of four lines, every expert a little different.

use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::desk::{LineAdvice, Sheet, Ticks};
use domain::fold::{Counted, Precedence, Scoring};
use domain::method::Basis;
use domain::panel::Drawn;
use domain::rules::FrozenRules;
use domain::session::{Session, SessionKind, Stage};
use domain::tally;
use domain::{Bid, BudgetLine, Category, Fen, Funds, Item, Member, ScoreSheet, Subject};
use ranking::{Comparison, Mark};

use super::{Figure, timed};
use crate::office::tally::{TallyView, compute};
use crate::refusal::Result;
use crate::shipped;
use crate::views::results::{Source, computed_anew};

/// Criteria of the made sheet: the shipped six, and two more.
const CRITERIA: usize = 8;
const KINDS: [Category; 5] =
    [Category::Technical, Category::Management, Category::Technical, Category::Finance, Category::Technical];

/// Every figure of the results page of so many bids and experts: tally, ranks, ties, deviations, awards, the running sum.
pub(super) fn page(bids: usize, experts: usize) -> Result<Figure> {
    let source =
        Source::made(session(bids), view(bids, experts)?, (0..bids).map(|n| Item::Bid(bid(n))).collect());
    let what = format!("results page anew, {bids} bids × {experts} experts × {CRITERIA} criteria");
    timed(&what, 21, Duration::from_millis(50), |_| {
        std::hint::black_box(computed_anew(&source)?);
        Ok(())
    })
}

/// The tally alone, of so many bids and experts.
pub(super) fn tally(bids: usize, experts: usize) -> Result<Figure> {
    let (session, view) = (session(bids), view(bids, experts)?);
    let scores: usize = view.scoring.sheets.values().map(|s| s.sheet.marks.len()).sum();
    timed(&format!("tally of {scores} scores"), 7, Duration::from_secs(1), |_| {
        std::hint::black_box(compute(&view.rules, &session, &view.scoring, &[]));
        Ok(())
    })
}

fn view(bids: usize, experts: usize) -> Result<TallyView> {
    let rules = rules(bids, experts)?;
    let mut scoring = Scoring::default();
    for (at, no) in rules.bids.iter().enumerate() {
        for (expert, member) in rules.panel.iter().enumerate() {
            let by = Precedence { revision: 1, at_ms: 0, hash: [0; 32] };
            let counted = Counted {
                by,
                sheet: sheet(&rules.sheet, member.category, at, expert),
                change: None,
                paper: None,
            };
            scoring.sheets.insert((no.clone(), member.expert_no.clone()), counted);
        }
    }
    let tally = tally::tally(&rules, &tally::Scores::default());
    Ok(TallyView { rules_digest: hex::encode(rules.digest()?), rules, tally, scoring, locked_at: None })
}

fn rules(bids: usize, experts: usize) -> Result<FrozenRules> {
    let mut sheet = shipped::bid_sheet()?;
    let more: Vec<_> = sheet.criteria.iter().take(CRITERIA - sheet.criteria.len()).cloned().collect();
    for (n, mut criterion) in more.into_iter().enumerate() {
        criterion.id = format!("more{n}");
        sheet.criteria.push(criterion);
    }
    let member = |n: usize| Member {
        expert_no: format!("Z{n:03}"),
        name: format!("专家{n}"),
        category: KINDS.get(n % KINDS.len()).copied().unwrap_or(Category::Technical),
        unit: "示例".to_owned(),
        title: None,
        drawn: Drawn::Named,
    };
    Ok(FrozenRules {
        session_no: "bench".to_owned(),
        policy: shipped::policy()?,
        aggregation: sheet.default_rule(),
        comparison: Comparison::Exact,
        panel: (0..experts).map(member).collect(),
        bids: (0..bids).map(number).collect(),
        frozen_at: DateTime::<Utc>::UNIX_EPOCH,
        frozen_by: String::new(),
        asks_gates: false,
        basis: Basis::Points,
        first_stage: None,
        left: Vec::new(),
        amends: None,
        sheet,
    })
}

fn number(n: usize) -> String {
    format!("B{n:04}")
}

fn sheet(of: &ScoreSheet, category: Category, bid: usize, expert: usize) -> Sheet {
    let marks = of.criteria_of(category).enumerate().map(|(c, criterion)| {
        let steps = i64::try_from((bid * 31 + expert * 17 + c * 7) % 20).unwrap_or(0);
        (criterion.id.clone(), Mark::from_millionths(steps * 500_000))
    });
    let lines = bid_lines().into_iter().map(|line| {
        let advice = LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
        (line.subject, advice)
    });
    Sheet { marks: marks.collect(), lines: lines.collect(), ..Sheet::default() }
}

fn bid_lines() -> Vec<BudgetLine> {
    let wan =
        |fiscal: i64, own: i64| Funds { fiscal: Fen(fiscal * 1_000_000), self_raised: Fen(own * 1_000_000) };
    vec![
        BudgetLine { subject: Subject::Equipment, requested: wan(100, 300) },
        BudgetLine { subject: Subject::Business, requested: wan(100, 200) },
        BudgetLine { subject: Subject::Labour, requested: wan(60, 120) },
        BudgetLine { subject: Subject::Indirect, requested: wan(40, 80) },
    ]
}

fn bid(n: usize) -> Bid {
    let day = |years: u64| DateTime::<Utc>::UNIX_EPOCH.date_naive() + chrono::Days::new(365 * years);
    Bid {
        no: number(n),
        challenge_no: format!("C{n:04}"),
        title: format!("示例项目{n}"),
        field: "特种金属材料".to_owned(),
        sponsor: format!("示例企业{n}"),
        sponsor_code: None,
        solver: "示例大学".to_owned(),
        participants: Vec::new(),
        chief_engineer: None,
        start: day(56),
        end: day(58),
        total_investment: None,
        rd_total: Fen(1_000_000_000),
        fiscal: Fen(300_000_000),
        self_raised: Fen(700_000_000),
        people_total: None,
        people_young: None,
        race: None,
        approval_no: None,
        budget: bid_lines(),
    }
}

fn session(bids: usize) -> Session {
    let date = DateTime::<Utc>::UNIX_EPOCH.date_naive();
    Session {
        stage: Stage::Tallied,
        bids: (0..bids).map(number).collect(),
        ..Session::opened(SessionKind::Bid, "bench".to_owned(), String::new(), date)
    }
}
