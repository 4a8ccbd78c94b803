//! What is missing of a member who locked: a bid hidden at the desk whose recusal was decided 不回避 is scored after all, or
//! counts as 缺 with a reason; a pack that did not come is covered by the next one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::PathBuf;

use app::{Desk, Refusal};
use domain::Code;
use domain::desk::{Edit, LineAdvice, Ticks};
use domain::recusal::Ground;
use domain::session::Stage;
use journeys::{Meeting, SESSION};

/// The member who noticed a conflict, and the bid.
const EXPERT: &str = "Z1";
const BID: &str = "JB-003";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// Scores a bid at a desk: four fifths of each maximum, the budget uncut.
fn score(desk: &mut Desk, meeting: &str, bid_no: &str) {
    let task = desk.task(meeting).unwrap();
    let category = task.rules.member(&task.expert_no).unwrap().category;
    let bid = task.items.iter().find(|i| i.no() == bid_no).unwrap();
    for criterion in task.rules.sheet.criteria_of(category) {
        let raw = criterion.max.millionths() / 5 * 4;
        let mark = ranking::Mark::from_millionths(raw / 500_000 * 500_000);
        desk.edit(meeting, bid_no, Edit::Mark { criterion: criterion.id.clone(), mark: Some(mark) }).unwrap();
    }
    for line in bid.budget() {
        let advice = LineAdvice { recommended: line.requested, reason: None, ticks: Ticks::default() };
        desk.edit(meeting, bid_no, Edit::Line { subject: line.subject, advice: Some(advice) }).unwrap();
    }
}

fn score_all(desk: &mut Desk, meeting: &str) {
    desk.pledge(meeting).unwrap();
    for bid in desk.view(meeting).unwrap().bids {
        score(desk, meeting, bid.item.no());
    }
}

fn hand_over(meeting: &Meeting, desk: &mut Desk, id: &str, name: &str) -> PathBuf {
    let pack = meeting.path(name);
    desk.write_scores(id, &pack).unwrap();
    pack
}

fn accept(meeting: &mut Meeting, pack: &std::path::Path) {
    let staged = meeting.office.stage(SESSION, pack).unwrap();
    meeting.office.accept(SESSION, staged).unwrap();
}

/// Everybody locked; one declared a conflict at the desk, which was decided 不回避 afterwards.
fn owed() -> (Meeting, Desk, String) {
    let mut meeting = Meeting::frozen();
    let mut kept = None;
    // Tasks go out before: while a recusal is undecided none is made.
    let laptops: Vec<_> = meeting.experts.clone().into_iter().map(|no| (meeting.laptop(&no), no)).collect();
    for ((mut desk, id), no) in laptops {
        if no == EXPERT {
            desk.recuse(&id, BID, Ground::Other, "曾同处一室").unwrap();
        }
        score_all(&mut desk, &id);
        journeys::lock(&mut desk, &id).unwrap();
        let pack = hand_over(&meeting, &mut desk, &id, &format!("{no}.scores.lzp"));
        accept(&mut meeting, &pack);
        if no == EXPERT {
            kept = Some((desk, id));
        }
    }
    assert_eq!(code(meeting.office.tally(SESSION)), Code::RecusalUndecided);
    meeting.office.decide_recusal(SESSION, EXPERT, BID, false, "赵示例", "不影响公正").unwrap();
    let (desk, id) = kept.unwrap();
    (meeting, desk, id)
}

fn blocked(meeting: &Meeting) -> Vec<String> {
    meeting.office.board_view(SESSION).unwrap().blocked.into_iter().map(|p| p.code).collect()
}

#[test]
fn a_bid_whose_recusal_was_refused_is_owed_and_counts_as_absent_only_with_a_reason_that_is_printed() {
    let (mut meeting, _, _) = owed();
    assert_eq!(blocked(&meeting), ["score.sheet_owed"]);
    assert_eq!(code(meeting.office.tally(SESSION)), Code::SheetOwed);
    assert_eq!(code(meeting.office.pass_over(SESSION, EXPERT, Some(BID), " ")), Code::ReasonMissing);
    assert_eq!(code(meeting.office.pass_over(SESSION, "Z3", Some(BID), "无")), Code::NotFound);
    meeting.office.pass_over(SESSION, EXPERT, Some(BID), "该专家已离会").unwrap();
    assert_eq!(blocked(&meeting), [""; 0]);
    meeting.office.tally(SESSION).unwrap();
    let session = meeting.office.session(SESSION).unwrap();
    assert_eq!((session.stage, session.missed.len()), (Stage::Tallied, 1));
}

#[test]
fn a_bid_that_is_given_back_is_scored_on_the_locked_laptop_and_nothing_else_there_can_be_changed() {
    let (mut meeting, mut desk, id) = owed();
    let task = meeting.path("again.task.lzp");
    meeting.office.issue_task(SESSION, EXPERT, &task).unwrap();
    assert_eq!(code(desk.take_task(&task)), Code::ScoreLocked, "a new task alone opens nothing");
    assert_eq!(code(meeting.office.give_back(SESSION, EXPERT, BID, "不回避", "")), Code::ReasonMissing);
    meeting.office.give_back(SESSION, EXPERT, BID, "决定不回避，应予评分", "章示明").unwrap();
    assert!(meeting.office.board_view(SESSION).unwrap().lacks[0].given_back);
    meeting.office.issue_task(SESSION, EXPERT, &task).unwrap();
    desk.take_task(&task).unwrap();
    let view = desk.desk_view(&id).unwrap();
    assert_eq!((view.given_back, view.locked_at), (vec![BID.to_owned()], None));
    let other = desk
        .view(&id)
        .unwrap()
        .bids
        .into_iter()
        .map(|b| b.item.no().to_owned())
        .find(|no| no != BID)
        .unwrap();
    let vote = Edit::Vote { conclusion: None };
    assert_eq!(code(desk.edit(&id, &other, vote)), Code::ScoreLocked);
    assert_eq!(code(desk.recuse(&id, BID, Ground::Other, "再次申明")), Code::ScoreLocked);
    let early = meeting.path("early.lzp");
    assert_eq!(code(desk.write_scores(&id, &early)), Code::StepOutOfOrder);
    score(&mut desk, &id, BID);
    assert_eq!(journeys::lock(&mut desk, &id).unwrap(), 1);
    let pack = hand_over(&meeting, &mut desk, &id, "after.lzp");
    accept(&mut meeting, &pack);
    assert_eq!(blocked(&meeting), [""; 0]);
    meeting.office.issue_task(SESSION, EXPERT, &task).unwrap();
    assert_eq!(code(desk.take_task(&task)), Code::ScoreLocked, "what was signed is not opened again");
    let tally = meeting.office.tally(SESSION).unwrap();
    assert!(tally.scoring.sheets.contains_key(&(BID.to_owned(), EXPERT.to_owned())));
}

#[test]
fn a_pack_that_was_lost_is_covered_by_the_next_one_and_nothing_is_lacking() {
    let mut meeting = Meeting::frozen();
    for no in meeting.experts.clone() {
        let (mut desk, id) = meeting.laptop(&no);
        score_all(&mut desk, &id);
        journeys::lock(&mut desk, &id).unwrap();
        hand_over(&meeting, &mut desk, &id, "lost.lzp");
        let second = hand_over(&meeting, &mut desk, &id, &format!("{no}.second.lzp"));
        let staged = meeting.office.stage(SESSION, &second).unwrap();
        let said: Vec<Code> = staged.findings.iter().map(|f| f.code).collect();
        assert_eq!((staged.sequence, said), (2, vec![Code::PackCovered]));
        meeting.office.accept(SESSION, staged).unwrap();
    }
    assert_eq!(blocked(&meeting), [""; 0]);
    meeting.office.tally(SESSION).unwrap();
}
