//! What the screens of the secretariat are given on the way through a meeting: every shape from real records.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::Desk;
use app::api::board::{BoardCell, GateName, GateState};
use app::api::home::WaitingFor;
use app::api::session::{CheckState, SetupRule, Stage};
use app::work::Work;
use domain::desk::{Edit, LineAdvice};
use domain::session::Facts;
use journeys::{Meeting, SESSION};

fn state(meeting: &Meeting, rule: SetupRule) -> (CheckState, u32) {
    let view = meeting.office.setup_view(SESSION).unwrap();
    let check = view.rules.iter().find(|c| c.rule == rule).unwrap();
    (check.state, check.count)
}

fn waits(meeting: &Meeting) -> Vec<(Option<String>, WaitingFor)> {
    meeting.office.home_view().unwrap().waiting.into_iter().map(|w| (w.who, w.what)).collect()
}

#[test]
fn the_set_up_says_which_rule_keeps_the_session_from_being_frozen() {
    let mut meeting = Meeting::prepared();
    assert_eq!(state(&meeting, SetupRule::Finance), (CheckState::Done, 1));
    assert_eq!(state(&meeting, SetupRule::Recusals), (CheckState::Done, 0), "nothing was proposed yet");
    let panel = meeting.experts[..6].to_vec();
    let view = meeting.office.set_panel_typed(SESSION, &panel).unwrap();
    assert!(view.recusals.iter().any(|r| r.recused.is_none()), "unit names are compared at once");
    assert_eq!(state(&meeting, SetupRule::Finance), (CheckState::Stop, 0));
    assert_eq!(state(&meeting, SetupRule::Size).0, CheckState::Warn);
    assert_eq!(state(&meeting, SetupRule::Recusals).0, CheckState::Stop);
    let check = view.rules.iter().find(|c| c.rule == SetupRule::Finance).unwrap();
    assert_eq!((check.article.as_str(), check.problems.len()), ("四（五）", 1));
    assert_eq!(waits(&meeting), [(None, WaitingFor::Setup)]);
}

#[test]
fn a_meeting_that_was_frozen_and_not_begun_stands_at_the_sign_in() {
    let mut meeting = Meeting::frozen();
    meeting.office.set_facts(SESSION, Facts::default()).unwrap();
    let board = meeting.office.board_view(SESSION).unwrap();
    let gate = |name| board.gates.iter().find(|g| g.gate == name).unwrap().state;
    assert_eq!(gate(GateName::SignIn), GateState::Now);
    assert_eq!(gate(GateName::Pledge), GateState::Next);
    assert_eq!(gate(GateName::Recusal), GateState::Next, "decided at the set-up, asked by nobody yet");
    assert_eq!(gate(GateName::Chair), GateState::Next, "nobody is in the room who could elect");
}

/// What a finance expert does: the one criterion, and every line as asked.
fn budget_alone(desk: &mut Desk, id: &str, bids: &[String]) {
    desk.pledge(id).unwrap();
    for bid in bids {
        let mark = Edit::Mark { criterion: "budget".to_owned(), mark: "12".parse().ok() };
        desk.edit(id, bid, mark).unwrap();
        let lines =
            desk.task(id).unwrap().items.into_iter().find(|i| i.no() == *bid).unwrap().budget().to_vec();
        for line in lines {
            let advice = LineAdvice { recommended: line.requested, reason: None, ticks: Default::default() };
            desk.edit(id, bid, Edit::Line { subject: line.subject, advice: Some(advice) }).unwrap();
        }
    }
}

#[test]
fn the_board_shows_what_packs_prove_and_calls_the_rest_unknown() {
    let mut meeting = Meeting::frozen();
    let board = meeting.office.board_view(SESSION).unwrap();
    assert_eq!(board.session.stage, Stage::Frozen);
    assert_eq!(board.blocked[0].code, "tally.not_ready");
    assert_eq!(board.waiting, meeting.experts);
    let gate = |name| board.gates.iter().find(|g| g.gate == name).unwrap().state;
    assert_eq!(gate(GateName::SignIn), GateState::Unrecorded, "nobody recorded who came");
    assert_eq!(gate(GateName::Chair), GateState::Past);
    assert_eq!(gate(GateName::Archive), GateState::Next);
    assert_eq!(waits(&meeting).len(), 7);
    let recused = board.bids.iter().find(|b| b.no == "JB-002").unwrap();
    assert_eq!(recused.cells[1], BoardCell::Recused);
    assert_eq!((recused.cells[0], recused.due), (BoardCell::Unknown, 6));

    let (mut desk, id) = meeting.laptop("Z7");
    let since = waits(&meeting).last().cloned().unwrap();
    assert_eq!(since, (Some("苏示杰".to_owned()), WaitingFor::Scores));
    budget_alone(&mut desk, &id, &meeting.bids);
    journeys::lock(&mut desk, &id).unwrap();
    let pack = meeting.path("Z7.scores.lzp");
    desk.write_scores(&id, &pack).unwrap();
    let looked = meeting.office.look(SESSION, &pack).unwrap();
    assert_eq!((looked.name.as_deref(), looked.sheets, looked.locked), (Some("苏示杰"), 3, true));
    let taken = meeting.office.take(SESSION, &pack).unwrap();
    assert_eq!((taken.new_events, taken.recusals), (5, 0));
    assert!(meeting.office.look(SESSION, &pack).unwrap().known, "a second look says it is there");
    let stick = meeting.office.look_at_folder(SESSION, meeting.scratch.path(), &Work::new()).unwrap();
    let files: Vec<&str> = stick.iter().map(|p| p.file.as_str()).collect();
    assert_eq!(files, ["Z7.scores.lzp"], "the office's own task packs on the stick are no refusals");
    let board = meeting.office.board_view(SESSION).unwrap();
    let finance = board.experts.last().unwrap();
    assert_eq!((finance.scored, finance.due), (3, 3));
    assert!(finance.pack.as_ref().unwrap().locked);
    assert_eq!(board.feed.len(), 3, "enrolled, task out, scores in");
    let text = serde_json::to_string(&board).unwrap();
    assert!(!text.contains("\"12\""), "no score before the lock");
}

#[test]
fn a_refused_pack_is_journalled_once_and_listed_after_the_vault_was_locked() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z7");
    budget_alone(&mut desk, &id, &meeting.bids);
    journeys::lock(&mut desk, &id).unwrap();
    let stick = meeting.path("stick");
    std::fs::create_dir(&stick).unwrap();
    let pack = stick.join("Z7.scores.lzp");
    desk.write_scores(&id, &pack).unwrap();
    let mut bytes = std::fs::read(&pack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&pack, bytes).unwrap();
    std::fs::write(stick.join("notes.lzp"), "no pack").unwrap();
    let rows = app::journal::check(meeting.office.vault()).unwrap();
    let looked = meeting.office.look_at_folder(SESSION, &stick, &Work::new()).unwrap();
    assert!(looked.iter().all(|p| !p.refused.is_empty()), "{looked:#?}");
    assert!(meeting.office.take(SESSION, &pack).is_err());
    assert!(!meeting.office.look(SESSION, &stick.join("missing.lzp")).unwrap().refused.is_empty());
    let after = app::journal::check(meeting.office.vault()).unwrap();
    assert_eq!((after.rows, after.seq), (rows.rows, rows.seq + 2), "0 rows, an entry for each refused pack");

    let folder = meeting.path("office.lunzheng");
    meeting.office.lock().unwrap();
    let office = app::Office::open(&folder, &journeys::passphrase(), meeting.clock.clone()).unwrap();
    let refused = office.board_view(SESSION).unwrap().refused;
    let [no_pack, changed] = refused.as_slice() else { panic!("{refused:#?}") };
    assert_eq!((changed.file.as_str(), changed.name.as_deref()), ("Z7.scores.lzp", Some("苏示杰")));
    assert_eq!((changed.problems[0].code.as_str(), changed.sequence), ("pack.signature_bad", Some(1)));
    assert!(changed.problems[0].zh.contains("Z7.scores.lzp") && changed.digest.len() == 64);
    assert_eq!((no_pack.problems[0].code.as_str(), &no_pack.claims), ("pack.not_a_pack", &None));
}

#[test]
fn packs_are_not_written_into_a_folder_that_is_not_there() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z7");
    let stick = meeting.path("stik");
    let refused = meeting.office.issue_tasks(SESSION, &["Z7".to_owned()], &stick, &Work::new()).unwrap_err();
    assert_eq!(refused.code(), domain::Code::IoNoFolder);
    assert!(refused.problems()[0].zh.contains("stik”不存在"));
    budget_alone(&mut desk, &id, &meeting.bids);
    journeys::lock(&mut desk, &id).unwrap();
    assert_eq!(desk.write_scores(&id, &stick.join("a.lzp")).unwrap_err().code(), domain::Code::IoNoFolder);
    assert!(!stick.exists());
    std::fs::create_dir(&stick).unwrap();
    desk.write_scores(&id, &stick.join("a.lzp")).unwrap();
}

#[test]
fn valid_scores_are_judged_by_the_criterion_that_fewest_score_and_the_policys_reason_is_asked_once() {
    let mut meeting = Meeting::prepared();
    let of = |meeting: &Meeting, rule| {
        let view = meeting.office.setup_view(SESSION).unwrap();
        view.rules.into_iter().find(|c| c.rule == rule).unwrap()
    };
    // Of seven, the finance expert scores the budget alone: the other criteria have six.
    assert_eq!(of(&meeting, SetupRule::ValidScores).count, 6);
    for (n, expert) in ["Z1", "Z3", "Z4", "Z5"].into_iter().enumerate() {
        let ground = domain::recusal::Ground::Shared;
        let raised = domain::recusal::RaisedBy::Expert;
        meeting.office.declare_recusal(SESSION, expert, "JB-001", ground, raised, "合作论文").unwrap();
        meeting.office.decide_recusal(SESSION, expert, "JB-001", true, "赵示例", "属实").unwrap();
        let check = of(&meeting, SetupRule::ValidScores);
        assert_eq!(check.count as usize, 5 - n);
        let few = (check.count < check.least.unwrap()).then_some(CheckState::Warn);
        assert_eq!(check.state, few.unwrap_or(CheckState::Done), "{n}");
        assert!(check.problems.iter().all(|p| !p.zh.contains("经费")), "{:?}", check.problems);
    }
    let late = app::records::NewSession {
        no: "延期后".to_owned(),
        date: "2026-07-15".parse().unwrap(),
        expired_reason: Some("按市政府批复延用".to_owned()),
        ..journeys::session()
    };
    meeting.office.open_session(late).unwrap();
    let view = meeting.office.setup_view("延期后").unwrap();
    let check = view.rules.into_iter().find(|c| c.rule == SetupRule::Policy).unwrap();
    assert_eq!((check.state, check.problems.len()), (CheckState::Done, 1), "said, and not asked again");
}

#[test]
fn a_laptop_that_is_one_members_is_not_enrolled_for_another() {
    let mut meeting = Meeting::frozen();
    let (desk, _) = meeting.enrolled("Z1");
    let request = meeting.path("Z1.lzreq");
    let pending = meeting.office.read_request(SESSION, &request).unwrap();
    let digits = desk.digits().unwrap();
    let refused = meeting.office.enrol(SESSION, "Z4", &pending, &digits, "钱示例").unwrap_err();
    assert_eq!(refused.code(), domain::Code::EnrolTaken);
    assert!(refused.problems()[0].zh.contains("章示明"), "it says whose it is");
    meeting.office.enrol(SESSION, "Z1", &pending, &digits, "钱示例").unwrap();
}
