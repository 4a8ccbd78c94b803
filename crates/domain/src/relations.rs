//! What the register knows of an expert's relations: past employers, people worked with, teachers and students. It is typed
//! by the office or the expert and proves nothing: recusals are proposed from it, people decide.
//!
//! Each is a line of fields parted by a comma: `单位，至何时`; `姓名，单位，最近一次`; `姓名，单位`. Times may be a year, a month or a
//! day; all but the first field may be left out.

use std::fmt;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// A time as far as somebody knows it: a year, a month, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct About {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl About {
    /// Reads `2023`, `2023-06`, `2023年6月`, `2023.6.30`, with 至 before it or without.
    #[must_use]
    pub fn parse(text: &str) -> Option<About> {
        let plain: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.trim_start_matches(['至', '到']);
        let parted: String = plain
            .chars()
            .map(|c| if matches!(c, '年' | '月' | '.' | '/' | '-') { '-' } else { c })
            .filter(|c| *c != '日')
            .collect();
        let mut parts = parted.trim_end_matches('-').split('-');
        let year = parts.next()?;
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut number = || {
            parts.next().map(|n| n.parse::<u32>().ok().filter(|n| *n > 0)).map_or(Some(None), |n| n.map(Some))
        };
        let (month, day) = (number()?, number()?);
        let about = About { year: year.parse().ok()?, month, day };
        (parts.next().is_none() && (1900..=2999).contains(&about.year))
            .then_some(about)?
            .last_day()
            .map(|_| about)
    }

    /// The last day that it may mean.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        match (self.month, self.day) {
            (Some(month), Some(day)) => NaiveDate::from_ymd_opt(self.year, month, day),
            (Some(month), None) => {
                let first = NaiveDate::from_ymd_opt(self.year, month, 1)?;
                first.checked_add_months(Months::new(1))?.pred_opt()
            }
            _ => NaiveDate::from_ymd_opt(self.year, 12, 31),
        }
    }

    /// Whether it may lie within so many years before a day. The day on which it is exactly so many years is within.
    #[must_use]
    pub fn within(self, years: u32, on: NaiveDate) -> bool {
        let end =
            self.last_day().and_then(|last| last.checked_add_months(Months::new(years.saturating_mul(12))));
        end.is_none_or(|end| end >= on)
    }

    /// `2023年6月`
    #[must_use]
    pub fn zh(self) -> String {
        let month = self.month.map(|m| format!("{m}月")).unwrap_or_default();
        let day = self.day.map(|d| format!("{d}日")).unwrap_or_default();
        format!("{}年{month}{day}", self.year)
    }
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl From<About> for String {
    fn from(about: About) -> String {
        about.to_string()
    }
}

impl TryFrom<String> for About {
    type Error = String;

    fn try_from(text: String) -> Result<About, String> {
        About::parse(&text).ok_or(text)
    }
}

/// 曾任职单位: employed there, adviser to it, or invested in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PastUnit {
    /// Unit.
    pub unit: String,
    /// Until when; nothing where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<About>,
}

/// Somebody whom an expert knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Acquaintance {
    /// 姓名
    pub name: String,
    /// 单位, which tells people of one name apart for whoever decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// When they last worked together; nothing where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<About>,
}

/// The relations of an expert.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Relations {
    /// 曾任职单位
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_units: Vec<PastUnit>,
    /// 合作者: shared projects, awards, papers, patents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colleagues: Vec<Acquaintance>,
    /// 导师和学生
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teachers: Vec<Acquaintance>,
}

/// Lines that are there, each in its fields.
fn lines(text: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let lines = text.split(['\n', '；', ';']).map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| (line, line.split(['，', ',', '\t']).map(str::trim).filter(|f| !f.is_empty()).collect()))
}

/// The fields of a line: what it is about, a unit where there may be one, a time where there may be one.
fn fields(
    line: &str,
    fields: &[&str],
    unit: bool,
    time: bool,
) -> Result<(String, Option<String>, Option<About>), String> {
    let (mut rest, first) = match fields.split_first() {
        Some((first, rest)) => (rest, (*first).to_owned()),
        None => return Err(line.to_owned()),
    };
    let when = rest.last().and_then(|text| About::parse(text)).filter(|_| time);
    if when.is_some() {
        rest = rest.split_last().map_or(rest, |(_, before)| before);
    }
    match rest {
        [] => Ok((first, None, when)),
        [one] if unit => Ok((first, Some((*one).to_owned()), when)),
        _ => Err(line.to_owned()),
    }
}

/// Past employers as they are typed, one a line.
///
/// # Errors
/// The line that cannot be read.
pub fn past_units(text: &str) -> Result<Vec<PastUnit>, String> {
    let read = |(line, of): (&str, Vec<&str>)| {
        let (unit, _, until) = fields(line, &of, false, true)?;
        Ok(PastUnit { unit, until })
    };
    lines(text).map(read).collect()
}

/// People as they are typed, one a line; with the time of the last work together or without.
///
/// # Errors
/// The line that cannot be read.
pub fn acquaintances(text: &str, timed: bool) -> Result<Vec<Acquaintance>, String> {
    let read = |(line, of): (&str, Vec<&str>)| {
        let (name, unit, last) = fields(line, &of, true, timed)?;
        Ok(Acquaintance { name, unit, last })
    };
    lines(text).map(read).collect()
}

impl Relations {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Relations::default()
    }

    /// Past employers as they are typed.
    #[must_use]
    pub fn past_text(&self) -> String {
        let line = |past: &PastUnit| joined(&past.unit, None, past.until);
        self.past_units.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// People worked with, as they are typed.
    #[must_use]
    pub fn colleagues_text(&self) -> String {
        people_text(&self.colleagues)
    }

    /// Teachers and students as they are typed.
    #[must_use]
    pub fn teachers_text(&self) -> String {
        people_text(&self.teachers)
    }
}

fn people_text(people: &[Acquaintance]) -> String {
    let line = |one: &Acquaintance| joined(&one.name, one.unit.as_deref(), one.last);
    people.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn joined(first: &str, unit: Option<&str>, when: Option<About>) -> String {
    let mut text = first.to_owned();
    for part in [unit.map(str::to_owned), when.map(|at| at.to_string())].into_iter().flatten() {
        text.push('，');
        text.push_str(&part);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_is_read_however_it_is_written_and_means_its_last_day() {
        for (text, last) in [
            ("2023", "2023-12-31"),
            ("至2023年", "2023-12-31"),
            ("2023年6月", "2023-06-30"),
            ("２０２４-02", "2024-02-29"),
            ("2023.6.5", "2023-06-05"),
            ("2023年6月5日", "2023-06-05"),
        ] {
            assert_eq!(
                About::parse(text).and_then(About::last_day).map(|d| d.to_string()).as_deref(),
                Some(last),
                "{text}"
            );
        }
        for text in ["", "23", "去年", "2023-13", "2023-02-30", "2023-6-5-1", "2023年起", "0000"] {
            assert_eq!(About::parse(text), None, "{text}");
        }
    }

    #[test]
    fn exactly_three_years_are_within_three_years_and_a_day_more_is_not() {
        let left = About::parse("2023-01-20").unwrap();
        assert!(left.within(3, "2026-01-20".parse().unwrap()));
        assert!(!left.within(3, "2026-01-21".parse().unwrap()));
        // Of a month or a year it is its last day, so that nobody is let off for want of knowing.
        assert!(About::parse("2023-01").unwrap().within(3, "2026-01-31".parse().unwrap()));
        assert!(!About::parse("2023-01").unwrap().within(3, "2026-02-01".parse().unwrap()));
        assert!(About::parse("2023").unwrap().within(3, "2026-12-31".parse().unwrap()));
        assert!(!About::parse("2022").unwrap().within(3, "2026-01-01".parse().unwrap()));
        // The 29th of February ends on the 28th of a year without one.
        assert!(About::parse("2024-02-29").unwrap().within(3, "2027-02-28".parse().unwrap()));
        assert!(!About::parse("2024-02-29").unwrap().within(3, "2027-03-01".parse().unwrap()));
    }

    #[test]
    fn lines_are_read_by_their_fields_and_one_that_cannot_be_is_said() {
        let past = past_units("示例特钢有限公司，至2023年6月\n\n示例研究院；某某厂,2019").unwrap();
        let told: Vec<(&str, Option<String>)> =
            past.iter().map(|p| (p.unit.as_str(), p.until.map(|u| u.to_string()))).collect();
        assert_eq!(
            told,
            [
                ("示例特钢有限公司", Some("2023-06".to_owned())),
                ("示例研究院", None),
                ("某某厂", Some("2019".to_owned()))
            ]
        );
        let people = acquaintances("冯示例，示例理工大学，2024\n陈示例，2023\n褚示例", true).unwrap();
        assert_eq!(people[0].unit.as_deref(), Some("示例理工大学"));
        assert_eq!(
            (people[1].unit.as_deref(), people[1].last.map(|l| l.to_string()).as_deref()),
            (None, Some("2023"))
        );
        assert_eq!(past_units("示例厂，去年离任"), Err("示例厂，去年离任".to_owned()));
        assert_eq!(acquaintances("甲，乙，丙，2024", true), Err("甲，乙，丙，2024".to_owned()));
        assert!(past_units(" ，").is_err() && past_units("").unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn what_is_known_is_typed_and_read_again_as_it_was(
            units in proptest::collection::vec(("[甲乙丙丁戊]{2,6}", proptest::option::of((2000i32..2030, proptest::option::of(1u32..13)))), 0..4),
            names in proptest::collection::vec(("[甲乙丙丁戊]{2,3}", proptest::option::of("[子丑寅]{4}")), 0..4),
        ) {
            let about = |(year, month)| About { year, month, day: None };
            let relations = Relations {
                past_units: units.into_iter().map(|(unit, until)| PastUnit { unit, until: until.map(about) }).collect(),
                colleagues: names.iter().cloned().map(|(name, unit)| Acquaintance { name, unit, last: Some(about((2024, None))) }).collect(),
                teachers: names.into_iter().map(|(name, unit)| Acquaintance { name, unit, last: None }).collect(),
            };
            prop_assert_eq!(past_units(&relations.past_text()).unwrap(), relations.past_units.clone());
            prop_assert_eq!(acquaintances(&relations.colleagues_text(), true).unwrap(), relations.colleagues.clone());
            prop_assert_eq!(acquaintances(&relations.teachers_text(), false).unwrap(), relations.teachers.clone());
            let json = serde_json::to_string(&relations).unwrap();
            prop_assert_eq!(serde_json::from_str::<Relations>(&json).unwrap(), relations);
        }
    }
}
