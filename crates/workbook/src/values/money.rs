//! Amounts. A number needs a unit: its own, the header's, a note's or the sheet's; never a guess. The number is taken
//! exactly, and what is not a whole number of 分 is a finding.

use std::collections::BTreeSet;
use std::str::FromStr;

use domain::money::{FEN_PER_WAN, FEN_PER_YI, FEN_PER_YUAN};
use domain::{Code, Fen};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::text::{is_nothing, squeezed};
use super::{Issue, Reading};

/// 分 in one of a unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyUnit(pub i64);

impl MoneyUnit {
    /// The unit as it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        UNITS.iter().find(|(_, fen)| *fen == self.0).map_or("", |(name, _)| name)
    }

    /// Whether one may have been written for the other: 元 and 万元, which differ by ten thousand. 1.2亿 among 万元 is
    /// only large.
    #[must_use]
    pub fn is_mistaken_for(self, other: MoneyUnit) -> bool {
        let pair = [self.0.min(other.0), self.0.max(other.0)];
        pair == [FEN_PER_YUAN, FEN_PER_WAN]
    }
}

/// The units as they are written, the longer before the shorter that they contain.
const UNITS: [(&str, i64); 11] = [
    ("千万元", FEN_PER_WAN * 1000),
    ("百万元", FEN_PER_WAN * 100),
    ("亿元", FEN_PER_YI),
    ("万元", FEN_PER_WAN),
    ("千元", FEN_PER_YUAN * 1000),
    ("百元", FEN_PER_YUAN * 100),
    ("千万", FEN_PER_WAN * 1000),
    ("亿", FEN_PER_YI),
    ("万", FEN_PER_WAN),
    ("元", FEN_PER_YUAN),
    ("圆", FEN_PER_YUAN),
];

/// The unit that a header declares for all its numbers: `预算金额（万元）`, `总投资/元`, `金额万元`.
#[must_use]
pub fn unit_in_label(label: &str) -> Option<MoneyUnit> {
    unit_set_apart(label).or_else(|| {
        let label = squeezed(label);
        let tail =
            UNITS.iter().filter(|(name, _)| name.ends_with('元')).find(|(name, _)| label.ends_with(name));
        tail.map(|(_, fen)| MoneyUnit(*fen))
    })
}

/// The unit that stands in brackets or behind a mark of its own, as in the name of a sheet: `预算（万元）`, but not 三单元.
#[must_use]
pub fn unit_set_apart(label: &str) -> Option<MoneyUnit> {
    let label = squeezed(label);
    let mut parts = label.split(['(', ')', '[', ']', '/', '【', '】', '、', ',', ';', ':', '|']);
    parts.find_map(|part| {
        let part = part.trim_start_matches("单位").trim_start_matches("人民币").trim_start_matches('为');
        UNITS.iter().find(|(name, _)| *name == part).map(|(_, fen)| MoneyUnit(*fen))
    })
}

/// The unit that a note declares (`单位：万元`, `金额单位:人民币元`, `以上金额均以万元计`); a note about something else
/// declares none.
#[must_use]
pub fn unit_in_note(note: &str) -> Option<MoneyUnit> {
    let note = squeezed(note);
    let unit = |rest: &str| {
        UNITS.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, fen)| (MoneyUnit(*fen), name.len()))
    };
    let named = note.match_indices("单位").find_map(|(at, word)| {
        let rest = note[at + word.len()..].trim_start_matches([':', '为', '是', '均', '(', '"', '“', '「']);
        unit(rest.trim_start_matches("人民币")).map(|(unit, _)| unit)
    });
    named.or_else(|| {
        note.match_indices(['以', '按', '用']).find_map(|(at, word)| {
            let rest = note[at + word.len()..].trim_start_matches("人民币").trim_start_matches(['"', '“']);
            let (unit, length) = unit(rest)?;
            let after = rest[length..].trim_start_matches(['"', '”']);
            ["计", "为单位", "填", "列"].iter().any(|word| after.starts_with(word)).then_some(unit)
        })
    })
}

/// The units of money that a text names, those of its own amounts (`500万元`) left out.
#[must_use]
pub(crate) fn units_named(text: &str) -> BTreeSet<i64> {
    // Neither 单元格 nor its like is money.
    let text = squeezed(text).replace("单元", "");
    let mut named = BTreeSet::new();
    let mut before = None;
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let unit = UNITS.iter().find(|(name, _)| name.ends_with('元') && rest.starts_with(name));
        if let Some((_, fen)) = unit.filter(|_| !before.is_some_and(|c: char| c.is_ascii_digit())) {
            named.insert(*fen);
        }
        let length = unit.map_or(c.len_utf8(), |(name, _)| name.len());
        before = Some(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    named
}

/// The unit that a title or a note above a table declares, also the one that stands in brackets of its own.
#[must_use]
pub fn unit_in_title(title: &str) -> Option<MoneyUnit> {
    if title.len() > 300 { None } else { unit_in_note(title).or_else(|| unit_set_apart(title)) }
}

/// The unit that a cell itself names, if it names one only.
#[must_use]
pub fn unit_in_cell(text: &str) -> Option<(&'static str, MoneyUnit)> {
    if text.is_ascii() || text.len() > 90 {
        return None;
    }
    let text = squeezed(text);
    let number = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text[number..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    UNITS.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, fen)| (*name, MoneyUnit(*fen)))
}

/// Reads the text of an amount; `unit` is what header, note or sheet declare.
#[must_use]
pub fn read(text: &str, unit: Option<MoneyUnit>) -> Reading<Fen> {
    if is_nothing(text) {
        return Reading::empty();
    }
    let text = squeezed(text);
    // 120余万 is about 120万.
    let over = text.contains("余") && text.starts_with(|c: char| c.is_ascii_digit());
    let text = if over { text.replacen('余', "", 1) } else { text };
    let (text, approximate) = without_about(without_remark(&text));
    let approximate = approximate || over;
    let text = text.trim_start_matches("人民币").trim_start_matches(':');
    let text = text.trim_start_matches("RMB").trim_start_matches(['¥', '￥', '$']);
    let text = text.trim_end_matches(['整', '正', '。']);
    let (text, negative) = without_sign(text);
    let unclear = |reason| Reading::refused(Code::AmountUnparsable, reason);
    let read = match sum_of_parts(text, unit) {
        Err(Unread::NotANumber) => super::capitals::read(text).ok_or(Unread::NotANumber),
        read => read,
    };
    let fen = match read {
        Ok(fen) => fen,
        Err(Unread::NotANumber) => return unclear("not_a_number"),
        Err(Unread::NoUnit) => return unclear("no_unit"),
        Err(Unread::OutOfRange) => return unclear("out_of_range"),
    };
    if negative && !fen.is_zero() {
        return Reading::refused(Code::AmountNegative, "");
    }
    if !fen.fract().is_zero() {
        return unclear("not_whole_fen");
    }
    match fen.trunc().to_i64() {
        Some(fen) => {
            let issue = approximate.then(|| Issue::warning(Code::AmountApprox, ""));
            Reading { value: Some(Fen(fen)), issue }
        }
        None => unclear("out_of_range"),
    }
}

/// A plain number in a declared unit, which is what cells of numbers mostly hold; nothing where [`read`] must tell.
#[must_use]
pub(crate) fn read_plain(number: &str, unit: MoneyUnit) -> Option<Fen> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    // So few digits keep every product below within its type.
    if whole.len() + fraction.len() > 15 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let number = whole.bytes().chain(fraction.bytes()).fold(0i128, |n, b| n * 10 + i128::from(b - b'0'));
    let fen = number * i128::from(unit.0);
    let parts = 10i128.pow(u32::try_from(fraction.len()).ok()?);
    if fen % parts == 0 { i64::try_from(fen / parts).ok().map(Fen) } else { None }
}

enum Unread {
    NotANumber,
    NoUnit,
    OutOfRange,
}

/// The text without a remark in brackets behind it, unless the remark holds a number of its own.
fn without_remark(text: &str) -> &str {
    let cut = text.strip_suffix(')').and_then(|inner| inner.rfind('(').map(|at| (at, &inner[at + 1..])));
    match cut {
        Some((at, remark)) if at > 0 && !remark.chars().any(char::is_numeric) && !about(remark) => {
            &text[..at]
        }
        _ => text,
    }
}

/// Whether a remark says that the amount is an estimate.
fn about(remark: &str) -> bool {
    ["约", "估", "预计", "暂定"].iter().any(|word| remark.contains(word))
}

/// Takes 约, 左右 and the like away and says whether they were there.
fn without_about(text: &str) -> (&str, bool) {
    let mut rest = text;
    for before in ["预计", "估计", "暂估", "暂定", "大约", "约为", "约", "近", "≈", "~", "∼"]
    {
        rest = rest.strip_prefix(before).unwrap_or(rest);
    }
    for after in ["左右", "上下", "余"] {
        rest = rest.strip_suffix(after).unwrap_or(rest);
    }
    if let Some((before, remark)) = rest.strip_suffix(')').and_then(|r| r.rsplit_once('('))
        && about(remark)
        && !remark.chars().any(char::is_numeric)
    {
        rest = before;
    }
    (rest, rest.len() != text.len())
}

/// A minus before the number, or the accountant's brackets around it.
fn without_sign(text: &str) -> (&str, bool) {
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        return (inner, inner.starts_with(|c: char| c.is_ascii_digit()));
    }
    let rest = text.trim_start_matches(['-', '−', '–', '负']);
    (rest, rest.len() != text.len())
}

/// One number with or without a unit, or a sum of falling units (`1亿2000万元`), in 分.
fn sum_of_parts(text: &str, declared: Option<MoneyUnit>) -> Result<Decimal, Unread> {
    let mut rest = text;
    let mut total = Decimal::ZERO;
    let mut last_unit: Option<i64> = None;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let number = grouped_number(&rest[..end]).ok_or(Unread::NotANumber)?;
        rest = &rest[end..];
        let unit = match UNITS.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, fen)) => {
                rest = &rest[name.len()..];
                *fen
            }
            None if !rest.is_empty() || last_unit.is_some() => return Err(Unread::NotANumber),
            None if number.is_zero() => FEN_PER_YUAN,
            None => declared.ok_or(Unread::NoUnit)?.0,
        };
        if last_unit.is_some_and(|last| unit >= last) {
            return Err(Unread::NotANumber);
        }
        last_unit = Some(unit);
        let part = number.checked_mul(Decimal::from(unit)).ok_or(Unread::OutOfRange)?;
        total = total.checked_add(part).ok_or(Unread::OutOfRange)?;
    }
    if last_unit.is_none() { Err(Unread::NotANumber) } else { Ok(total) }
}

/// A decimal number whose thousands separators, if any, stand where they belong.
fn grouped_number(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1
        || (groups[0].len() <= 3 && !groups[0].is_empty() && groups[1..].iter().all(|g| g.len() == 3));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let whole = groups.concat();
    if !grouped || !digits(&whole) || !digits(fraction) {
        return None;
    }
    Decimal::from_str(&format!("{whole}.{fraction}")).ok().filter(|d| exact(d, &whole, fraction))
}

/// Whether the decimal still holds every digit (a decimal of more than 28 digits would be rounded silently).
fn exact(number: &Decimal, whole: &str, fraction: &str) -> bool {
    let significant = whole.trim_start_matches('0').len() + fraction.trim_end_matches('0').len();
    significant <= 28 && (number.scale() as usize) >= fraction.trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WAN: Option<MoneyUnit> = Some(MoneyUnit(FEN_PER_WAN));

    fn value(text: &str, unit: Option<MoneyUnit>) -> Option<i64> {
        let got = read(text, unit);
        assert_eq!(got.issue, None, "{text}");
        got.value.map(|f| f.0)
    }

    fn code(text: &str, unit: Option<MoneyUnit>) -> Option<Code> {
        read(text, unit).issue.map(|i| i.code)
    }

    #[test]
    fn the_units_of_cell_header_and_note_are_found() {
        assert_eq!(value("120", WAN), Some(120_000_000));
        assert_eq!(value("120万元", None), Some(120_000_000));
        assert_eq!(value("120万元", Some(MoneyUnit(FEN_PER_YUAN))), Some(120_000_000));
        assert_eq!(value("１，２３４．５", WAN), Some(1_234_500_000));
        assert_eq!(value("1,234.5\u{a0}万", None), Some(1_234_500_000));
        assert_eq!(value("1亿2000万元", None), Some(12_000_000_000));
        assert_eq!(value("￥5,000元整", None), Some(500_000));
        assert_eq!(value("3000千元", None), Some(300_000_000));
        assert_eq!(value("0", None), Some(0));
        assert_eq!(value("——", WAN), None);
    }

    #[test]
    fn the_units_that_header_note_and_title_declare_are_found() {
        assert_eq!(unit_in_label("预算金额\n（万元）"), WAN);
        assert_eq!(unit_in_label("研发投入总额/万元"), WAN);
        assert_eq!(unit_in_label("合计金额元"), Some(MoneyUnit(FEN_PER_YUAN)));
        assert_eq!(unit_in_label("多元化投入"), None);
        assert_eq!((unit_set_apart("三单元"), unit_set_apart("预算（万元）")), (None, WAN));
        assert_eq!(unit_in_note("太原市登记表（单位：万元）"), WAN);
        assert_eq!(
            unit_in_note("征集单位：太原市科学技术局 金额单位：人民币元"),
            Some(MoneyUnit(FEN_PER_YUAN))
        );
        assert_eq!(unit_in_note("征集单位：太原市科学技术局"), None);
        assert_eq!(unit_in_note("注：1.以上金额均以万元计；2.按笔画排序"), WAN);
        assert_eq!(unit_in_note("以元件为主"), None);
        assert_eq!(unit_in_title("揭榜方案登记表（万元）"), WAN);
    }

    #[test]
    fn remarks_and_words_do_not_keep_an_amount_from_being_read() {
        assert_eq!(value("120万（含税）", None), Some(120_000_000));
        assert_eq!(value("人民币：叁佰万元整", None), Some(300_000_000));
        assert_eq!(value("壹佰贰拾万零伍佰元", WAN), Some(120_050_000));
    }

    #[test]
    fn what_cannot_be_read_in_one_way_only_is_a_finding() {
        assert_eq!(code("120", None), Some(Code::AmountUnparsable));
        assert_eq!(code("-5", WAN), Some(Code::AmountNegative));
        assert_eq!(code("(5)", WAN), Some(Code::AmountNegative));
        assert_eq!(code("0.0000001", WAN), Some(Code::AmountUnparsable));
        assert_eq!(code("0.30000000000000004", WAN), Some(Code::AmountUnparsable));
        for unclear in [
            "100-200万",
            "待定",
            "1,23万",
            "1.2.3",
            "五十",
            "30%",
            "2000万1亿",
            "99999999999999亿",
            "1e5",
            "120人",
        ] {
            assert_eq!(code(unclear, WAN), Some(Code::AmountUnparsable), "{unclear}");
        }
        let about = read("约120万", None);
        assert_eq!(
            (about.value, about.issue.map(|i| i.code)),
            (Some(Fen(120_000_000)), Some(Code::AmountApprox))
        );
        for about in ["120万元左右", "120余万元", "预计120万元", "120万（估算）"] {
            let got = read(about, None);
            assert_eq!(got.value, Some(Fen(120_000_000)), "{about}");
            assert_eq!(got.issue.map(|i| i.code), Some(Code::AmountApprox), "{about}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(fen in 0..=i64::MAX) {
            prop_assert_eq!(read(&Fen(fen).wan(), WAN), Reading::of(Fen(fen)));
            prop_assert_eq!(read(&Fen(fen).to_string(), None), Reading::of(Fen(fen)));
            prop_assert_eq!(read(&format!("{}元", Fen(fen).yuan()), WAN), Reading::of(Fen(fen)));
        }

        #[test]
        fn a_plain_number_is_read_as_any_other(text in "[0-9]{0,9}(\\.[0-9]{0,8})?", unit in 0usize..UNITS.len()) {
            let unit = MoneyUnit(UNITS[unit].1);
            if let Some(fen) = read_plain(&text, unit) {
                prop_assert_eq!(read(&text, Some(unit)), Reading::of(fen));
            }
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = (read(&text, WAN), read(&text, None), unit_in_label(&text), unit_in_note(&text));
        }
    }
}
