//! What an expert says of the own scores: that none is given, answers that veto, a word on a score far from the others', a
//! sheet that was returned and signed anew. Nothing counts by default, nothing is lost, everything is printed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use app::api::collective::PanelForm;
use app::api::desk::{AskedState, DeskEdit};
use app::{Desk, Refusal};
use domain::Code;
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::desk::{Edit, GateAnswer};
use domain::session::Stage;
use journeys::{Meeting, SESSION, drawn, lock, score, words};
use ranking::{Cell, Mark};

const BID: &str = "JB-001";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// A meeting with every laptop at hand.
struct Room {
    meeting: Meeting,
    desks: Vec<(String, Desk)>,
    id: String,
}

impl Room {
    /// Every expert scored everything alike; nobody locked.
    fn scored() -> Room {
        let mut meeting = Meeting::frozen();
        let mut desks = Vec::new();
        let mut id = String::new();
        for no in meeting.experts.clone() {
            let (mut desk, meeting_id) = meeting.laptop(&no);
            score(&mut desk, &meeting_id, 80);
            desks.push((no, desk));
            id = meeting_id;
        }
        Room { meeting, desks, id }
    }

    fn desk(&mut self, no: &str) -> &mut Desk {
        &mut self.desks.iter_mut().find(|(of, _)| of == no).unwrap().1
    }

    fn hand_over(&mut self, no: &str, name: &str) -> PathBuf {
        let (path, id) = (self.meeting.path(name), self.id.clone());
        self.desk(no).write_scores(&id, &path).unwrap();
        path
    }

    /// Everybody locks and hands over, and the packs are taken in.
    fn locked() -> Room {
        let mut room = Room::scored();
        room.lock_all();
        room
    }

    fn lock_all(&mut self) {
        for no in self.meeting.experts.clone() {
            let id = self.id.clone();
            lock(self.desk(&no), &id).unwrap();
            let pack = self.hand_over(&no, &format!("{no}.scores.lzp"));
            self.meeting.take(&pack);
        }
    }

    /// Sets every mark of a bid at a desk to a share of its maximum, in hundredths.
    fn mark(&mut self, no: &str, bid: &str, level: i64) {
        let id = self.id.clone();
        let desk = self.desk(no);
        let task = desk.task(&id).unwrap();
        let category = task.rules.member(no).unwrap().category;
        for criterion in task.rules.sheet.criteria_of(category) {
            let raw = criterion.max.millionths() / 100 * level;
            let mark = Some(Mark::from_millionths(raw / 500_000 * 500_000));
            desk.edit(&id, bid, Edit::Mark { criterion: criterion.id.clone(), mark }).unwrap();
        }
    }

    fn task(&mut self, no: &str) -> PathBuf {
        let path = self.meeting.path(&format!("{no}.again.lzp"));
        self.meeting.office.issue_task(SESSION, no, &path).unwrap();
        path
    }
}

fn decision(bid_no: &str) -> PanelDecision {
    PanelDecision {
        bid_no: bid_no.to_owned(),
        conclusion: Conclusion::Approve,
        standing: Standing::Recommended,
        feasibility_text: "总体可行。".to_owned(),
        budget_text: "预算合理。".to_owned(),
        value_text: String::new(),
        weakness_text: String::new(),
        revise_text: String::new(),
        reason: String::new(),
        vote_text: None,
        closing: None,
        on_project: None,
    }
}

/// The words of one saved paper.
fn paper(saved: &[PathBuf], name: &str) -> String {
    let of = |p: &&PathBuf| p.file_name().unwrap().to_string_lossy().contains(name);
    words(saved.iter().find(of).unwrap_or_else(|| panic!("{name} in {saved:?}")))
}

#[test]
fn an_abstention_wants_a_reason_counts_as_absent_and_is_printed_with_it() {
    let mut room = Room::scored();
    let id = room.id.clone();
    let desk = room.desk("Z1");
    desk.edit_typed(&id, BID, DeskEdit::Abstain { reason: Some("  ".to_owned()) }).unwrap();
    assert_eq!(code(lock(desk, &id)), Code::AbstainReason);
    // Taken back, the sheet is scored as before; with a reason it is whole.
    desk.edit_typed(&id, BID, DeskEdit::Abstain { reason: None }).unwrap();
    assert!(desk.bid_view(&id, BID).unwrap().missing.iter().all(|p| p.code.starts_with("gate.")));
    let saved = desk
        .edit_typed(&id, BID, DeskEdit::Abstain { reason: Some("检测报告缺页，无法判断".to_owned()) })
        .unwrap();
    assert!(saved.line.abstained && saved.line.total.is_none() && saved.bid.missing.is_empty());
    room.lock_all();
    let view = room.meeting.office.tally(SESSION).unwrap();
    let bid = view.tally.bid(BID).unwrap();
    assert_eq!(bid.own_totals[0], Cell::Absent);
    assert_eq!(bid.criterion("route").unwrap().figure.n, 5, "the denominator follows");
    let explained = room.meeting.office.explain_view(SESSION, BID).unwrap();
    assert_eq!(explained.abstained[0].reason, "检测报告缺页，无法判断");
    let saved = room.meeting.closed();
    let minutes = paper(&saved, "纪要");
    assert!(minutes.contains("弃权") && minutes.contains("检测报告缺页，无法判断"), "{minutes}");
}

#[test]
fn a_veto_question_is_never_answered_by_default_and_agreement_over_a_veto_wants_a_reason() {
    let mut room = Room::scored();
    let id = room.id.clone();
    let desk = room.desk("Z1");
    assert_eq!(code(desk.lock_scores(&id)), Code::GateUnanswered);
    let answer = |yes, reason: &str| Edit::Gate {
        gate: "fraud".to_owned(),
        answer: Some(GateAnswer { yes, reason: reason.to_owned() }),
    };
    desk.edit(&id, BID, answer(true, " ")).unwrap();
    assert_eq!(code(lock(desk, &id)), Code::GateReason);
    desk.edit(&id, BID, answer(true, "检测报告编号查无此件")).unwrap();
    let other = Edit::Gate { gate: "integrity".to_owned(), answer: None };
    assert!(desk.edit(&id, BID, other).is_ok(), "taking nothing back is no answer");
    let other = Edit::Gate {
        gate: "integrity".to_owned(),
        answer: Some(GateAnswer { yes: false, reason: String::new() }),
    };
    assert_eq!(code(desk.edit(&id, BID, other)), Code::ScoreNotYours);
    room.lock_all();
    room.meeting.office.tally(SESSION).unwrap();
    let office = &mut room.meeting.office;
    let explained = office.explain_view(SESSION, BID).unwrap();
    let veto = &explained.vetoes[0];
    assert_eq!((veto.words.len(), veto.answered), (1, 7));
    assert_eq!(code(office.decide(SESSION, decision(BID), Vec::new())), Code::ConclusionOverVeto);
    let reasoned =
        PanelDecision { reason: "经向检测机构核实，系编号笔误".to_owned(), ..decision(BID) };
    office.decide(SESSION, reasoned, Vec::new()).unwrap();
    for no in ["JB-002", "JB-003"] {
        office.decide(SESSION, decision(no), Vec::new()).unwrap();
    }
    settle(&mut room.meeting);
    let out = room.meeting.path("out");
    let waits = room.meeting.office.make_documents(SESSION, &out);
    assert_eq!(code(waits), Code::DocVetoOpen, "a reason is no word on the question itself");
    let said = PanelForm::Veto {
        bid_no: BID.to_owned(),
        gate: "fraud".to_owned(),
        confirmed: false,
        grounds: "系编号笔误".to_owned(),
        vote: None,
    };
    room.meeting.office.record_panel_typed(SESSION, said).unwrap();
    let saved = room.meeting.office.make_documents(SESSION, &out).unwrap();
    let saved: Vec<PathBuf> = saved.made.into_iter().map(|m| m.path).collect();
    let minutes = paper(&saved, "纪要");
    for told in ["检测报告编号查无此件", "经向检测机构核实，系编号笔误"] {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
}

/// Settles the tie of all bids, if there is one.
fn settle(meeting: &mut Meeting) {
    let view = meeting.office.result(SESSION).unwrap();
    let tied: Vec<String> = view.tally.bids.iter().filter(|b| b.tied).map(|b| b.bid_no.clone()).collect();
    if !tied.is_empty() {
        let word = drawn(tied);
        meeting.office.settle_tie(SESSION, word).unwrap();
    }
}

#[test]
fn the_own_scale_is_shown_before_the_lock_and_its_confirmation_is_signed() {
    let mut room = Room::scored();
    let id = room.id.clone();
    for no in room.meeting.experts.clone() {
        let desk = room.desk(&no);
        let scale = desk.desk_view(&id).unwrap().scale;
        assert!(scale.all_equal || scale.items < 3, "everything was scored alike: {scale:?}");
        // The helper answers the veto questions; what is missing still is the lock alone.
        desk.abstain(&id, "JB-003", Some("")).unwrap();
        assert_eq!(code(lock(desk, &id)), Code::AbstainReason);
        desk.abstain(&id, "JB-003", None).unwrap();
        desk.lock_seen(&id, no != "Z2").unwrap();
        let pack = room.hand_over(&no, &format!("{no}.scores.lzp"));
        room.meeting.take(&pack);
    }
    let view = room.meeting.office.tally(SESSION).unwrap();
    let seen: Vec<&str> = view.scoring.scale_seen.iter().map(String::as_str).collect();
    assert_eq!(seen, ["Z1", "Z3", "Z4", "Z5", "Z6", "Z7"], "only of those who confirmed it");
}

#[test]
fn a_returned_sheet_opens_alone_is_signed_anew_with_a_reason_and_both_totals_are_printed() {
    let mut room = Room::locked();
    let id = room.id.clone();
    let office = &mut room.meeting.office;
    assert_eq!(code(office.return_sheet(SESSION, "Z1", BID, "录入有误", " ")), Code::ReasonMissing);
    assert_eq!(code(office.return_sheet(SESSION, "Z1", "JB-999", "录入有误", "章示明")), Code::NotFound);
    office.return_sheet(SESSION, "Z1", BID, "经费一项录入有误", "章示明").unwrap();
    assert_eq!(code(office.return_sheet(SESSION, "Z1", BID, "再退", "章示明")), Code::NotFound, "once");
    assert_eq!(code(office.tally(SESSION)), Code::ReturnOpen);
    let task = room.task("Z1");
    let desk = room.desk("Z1");
    desk.take_task(&task).unwrap();
    let view = desk.desk_view(&id).unwrap();
    assert_eq!((view.given_back, view.locked_at), (vec![BID.to_owned()], None));
    let bid = desk.bid_view(&id, BID).unwrap();
    assert_eq!((bid.returned.as_deref(), bid.change.as_deref()), (Some("经费一项录入有误"), Some("")));
    assert_eq!(code(desk.edit(&id, "JB-003", Edit::Vote { conclusion: None })), Code::ScoreLocked);
    assert_eq!(code(lock(desk, &id)), Code::ChangeReason);
    room.mark("Z1", BID, 60);
    let desk = room.desk("Z1");
    desk.edit_typed(&id, BID, DeskEdit::Change { reason: "经费一项看错一行".to_owned() }).unwrap();
    assert_eq!(lock(desk, &id).unwrap(), 1);
    let versions = desk.own_versions(&id, BID).unwrap().versions;
    let told: Vec<_> = versions.iter().map(|v| (v.revision, v.total.as_deref())).collect();
    assert_eq!(told, [(1, Some("80")), (2, Some("60"))]);
    assert_eq!(versions[1].reason.as_deref(), Some("经费一项看错一行"));
    let office = &room.meeting.office;
    assert_eq!(code(office.sheet_versions(SESSION, BID, "Z1")), Code::StepOutOfOrder, "before the tally");
    let pack = room.hand_over("Z1", "Z1.revised.lzp");
    room.meeting.take(&pack);
    let view = room.meeting.office.tally(SESSION).unwrap();
    assert_eq!(view.tally.bid(BID).unwrap().own_totals[0], Cell::Score("60".parse().unwrap()));
    let seen = room.meeting.office.sheet_versions(SESSION, BID, "Z1").unwrap();
    assert_eq!(seen.versions, versions, "the office sees after the tally what was signed");
    let saved = room.meeting.closed();
    let minutes = paper(&saved, "纪要");
    for told in ["80.00分", "60.00分", "经费一项看错一行", "经费一项录入有误"] {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
    let sheet = paper(&saved, "评分表");
    assert!(sheet.contains("80.00分"), "the sheet names what it replaced: {sheet}");
}

#[test]
fn a_return_that_is_ended_leaves_the_signed_sheet_and_a_revision_that_nobody_asked_for_is_refused() {
    let mut room = Room::locked();
    let id = room.id.clone();
    room.meeting.office.return_sheet(SESSION, "Z1", BID, "录入有误", "章示明").unwrap();
    let task = room.task("Z1");
    let desk = room.desk("Z1");
    desk.take_task(&task).unwrap();
    desk.edit_typed(&id, BID, DeskEdit::Change { reason: "更正".to_owned() }).unwrap();
    lock(desk, &id).unwrap();
    let pack = room.hand_over("Z1", "Z1.revised.lzp");
    let office = &mut room.meeting.office;
    office.end_return(SESSION, "Z1", BID, "专家已离会").unwrap();
    assert_eq!(code(office.stage(SESSION, &pack)), Code::RevisionUnasked);
    office.tally(SESSION).unwrap();
    let saved = room.meeting.closed();
    assert!(paper(&saved, "纪要").contains("专家已离会"));
    let summary = saved.iter().find(|p| p.to_string_lossy().contains("评分汇总表（实名")).unwrap();
    let data = documents::read_digest(&std::fs::read(summary).unwrap()).unwrap().canonical.unwrap();
    let data = String::from_utf8(data).unwrap();
    for told in ["退回撤销", "专家01第1版评分退回（录入有误），其后撤销，原评分有效；专家已离会"]
    {
        assert!(data.contains(told), "{told} in {data}");
    }
}

/// Z1 gives a third of what the others give; scores are taken together, and Z1 is asked.
fn asked() -> (Room, PathBuf) {
    let mut room = Room::scored();
    room.mark("Z1", BID, 30);
    room.lock_all();
    assert_eq!(code(room.meeting.office.ask_deviations(SESSION, Path::new("."))), Code::StepOutOfOrder);
    room.meeting.office.tally(SESSION).unwrap();
    let folder = room.meeting.path("asks");
    std::fs::create_dir(&folder).unwrap();
    let made = room.meeting.office.ask_deviations(SESSION, &folder).unwrap();
    let to: Vec<&str> = made.iter().map(|m| m.expert_no.as_str()).collect();
    assert_eq!(to, ["Z1"], "{made:?}");
    let path = PathBuf::from(made[0].path.clone().unwrap());
    (room, path)
}

#[test]
fn an_expert_who_stands_by_a_deviating_score_says_why_and_the_word_comes_in_after_the_tally() {
    let (mut room, ask) = asked();
    let id = room.id.clone();
    let desk = room.desk("Z1");
    desk.take_task(&ask).unwrap();
    let told = desk.desk_view(&id).unwrap().asked;
    let waits = |desk: &Desk| desk.home_view().unwrap().meetings[0].deviations;
    assert_eq!(waits(desk), u32::try_from(told.len()).unwrap());
    let totals = told.iter().find(|a| a.criterion.is_none()).unwrap();
    assert_eq!((totals.bid_no.as_str(), totals.above, totals.state), (BID, false, AskedState::Open));
    assert!(totals.share.is_some(), "six others tell nobody's score");
    assert_eq!(code(desk.uphold(&id, BID, None, " ")), Code::ReasonMissing);
    assert_eq!(code(desk.uphold(&id, "JB-003", None, "无")), Code::DeviationNotAsked);
    for one in &told {
        desk.uphold(&id, BID, one.criterion.as_deref(), "国产化条件尚不具备").unwrap();
    }
    assert_eq!(waits(desk), 0, "each has its word");
    assert_eq!(code(desk.uphold(&id, BID, None, "再说一次")), Code::DeviationNotAsked);
    let pack = room.hand_over("Z1", "Z1.word.lzp");
    room.meeting.take(&pack);
    assert_eq!(room.meeting.office.session(SESSION).unwrap().stage, Stage::Tallied, "no figure changed");
    let saved = room.meeting.closed_over_departures();
    let minutes = paper(&saved, "纪要");
    assert!(minutes.contains("维持原评分") && minutes.contains("国产化条件尚不具备"), "{minutes}");
    let summary = paper(&saved, "评分汇总表");
    assert!(summary.contains("均已由本人复核"), "{summary}");
}

#[test]
fn a_changed_score_counts_once_the_scoring_was_opened_again_and_both_values_are_printed() {
    let (mut room, ask) = asked();
    let id = room.id.clone();
    let desk = room.desk("Z1");
    desk.take_task(&ask).unwrap();
    desk.reconsider(&id, BID).unwrap();
    room.mark("Z1", BID, 70);
    let desk = room.desk("Z1");
    desk.edit_typed(&id, BID, DeskEdit::Change { reason: "漏看中试数据".to_owned() }).unwrap();
    lock(desk, &id).unwrap();
    assert!(desk.desk_view(&id).unwrap().asked.iter().all(|a| a.state == AskedState::Changed));
    let pack = room.hand_over("Z1", "Z1.changed.lzp");
    let staged = room.meeting.office.stage(SESSION, &pack).unwrap();
    assert_eq!(code(room.meeting.office.accept(SESSION, staged)), Code::StepOutOfOrder, "not while tallied");
    room.meeting.office.reopen(SESSION, "一名专家复核后修改评分", "章示明").unwrap();
    room.meeting.take(&pack);
    room.meeting.office.tally(SESSION).unwrap();
    let saved = room.meeting.closed_over_departures();
    let minutes = paper(&saved, "纪要");
    for told in ["修改评分", "漏看中试数据", "由30.00分改为70.00分"] {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
}

#[test]
fn a_deviation_that_nobody_answered_stays_a_blank() {
    let (mut room, _) = asked();
    let saved = room.meeting.closed_over_departures();
    let summary = paper(&saved, "评分汇总表");
    assert!(summary.contains("待本人复核") && !summary.contains("均已由本人复核"), "{summary}");
    let minutes = paper(&saved, "纪要");
    assert!(!minutes.contains("维持原评分") && !minutes.contains("修改评分，"), "{minutes}");
}
