//! Reports and questions as they ran, and the times of a meeting as minutes tell them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::gates::{Conduct, Part, Talk};

use super::source::Source;
use crate::clock::local;

/// A time that something took, to the second.
fn lasted(seconds: i64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}秒"),
        (minutes, 0) => format!("{minutes}分钟"),
        (minutes, seconds) => format!("{minutes}分{seconds}秒"),
    }
}

/// When report and questions of an item ran; empty when nobody recorded it.
pub(super) fn talk_text(source: &Source<'_>, bid_no: &str) -> String {
    let conduct = Conduct::of(&source.session);
    // The minutes begin with the day of the meeting.
    let mut times = Times::of(source.session.date);
    let mut text = |talk: &Talk<'_>| {
        let planned = talk.minutes;
        let began = times.tell(talk.began);
        let ended = talk.ended.map(|at| format!("至{}", times.tell(at))).unwrap_or_default();
        let over = over(talk).map(|seconds| format!("，超时{}", lasted(seconds))).unwrap_or_default();
        format!("{}{began}{ended}（规定{planned}分钟{over}）", named(talk.part))
    };
    let talks = conduct.talks();
    talks.iter().filter(|talk| talk.bid_no == bid_no).map(&mut text).collect::<Vec<_>>().join("，")
}

pub(super) const fn named(part: Part) -> &'static str {
    match part {
        Part::Report => "汇报",
        Part::Questions => "质询",
    }
}

/// Seconds over the plan, where it went over.
fn over(talk: &Talk<'_>) -> Option<i64> {
    talk.over().filter(|seconds| *seconds > 0)
}

/// Tells times in the order in which they are printed: the first of each day with its day, the others alone.
pub(super) struct Times {
    day: Option<NaiveDate>,
}

impl Times {
    /// Where no day was told yet.
    pub(super) const fn begin() -> Times {
        Times { day: None }
    }

    /// Where a day was told already.
    const fn of(day: NaiveDate) -> Times {
        Times { day: Some(day) }
    }

    /// As it is printed next.
    pub(super) fn tell(&mut self, at: DateTime<Utc>) -> String {
        let at = local(at);
        let format = if self.day == Some(at.date()) { "%-H时%M分" } else { "%Y年%-m月%-d日%-H时%M分" };
        self.day = Some(at.date());
        at.format(format).to_string()
    }
}

/// Of how many items a part of the presentation is on record.
pub(super) fn recorded(talks: &[Talk<'_>], part: Part) -> usize {
    talks.iter().filter(|talk| talk.part == part).map(|talk| talk.bid_no).collect::<BTreeSet<_>>().len()
}

/// What is on record of reports and questions, and which went over their time; nothing where nobody recorded one. That the
/// gate was passed says of none of them that it was held.
pub(super) fn presented(source: &Source<'_>, conduct: &Conduct<'_>) -> Option<String> {
    let (talks, items) = (conduct.talks(), source.rules.bids.len());
    let told = |n: usize| if n == items { format!("{items}项") } else { format!("{items}项中{n}项") };
    let (reports, questions) = (recorded(&talks, Part::Report), recorded(&talks, Part::Questions));
    let told = match (reports, questions) {
        (0, 0) => return None,
        (n, 0) => format!("记录了{}的汇报，没有记录质询", told(n)),
        (0, n) => format!("记录了{}的质询，没有记录汇报", told(n)),
        (n, m) if n == m => format!("记录了{}的汇报和质询", told(n)),
        (n, m) => format!("记录了{}的汇报、{}的质询", told(n), told(m)),
    };
    let late: Vec<String> = talks
        .iter()
        .filter_map(|t| Some(format!("{}{}超时{}", source.item(t.bid_no), named(t.part), lasted(over(t)?))))
        .collect();
    let open = talks.iter().filter(|talk| talk.ended.is_none());
    let open: Vec<String> =
        open.map(|t| format!("{}{}没有记录结束时间", source.item(t.bid_no), named(t.part))).collect();
    let within = match (late.len(), open.len()) {
        (0, 0) if (reports, questions) == (items, items) => "各段均未超过规定时间".to_owned(),
        (0, 0) => "所记各段均未超过规定时间".to_owned(),
        (0, _) => String::new(),
        (n, _) => format!("其中{n}段超过规定时间（{}）", late.join("、")),
    };
    let parts = [told, within, open.join("、")];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，"))
}
