//! How far ranks and a cut-off hang on who sat on the panel.

use serde::Serialize;

use super::resample::{Draws, Generator, places};
use super::{LEAST_RATERS, LEAST_RATERS_TO_DRAW, MOST_CELLS, MOST_RATERS, Silence, Table, count};

/// More items than a bootstrap keeps all places of.
const MOST_ITEMS: usize = 5_000;
/// Millionths of a point in one point: sums of scores of at most six decimals are exact in them.
const PER_POINT: f64 = 1e6;

/// How an item's scores become one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "rule")]
pub enum Rule {
    /// The mean.
    Mean,
    /// Without one highest and one lowest, when at least so many scores remain.
    Trimmed {
        /// At least so many.
        from: usize,
    },
    /// The middle one, or the mean of the middle two.
    Median,
}

/// What cuts the list.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// So many places; items that share the last one are all inside.
    Places(usize),
    /// A figure in points; exactly it is inside.
    Line(f64),
}

/// An item among the others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemStability {
    /// Its place with the whole panel; nothing without scores.
    pub place: Option<usize>,
    /// Best and worst place when one rater or another is left out.
    pub without_one: Option<(usize, usize)>,
    /// Best and worst place of the middle 95 % of draws.
    pub drawn: Option<(usize, usize)>,
    /// Whether it is inside the cut with the whole panel; nothing without a cut or a place.
    pub inside: Option<bool>,
    /// The share of draws in which it is inside.
    pub share: Option<f64>,
}

/// What changes when a rater is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Without {
    /// The rater's column.
    pub rater: usize,
    /// Items that come inside the cut.
    pub entering: Vec<usize>,
    /// Items that fall out of it.
    pub leaving: Vec<usize>,
    /// The largest number of places an item moves.
    pub largest_move: usize,
}

/// How sure places and the cut are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stability {
    /// One for each item, in the order of the rows.
    pub items: Vec<ItemStability>,
    /// One for each rater who gave a score.
    pub without: Vec<Without>,
    /// Why there was no bootstrap, if there was none.
    pub not_drawn: Option<Silence>,
}

/// Places under `rule` when each rater in turn is left out (the jackknife), and when the panel is drawn anew with replacement from its own
/// raters (the bootstrap: Efron and Tibshirani, *An Introduction to the Bootstrap*, 1993; for ranks: Goldstein and Spiegelhalter, *Journal of
/// the Royal Statistical Society A* 159, 1996, 385–443). A rater is drawn with all his scores, so a strict one is strict on every item. No
/// tie-breakers: what is equal shares a place.
///
/// Assumes that the raters might have been others of their kind; it says how much the list owes to this panel, not which list is
/// right. Missing cells leave the denominator, as in the rule; a draw in which nobody scored an item does not count for it.
///
/// # Errors
/// Too few raters or items, or more of them than are worked on.
pub fn stability(table: &Table, rule: Rule, cut: Option<Cut>, draws: Draws) -> Result<Stability, Silence> {
    table.enough(LEAST_RATERS)?;
    for (have, most) in [(table.raters(), MOST_RATERS), (table.scores(), MOST_CELLS)] {
        if have > most {
            return Err(Silence::TooLarge { have, most });
        }
    }
    let board = Board::of(table, rule, cut);
    let mut weights = vec![1; table.raters()];
    let whole = board.outcome(&weights);
    let mut items: Vec<ItemStability> =
        (0..).zip(&whole.places).map(|(i, place)| board.item(i, *place, &whole)).collect();
    let heard: Vec<usize> = (0..table.raters()).filter(|j| table.column(*j).any(|x| x.is_some())).collect();
    let mut without = Vec::new();
    for rater in &heard {
        weights.fill(1);
        if let Some(weight) = weights.get_mut(*rater) {
            *weight = 0;
        }
        let outcome = board.outcome(&weights);
        widen(&mut items, &outcome.places);
        without.push(changes(*rater, &whole, &outcome));
    }
    let not_drawn = if heard.len() < LEAST_RATERS_TO_DRAW {
        Some(Silence::FewRaters { have: heard.len(), need: LEAST_RATERS_TO_DRAW })
    } else if table.items() > MOST_ITEMS {
        Some(Silence::TooLarge { have: table.items(), most: MOST_ITEMS })
    } else {
        board.draw(&heard, draws, &mut items);
        None
    };
    Ok(Stability { items, without, not_drawn })
}

/// The median when each score counts as often as its weight says.
fn middle(row: &[Option<f64>], weights: &[usize]) -> Option<f64> {
    let heard = row.iter().zip(weights).filter_map(|(score, weight)| Some(((*score)?, *weight)));
    let mut heard: Vec<(f64, usize)> = heard.filter(|(_, weight)| *weight > 0).collect();
    heard.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n: usize = heard.iter().map(|(_, weight)| weight).sum();
    let at = |place: usize| {
        let mut passed = 0;
        heard.iter().find_map(|(score, weight)| {
            passed += weight;
            (passed > place).then_some(*score)
        })
    };
    Some((at(n.checked_sub(1)? / 2)? + at(n / 2)?) / 2.0)
}

/// Scores in millionths, and how they are counted.
struct Board {
    rows: Vec<Vec<Option<f64>>>,
    rule: Rule,
    cut: Option<Cut>,
}

/// A list.
struct Outcome {
    places: Vec<Option<usize>>,
    inside: Vec<bool>,
}

impl Board {
    fn of(table: &Table, rule: Rule, cut: Option<Cut>) -> Board {
        let millionths = |x: f64| (x * PER_POINT).round();
        let rows = table.rows().iter().map(|row| row.iter().map(|x| x.map(millionths)).collect()).collect();
        let cut = cut.map(|cut| match cut {
            Cut::Line(line) => Cut::Line(millionths(line)),
            places @ Cut::Places(_) => places,
        });
        Board { rows, rule, cut }
    }

    /// The figure of an item when each rater counts as often as his weight says. Sums are whole numbers and exact, and division
    /// rounds equal quotients alike, so equal figures stay equal.
    fn figure(&self, row: &[Option<f64>], weights: &[usize]) -> Option<f64> {
        if self.rule == Rule::Median {
            return middle(row, weights);
        }
        let (mut sum, mut n) = (0.0, 0usize);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (score, weight) in row.iter().zip(weights) {
            if let (Some(score), 1..) = (score, *weight) {
                sum += score * count(*weight);
                n += weight;
                low = low.min(*score);
                high = high.max(*score);
            }
        }
        match self.rule {
            Rule::Trimmed { from } if n >= from.max(3) => Some((sum - low - high) / count(n - 2)),
            _ => (n > 0).then(|| sum / count(n)),
        }
    }

    fn outcome(&self, weights: &[usize]) -> Outcome {
        let figures: Vec<Option<f64>> = self.rows.iter().map(|row| self.figure(row, weights)).collect();
        let places = places(&figures);
        let inside = match self.cut {
            None => Vec::new(),
            Some(Cut::Places(most)) => places.iter().map(|p| p.is_some_and(|p| p <= most)).collect(),
            Some(Cut::Line(line)) => figures.iter().map(|f| f.is_some_and(|f| f >= line)).collect(),
        };
        Outcome { places, inside }
    }

    fn item(&self, index: usize, place: Option<usize>, whole: &Outcome) -> ItemStability {
        let inside = place.and_then(|_| whole.inside.get(index).copied());
        ItemStability { place, without_one: None, drawn: None, inside, share: None }
    }

    /// The bootstrap: places and shares of each item.
    fn draw(&self, heard: &[usize], draws: Draws, items: &mut [ItemStability]) {
        let mut generator = Generator::new(draws.seed);
        let mut drawn = vec![0; heard.len()];
        let mut weights = vec![0; self.rows.first().map_or(0, Vec::len)];
        let mut seen: Vec<(Vec<usize>, usize)> = vec![(Vec::with_capacity(draws.draws), 0); items.len()];
        for _ in 0..draws.draws {
            generator.draw(&mut drawn);
            for (rater, times) in heard.iter().zip(&drawn) {
                if let Some(weight) = weights.get_mut(*rater) {
                    *weight = *times;
                }
            }
            let outcome = self.outcome(&weights);
            for (i, ((places, inside), place)) in (0..).zip(seen.iter_mut().zip(outcome.places)) {
                places.extend(place);
                *inside += usize::from(outcome.inside.get(i).copied().unwrap_or(false));
            }
        }
        for (item, (mut places, inside)) in items.iter_mut().zip(seen) {
            places.sort_unstable();
            let last = places.len().saturating_sub(1);
            // the outermost places that still leave 2.5 % of the draws on each side
            let bounds = (places.get(last * 25 / 1000), places.get(last - last * 25 / 1000));
            item.drawn = bounds.0.copied().zip(bounds.1.copied());
            let of = places.len();
            item.share = (self.cut.is_some() && of > 0).then(|| count(inside) / count(of));
        }
    }
}

/// Widens each item's range by its place in another list.
fn widen(items: &mut [ItemStability], places: &[Option<usize>]) {
    for (item, place) in items.iter_mut().zip(places) {
        if let Some(place) = *place {
            let (best, worst) = item.without_one.unwrap_or((place, place));
            item.without_one = Some((best.min(place), worst.max(place)));
        }
    }
}

/// What a list without a rater changes.
fn changes(rater: usize, whole: &Outcome, other: &Outcome) -> Without {
    let moves =
        whole.places.iter().zip(&other.places).filter_map(|(a, b)| Some(a.as_ref()?.abs_diff(*b.as_ref()?)));
    let changed = |from: &[bool], to: &[bool]| -> Vec<usize> {
        (0..)
            .zip(from.iter().zip(to))
            .filter(|(_, (before, after))| !**before && **after)
            .map(|(i, _)| i)
            .collect()
    };
    Without {
        rater,
        largest_move: moves.max().unwrap_or(0),
        entering: changed(&whole.inside, &other.inside),
        leaving: changed(&other.inside, &whole.inside),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_counts_a_rater_as_often_as_drawn() {
        let row = [Some(70.0), None, Some(90.0), Some(80.0)];
        assert_eq!(middle(&row, &[1, 1, 1, 1]), Some(80.0));
        assert_eq!(middle(&row, &[1, 0, 2, 0]), Some(90.0));
        assert_eq!(middle(&row, &[1, 4, 1, 0]), Some(80.0));
        assert_eq!(middle(&row, &[0, 1, 0, 0]), None);
    }

    fn table(rows: &[&[f64]]) -> Table {
        Table::new(rows.iter().map(|row| row.iter().map(|x| Some(*x)).collect()).collect())
    }

    const DRAWS: Draws = Draws { draws: 400, seed: 1 };

    #[test]
    fn a_list_on_which_all_agree_does_not_move() {
        let rows: Vec<Vec<f64>> = (0..6u32).map(|i| vec![f64::from(90 - i); 5]).collect();
        let rows: Vec<&[f64]> = rows.iter().map(Vec::as_slice).collect();
        let found = stability(&table(&rows), Rule::Trimmed { from: 5 }, Some(Cut::Places(2)), DRAWS).unwrap();
        for (n, item) in (1..).zip(&found.items) {
            assert_eq!((item.place, item.without_one, item.drawn), (Some(n), Some((n, n)), Some((n, n))));
            assert_eq!((item.inside, item.share), (Some(n <= 2), Some(f64::from(u8::from(n <= 2)))));
        }
        assert!(
            found
                .without
                .iter()
                .all(|w| w.entering.is_empty() && w.leaving.is_empty() && w.largest_move == 0)
        );
    }

    #[test]
    fn one_rater_who_carries_an_item_over_the_cut_is_named() {
        // 甲 alone puts the third item above the second
        let rows: &[&[f64]] = &[
            &[95.0, 95.0, 95.0, 95.0, 95.0],
            &[60.0, 80.0, 80.0, 80.0, 80.0],
            &[95.0, 78.0, 78.0, 78.0, 78.0],
            &[50.0, 50.0, 50.0, 50.0, 50.0],
            &[40.0, 40.0, 40.0, 40.0, 40.0],
        ];
        let found = stability(&table(rows), Rule::Mean, Some(Cut::Places(2)), DRAWS).unwrap();
        assert_eq!(found.items[2].inside, Some(true));
        let first = &found.without[0];
        assert_eq!(
            (first.entering.as_slice(), first.leaving.as_slice(), first.largest_move),
            (&[1][..], &[2][..], 1)
        );
        assert!(found.without[1..].iter().all(|w| w.entering.is_empty()));
        let share = found.items[2].share.unwrap();
        // the first rater is missing from (4/5)^5 = 33 % of the draws
        assert!((0.6..0.74).contains(&share), "{share}");
    }

    #[test]
    fn sums_that_binary_fractions_would_split_stay_tied() {
        let rows: &[&[f64]] =
            &[&[0.1, 0.2, 0.3], &[0.2, 0.2, 0.2], &[0.3, 0.2, 0.1], &[0.1, 0.1, 0.1], &[0.0, 0.0, 0.0]];
        let found = stability(&table(rows), Rule::Mean, Some(Cut::Line(0.2)), DRAWS).unwrap();
        let places: Vec<Option<usize>> = found.items.iter().map(|i| i.place).collect();
        assert_eq!(places, [Some(1), Some(1), Some(1), Some(4), Some(5)]);
        assert!(found.items[..3].iter().all(|i| i.inside == Some(true)));
        assert_eq!(found.not_drawn, Some(Silence::FewRaters { have: 3, need: 5 }));
    }
}
