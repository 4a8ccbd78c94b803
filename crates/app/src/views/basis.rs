//! How a figure came about where it is not the points of the meeting alone: parts of the kinds of experts, standardised totals,
//! votes, two stages; in figures and signs, which need no language.

use domain::Category;
use domain::conclusion::Grade;
use domain::rules::FrozenRules;
use domain::tally::BidTally;
use domain::tally::basis::Votes;
use ranking::standard::DECIMALS as STANDARD_DECIMALS;
use ranking::{Cell, Exact, GroupPart};

use super::explain::DECIMALS;
use super::figures::short;
use super::results::Source;
use super::words::count;
use crate::api::results::{KindPart, VoteCounts};
use crate::office::tally::scores;

/// The parts of the kinds of experts.
pub(super) fn parts(parts: &[GroupPart]) -> Vec<KindPart> {
    let part = |part: &GroupPart| {
        Some(KindPart {
            category: (*Category::ALL.get(part.group)?).into(),
            weight: part.weight.to_string(),
            n: count(part.n),
            mean: part.mean.as_ref().map(|mean| short(mean, DECIMALS)),
        })
    };
    parts.iter().filter_map(part).collect()
}

/// `(50 × 85 + 30 × 60) ÷ 80`, of the kinds that have a valid score.
pub(super) fn weighted(parts: &[GroupPart]) -> String {
    let heard = || parts.iter().filter_map(|p| Some((p.weight, p.mean.as_ref()?)));
    let sum: Vec<String> = heard().map(|(w, mean)| format!("{w} × {}", short(mean, DECIMALS))).collect();
    let weights = heard().fold(Exact::zero(), |sum, (w, _)| sum.plus(&Exact::from(w)));
    format!("({}) ÷ {}", sum.join(" + "), short(&weights, DECIMALS))
}

/// A member's standardised total with all its decimals.
pub(super) fn standard(tally: &BidTally, member: usize) -> Option<String> {
    let standard = tally.derived.as_ref()?.standard.as_ref()?;
    let value = standard.values.get(member)?.as_ref()?;
    Some(value.half_up(usize::try_from(STANDARD_DECIMALS).unwrap_or(usize::MAX)))
}

/// How what is ranked by follows, where it is not the meeting's points.
pub(crate) fn line(rules: &FrozenRules, tally: &BidTally) -> Option<String> {
    let (derived, total) = (tally.derived.as_ref()?, tally.total.as_ref()?);
    let parts = if let Some(standard) = &derived.standard {
        let sum = short(&standard.figure.sum, usize::try_from(STANDARD_DECIMALS).unwrap_or(usize::MAX));
        format!("{sum} ÷ {}", standard.figure.divisor)
    } else if let Some(votes) = &derived.votes {
        format!("100 × {} ÷ {}", votes.in_favour(), votes.present())
    } else {
        let head = rules.first_stage.as_ref()?;
        let (first, second) = (derived.first.as_ref()?, derived.points.as_ref()?);
        let rest = Exact::whole(1).ratio() - head.share.share();
        let percent = Exact::from_ratio(rest).times(&Exact::whole(100));
        format!(
            "{} × {} + {}% × {}",
            head.share,
            short(first, DECIMALS),
            short(&percent, DECIMALS),
            short(second, DECIMALS)
        )
    };
    Some(format!("{parts} = {} → {}", short(total, DECIMALS), total.half_up(2)))
}

/// Which conclusion each expert leans to, and in which grade each own total lies.
pub(super) fn votes(source: &Source, tally: &BidTally) -> VoteCounts {
    let rules = &source.view.rules;
    let votes = Votes::count(
        rules,
        &scores(rules, &source.session, &source.view.scoring, &source.recusals),
        &tally.bid_no,
    );
    let grades = rules.sheet.suggest.as_ref().map(|limits| {
        let of = |grade: Grade| {
            let own = tally.own_totals.iter().filter_map(|cell| match cell {
                Cell::Score(mark) => Some(limits.grade(&Exact::from(*mark))),
                Cell::Recused | Cell::Absent | Cell::NotRated => None,
            });
            count(own.filter(|g| *g == grade).count())
        };
        [of(Grade::First), of(Grade::Second), of(Grade::NoFunds)]
    });
    VoteCounts {
        agree: count(votes.agree),
        revise: count(votes.revise),
        reject: count(votes.reject),
        silent: count(votes.silent),
        two_thirds: votes.passed(),
        grades,
    }
}
