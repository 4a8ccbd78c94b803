//! Versions of one expert's sheet of one item, to be compared criterion by criterion: at the desk the own ones alone, in the
//! office after the tally.

use domain::fold::{self, Authored, Of, Version};
use domain::rules::FrozenRules;
use domain::{Code, Member};
use ranking::Mark;
use vault::Reader;

use super::desk::Stand;
use super::words::second;
use crate::api::desk::{SheetVersion, SheetVersions};
use crate::desk::scoring::visible_item;
use crate::desk::{Desk, amended};
use crate::judged::signed_under;
use crate::meeting_events::{self, body_of};
use crate::office::prepare::recusals;
use crate::office::tally::tallied;
use crate::office::{Office, frozen};
use crate::records::DeviceKeyRecord;
use crate::refusal::{Refusal, Result};

impl Desk {
    /// The versions of an item's sheet that were signed at this desk.
    ///
    /// # Errors
    /// `score.recused`, `record.not_found`.
    pub fn own_versions(&self, meeting: &str, bid_no: &str) -> Result<SheetVersions> {
        self.access.read(|r| {
            let stand = Stand::of(r, meeting)?;
            visible_item(&stand.record, &stand.desk, bid_no)?;
            let versions = own_versions(r, &stand, bid_no)?;
            // Of a former sheet this desk has the marks, and nothing that says what they were out of.
            let versions: Vec<_> = versions.into_iter().map(|(v, under)| (v, under, None)).collect();
            Ok(shown(&stand.record.task.rules, stand.member()?, bid_no, &versions))
        })
    }
}

impl Office {
    /// The versions of an expert's sheet of an item, once the scores were taken together.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally; `score.recused`; `record.not_found` where the expert signed nothing.
    pub fn sheet_versions(&self, session_no: &str, bid_no: &str, expert_no: &str) -> Result<SheetVersions> {
        self.access.read(|r| {
            let session = crate::office::session(r, session_no)?;
            let view = tallied(r, &session)?;
            let out =
                |x: &domain::recusal::Recusal| x.bid_no == bid_no && x.expert_no == expert_no && x.in_force();
            if recusals(r, &session)?.iter().any(out) {
                return Err(Refusal::of(Code::ScoreRecused).with("bid_no", bid_no));
            }
            let member = view.rules.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?;
            let of: Of = (bid_no.to_owned(), expert_no.to_owned());
            let former = frozen(r, &session)?.former;
            let outdated = view.scoring.outdated.get(&of).into_iter().flatten();
            let under = |version: u32| former.get(usize::try_from(version).ok()?.checked_sub(1)?);
            let before = outdated.map(|o| (o.said.clone(), Some(o.version), under(o.version)));
            let versions = view.scoring.versions(&of).into_iter().map(|v| (v, None, None));
            let versions: Vec<_> = before.chain(versions).collect();
            if versions.is_empty() {
                return Err(Refusal::not_found(format!("{bid_no}/{expert_no}")));
            }
            Ok(shown(&view.rules, member, bid_no, &versions))
        })
    }
}

/// Whether this desk signed sheets that an amendment of the rules set aside.
pub(super) fn signed_before(r: &Reader<'_>, stand: &Stand) -> Result<bool> {
    let record = &stand.record;
    // Without such an amendment nothing was set aside, and no event is looked at.
    if !record.amended.iter().any(|word| word.change.scores_anew()) {
        return Ok(false);
    }
    let keys: Option<DeviceKeyRecord> = r.get("device")?;
    let Some(own) = keys.map(|k| k.keys()).transpose()?.map(|k| k.fingerprint()) else { return Ok(false) };
    let events = meeting_events::load(r, &stand.desk.meeting)?;
    let mut said = events.iter().filter(|e| e.author() == own).filter_map(|e| body_of(e).ok());
    Ok(said.any(|event| signed_under(&event).is_some_and(|under| !amended::counts(record, under))))
}

/// What this desk signed of an item, with the version of the rules of what does not count any more.
pub(super) fn own_versions(
    r: &Reader<'_>,
    stand: &Stand,
    bid_no: &str,
) -> Result<Vec<(Version, Option<u32>)>> {
    let keys: Option<DeviceKeyRecord> = r.get("device")?;
    let Some(own) = keys.map(|k| k.keys()).transpose()?.map(|k| k.fingerprint()) else {
        return Ok(Vec::new());
    };
    let expert_no = &stand.record.task.expert_no;
    let authored: Vec<Authored> = meeting_events::load(r, &stand.desk.meeting)?
        .iter()
        .filter(|e| e.author() == own)
        .filter_map(|e| {
            Some(Authored {
                expert_no: expert_no.clone(),
                at_ms: e.event().at.timestamp_millis(),
                hash: e.hash().0,
                event: body_of(e).ok()?,
            })
        })
        .collect();
    let of: Of = (bid_no.to_owned(), expert_no.clone());
    let record = &stand.record;
    let under = |version: &Version| {
        let event = authored.iter().find(|a| a.hash == version.by().hash)?;
        let rules = signed_under(&event.event)?;
        (!amended::counts(record, rules)).then(|| amended::version(record, rules))
    };
    Ok(fold::fold(&authored).versions(&of).into_iter().map(|v| (v.clone(), under(&v))).collect())
}

/// A version; where it does not count any more, the number of its rules, and these where they are here.
type Shown<'a> = (Version, Option<u32>, Option<&'a FrozenRules>);

/// Versions side by side. The total of one that does not count any more is of its own sheet.
fn shown(rules: &FrozenRules, member: &Member, bid_no: &str, versions: &[Shown<'_>]) -> SheetVersions {
    let criteria: Vec<_> = rules.sheet.criteria_of(member.category).collect();
    let version = |(version, under, former): &Shown<'_>| {
        let by = version.by();
        let marks: Vec<Option<Mark>> =
            criteria.iter().map(|c| version.sheet().and_then(|s| s.marks.get(&c.id).copied())).collect();
        let own: Vec<Option<Mark>> = match (under, former) {
            (None, _) => marks.clone(),
            (Some(_), None) => vec![None],
            (Some(_), Some(former)) => {
                let asked = former.member(&member.expert_no).map_or(member.category, |m| m.category);
                let of = |c: &domain::sheet::Criterion| version.sheet()?.marks.get(&c.id).copied();
                former.sheet.criteria_of(asked).map(of).collect()
            }
        };
        let total = own.iter().try_fold(Mark::ZERO, |sum, mark| sum.checked_add((*mark)?));
        SheetVersion {
            revision: by.revision,
            signed_at: second(chrono::DateTime::from_timestamp_millis(by.at_ms).unwrap_or_default()),
            abstained: match version {
                Version::Scored(_) => None,
                Version::Abstained(word) => Some(word.reason.clone()),
            },
            marks: marks.iter().map(|mark| mark.map(|m| m.to_string())).collect(),
            total: total.filter(|_| version.sheet().is_some()).map(|t| t.to_string()),
            vote: version.sheet().and_then(|s| s.vote).map(Into::into),
            reason: version.change().map(str::to_owned),
            under: *under,
        }
    };
    SheetVersions {
        bid_no: bid_no.to_owned(),
        expert_no: member.expert_no.clone(),
        name: member.name.clone(),
        criteria: criteria.iter().map(|c| (c.name_zh.clone(), c.name_en.clone())).collect(),
        versions: versions.iter().map(version).collect(),
    }
}
