//! What is tried on a result: a score line, a sum of money. Bids are taken in order of rank; the first that goes over
//! the sum ends it, and no later, smaller one slips in before it. Exactly a line is within it.

use domain::Fen;
use ranking::{Comparison, Exact};

use super::figures::plus;
use crate::api::results::Within;

/// The lines of a trial.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    /// How totals are compared, as the frozen rules have it.
    pub(super) comparison: Comparison,
    /// 分数线
    pub(super) cutoff: Option<Exact>,
    /// 资金盘子
    pub(super) envelope: Option<Fen>,
}

/// A bid in order of rank.
#[derive(Debug, Clone)]
pub(super) struct Ranked<'a> {
    /// Rank; nothing when not scored.
    pub(super) rank: Option<usize>,
    /// Total; nothing when not scored.
    pub(super) total: Option<&'a Exact>,
    /// The money it takes; nothing for a bid that takes none, or whose amount nobody knows yet.
    pub(super) takes: Option<Fen>,
}

/// Where a bid comes to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    /// Within which lines. A bid that takes no money stands by its place alone.
    pub(super) within: Within,
    /// Money of this and all better bids, lines or not; nothing for a bid that takes none.
    pub(super) running: Option<Fen>,
}

/// What a trial comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    /// A place for each bid, in the same order.
    pub(super) places: Vec<Placed>,
    /// Bids within both lines that take money.
    pub(super) bids: usize,
    /// Their sum.
    pub(super) sum: Fen,
    /// By how much the next bid would go over.
    pub(super) over_by: Option<Fen>,
}

impl Lines {
    /// Whether a total reaches the score line.
    fn reaches(&self, total: &Exact) -> bool {
        self.cutoff.as_ref().is_none_or(|line| self.comparison.compare(total, line).is_ge())
    }

    /// How many bids are shown with the score line or more and do not reach it, for the fraction behind the shown
    /// decimals is less: 257/3 is shown as 85.67.
    pub(super) fn shown_but_under(&self, bids: &[Ranked<'_>]) -> usize {
        let Some(line) = &self.cutoff else { return 0 };
        bids.iter()
            .filter_map(|b| b.total)
            .filter(|t| !self.reaches(t) && Comparison::Displayed.compare(t, line).is_ge())
            .count()
    }

    /// Places bids in order of rank.
    pub(super) fn place(&self, bids: &[Ranked<'_>]) -> Outcome {
        let mut outcome = Outcome { places: Vec::new(), bids: 0, sum: Fen::ZERO, over_by: None };
        let mut running = Fen::ZERO;
        for bid in bids {
            running = bid.takes.map_or(running, |amount| plus(running, amount));
            let within = match bid.total {
                None => Within::NotScored,
                Some(total) if !self.reaches(total) => Within::UnderCutoff,
                Some(_) => outcome.take(bid.takes, self.envelope),
            };
            outcome.places.push(Placed { within, running: bid.takes.map(|_| running) });
        }
        outcome
    }

    /// Whether the order of the bids tied at `rank` decides who is within the sum: some of them fit, not all.
    pub(super) fn matters(&self, bids: &[Ranked<'_>], rank: usize) -> bool {
        let Some(envelope) = self.envelope else {
            return false;
        };
        let counts = |b: &&Ranked<'_>| b.total.is_some_and(|total| self.reaches(total));
        let amounts = |same: bool| {
            bids.iter()
                .filter(counts)
                .filter(move |b| if same { b.rank == Some(rank) } else { b.rank.is_some_and(|r| r < rank) })
                .filter_map(|b| b.takes)
        };
        let before = amounts(false).fold(Fen::ZERO, plus);
        let all = amounts(true).fold(before, plus);
        all > envelope && amounts(true).any(|amount| plus(before, amount) <= envelope)
    }
}

impl Outcome {
    /// Takes a bid above the score line in, or ends the sum.
    fn take(&mut self, takes: Option<Fen>, envelope: Option<Fen>) -> Within {
        if self.over_by.is_some() {
            return Within::OverSum;
        }
        let Some(amount) = takes else {
            return Within::Both;
        };
        let sum = plus(self.sum, amount);
        if let Some(line) = envelope.filter(|line| sum > *line) {
            self.over_by = sum.checked_sub(line);
            return Within::OverSum;
        }
        (self.bids, self.sum) = (self.bids + 1, sum);
        Within::Both
    }
}

#[cfg(test)]
mod tests {
    use ranking::Mark;

    use super::*;

    fn totals(points: &[i32]) -> Vec<Exact> {
        points.iter().map(|p| Exact::from(Mark::points(*p))).collect()
    }

    fn ranked<'a>(totals: &'a [Exact], ranks: &[usize], takes: &[Option<i64>]) -> Vec<Ranked<'a>> {
        totals
            .iter()
            .zip(ranks)
            .zip(takes)
            .map(|((total, rank), takes)| Ranked {
                rank: Some(*rank),
                total: Some(total),
                takes: takes.map(Fen),
            })
            .collect()
    }

    fn lines(cutoff: Option<i32>, envelope: Option<i64>) -> Lines {
        Lines {
            comparison: Comparison::Exact,
            cutoff: cutoff.map(|p| Exact::from(Mark::points(p))),
            envelope: envelope.map(Fen),
        }
    }

    #[test]
    fn exactly_a_line_is_within_it_and_the_first_that_goes_over_ends_the_sum() {
        use Within::{Both, OverSum, UnderCutoff};
        let totals = totals(&[90, 80, 70, 60]);
        let bids = ranked(&totals, &[1, 2, 3, 4], &[Some(50), Some(60), Some(10), Some(5)]);
        let outcome = lines(Some(70), Some(110)).place(&bids);
        let within: Vec<Within> = outcome.places.iter().map(|p| p.within).collect();
        assert_eq!(within, [Both, Both, OverSum, UnderCutoff]);
        assert_eq!((outcome.bids, outcome.sum, outcome.over_by), (2, Fen(110), Some(Fen(10))));
        assert_eq!(outcome.places[3].running, Some(Fen(125)), "the running sum knows no lines");
        let outcome = lines(None, Some(109)).place(&bids);
        assert_eq!((outcome.bids, outcome.over_by), (1, Some(Fen(1))), "no smaller bid slips in");
    }

    #[test]
    fn a_bid_shown_with_the_line_that_lies_under_it_is_out_and_counted_unless_shown_values_decide() {
        let totals = [Exact::mean(257_000_000, 3).unwrap(), Exact::mean(85_660_000, 1).unwrap()];
        let bids = ranked(&totals, &[1, 2], &[Some(10), Some(10)]);
        let cutoff = "85.67".parse::<Mark>().map(Exact::from).ok();
        let exact = Lines { cutoff, ..lines(None, None) };
        assert_eq!((exact.place(&bids).bids, exact.shown_but_under(&bids)), (0, 1));
        let shown = Lines { comparison: Comparison::Displayed, ..exact };
        assert_eq!((shown.place(&bids).bids, shown.shown_but_under(&bids)), (1, 0));
    }

    #[test]
    fn a_bid_that_takes_no_money_uses_none_of_the_sum_and_is_not_counted() {
        let totals = totals(&[90, 80]);
        let outcome = lines(None, Some(10)).place(&ranked(&totals, &[1, 2], &[None, Some(10)]));
        assert_eq!((outcome.bids, outcome.sum, outcome.over_by), (1, Fen(10), None));
        assert_eq!(outcome.places[0], Placed { within: Within::Both, running: None });
    }

    #[test]
    fn a_tie_matters_only_when_some_of_its_bids_fit_and_not_all() {
        let totals = totals(&[90, 80, 80, 70]);
        let bids = ranked(&totals, &[1, 2, 2, 4], &[Some(50), Some(30), Some(40), Some(5)]);
        for (cutoff, envelope, matters) in [
            (None, Some(120), false),
            (None, Some(119), true),
            (None, Some(80), true),
            (None, Some(79), false),
            (None, None, false),
            (Some(85), Some(100), false),
        ] {
            assert_eq!(lines(cutoff, envelope).matters(&bids, 2), matters, "{cutoff:?} {envelope:?}");
        }
    }
}
