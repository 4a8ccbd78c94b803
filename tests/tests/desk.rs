//! The desk as its screen calls it: what is shown of a bid, what typed text becomes, what stays on the laptop.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::api::desk::{BidState, DeskEdit, DeskSaved, TicksView};
use app::{Desk, Refusal};
use domain::Code;
use domain::recusal::Ground;
use journeys::{Meeting, SESSION};
use serde::{Deserialize, Serialize};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// A technical expert's desk after the pledge.
fn desk(meeting: &mut Meeting, expert: &str) -> (Desk, String) {
    let (mut desk, id) = meeting.laptop(expert);
    desk.pledge(&id).unwrap();
    (desk, id)
}

fn mark(criterion: &str, text: &str) -> DeskEdit {
    DeskEdit::Mark { criterion: criterion.to_owned(), mark: Some(text.to_owned()) }
}

fn line(subject: &str, fiscal: &str, self_raised: &str, reason: &str) -> DeskEdit {
    DeskEdit::Line {
        subject: subject.to_owned(),
        fiscal: Some(fiscal.to_owned()),
        self_raised: Some(self_raised.to_owned()),
        ticks: TicksView { relevant: Some(true), consistent: None, reasonable: Some(false) },
        reason: reason.to_owned(),
    }
}

/// The one veto question that everybody is asked, answered 否.
fn clean() -> DeskEdit {
    DeskEdit::Gate { gate: "fraud".to_owned(), yes: Some(false), reason: String::new() }
}

/// Enters every line of a bid as it was asked.
fn enter_lines(desk: &mut Desk, id: &str, bid: &str) -> DeskSaved {
    let lines = desk.bid_view(id, bid).unwrap().lines;
    let saved = lines.into_iter().map(|l| {
        let edit = line(&l.subject, &l.requested.fiscal, &l.requested.self_raised, "");
        desk.edit_typed(id, bid, edit).unwrap()
    });
    saved.last().unwrap()
}

#[test]
fn a_desk_shows_its_bids_in_the_frozen_order_and_of_a_recused_one_only_the_number() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = meeting.laptop("Z2");
    let home = desk.home_view().unwrap();
    assert_eq!(home.digits, desk.digits().unwrap());
    assert!(home.meetings[0].task && home.meetings[0].pledged_at.is_none());
    let view = desk.desk_view(&id).unwrap();
    let order: Vec<(u32, &str)> = view.bids.iter().map(|b| (b.position, b.no.as_str())).collect();
    assert_eq!(order, [(1, "JB-001"), (2, "JB-002"), (3, "JB-003")]);
    assert_eq!((view.bids[1].state, view.bids[1].title.as_deref()), (BidState::Recused, None));
    assert_eq!((view.criteria.len(), view.own_max.as_str()), (6, "100"));
    assert_eq!((view.pledge.len(), view.missing[0].code.as_str()), (11, "pledge.missing"));
    assert_eq!(code(desk.bid_view(&id, "JB-002")), Code::ScoreRecused);
    assert_eq!(code(desk.edit_typed(&id, "JB-001", mark("fit", "18"))), Code::PledgeMissing);
    desk.pledge(&id).unwrap();
    desk.recuse(&id, "JB-003", Ground::Other, "曾任顾问").unwrap();
    let view = desk.desk_view(&id).unwrap();
    assert_eq!((view.bids[2].state, view.bids[2].title.as_deref()), (BidState::Recused, None));
    assert_eq!(
        view.missing.len(),
        7,
        "six marks and an answer: only the bid that is left is still to be scored"
    );
    assert!(view.pledged_at.is_some() && view.rules_digest.split(' ').count() == 16);
}

#[test]
fn typed_marks_are_taken_exactly_and_a_refused_edit_changes_nothing() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = desk(&mut meeting, "Z1");
    desk.edit_typed(&id, "JB-001", mark("fit", "17.5")).unwrap();
    let saved = desk.edit_typed(&id, "JB-001", mark("route", "２２。５")).unwrap();
    assert_eq!((saved.bid.total.as_str(), saved.line.marked), ("40", 2));
    assert_eq!((saved.line.state, saved.line.total), (BidState::Part, None));
    for (text, refused) in
        [("十七", Code::ScoreUnreadable), ("20.25", Code::ScoreOverMax), ("21", Code::ScoreOverMax)]
    {
        assert_eq!(code(desk.edit_typed(&id, "JB-001", mark("fit", text))), refused, "{text}");
        assert_eq!(desk.bid_view(&id, "JB-001").unwrap(), saved.bid, "{text}");
    }
    for (criterion, text) in
        [("fit", "16"), ("route", "20"), ("novelty", "12"), ("team", "11"), ("benefit", "8")]
    {
        desk.edit_typed(&id, "JB-002", mark(criterion, text)).unwrap();
    }
    let before = desk.edit_typed(&id, "JB-002", mark("budget", "12.5")).unwrap();
    assert_eq!(before.line.state, BidState::Part, "a veto question waits for its answer");
    let done = desk.edit_typed(&id, "JB-002", clean()).unwrap();
    assert_eq!((done.line.state, done.line.total.as_deref()), (BidState::Done, Some("79.5")));
    let others: Vec<(u32, &str)> = done.bid.others.iter().map(|o| (o.position, o.mark.as_str())).collect();
    assert_eq!(others, [(1, "17.5"), (1, "22.5")]);
    let taken_back = DeskEdit::Mark { criterion: "budget".to_owned(), mark: Some(" ".to_owned()) };
    assert_eq!(desk.edit_typed(&id, "JB-002", taken_back).unwrap().line.state, BidState::Part);
}

#[test]
fn a_line_half_typed_is_kept_but_is_no_advice_and_the_chain_follows_once_all_are_entered() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = desk(&mut meeting, "Z7");
    desk.edit_typed(&id, "JB-001", mark("budget", "12")).unwrap();
    desk.edit_typed(&id, "JB-001", clean()).unwrap();
    let half = desk.edit_typed(&id, "JB-001", line("equipment", "1.5", "", "")).unwrap();
    let shown = half.bid.lines[0].recommended.clone().unwrap();
    assert_eq!((shown.fiscal.as_str(), shown.self_raised.as_str()), ("1.50", ""));
    assert_eq!((half.bid.lines[0].ticks.relevant, half.bid.lines[0].cut.as_ref()), (Some(true), None));
    assert_eq!(half.bid.missing[0].code, "budget.line_half_entered");
    let entered = enter_lines(&mut desk, &id, "JB-001");
    let chain = entered.bid.chain.unwrap();
    assert_eq!(Some(chain.rd_recommended), entered.bid.rd_total);
    assert_eq!((entered.line.state, Some(chain.fiscal)), (BidState::Done, entered.bid.fiscal.clone()));
    let cut = desk.edit_typed(&id, "JB-001", line("equipment", "0", "0", "")).unwrap().bid;
    assert!(cut.lines[0].needs_reason && cut.missing[0].code == "budget.cut_without_reason");
    assert_eq!(cut.lines[0].cut, Some(cut.lines[0].requested.clone()));
    assert_ne!(Some(cut.chain.clone().unwrap().rd_recommended), cut.rd_total);
    let kept = desk.bid_view(&id, "JB-001").unwrap();
    let refused = desk.edit_typed(&id, "JB-001", line("labour", "999999", "0", ""));
    assert_eq!(code(refused), Code::BudgetOverRequested);
    assert_eq!(
        code(desk.edit_typed(&id, "JB-001", line("labour", "约9", "0", ""))),
        Code::BudgetAmountUnreadable
    );
    assert_eq!(code(desk.edit_typed(&id, "JB-001", line("travel", "1", "0", ""))), Code::NotFound);
    assert_eq!(desk.bid_view(&id, "JB-001").unwrap(), kept);
}

/// A signed event as a vault keeps it.
#[derive(Serialize, Deserialize)]
struct Carried {
    meeting: String,
    hash: String,
    carried: String,
}

impl vault::Record for Carried {
    const TABLE: vault::Table = vault::Table::Event;
    fn id(&self) -> String {
        format!("{}/{}", self.meeting, self.hash)
    }
}

#[test]
fn the_private_note_stays_on_the_laptop_while_ticks_go_with_the_signed_sheet() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = desk(&mut meeting, "Z7");
    for bid in ["JB-001", "JB-002", "JB-003"] {
        desk.edit_typed(&id, bid, mark("budget", "12")).unwrap();
    }
    enter_lines(&mut desk, &id, "JB-001");
    let note = DeskEdit::Note { text: "PRIVATE-NOTE".to_owned() };
    assert_eq!(desk.edit_typed(&id, "JB-001", note).unwrap().bid.note, "PRIVATE-NOTE");
    desk.edit_typed(&id, "JB-001", mark("budget", "12.5")).unwrap();
    assert_eq!(desk.bid_view(&id, "JB-001").unwrap().note, "PRIVATE-NOTE", "another edit keeps it");
    journeys::lock(&mut desk, &id).unwrap();
    desk.write_scores(&id, &meeting.path("Z7.scores.lzp")).unwrap();
    let events: Vec<Carried> = desk.vault().read(|r| r.list()).unwrap();
    let holds = |text: &str| {
        let hex: String = text.bytes().map(|b| format!("{b:02x}")).collect();
        events.iter().any(|e| e.carried.contains(&hex))
    };
    assert!(events.len() > 4 && holds(r#""ticks":{"relevant":true,"reasonable":false}"#));
    assert!(!holds("PRIVATE-NOTE"));
    assert!(desk.desk_view(&id).unwrap().missing.is_empty());
    let staged = meeting.office.stage(SESSION, &meeting.path("Z7.scores.lzp")).unwrap();
    assert_eq!((staged.sheets, staged.locked), (3, true));
}

#[test]
fn a_line_that_is_only_begun_keeps_the_scores_from_being_locked() {
    let mut meeting = Meeting::frozen();
    let (mut desk, id) = desk(&mut meeting, "Z7");
    for bid in ["JB-001", "JB-002", "JB-003"] {
        desk.edit_typed(&id, bid, mark("budget", "12")).unwrap();
    }
    desk.edit_typed(&id, "JB-001", line("labour", "", "", "")).unwrap();
    assert_eq!(code(journeys::lock(&mut desk, &id)), Code::BudgetLineHalf);
    let cleared = DeskEdit::Line {
        subject: "labour".to_owned(),
        fiscal: None,
        self_raised: None,
        ticks: TicksView::default(),
        reason: String::new(),
    };
    desk.edit_typed(&id, "JB-001", cleared).unwrap();
    assert_eq!(journeys::lock(&mut desk, &id).unwrap(), 3);
}

#[test]
fn one_edit_among_forty_bids_is_saved_and_shown_well_within_fifty_milliseconds() {
    let mut meeting = Meeting::prepared();
    let all: Vec<String> = meeting.office.bids(journeys::BATCH).unwrap().into_iter().map(|b| b.no).collect();
    let forty: Vec<String> = all.into_iter().take(40).collect();
    meeting.office.choose_bids(SESSION, &forty).unwrap();
    meeting.bids = forty.clone();
    meeting.office.freeze(SESSION, None, ranking::Comparison::Exact, Some("会议已约定")).unwrap();
    let (mut desk, id) = desk(&mut meeting, "Z1");
    let mut took: Vec<std::time::Duration> = Vec::new();
    for bid in &forty {
        let begun = std::time::Instant::now();
        desk.edit_typed(&id, bid, mark("route", "20")).unwrap();
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    let middle = took[took.len() / 2];
    assert!(forty.len() >= 30 && middle.as_millis() < 50, "{} bids, {middle:?}", forty.len());
}
