//! What people decided of items that are there twice, in the words of the papers. Only what was confirmed is told: two things
//! that were found different are nobody's matter.

use domain::session::Session;
use domain::twice::Alike;
use vault::Reader;

use super::source::{Base, Source};
use crate::book_records::{SupportedRecord, TwiceRecord, TwiceWord};
use crate::clock::local;
use crate::office::twice::item_key;
use crate::refusal::Result;

/// An item of a session that somebody confirmed to be there twice.
pub(super) struct Confirmed {
    /// Number of the item.
    no: String,
    other: Other,
    record: TwiceRecord,
}

/// What it is the same as.
enum Other {
    /// Another item of the session, by number.
    Here(String),
    /// A bid of another batch, or a demand, as it is named.
    There(String),
    /// A project that another programme supported: programme with year, and title.
    Supported(String, String),
}

/// What was confirmed of a session's items, in their order: they were judged as the later of the two. What was decided when
/// a later batch was compared with this one belongs to that batch.
///
/// # Errors
/// The vault's own.
pub(super) fn confirmed(r: &Reader<'_>, session: &Session) -> Result<Vec<Confirmed>> {
    let mut decided: Vec<TwiceRecord> = r.list()?;
    decided.retain(|d| d.word != TwiceWord::Different);
    let mut found = Vec::new();
    for no in &session.bids {
        let key = item_key(session, no);
        for record in decided.iter().filter(|d| d.new == key) {
            let here = session.bids.iter().find(|other| item_key(session, other) == record.old);
            let other = match here {
                Some(other) => Other::Here(other.clone()),
                None => elsewhere(r, &record.old)?,
            };
            found.push(Confirmed { no: no.clone(), other, record: record.clone() });
        }
    }
    Ok(found)
}

/// Something that the session does not judge.
fn elsewhere(r: &Reader<'_>, key: &str) -> Result<Other> {
    if let Some(project) =
        key.strip_prefix("supported/").map(|no| r.get::<SupportedRecord>(no)).transpose()?.flatten()
    {
        let source = format!("{}{}", project.year, project.programme);
        return Ok(Other::Supported(source, project.title));
    }
    Ok(Other::There(match key.strip_prefix("bid/").and_then(|rest| rest.rsplit_once('/')) {
        Some((batch, no)) => format!("{batch}{no}"),
        None => format!("需求{}", key.strip_prefix("demand/").unwrap_or(key)),
    }))
}

impl Confirmed {
    /// The other one; a blind paper names no project, for its title may name who runs it.
    fn other(&self, base: &Base, blind: bool) -> String {
        match &self.other {
            Other::Here(no) => base.item(no),
            Other::There(name) => name.clone(),
            Other::Supported(source, _) if blind => format!("{source}项目"),
            Other::Supported(source, title) => format!("{source}项目《{title}》"),
        }
    }

    fn decision(&self) -> &'static str {
        match self.record.word {
            TwiceWord::Different => "不是重复",
            TwiceWord::Same => "是重复，本项不支持",
            TwiceWord::Higher => "是重复，就高不重复",
        }
    }

    fn sentence(&self, base: &Base, blind: bool) -> String {
        let (item, other, alike) = (base.item(&self.no), self.other(base, blind), self.alike());
        let day = local(self.record.at).format("%Y年%-m月%-d日").to_string();
        if blind {
            return format!("{item}与{other}{alike}，{day}认定{}", self.decision());
        }
        let reason = super::words::line(&self.record.reason);
        format!(
            "{item}与{other}{alike}，{by}于{day}认定{decision}，理由：{reason}",
            by = self.record.by,
            decision = self.decision(),
            reason = reason.trim_end_matches('。'),
        )
    }

    fn alike(&self) -> String {
        let alike = match self.record.alike {
            Alike::SameRow => "为同一方案",
            Alike::SameContent => "内容相同",
            Alike::NearTitle => "名称相近",
        };
        if self.record.alike == Alike::SameRow {
            alike.to_owned()
        } else {
            format!("{alike}（相似度{}%）", self.record.percent)
        }
    }
}

/// All that was confirmed, as one sentence without its full stop: whole, and for a blind copy. Empty when nothing was.
pub(super) fn sentences(source: &Source<'_>) -> [String; 2] {
    [false, true].map(|blind| {
        let all = source.twice.iter().map(|one| one.sentence(source, blind));
        all.collect::<Vec<_>>().join("；")
    })
}

/// What was confirmed of an item, for the remarks of a list; the whole of it where there is room.
pub(super) fn remark(source: &Source<'_>, no: &str, whole: bool) -> Option<String> {
    let of_item = source.twice.iter().filter_map(|one| match &one.other {
        _ if one.no == no && whole => Some(one.sentence(source, false)),
        _ if one.no == no => Some(format!("与{}{}", one.other(source, false), one.decision())),
        // The other of the two is told as well.
        Other::Here(other) if other == no => {
            Some(format!("{}与本项{}", source.item(&one.no), one.decision()))
        }
        _ => None,
    });
    let told: Vec<String> = of_item.collect();
    (!told.is_empty()).then(|| format!("查重：{}", told.join("；")))
}
