//! The bands of a criterion in the step of its sheet: what a band's key gives at the desk, and what the arrow keys walk
//! over (practice: a sheet's bands state their edges in its step).

use std::cmp::Reverse;

use ranking::Mark;
use ranking::mark::PER_POINT;

use crate::sheet::{Band, Criterion};

/// More marks than this are not walked over one by one.
const MOST: usize = 1_000;

/// A band with the marks that can be given in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span<'a> {
    /// The band.
    pub band: &'a Band,
    /// Its lowest mark.
    pub lowest: Mark,
    /// Its highest mark.
    pub highest: Mark,
    /// The whole figure nearest to the middle of both, of two equally near the higher; where the band has no whole
    /// figure, the nearest mark.
    pub middle: Mark,
    /// Whole figures and both edges, lowest first; where the band has no whole figure, all its marks.
    pub marks: Vec<Mark>,
}

/// The bands of a criterion, best first. A band in which no multiple of the step lies is left out: nobody could give it.
#[must_use]
pub fn spans(criterion: &Criterion, step: Mark) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut better: Option<Mark> = None;
    for band in &criterion.bands {
        let highest = better.map_or(Some(criterion.max), |better| below(better, step));
        better = Some(band.from);
        if let Some((lowest, highest)) = at_least(band.from, step).zip(highest).filter(|(l, h)| l <= h) {
            let (marks, middle) = walk(lowest, highest, step);
            spans.push(Span { band, lowest, highest, middle, marks });
        }
    }
    spans
}

/// The least multiple of the step that is not below a mark.
fn at_least(mark: Mark, step: Mark) -> Option<Mark> {
    let (mark, step) = (mark.millionths(), step.millionths());
    let rest = mark.checked_rem_euclid(step)?;
    let up = if rest == 0 { 0 } else { step - rest };
    mark.checked_add(up).map(Mark::from_millionths)
}

/// The greatest multiple of the step below a mark.
fn below(mark: Mark, step: Mark) -> Option<Mark> {
    let (mark, step) = (mark.millionths().checked_sub(1)?, step.millionths());
    mark.checked_sub(mark.checked_rem_euclid(step)?).map(Mark::from_millionths)
}

/// The marks that keys walk over, and the one in their middle.
fn walk(lowest: Mark, highest: Mark, step: Mark) -> (Vec<Mark>, Mark) {
    let multiples = |from: Option<Mark>, by: Mark| {
        let next = move |m: &Mark| m.checked_add(by);
        std::iter::successors(from, next).take_while(|m| *m <= highest).take(MOST)
    };
    let point = Mark::from_millionths(PER_POINT);
    let whole: Vec<Mark> =
        multiples(at_least(lowest, point), point).filter(|m| m.is_multiple_of(step)).collect();
    let mut marks = if whole.is_empty() { multiples(Some(lowest), step).collect() } else { whole.clone() };
    marks.extend([lowest, highest]);
    marks.sort_unstable();
    marks.dedup();
    let ends = i128::from(lowest.millionths()) + i128::from(highest.millionths());
    let off = |m: &Mark| (i128::from(m.millionths()) * 2 - ends).abs();
    let of = if whole.is_empty() { &marks } else { &whole };
    let middle = of.iter().min_by_key(|m| (off(m), Reverse(**m))).copied().unwrap_or(lowest);
    (marks, middle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::shipped;

    fn texts(marks: &[Mark]) -> Vec<String> {
        marks.iter().map(Mark::to_string).collect()
    }

    fn edges(criterion: &Criterion, step: &str) -> Vec<[String; 3]> {
        let spans = spans(criterion, step.parse().unwrap());
        spans.iter().map(|s| [s.lowest, s.middle, s.highest].map(|m| m.to_string())).collect()
    }

    #[test]
    fn edges_stand_in_the_step_and_a_key_gives_the_whole_figure_in_the_middle() {
        let sheet = shipped();
        assert_eq!(
            edges(sheet.criterion("route").unwrap(), "0.5"),
            [["22.5", "24", "25"], ["19", "21", "22"], ["15", "17", "18.5"], ["0", "7", "14.5"]]
        );
        assert_eq!(
            edges(sheet.criterion("fit").unwrap(), "1"),
            [["18", "19", "20"], ["15", "16", "17"], ["12", "13", "14"], ["0", "6", "11"]]
        );
    }

    #[test]
    fn arrows_walk_whole_figures_and_the_edges_and_half_points_only_where_there_are_no_whole_ones() {
        let sheet = shipped();
        let mut route = sheet.criterion("route").unwrap().clone();
        assert_eq!(texts(&spans(&route, "0.5".parse().unwrap())[0].marks), ["22.5", "23", "24", "25"]);
        route.max = "2".parse().unwrap();
        for (band, from) in route.bands.iter_mut().zip(["1.5", "1.1", "0.6", "0"]) {
            band.from = from.parse().unwrap();
        }
        let spans = spans(&route, "0.1".parse().unwrap());
        assert_eq!(texts(&spans[1].marks), ["1.1", "1.2", "1.3", "1.4"]);
        assert_eq!(spans[1].middle.to_string(), "1.3");
    }

    #[test]
    fn a_band_without_a_mark_is_left_out_and_no_sheet_makes_the_list_endless() {
        let sheet = shipped();
        let mut fit = sheet.criterion("fit").unwrap().clone();
        assert_eq!(edges(&fit, "20"), [["20", "20", "20"], ["0", "0", "0"]]);
        fit.max = "9000000000000".parse().unwrap();
        assert_eq!(spans(&fit, "0.000001".parse().unwrap())[0].marks.len(), MOST + 1);
        assert_eq!(spans(&fit, Mark::ZERO), []);
    }

    #[test]
    fn every_mark_that_keys_can_give_is_one_that_the_sheet_takes_and_lies_in_its_band() {
        let sheet = shipped();
        for criterion in &sheet.criteria {
            for span in spans(criterion, sheet.sheet.step) {
                assert!(span.marks.contains(&span.middle) || span.middle == span.lowest);
                for mark in &span.marks {
                    assert_eq!(sheet.accept(&criterion.id, criterion.raters[0], *mark), Ok(()));
                    let of = criterion.bands.iter().find(|b| *mark >= b.from).unwrap();
                    assert_eq!(of, span.band);
                }
            }
        }
    }
}
