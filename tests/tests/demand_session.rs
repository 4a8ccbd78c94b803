//! A session that judges demands, from the list to the published challenge list, through the use cases: the same panel,
//! recusal, freeze, packs, desk, tally and papers as for bids, without a budget.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::PathBuf;

use app::api::challenge_list::{BatchForm, BatchGround, Deciding, ListDecisionForm, PublicationForm};
use app::api::demands::{DemandAct, DemandConclusion, DemandStatus, DemandWord};
use app::api::desk::Conclusion as Said;
use app::api::session::{SessionKind as Kind, SetupRule};
use app::office::Draft;
use app::records::NewSession;
use app::work::Work;
use app::{Desk, Office, Refusal};
use domain::Code;
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::desk::Edit;
use domain::session::{Facts, SessionKind, Stage};
use domain::units::Aliases;
use journeys::{Meeting, passphrase, sample, words};
use ranking::{Comparison, Mark};

const NO: &str = "需论2026-01";

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

fn new(no: &str) -> NewSession {
    NewSession {
        no: no.to_owned(), title: "2026年第一批技术需求论证会".to_owned(), ..journeys::session()
    }
}

fn status(office: &Office, no: &str) -> DemandStatus {
    office.demand_view(no).unwrap().line.status
}

/// An office with the sample's demands, two technical and three management experts, and a session that is not frozen.
struct Held {
    meeting: Meeting,
    demands: Vec<String>,
    panel: Vec<String>,
}

impl Held {
    fn prepared() -> Held {
        let mut meeting = Meeting::prepared();
        let work = Work::new();
        let draft = Draft::open(&sample("sample_demands.xlsx"), &work).unwrap();
        meeting.office.import_draft_collected("", &draft, None, &work).unwrap();
        let more = "专家编号,类别,姓名,单位,职称\nG1,管理,吕示明,示例产业促进中心,研究员\n";
        let list = meeting.path("more.csv");
        std::fs::write(&list, more).unwrap();
        let inspected = app::office::inspect(&list, workbook::Edits::default()).unwrap();
        meeting.office.import(journeys::BATCH, &inspected).unwrap();
        meeting.office.open_session_of(SessionKind::Demand, new(NO)).unwrap();
        let all = meeting.office.demands_view().unwrap().demands;
        let demands: Vec<String> =
            all.iter().filter(|d| d.status == DemandStatus::Complete).take(4).map(|d| d.no.clone()).collect();
        let panel: Vec<String> = ["Z1", "Z2", "Z5", "Z6", "G1"].map(str::to_owned).to_vec();
        Held { meeting, demands, panel }
    }

    fn choose(&mut self) {
        let office = &mut self.meeting.office;
        office.choose_bids(NO, &self.demands).unwrap();
        assert_eq!(office.set_panel(NO, &self.panel).unwrap(), []);
        office.set_facts(NO, Facts { chair: Some("Z1".to_owned()), ..Facts::default() }).unwrap();
    }

    /// Frozen, the last expert recused from the first demand.
    fn frozen() -> Held {
        let mut held = Held::prepared();
        held.choose();
        let (office, first) = (&mut held.meeting.office, held.demands[0].clone());
        let raised = domain::recusal::RaisedBy::Expert;
        let ground = domain::recusal::Ground::Employed;
        office.declare_recusal(NO, "G1", &first, ground, raised, "两年内任该企业技术顾问").unwrap();
        office.decide_recusal(NO, "G1", &first, true, "赵示例", "本人申明属实").unwrap();
        office.freeze(NO, None, Comparison::Exact, Some("回避后仍有四人评分")).unwrap();
        held
    }

    fn laptop(&mut self, expert_no: &str) -> (Desk, String) {
        let meeting = &mut self.meeting;
        let folder = meeting.path(&format!("d-{expert_no}.lunzheng"));
        let mut desk =
            Desk::create(&folder, expert_no, &passphrase(), app::Kdf::FLOOR, meeting.clock.clone()).unwrap();
        let (card, request) = (meeting.path("d.lzcard"), meeting.path(&format!("d-{expert_no}.lzreq")));
        let digits = meeting.office.write_card(NO, &card).unwrap();
        let id = desk.pin(&card, &digits).unwrap();
        desk.write_request(&id, &request).unwrap();
        let pending = meeting.office.read_request(NO, &request).unwrap();
        meeting.office.enrol(NO, expert_no, &pending, &desk.digits().unwrap(), "钱示例").unwrap();
        let task = meeting.path(&format!("d-{expert_no}.task.lzp"));
        meeting.office.issue_task(NO, expert_no, &task).unwrap();
        desk.take_task(&task).unwrap();
        (desk, id)
    }

    /// Everybody scores demand `n` with the same share of each maximum: 90, 80, 70, 50 %.
    fn scored(&mut self) {
        for expert_no in self.panel.clone() {
            let (mut desk, id) = self.laptop(&expert_no);
            desk.pledge(&id).unwrap();
            let task = desk.task(&id).unwrap();
            for item in &task.items {
                let at = self.demands.iter().position(|no| no == item.no()).unwrap();
                let share = [90, 80, 70, 50][at];
                for c in &task.rules.sheet.criteria {
                    let max: i32 = c.max.to_string().parse().unwrap();
                    let mark: Mark = format!("{}", f64::from(max * share / 50) / 2.0).parse().unwrap();
                    let edit = Edit::Mark { criterion: c.id.clone(), mark: Some(mark) };
                    desk.edit(&id, item.no(), edit).unwrap();
                }
                let vote = Edit::Vote { conclusion: Some(Conclusion::List) };
                desk.edit(&id, item.no(), vote).unwrap();
            }
            journeys::lock(&mut desk, &id).unwrap();
            let scores: PathBuf = self.meeting.path(&format!("d-{expert_no}.scores.lzp"));
            desk.write_scores(&id, &scores).unwrap();
            let staged = self.meeting.office.stage(NO, &scores).unwrap();
            self.meeting.office.accept(NO, staged).unwrap();
        }
        self.meeting.office.tally(NO).unwrap();
    }
}

fn said(no: &str, conclusion: Conclusion) -> PanelDecision {
    let standing = if conclusion.agrees() { Standing::Recommended } else { Standing::None };
    let revise = if conclusion.asks_revision() { "成材率改为不低于92%" } else { "" };
    let reason = if conclusion.agrees() { "" } else { "得分未达到评分表规定" };
    PanelDecision {
        bid_no: no.to_owned(),
        conclusion,
        standing,
        feasibility_text: String::new(),
        budget_text: String::new(),
        value_text: "属链上急需，指标可测。".to_owned(),
        weakness_text: "时限偏紧".to_owned(),
        revise_text: revise.to_owned(),
        reason: reason.to_owned(),
        vote_text: None,
        closing: None,
        on_project: None,
    }
}

/// 90, 80, 70 and 50 points suggest 建议入榜 twice, 完善后入榜, 暂不入榜.
fn concluded(held: &mut Held) {
    use Conclusion::{Defer, List, ListAfterRevision};
    let words = held.demands.iter().zip([List, List, ListAfterRevision, Defer]);
    let all = words.map(|(no, c)| (said(no, c), Vec::new())).collect();
    held.meeting.office.decide_all(NO, all).unwrap();
}

#[test]
fn the_set_up_of_a_demand_session_asks_for_the_panel_of_四_二_and_for_whole_demands() {
    let mut held = Held::prepared();
    held.choose();
    let office = &mut held.meeting.office;
    let view = office.setup_view(NO).unwrap();
    assert_eq!((view.session.kind, view.sheet.id.as_str()), (Kind::Demand, "demand-default/1"));
    assert!(view.rules.iter().all(|r| r.rule != SetupRule::Finance), "no finance expert is asked for");
    let whole = view.rules.iter().find(|r| r.rule == SetupRule::Statements).unwrap();
    assert_eq!((whole.count, whole.problems.len()), (4, 0));
    assert_eq!(
        (view.bids.len(), view.bids[0].fiscal.as_ref()),
        (28, None),
        "what lacks a statement is not offered"
    );
    let technical: Vec<String> = ["Z1", "Z2", "Z3"].map(str::to_owned).to_vec();
    let found = office.set_panel(NO, &technical).unwrap();
    assert!(found.iter().any(|f| f.code == Code::PanelDemandComposition && f.blocks()));
    held.choose();
    let office = &mut held.meeting.office;
    let lacking = office.demands_view().unwrap().demands;
    let lacking = lacking.iter().find(|d| !d.missing.is_empty()).unwrap().no.clone();
    office.choose_bids(NO, &[held.demands[0].clone(), lacking]).unwrap();
    assert_eq!(code(office.freeze(NO, None, Comparison::Exact, Some("x"))), Code::DemandIncomplete);
    assert_eq!(code(office.choose_bids(NO, &["JB-001".to_owned()])), Code::NotFound, "a bid is no demand");
}

#[test]
fn the_freeze_puts_demands_before_the_panel_and_nobody_takes_one_away_by_hand() {
    let mut held = Held::frozen();
    let (office, first) = (&mut held.meeting.office, held.demands[0].clone());
    assert_eq!(status(office, &first), DemandStatus::UnderReview);
    for act in [DemandAct::Withdraw, DemandAct::Return] {
        let refused = office.move_demands_typed(std::slice::from_ref(&first), act, "撤回");
        assert_eq!(code(refused), Code::DemandInSession);
    }
    let selection = office.selection_view().unwrap();
    let review = selection.reviews.iter().find(|r| r.no == NO).unwrap();
    assert_eq!((review.session, review.demands, review.open), (true, 4, 4));
    office.open_session_of(SessionKind::Demand, new("需论2026-02")).unwrap();
    office.choose_bids("需论2026-02", std::slice::from_ref(&first)).unwrap();
    office.set_panel("需论2026-02", &held.panel).unwrap();
    let refused = office.freeze("需论2026-02", None, Comparison::Exact, Some("x"));
    assert_eq!(code(refused), Code::DemandOutOfOrder, "it is before another panel");
}

#[test]
fn the_desk_shows_a_demand_without_budget_or_contact_and_hides_a_recused_one() {
    let mut held = Held::frozen();
    let paper = held.meeting.path("需求书.pdf");
    std::fs::write(&paper, b"%PDF-1.7\n%%EOF\n").unwrap();
    let (second, plan) = (held.demands[1].clone(), app::api::intake::PaperKind::Evidence);
    held.meeting.office.attach_paper("", &second, plan, &paper).unwrap();
    assert_eq!(
        code(held.meeting.office.attach_paper("", "X-999", plan, &paper)),
        Code::NotFound,
        "a paper belongs to a demand that is there"
    );
    let (mut desk, id) = held.laptop("G1");
    let view = desk.desk_view(&id).unwrap();
    assert_eq!((view.kind, view.bids.len(), view.criteria.len()), (Kind::Demand, 4, 5));
    assert_eq!(view.bids[0].title, None);
    assert_eq!(code(desk.bid_view(&id, &held.demands[0])), Code::ScoreRecused);
    let shown = desk.bid_view(&id, &second).unwrap();
    assert_eq!((shown.solver.as_ref(), shown.fiscal.as_ref(), shown.lines.len()), (None, None, 0));
    assert_eq!(shown.papers.len(), 1);
    let stated = shown.demand.unwrap();
    assert!(!stated.indicators.is_empty() && stated.total_investment.is_some());
    desk.pledge(&id).unwrap();
    let vote = Edit::Vote { conclusion: Some(Conclusion::Approve) };
    assert_eq!(code(desk.edit(&id, &second, vote)), Code::ConclusionOtherKind);
    let (desk, id) = held.laptop("Z1");
    assert_eq!(desk.desk_view(&id).unwrap().bids.iter().filter(|b| b.title.is_some()).count(), 4);
}

#[test]
fn signed_scores_become_the_panels_words_and_they_lead_to_the_published_list() {
    let mut held = Held::frozen();
    held.scored();
    let first = held.demands[0].clone();
    let view = held.meeting.office.results_view(NO, &app::api::results::WhatIf::default()).unwrap();
    let scores: Vec<_> = view.rows.iter().map(|r| (r.score.clone().unwrap(), r.suggested.unwrap())).collect();
    let expected = [
        ("90.00", Said::List),
        ("80.00", Said::List),
        ("70.00", Said::ListAfterRevision),
        ("50.00", Said::Defer),
    ];
    assert_eq!(scores, expected.map(|(s, c)| (s.to_owned(), c)));
    assert_eq!((view.rows[0].award.as_ref(), view.rows[0].valid_n.as_str()), (None, "4"));
    let explained = held.meeting.office.explain_view(NO, &first).unwrap();
    assert_eq!((explained.lines.len(), explained.award, explained.budget_problems.len()), (0, None, 0));
    let wrong = vec![(said(&first, Conclusion::Approve), Vec::new())];
    assert_eq!(code(held.meeting.office.decide_all(NO, wrong)), Code::ConclusionOtherKind);
    let bare = PanelDecision { value_text: " ".to_owned(), ..said(&first, Conclusion::List) };
    assert_eq!(
        code(held.meeting.office.decide_all(NO, vec![(bare, Vec::new())])),
        Code::ConclusionDemandOpinion
    );
    assert_eq!(
        status(&held.meeting.office, &first),
        DemandStatus::UnderReview,
        "a refused word changes nothing"
    );
    concluded(&mut held);
    let (office, demands) = (&mut held.meeting.office, held.demands.clone());
    let line = office.demand_view(&demands[2]).unwrap().line;
    let word = line.word.unwrap();
    assert_eq!((line.status, line.by_session, word.score.as_str()), (DemandStatus::Proposed, true, "70"));
    assert_eq!(
        (word.conclusion, word.revise.as_str()),
        (DemandConclusion::ListAfterRevision, "成材率改为不低于92%")
    );
    assert_eq!(status(office, &demands[3]), DemandStatus::NotSelected);
    // The text judged stands in the papers, whatever is made precise with the enterprise afterwards.
    let title = office.demand_view(&first).unwrap().line.title;
    let mut mended = office.demand_view(&first).unwrap().form;
    mended.title = "另一题名".to_owned();
    office.save_demand_typed(mended, false).unwrap();
    let folder = held.meeting.scratch.path().join("papers");
    let made = office.make_documents(NO, &folder).unwrap().made;
    assert_eq!(office.session(NO).unwrap().stage, Stage::Closed);
    let forms: Vec<&str> = made.iter().map(|m| m.form.as_str()).collect();
    assert!(forms.contains(&"minutes-demand") && !forms.contains(&"budget-review"), "{forms:?}");
    let minutes = made.iter().find(|m| m.form == "minutes-demand").unwrap();
    let words = words(&minutes.path);
    for part in [title.as_str(), "行业管理专家3人", "建议入榜2项", "完善后入榜1项", "暂不入榜1项"]
    {
        assert!(words.contains(part), "{part} in {words}");
    }
    publish(office, &demands);
    assert_eq!(status(office, &demands[1]), DemandStatus::Published);
    office.vault().verify_journal(None).unwrap();
}

fn publish(office: &mut Office, demands: &[String]) {
    let list: Vec<String> = demands[..2].to_vec();
    let batch = "2026年第一批榜单";
    office
        .make_batch_typed(BatchForm {
            name: batch.to_owned(),
            office: "太原市科学技术局".to_owned(),
            made_on: "2026-01-21".to_owned(),
            grounds: vec![BatchGround::Urgency],
            ground_text: String::new(),
            expired_reason: String::new(),
            demands: list,
        })
        .unwrap();
    let decision = |on: &str, by: &str| ListDecisionForm {
        on: on.to_owned(),
        number: "2026年第3次".to_owned(),
        by: by.to_owned(),
        attendance: "班子成员".to_owned(),
        left_out: Vec::new(),
    };
    let early = office.decide_list_typed(batch, Deciding::Study, decision("2026-01-19", "局党组会"));
    assert_eq!(code(early), Code::ListDateOrder, "not before the session's day");
    office.decide_list_typed(batch, Deciding::Study, decision("2026-01-22", "局党组会")).unwrap();
    office.decide_list_typed(batch, Deciding::Approval, decision("2026-01-26", "市政府常务会")).unwrap();
    office.number_list(batch, "BT2026").unwrap();
    let form = PublicationForm {
        on: "2026-01-28".to_owned(),
        number: String::new(),
        deadline_day: "2026-03-10".to_owned(),
        deadline_time: "17:00".to_owned(),
        place: "市科技局".to_owned(),
        phone: "0351-0000000".to_owned(),
    };
    office.publish_list_typed(batch, &form).unwrap();
}

#[test]
fn reopening_takes_the_words_back_and_the_next_tally_gives_them_again_and_a_human_can_say_otherwise_with_a_reason()
 {
    let mut held = Held::frozen();
    held.scored();
    concluded(&mut held);
    let (office, first) = (&mut held.meeting.office, held.demands[0].clone());
    office.reopen(NO, "一份评分包迟到", "章示明").unwrap();
    assert_eq!(status(office, &first), DemandStatus::UnderReview);
    office.tally(NO).unwrap();
    assert_eq!(status(office, &first), DemandStatus::Proposed);
    let one = std::slice::from_ref(&first);
    office.move_demands_typed(one, DemandAct::TakeBack, "企业来函撤回部分指标").unwrap();
    let word = DemandWord {
        conclusion: DemandConclusion::Defer,
        score: String::new(),
        reason: "指标撤回后不能考核。".to_owned(),
        revise: String::new(),
        by_hand: String::new(),
    };
    assert_eq!(code(office.conclude_demand_typed(&first, word.clone())), Code::ReasonMissing);
    let word = DemandWord { by_hand: "专家组会后书面补充意见".to_owned(), ..word };
    office.conclude_demand_typed(&first, word).unwrap();
    let line = office.demand_view(&first).unwrap().line;
    assert_eq!((line.status, line.by_session), (DemandStatus::NotSelected, false));
    office.tally(NO).unwrap();
    assert_eq!(status(office, &first), DemandStatus::NotSelected, "what a human recorded stays");
    let second = held.demands[1].clone();
    office.propose_recusals(NO, &Aliases::default()).unwrap_err();
    publish_batch_only(office, &second);
    assert_eq!(code(office.reopen(NO, "再次", "章示明")), Code::DemandListed, "a list was built on it");
}

fn publish_batch_only(office: &mut Office, no: &str) {
    office
        .make_batch_typed(BatchForm {
            name: "2026年第二批榜单".to_owned(),
            office: "太原市科学技术局".to_owned(),
            made_on: "2026-01-21".to_owned(),
            grounds: vec![BatchGround::Field],
            ground_text: String::new(),
            expired_reason: String::new(),
            demands: vec![no.to_owned()],
        })
        .unwrap();
}
