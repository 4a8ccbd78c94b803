//! Titles, broken by meaning: between the parts of the title, into at most three lines, as even as they come.

use super::chars::{no_end, no_start};
use super::lines::{Line, Measure, break_lines};
use super::shape::Glyph;
use crate::marks;

/// Breaks a title. Parts end at the edges of values and at wanted breaks; without such a way it breaks anywhere allowed.
pub(crate) fn break_title(glyphs: Vec<Glyph>, width: f32, size: f32) -> Vec<Line> {
    let plain = Measure::plain(width, size);
    let total: f32 = glyphs.iter().map(|g| g.advance).sum();
    if total <= width || glyphs.iter().any(|g| g.ch == marks::BREAK) {
        return break_lines(glyphs, &plain);
    }
    let cuts = cuts(&glyphs);
    let best = (1..=2).find_map(|count| best_cut(&glyphs, &cuts, count, width));
    match best {
        Some(at) => {
            let mut marked = glyphs;
            for cut in at.into_iter().rev() {
                let like = marked[cut];
                marked.insert(cut, Glyph { ch: marks::BREAK, id: None, advance: 0.0, adjust: 0.0, ..like });
            }
            break_lines(marked, &plain)
        }
        None => {
            let lines = (total / width).ceil().max(1.0);
            break_lines(glyphs, &Measure::plain((total / lines + 1.5 * size).min(width), size))
        }
    }
}

/// Where a new line may start: behind a part, but not so that a mark stands wrong.
fn cuts(glyphs: &[Glyph]) -> Vec<usize> {
    let visible = |from: usize| glyphs[from..].iter().find(|g| g.ch != marks::EDGE).map(|g| g.ch);
    let before = |to: usize| glyphs[..to].iter().rev().find(|g| g.ch != marks::EDGE).map(|g| g.ch);
    (1..glyphs.len())
        .filter(|i| glyphs[*i].ch == marks::EDGE || no_start(glyphs[*i - 1].ch))
        .filter(|i| visible(*i).is_some_and(|c| !no_start(c)) && before(*i).is_some_and(|c| !no_end(c)))
        .collect()
}

/// The cuts, one or two, that give lines within the width with the least difference between them.
fn best_cut(glyphs: &[Glyph], cuts: &[usize], count: usize, width: f32) -> Option<Vec<usize>> {
    let wide = |from: usize, to: usize| -> f32 { glyphs[from..to].iter().map(|g| g.advance).sum() };
    let candidates: Vec<Vec<usize>> = if count == 1 {
        cuts.iter().map(|c| vec![*c]).collect()
    } else {
        cuts.iter().flat_map(|a| cuts.iter().filter(move |b| *b > a).map(move |b| vec![*a, *b])).collect()
    };
    let spread = |at: &Vec<usize>| -> Option<f32> {
        let mut ends = at.clone();
        ends.push(glyphs.len());
        let mut from = 0;
        let (mut least, mut most) = (f32::MAX, 0.0f32);
        for end in ends {
            let w = wide(from, end);
            (least, most) = (least.min(w), most.max(w));
            from = end;
        }
        (most <= width).then_some(most - least)
    };
    candidates
        .into_iter()
        .filter_map(|at| spread(&at).map(|s| (s, at)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{Fonts, Role};
    use crate::layout::shape::Shaper;

    #[test]
    fn a_title_breaks_between_its_parts() {
        let e = marks::EDGE;
        let title =
            format!("{e}太原市科学技术局{e}“{e}双百攻关行动{e}”{e}2026年第一批{e}揭榜方案论证会评审纪要");
        let glyphs = Shaper::new(&Fonts::embedded()).shape(&title, Role::Title, 22.0).unwrap();
        let lines: Vec<String> = break_title(glyphs, 442.0, 22.0)
            .iter()
            .map(|l| l.glyphs.iter().map(|g| g.ch).collect())
            .collect();
        assert_eq!(lines, ["太原市科学技术局“双百攻关行动”", "2026年第一批揭榜方案论证会评审纪要"]);
    }
}
