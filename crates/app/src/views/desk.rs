//! The desk as the screen shows it: meetings, the list of bids, what is missing. A recused bid shows its number only.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::scale::OwnScale;
use domain::{Bid, Code, Finding, Item, Member, digest};
use ranking::Mark;
use vault::Reader;

use super::pledge;
use super::sheet::criterion_view;
use super::versions::signed_before;
use super::words::{count, minute};
use crate::api::Problem;
use crate::api::desk::{
    AskedState, AskedView, BidState, DeskBid, DeskHome, DeskLine, DeskMeeting, DeskSaved, DeskView,
    OwnScaleView, ToldLine,
};
use crate::desk::asked::own_scale;
use crate::desk::scoring::{came_late, may_sign, member, visible, visible_item};
use crate::desk::{Desk, state, task};
use crate::office::ToldBid;
use crate::records::{AskedAnswer, AskedRecord, DeskRecord, SheetRecord, TaskRecord};
use crate::refusal::{Refusal, Result};

/// The end of a meeting at a desk.
struct End {
    result: Vec<ToldLine>,
    archived: bool,
    cleared_at: Option<DateTime<Utc>>,
}

impl Desk {
    /// The expert's first page: the digits of this laptop and the meetings it knows.
    ///
    /// # Errors
    /// The vault's own.
    pub fn home_view(&self) -> Result<DeskHome> {
        let digits = self.digits()?;
        let ids = self.meetings()?;
        let ends: Vec<End> = ids.iter().map(|id| self.end(id)).collect::<Result<_>>()?;
        let meetings = self.access.read(|r| {
            ids.iter()
                .zip(ends)
                .map(|(id, end)| {
                    let task: Option<TaskRecord> = r.get(id)?;
                    let desk = state(r, id)?;
                    Ok(DeskMeeting {
                        meeting: id.clone(),
                        title: task.as_ref().map(|t| t.task.session_title.clone()).or(desk.title.clone()),
                        task: task.is_some(),
                        signed_in_at: desk.signed_in_at.map(minute),
                        pledged_at: desk.pledged_at.map(minute),
                        locked_at: desk.locked_at.map(minute),
                        packs_out: count(desk.packs_out),
                        deviations: deviations(task.as_ref(), &desk),
                        result: end.result,
                        archived: end.archived,
                        cleared_at: end.cleared_at.map(minute),
                    })
                })
                .collect::<Result<_>>()
        })?;
        Ok(DeskHome { digits, meetings })
    }

    /// How far the end of a meeting is on this laptop.
    fn end(&self, meeting: &str) -> Result<End> {
        let told = self.result(meeting)?.map(|r| r.bids).unwrap_or_default();
        let line = |b: ToldBid| ToldLine {
            bid_no: b.bid_no,
            title: b.title,
            rank: b.rank.map(count),
            conclusion: b.conclusion,
        };
        Ok(End {
            result: told.into_iter().map(line).collect(),
            archived: self.is_archived(meeting)?,
            cleared_at: self.cleared_at(meeting)?,
        })
    }

    /// The desk in one meeting.
    ///
    /// # Errors
    /// `record.not_found` before the task was taken in.
    pub fn desk_view(&self, meeting: &str) -> Result<DeskView> {
        self.access.read(|r| {
            let stand = Stand::of(r, meeting)?;
            desk_view(&stand, &own_scale(r, meeting)?, signed_before(r, &stand)?)
        })
    }

    /// One bid or demand with its papers, the own sheet, the budget and the opinion.
    ///
    /// # Errors
    /// `score.recused`, `record.not_found`.
    pub fn bid_view(&self, meeting: &str, bid_no: &str) -> Result<DeskBid> {
        self.access.read(|r| {
            let stand = Stand::of(r, meeting)?;
            super::bid::desk_bid(r, &stand, visible_item(&stand.record, &stand.desk, bid_no)?)
        })
    }

    /// A bid and its line after an edit.
    pub(crate) fn saved(&self, meeting: &str, bid_no: &str) -> Result<DeskSaved> {
        self.access.read(|r| {
            let stand = Stand::of(r, meeting)?;
            let bid = super::bid::desk_bid(r, &stand, visible_item(&stand.record, &stand.desk, bid_no)?)?;
            Ok(DeskSaved { bid, line: line(&stand, bid_no)? })
        })
    }
}

/// Where a desk stands: its task, its state, its sheets.
pub(super) struct Stand {
    pub(super) record: TaskRecord,
    pub(super) desk: DeskRecord,
    /// The own sheets that were begun, by bid; recused ones are gone from the vault.
    pub(super) sheets: BTreeMap<String, SheetRecord>,
}

impl Stand {
    pub(super) fn of(r: &Reader<'_>, meeting: &str) -> Result<Stand> {
        let sheets: Vec<SheetRecord> = r.list_prefix(&format!("{meeting}/"))?;
        Ok(Stand {
            record: task(r, meeting)?,
            desk: state(r, meeting)?,
            sheets: sheets.into_iter().map(|s| (s.bid_no.clone(), s)).collect(),
        })
    }

    pub(super) fn member(&self) -> Result<&Member> {
        member(&self.record)
    }

    /// The own sheet of a bid, an empty one when it was not begun.
    pub(super) fn sheet(&self, bid_no: &str) -> SheetRecord {
        let fresh = || SheetRecord::new(&self.desk.meeting, bid_no, chrono::DateTime::UNIX_EPOCH);
        self.sheets.get(bid_no).cloned().unwrap_or_else(fresh)
    }

    /// Place of a bid in the frozen order, from 1: recused bids keep theirs.
    pub(super) fn position(&self, bid_no: &str) -> u32 {
        let order = &self.record.task.rules.bids;
        order.iter().position(|no| no == bid_no).map_or(0, |at| count(at + 1))
    }
}

/// The sum of marks; a dash when it does not fit, which no sheet allows.
pub(super) fn sum(marks: impl IntoIterator<Item = Mark>) -> String {
    let sum = marks.into_iter().try_fold(Mark::ZERO, Mark::checked_add);
    sum.map_or_else(|| "—".to_owned(), |s| s.to_string())
}

fn desk_view(stand: &Stand, scale: &OwnScale, signed_before: bool) -> Result<DeskView> {
    let (task, member) = (&stand.record.task, stand.member()?);
    let sheet = &task.rules.sheet;
    let lines = task.rules.bids.iter().map(|no| line(stand, no));
    Ok(DeskView {
        meeting: stand.record.meeting.clone(),
        kind: task.rules.kind().into(),
        title: task.session_title.clone(),
        expert_no: task.expert_no.clone(),
        name: member.name.clone(),
        category: member.category.into(),
        pledged_at: stand.desk.pledged_at.map(minute),
        locked_at: stand.desk.locked_at.map(minute),
        pledge: pledge::paragraphs(&task.session_title)?,
        criteria: sheet.criteria_of(member.category).map(|c| criterion_view(sheet, c)).collect(),
        own_max: sum(sheet.criteria_of(member.category).map(|c| c.max)),
        step: sheet.sheet.step.to_string(),
        bids: lines.collect::<Result<_>>()?,
        rules_digest: grouped(&stand.record.rules_digest)?,
        missing: missing(stand, member),
        given_back: stand.desk.given_back.clone(),
        late: stand
            .desk
            .given_back
            .iter()
            .filter(|no| came_late(&stand.record, &stand.desk, stand.sheets.get(*no), no))
            .cloned()
            .collect(),
        amended: stand.record.amended.iter().map(super::amend::amendment_view).collect(),
        signed_before,
        scale: OwnScaleView {
            items: scale.items,
            low: scale.low.map(|m| m.to_string()),
            high: scale.high.map(|m| m.to_string()),
            mean: scale.mean.clone(),
            all_equal: scale.all_equal,
        },
        asked: stand.desk.asked.iter().filter_map(|asked| asked_view(stand, asked)).collect(),
        declared: stand.desk.recusals.iter().map(|x| x.bid_no.clone()).collect(),
    })
}

/// How many questions about deviating scores wait for a word, of items that are not hidden since.
fn deviations(task: Option<&TaskRecord>, desk: &DeskRecord) -> u32 {
    let seen = |no: &str| task.is_some_and(|task| visible(task, desk).any(|item| item.no() == no));
    count(desk.asked.iter().filter(|asked| asked.answer.is_none() && seen(&asked.score.bid_no)).count())
}

/// A question about a deviating score; nothing of an item that is hidden since.
fn asked_view(stand: &Stand, asked: &AskedRecord) -> Option<AskedView> {
    let score = &asked.score;
    let item = visible(&stand.record, &stand.desk).find(|i| i.no() == score.bid_no)?;
    let criterion = score.criterion.as_ref().and_then(|id| stand.record.task.rules.sheet.criterion(id));
    Some(AskedView {
        bid_no: score.bid_no.clone(),
        title: item.title().to_owned(),
        criterion: score.criterion.clone(),
        criterion_name: criterion.map(|c| c.name_zh.clone()),
        own: score.own.to_string(),
        above: score.above,
        share: score.share.clone(),
        limit: asked.limit.clone(),
        state: match asked.answer {
            None => AskedState::Open,
            Some(AskedAnswer::Upheld) => AskedState::Upheld,
            Some(AskedAnswer::Changing) => AskedState::Changing,
            Some(AskedAnswer::Changed) => AskedState::Changed,
        },
        reason: asked.reason.clone(),
    })
}

/// What keeps the scores from being locked.
fn missing(stand: &Stand, member: &Member) -> Vec<Problem> {
    if stand.desk.locked_at.is_some() {
        return Vec::new();
    }
    let pledge = stand.desk.pledged_at.is_none().then(|| Finding::error(Code::PledgeMissing));
    let of_bids = visible(&stand.record, &stand.desk)
        .filter(|item| may_sign(&stand.desk, item.no()))
        .flat_map(|item| stand.sheet(item.no()).missing(&stand.record.task.rules, member, item));
    pledge.into_iter().chain(of_bids).map(|finding| Problem::of(&finding)).collect()
}

/// A bid in the list.
fn line(stand: &Stand, no: &str) -> Result<DeskLine> {
    let Some(item) = visible(&stand.record, &stand.desk).find(|i| i.no() == no) else {
        return Ok(DeskLine {
            no: no.to_owned(),
            position: stand.position(no),
            title: None,
            race: None,
            state: BidState::Recused,
            marked: 0,
            criteria: 0,
            total: None,
            abstained: false,
            confirm: false,
            budget_open: false,
        });
    };
    let member = stand.member()?;
    let rules = &stand.record.task.rules;
    let own = stand.sheet(no);
    let (marked, criteria) = (own.sheet.marks.len(), rules.sheet.criteria_of(member.category).count());
    let abstained = own.abstain.is_some();
    let untouched = own.sheet == domain::desk::Sheet::default() && own.begun.is_empty() && !abstained;
    let state = match (own.missing(rules, member, item).is_empty(), untouched) {
        (true, _) => BidState::Done,
        (false, true) => BidState::None,
        (false, false) => BidState::Part,
    };
    let budget_open = !abstained && own.sheet.budget_open(member, item, !own.begun.is_empty());
    Ok(DeskLine {
        no: no.to_owned(),
        position: stand.position(no),
        title: Some(item.title().to_owned()),
        race: item.bid().and_then(|bid| race_letter(stand, bid)),
        state,
        marked: count(marked),
        criteria: count(criteria),
        total: (marked == criteria && !abstained).then(|| sum(own.sheet.marks.into_values())),
        abstained,
        confirm: own.confirm,
        budget_open,
    })
}

/// The letter of a bid among those of its challenge that this expert sees, when the sponsor chose a race.
fn race_letter(stand: &Stand, bid: &Bid) -> Option<String> {
    let bids = visible(&stand.record, &stand.desk).filter_map(Item::bid);
    let rivals = bids.filter(|b| b.race == Some(true) && b.challenge_no == bid.challenge_no);
    let at = rivals.map(|b| &b.no).position(|no| *no == bid.no)?;
    Some(workbook::grid::column_letters(count(at + 1)))
}

/// A digest of hex digits in sixteen groups.
fn grouped(hex: &str) -> Result<String> {
    let bytes = hex::decode(hex).map_err(Refusal::internal)?;
    let whole: digest::Digest =
        bytes.try_into().map_err(|_| Refusal::internal(format!("rules digest {hex}")))?;
    Ok(digest::grouped(&whole))
}
