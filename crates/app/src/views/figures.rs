//! Figures as the screens write them. Text only: what decides was computed exactly elsewhere.

use domain::{Fen, Subject, digest};
use ranking::{Exact, Mark};

use super::words::same;
use crate::api::results::Standing;
use crate::refusal::{Refusal, Result};

same! {
    domain::conclusion::Standing => Standing { Recommended, Reserve, Unfunded, None }
}

/// A figure with at most so many decimals, half up, as short as it is: `17.3333`, `13.25`, `9`.
pub(super) fn short(figure: &Exact, decimals: usize) -> String {
    let text = figure.half_up(decimals);
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Place of a figure on an axis that ends at `of`, thousandths: for drawing only.
pub(super) fn permille(figure: &Exact, of: Mark) -> u32 {
    let thousandth = Exact::from(Mark::from_millionths(1_000));
    figure
        .over(&Exact::from(of))
        .and_then(|share| share.over(&thousandth))
        .and_then(|thousandths| thousandths.half_up(0).parse().ok())
        .unwrap_or(0)
}

/// As [`permille`], of a mark as it was given: in whole numbers, for there are thousands of dots.
pub(super) fn permille_of_mark(mark: Mark, of: Mark) -> u32 {
    let (mark, of) = (i128::from(mark.millionths()), i128::from(of.millionths()));
    let halves_up = (2_000 * mark + of).checked_div(2 * of).unwrap_or(0);
    u32::try_from(halves_up).unwrap_or(0)
}

/// A share as a signed percentage with two decimals: `-36.71`.
pub(super) fn percent(share: &Exact) -> String {
    let hundredth = Exact::from(Mark::from_millionths(10_000));
    share.over(&hundredth).map_or_else(String::new, |p| p.half_up(2))
}

/// Amounts added up; what does not fit any more stays at the largest there is.
pub(super) fn plus(sum: Fen, amount: Fen) -> Fen {
    sum.checked_add(amount).unwrap_or(Fen(i64::MAX))
}

/// The id of a budget subject on the screens.
pub(super) fn subject_id(subject: Subject) -> &'static str {
    match subject {
        Subject::Equipment => "equipment",
        Subject::Business => "business",
        Subject::Labour => "labour",
        Subject::Indirect => "indirect",
    }
}

/// The budget subject with this id.
pub(crate) fn subject(id: &str) -> Option<Subject> {
    Subject::ALL.into_iter().find(|s| subject_id(*s) == id)
}

/// A digest in hex as people compare it: sixteen groups of four.
pub(crate) fn grouped(hex: &str) -> Result<String> {
    let mut bytes = [0u8; 32];
    hex::decode_to_slice(hex, &mut bytes).map_err(Refusal::internal)?;
    Ok(digest::grouped(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_as_short_as_it_is_and_rounded_half_up_where_it_must_be() {
        let of = |millionths, count| Exact::mean(millionths, count).map(|e| short(&e, 4));
        assert_eq!(of(52_000_000, 3).as_deref(), Some("17.3333"));
        assert_eq!(of(53_000_000, 4).as_deref(), Some("13.25"));
        assert_eq!(of(90_000_000, 10).as_deref(), Some("9"));
        assert_eq!(of(200_000_000, 2).as_deref(), Some("100"));
        assert_eq!(of(65_000_000, 3).as_deref(), Some("21.6667"));
    }

    #[test]
    fn a_subject_reads_back_from_its_id() {
        assert!(Subject::ALL.into_iter().all(|s| subject(subject_id(s)) == Some(s)));
        assert_eq!(subject("other"), None);
    }

    #[test]
    fn a_place_on_the_axis_and_a_percentage_are_rounded_for_the_eye() {
        assert_eq!(Exact::mean(260_000_000, 3).map(|e| permille(&e, Mark::points(100))), Some(867));
        for half_steps in 0..=200 {
            let mark = Mark::from_millionths(half_steps * 500_000);
            let (whole, fraction) = (permille_of_mark(mark, Mark::points(90)), Exact::from(mark));
            assert_eq!(whole, permille(&fraction, Mark::points(90)), "{mark}");
        }
        assert_eq!(permille_of_mark(Mark::points(1), Mark::ZERO), 0);
        assert_eq!(percent(&Exact::from(Mark::from_millionths(-367_149))), "-36.71");
    }
}
