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
use crate::desk::Desk;
use crate::desk::scoring::visible_item;
use crate::meeting_events::{self, body_of};
use crate::office::Office;
use crate::office::prepare::recusals;
use crate::office::tally::tallied;
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
            let versions = view.scoring.versions(&(bid_no.to_owned(), expert_no.to_owned()));
            if versions.is_empty() {
                return Err(Refusal::not_found(format!("{bid_no}/{expert_no}")));
            }
            Ok(shown(&view.rules, member, bid_no, &versions))
        })
    }
}

/// What this desk signed of an item.
pub(super) fn own_versions(r: &Reader<'_>, stand: &Stand, bid_no: &str) -> Result<Vec<Version>> {
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
    Ok(fold::fold(&authored).versions(&of))
}

/// Versions side by side.
fn shown(rules: &FrozenRules, member: &Member, bid_no: &str, versions: &[Version]) -> SheetVersions {
    let criteria: Vec<_> = rules.sheet.criteria_of(member.category).collect();
    let version = |version: &Version| {
        let by = version.by();
        let marks: Vec<Option<Mark>> =
            criteria.iter().map(|c| version.sheet().and_then(|s| s.marks.get(&c.id).copied())).collect();
        let total = marks.iter().try_fold(Mark::ZERO, |sum, mark| sum.checked_add((*mark)?));
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
