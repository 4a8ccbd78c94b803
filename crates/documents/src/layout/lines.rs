//! Breaking a paragraph into lines: no mark where it may not stand, marks squeezed, numbers and words whole, lines even.

use std::ops::Range;

use super::chars::{is_closing, is_opening, is_unit, is_word, no_end, no_start};
use super::shape::Glyph;
use crate::marks;

/// The space a paragraph is broken into, in pt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub(crate) width: f32,
    /// Indent of the first line.
    pub(crate) indent: f32,
    /// Indent of the other lines.
    pub(crate) hang: f32,
    pub(crate) size: f32,
    /// Whether full lines are stretched to the width.
    pub(crate) justify: bool,
}

impl Measure {
    /// Lines without indent that stay ragged: cells, titles, footers.
    pub(crate) fn plain(width: f32, size: f32) -> Self {
        Self { width, indent: 0.0, hang: 0.0, size, justify: false }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Glyphs to draw: the blanks at the end of the line and the edges of values are gone.
    pub(crate) glyphs: Vec<Glyph>,
    /// Width in pt, as drawn.
    pub(crate) width: f32,
    /// Where the line starts, from the left of the measure.
    pub(crate) indent: f32,
    /// The glyphs of the paragraph that the line stands for, blanks included.
    pub(crate) range: Range<usize>,
}

/// Breaks shaped text into lines. Every glyph belongs to exactly one line.
pub(crate) fn break_lines(mut glyphs: Vec<Glyph>, measure: &Measure) -> Vec<Line> {
    squeeze_pairs(&mut glyphs, measure.size);
    let breaks = Breaks::of(&glyphs, measure);
    let measure = &Measure { justify: measure.justify && !breaks.fields, ..*measure };
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let indent = if start == 0 || breaks.fields { measure.indent } else { measure.hang };
        let avail = (measure.width - indent).max(measure.size);
        let end = breaks.line_end(&glyphs, start, avail, measure.size);
        lines.push(finish(&glyphs, start..end, (avail, indent), measure));
        start = end;
        if start >= glyphs.len() {
            break;
        }
    }
    lines
}

/// Neighbouring marks share their empty halves: 》（ takes one and a half em, not two.
fn squeeze_pairs(glyphs: &mut [Glyph], size: f32) {
    let full = |g: &Glyph| g.advance >= 0.9 * size;
    for i in 1..glyphs.len() {
        let (before, after) = (glyphs[i - 1], glyphs[i]);
        if !(full(&before) && full(&after)) {
            continue;
        }
        let closes = is_closing(before.ch) && (is_closing(after.ch) || is_opening(after.ch));
        if closes || is_opening(before.ch) && is_opening(after.ch) {
            glyphs[i - 1].adjust = -0.5 * size;
        }
    }
}

/// Where lines may end, and how wide everything is.
struct Breaks {
    /// `allowed[i]`: a line may start at glyph `i`.
    allowed: Vec<bool>,
    /// `sums[i]`: width of the glyphs before `i`.
    sums: Vec<f32>,
    /// Whether these are fields or places to sign rather than running text.
    fields: bool,
}

impl Breaks {
    fn of(glyphs: &[Glyph], measure: &Measure) -> Self {
        let mut sums = Vec::with_capacity(glyphs.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for glyph in glyphs {
            sum += glyph.advance + glyph.adjust;
            sums.push(sum);
        }
        let visible: Vec<(usize, char)> =
            glyphs.iter().enumerate().filter(|(_, g)| g.ch != marks::EDGE).map(|(i, g)| (i, g.ch)).collect();
        let mut allowed = vec![false; glyphs.len() + 1];
        for k in 1..visible.len() {
            let before_last = if k > 1 { visible[k - 2].1 } else { ' ' };
            allowed[visible[k].0] = may_break(before_last, visible[k - 1].1, visible[k].1);
        }
        allowed[glyphs.len()] = true;
        let mut breaks = Self { allowed, sums, fields: false };
        breaks.keep_fields_whole(glyphs, measure.width - measure.indent.max(measure.hang));
        breaks
    }

    /// Fields that two ideographic blanks hold apart (`会议编号：…　　日期：…`), and labels of signatures, break between
    /// fields only, as far as each fits a line.
    fn keep_fields_whole(&mut self, glyphs: &[Glyph], width: f32) {
        let signed = glyphs.iter().any(|g| g.ch == marks::SIGN);
        let blanks: Vec<usize> = (0..glyphs.len()).filter(|i| glyphs[*i].ch == '　').collect();
        let parts = blanks.iter().any(|i| i.checked_sub(1).is_some_and(|b| glyphs[b].ch == '　'));
        self.fields = signed || parts;
        if !self.fields {
            return;
        }
        let mut start = 0;
        for i in 0..=glyphs.len() {
            if i == glyphs.len() || glyphs[i].ch == '　' {
                if self.width(start..i) <= width {
                    // A field may begin with the edge of a value; the line begins with what is seen of it. The
                    // date behind a signature stays with it.
                    let seen = (start..i).find(|at| !signed && glyphs[*at].ch != marks::EDGE);
                    let first = seen.unwrap_or(start);
                    for allowed in self.allowed.iter_mut().take(i).skip(first + 1) {
                        *allowed = false;
                    }
                }
                start = i + 1;
            }
        }
    }

    fn width(&self, range: Range<usize>) -> f32 {
        if range.start >= range.end { 0.0 } else { self.sums[range.end] - self.sums[range.start] }
    }

    /// End of the line that starts at `start`: as much as fits, one mark squeezed in or pushed out where it must be.
    fn line_end(&self, glyphs: &[Glyph], start: usize, avail: f32, size: f32) -> usize {
        let n = glyphs.len();
        if let Some(stop) = (start..n).find(|i| glyphs[*i].ch == marks::BREAK)
            && self.width(start..stop) <= avail + 0.01
        {
            return stop + 1;
        }
        let mut fit = start;
        while fit < n && self.width(start..fit + 1) <= avail + 0.01 {
            fit += 1;
        }
        // Blanks at the end of a line take no room.
        while fit < n && is_blank(glyphs[fit].ch) {
            fit += 1;
        }
        if fit >= n || self.allowed[fit] && fit > start {
            return fit;
        }
        let squeezed = (fit + 1..=(fit + 3).min(n))
            .find(|end| self.allowed[*end])
            .filter(|end| self.width(start..*end) - avail <= squeeze_room(&glyphs[start..*end], size));
        if let Some(end) = squeezed {
            return end;
        }
        // A number that is wider than the line is cut behind a mark in it, if it has one.
        let joint = |end: &usize| {
            let (before, after) = (glyphs[end - 1].ch, glyphs[*end].ch);
            before.is_ascii_punctuation() && is_word(before) && is_word(after)
        };
        let within = || (start + 2..=fit).rev().filter(|end| *end < n).find(joint);
        let allowed = (start + 1..=fit).rev().find(|end| self.allowed[*end]);
        allowed.or_else(within).unwrap_or(fit.max(start + 1))
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '　' | marks::EDGE)
}

fn may_break(before_last: char, before: char, after: char) -> bool {
    if no_start(after) || no_end(before) || is_blank(after) {
        return false;
    }
    if is_word(before) && is_word(after) || before == after && matches!(after, '—' | '…') {
        return false;
    }
    if (before.is_ascii_digit() || before == marks::BLANK) && is_unit(after) {
        return false;
    }
    if matches!(before, '万' | '亿') && after == '元' && before_last.is_ascii_digit() {
        return false;
    }
    !(after == marks::SIGN
        || marks::is_drawn(before) && marks::is_drawn(after)
        || matches!(before, marks::TICKED | marks::UNTICKED))
}

/// How much the closing marks of a line can give up.
fn squeeze_room(glyphs: &[Glyph], size: f32) -> f32 {
    glyphs.iter().filter(|g| can_squeeze(g, size)).map(|_| 0.5 * size).sum()
}

fn can_squeeze(glyph: &Glyph, size: f32) -> bool {
    is_closing(glyph.ch) && glyph.advance >= 0.9 * size && glyph.adjust >= 0.0
}

fn finish(glyphs: &[Glyph], range: Range<usize>, (avail, indent): (f32, f32), measure: &Measure) -> Line {
    let last =
        range.end >= glyphs.len() || range.end.checked_sub(1).is_some_and(|i| glyphs[i].ch == marks::BREAK);
    let mut shown: Vec<Glyph> = glyphs[range.clone()]
        .iter()
        .filter(|g| !matches!(g.ch, marks::EDGE | marks::BREAK))
        .copied()
        .collect();
    if !last || shown.iter().all(|g| is_blank(g.ch)) {
        while shown.last().is_some_and(|g| is_blank(g.ch)) {
            shown.pop();
        }
    }
    if range.start > 0 {
        let lead = shown.iter().take_while(|g| is_blank(g.ch)).count();
        shown.drain(..lead);
    }
    let mut width: f32 = shown.iter().map(|g| g.advance + g.adjust).sum();
    if let Some(end) = shown.last_mut() {
        width -= end.adjust;
        end.adjust = 0.0;
    }
    let over = width - avail;
    if over > 0.01 {
        let room = squeeze_room(&shown, measure.size);
        // The sums that chose the line were rounded in another order.
        if room + 0.1 >= over {
            let share = (over / room).min(1.0);
            for glyph in shown.iter_mut().filter(|g| can_squeeze(g, measure.size)) {
                glyph.adjust -= 0.5 * measure.size * share;
            }
            width = avail;
        }
    } else if measure.justify && !last {
        width = stretch(&mut shown, width, avail, measure.size);
    }
    Line { glyphs: shown, width, indent, range }
}

/// Spreads what is left over the gaps of a line, but not inside words, and not when it would tear the line apart.
fn stretch(glyphs: &mut [Glyph], width: f32, avail: f32, size: f32) -> f32 {
    let gaps: Vec<usize> = (1..glyphs.len())
        .filter(|i| {
            !(marks::is_drawn(glyphs[i - 1].ch) || is_word(glyphs[i - 1].ch) && is_word(glyphs[*i].ch))
        })
        .map(|i| i - 1)
        .collect();
    let slack = avail - width;
    if let Some(blank) = glyphs.iter_mut().rfind(|g| g.ch == marks::BLANK) {
        // A rule to write on takes what is left.
        blank.adjust += slack;
        return avail;
    }
    if gaps.is_empty() || slack < 0.05 || slack > 4.0 * size || slack / gaps.len() as f32 > 0.5 * size {
        return width;
    }
    let each = slack / gaps.len() as f32;
    for gap in gaps {
        glyphs[gap].adjust += each;
    }
    avail
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fonts::{Fonts, Role};
    use crate::layout::shape::Shaper;

    fn lines(text: &str, ems: f32) -> (Vec<Glyph>, Vec<Line>) {
        let glyphs = Shaper::new(&Fonts::embedded()).shape(text, Role::Song, 10.0).unwrap();
        let measure = Measure { width: ems * 10.0, indent: 20.0, hang: 0.0, size: 10.0, justify: true };
        (glyphs.clone(), break_lines(glyphs, &measure))
    }

    fn text_of(line: &Line) -> String {
        line.glyphs.iter().map(|g| g.ch).collect()
    }

    #[test]
    fn no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() {
        let text =
            "专家组认为，该方案（含附件）目标明确、路线可行；“双百攻关行动”的预算《说明》合理。".repeat(5);
        for ems in 6..30 {
            for line in lines(&text, ems as f32).1 {
                let text = text_of(&line);
                assert!(!no_start(text.chars().next().unwrap()), "{ems}: {text}");
                assert!(!no_end(text.chars().last().unwrap()), "{ems}: {text}");
                assert!(line.width <= ems as f32 * 10.0 - line.indent + 0.1, "{ems}: {text} {}", line.width);
            }
        }
    }

    #[test]
    fn a_number_stays_with_its_unit_and_a_word_stays_whole() {
        let text = "建议财政资金合计9862.50万元，占29.58%，编号2026-01-01，其中2026年1月20日拨付Siemens设备费30.00万元。";
        for ems in 8..20 {
            let all: Vec<String> = lines(text, ems as f32).1.iter().map(text_of).collect();
            for whole in ["9862.50万元", "29.58%", "2026-01-01", "2026年", "20日", "Siemens", "30.00万元"]
            {
                assert!(all.iter().any(|l| l.contains(whole)), "{whole} at {ems}: {all:?}");
            }
        }
    }

    #[test]
    fn a_number_with_its_bracket_breaks_before_the_bracket_and_a_too_wide_one_behind_its_mark() {
        let text = "BT2023-026（JB-027）";
        let at = |ems: f32| -> Vec<String> {
            let glyphs = Shaper::new(&Fonts::embedded()).shape(text, Role::Song, 10.0).unwrap();
            break_lines(glyphs, &Measure::plain(ems * 10.0, 10.0)).iter().map(text_of).collect()
        };
        for ems in [5.6, 6.0, 7.0, 8.0] {
            assert_eq!(at(ems), ["BT2023-026", "（JB-027）"], "{ems}");
        }
        assert_eq!(at(4.2)[..2], ["BT2023-", "026"], "{:?}", at(4.2));
    }

    #[test]
    fn what_is_drawn_is_as_wide_as_the_line_says_in_every_face() {
        let text = "2026年1月20日，市科技局依据《太原市实施“双百攻关行动”工作方案》（并科〔2023〕17号）组织召开2026年第一批揭榜方案论证会，70分及以上不足80分可资助，不足70分不资助（可列为备选或者立项但不资助）";
        for role in Role::ALL {
            let glyphs = Shaper::new(&Fonts::embedded()).shape(text, role, 15.79).unwrap();
            for width in [300.0, 380.0, 442.2] {
                let measure = Measure { width, indent: 31.6, hang: 0.0, size: 15.79, justify: true };
                for line in break_lines(glyphs.clone(), &measure) {
                    let drawn: f32 = line.glyphs.iter().map(|g| g.advance + g.adjust).sum();
                    assert!((drawn - line.width).abs() < 0.1, "{role:?} {}", text_of(&line));
                    assert!(drawn + line.indent < width + 0.1, "{role:?} {drawn} {}", text_of(&line));
                }
            }
        }
    }

    #[test]
    fn neighbouring_marks_share_their_empty_halves() {
        let (_, broken) = lines("甲》（乙", 20.0);
        assert!((broken[0].width - 35.0).abs() < 0.1, "{}", broken[0].width);
    }

    #[test]
    fn a_full_line_is_as_wide_as_the_measure() {
        let (_, broken) = lines(&"汇报、质询之后，专家独立评分1.5分。".repeat(6), 23.0);
        for line in &broken[..broken.len() - 1] {
            assert!((line.width + line.indent - 230.0).abs() < 0.1);
        }
    }

    #[test]
    fn fields_break_between_each_other_only() {
        let (_, broken) =
            lines("会议编号：论证2026-01-03　　论证日期：2026年1月20日　　金额单位：万元", 22.0);
        let all: Vec<String> = broken.iter().map(text_of).collect();
        assert!(all.iter().all(|l| l.contains('：')), "{all:?}");
    }

    proptest! {
        #[test]
        fn the_lines_joined_are_the_text(text in "[甲乙丙丁戊，。（）《》“”、：；—…0-9a-z%. 　元年月]{0,120}", ems in 3u16..40) {
            let (glyphs, broken) = lines(&text, f32::from(ems));
            let mut at = 0;
            for line in &broken {
                prop_assert_eq!(line.range.start, at);
                prop_assert!(line.range.end > at || glyphs.is_empty());
                at = line.range.end;
            }
            prop_assert_eq!(at, glyphs.len());
            let joined: String = broken.iter().flat_map(|l| l.glyphs.iter().map(|g| g.ch)).filter(|c| !is_blank(*c)).collect();
            let plain: String = text.chars().filter(|c| !is_blank(*c)).collect();
            prop_assert_eq!(joined, plain);
        }
    }
}
