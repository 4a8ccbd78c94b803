//! What a panel does together: its word on a veto that then holds, votes with counts, dissent word for word, the supervisor's
//! remarks. All of it is on paper.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::PathBuf;

use app::Refusal;
use app::api::collective::{PanelForm, VoteChoice, VoteForm};
use app::api::desk::Conclusion as Said;
use app::api::results::{Standing as Stands, TieForm, TieHow, WhatIf};
use domain::Code;
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::desk::{Edit, GateAnswer};
use domain::gates::{Attended, Said as AtGate, SignWay};
use journeys::{Meeting, SESSION, drawn, lock, score, words};

fn code<T>(result: Result<T, Refusal>) -> Code {
    result.map(|_| ()).unwrap_err().code()
}

/// Everybody scored alike; the first expert found JB-001's papers false. The scores are taken together, the tie is settled.
fn tallied() -> Meeting {
    let mut meeting = Meeting::frozen();
    for no in meeting.experts.clone() {
        let (mut desk, id) = meeting.laptop(&no);
        score(&mut desk, &id, 80);
        if no == "Z1" {
            let answer = Some(GateAnswer { yes: true, reason: "检测报告编号查无此件".to_owned() });
            desk.edit(&id, "JB-001", Edit::Gate { gate: "fraud".to_owned(), answer }).unwrap();
        }
        lock(&mut desk, &id).unwrap();
        let pack = meeting.path(&format!("{no}.scores.lzp"));
        desk.write_scores(&id, &pack).unwrap();
        meeting.take(&pack);
    }
    meeting.office.tally(SESSION).unwrap();
    let word = drawn(meeting.bids.clone());
    meeting.office.settle_tie(SESSION, word).unwrap();
    meeting
}

fn veto(gate: &str, confirmed: bool, grounds: &str, vote: Option<VoteForm>) -> PanelForm {
    PanelForm::Veto {
        bid_no: "JB-001".to_owned(),
        gate: gate.to_owned(),
        confirmed,
        grounds: grounds.to_owned(),
        vote,
    }
}

fn vote(in_favour: u32, against: u32, abstained: u32) -> VoteForm {
    let counted_by = "孙示例".to_owned();
    VoteForm { in_favour, against, abstained, two_thirds: false, named: Vec::new(), counted_by }
}

fn on(bid_no: &str, conclusion: Said, vote: VoteForm) -> PanelForm {
    let (bid_no, conclusion) = (Some(bid_no.to_owned()), Some(conclusion));
    PanelForm::Vote { bid_no, conclusion, question: String::new(), vote }
}

fn dissent(expert_no: &str, bid_no: Option<&str>, text: &str) -> PanelForm {
    let bid_no = bid_no.map(str::to_owned);
    PanelForm::Dissent { expert_no: expert_no.to_owned(), bid_no, text: text.to_owned() }
}

fn word(bid_no: &str, conclusion: Conclusion, reason: &str) -> PanelDecision {
    PanelDecision {
        bid_no: bid_no.to_owned(),
        conclusion,
        standing: if conclusion.agrees() { Standing::Recommended } else { Standing::None },
        feasibility_text: "总体可行。".to_owned(),
        budget_text: "预算合理。".to_owned(),
        value_text: String::new(),
        weakness_text: String::new(),
        revise_text: String::new(),
        reason: reason.to_owned(),
        vote_text: None,
        closing: None,
        on_project: None,
    }
}

fn says(meeting: &mut Meeting, form: PanelForm) -> Result<(), Refusal> {
    meeting.office.record_panel_typed(SESSION, form)
}

fn decide(meeting: &mut Meeting, decision: PanelDecision) -> Result<(), Refusal> {
    meeting.office.decide(SESSION, decision, Vec::new())
}

fn papers(meeting: &mut Meeting) -> Vec<PathBuf> {
    let saved = meeting.office.make_documents(SESSION, &meeting.path("out")).unwrap();
    saved.made.into_iter().map(|m| m.path).collect()
}

fn paper(saved: &[PathBuf], name: &str) -> String {
    words(saved.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains(name)).unwrap())
}

/// What a named paper carries as its data: on a page that lies on its side the cells of a table are read line by line.
fn data(saved: &[PathBuf], name: &str) -> String {
    let path = saved.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains(name)).unwrap();
    let canonical = documents::read_digest(&std::fs::read(path).unwrap()).unwrap().canonical;
    String::from_utf8(canonical.unwrap()).unwrap()
}

/// All words of a paper, also of a page that lies on its side.
fn entire(saved: &[PathBuf], name: &str) -> String {
    let path = saved.iter().find(|p| p.file_name().unwrap().to_string_lossy().contains(name)).unwrap();
    let told = std::process::Command::new("pdftotext").arg(path).arg("-").output().unwrap();
    String::from_utf8(told.stdout).unwrap().split_whitespace().collect()
}

#[test]
fn a_veto_holds_once_the_panel_confirms_it_and_no_reason_goes_over_it() {
    let mut meeting = tallied();
    assert_eq!(code(says(&mut meeting, veto("ip", true, "核查", None))), Code::VetoNobody);
    assert_eq!(code(says(&mut meeting, veto("fraud", true, " ", None))), Code::ReasonMissing);
    assert_eq!(code(says(&mut meeting, veto("fraud", true, "核查", Some(vote(8, 0, 0))))), Code::VoteCount);
    let reasoned = word("JB-001", Conclusion::Approve, "经核实系编号笔误");
    decide(&mut meeting, reasoned.clone()).unwrap();
    says(&mut meeting, veto("fraud", true, "检测机构书面答复无此报告", Some(vote(6, 1, 0)))).unwrap();
    let said = meeting.office.explain_view(SESSION, "JB-001").unwrap().vetoes[0].said.clone().unwrap();
    assert!(said.confirmed && said.grounds == "检测机构书面答复无此报告");
    // What was concluded before does not hold any more, and is not concluded again; nor is it suggested any longer.
    let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    let suggested = view.rows.iter().find(|r| r.no == "JB-001").unwrap().suggested;
    assert_eq!(suggested, Some(app::api::desk::Conclusion::Reject));
    assert!(view.findings.iter().any(|f| f.code == "conclusion.veto_confirmed"), "{:?}", view.findings);
    assert_eq!(code(decide(&mut meeting, reasoned)), Code::ConclusionVetoConfirmed);
    decide(&mut meeting, word("JB-001", Conclusion::Reject, "材料不实")).unwrap();
    for no in ["JB-002", "JB-003"] {
        decide(&mut meeting, word(no, Conclusion::Approve, "")).unwrap();
    }
    let saved = papers(&mut meeting);
    let minutes = paper(&saved, "纪要");
    for told in [
        "专家组集体认定：成立，依据：检测机构书面答复无此报告",
        "赞成6票、反对1票、弃权0票",
        "检测报告编号查无此件",
    ] {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
    assert!(
        minutes.contains("按冻结的规则处理：") && minutes.contains("移交核查"),
        "as the opinion: {minutes}"
    );
    let opinion = paper(&saved, "专家组意见");
    for told in
        ["否决事项经专家组集体认定成立", "移交核查", "理由：材料不实", "因否决事项经专家组集体认定成立"]
    {
        assert!(opinion.contains(told), "{told} in {opinion}");
    }
}

#[test]
fn the_envelope_proposes_nothing_for_a_bid_that_a_confirmed_veto_forbids() {
    let mut meeting = tallied();
    let form = app::api::envelope::EnvelopeForm { total: "100000".to_owned(), ..Default::default() };
    meeting.office.set_envelope_typed(SESSION, &form).unwrap();
    let proposed = |meeting: &Meeting| {
        let view = meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
        view.rows.iter().find(|r| r.no == "JB-001").unwrap().proposed
    };
    assert_eq!(proposed(&meeting), Some(Stands::Recommended));
    says(&mut meeting, veto("fraud", true, "检测机构书面答复无此报告", None)).unwrap();
    assert_eq!(proposed(&meeting), Some(Stands::None));
}

#[test]
fn a_veto_that_the_panel_does_not_confirm_is_in_nobodys_way() {
    let mut meeting = tallied();
    let approve = word("JB-001", Conclusion::Approve, "");
    assert_eq!(code(decide(&mut meeting, approve.clone())), Code::ConclusionOverVeto);
    says(&mut meeting, veto("fraud", false, "系编号笔误", None)).unwrap();
    decide(&mut meeting, approve).unwrap();
}

#[test]
fn a_vote_counts_those_who_were_there_less_the_recused_and_its_outcome_holds() {
    let mut meeting = tallied();
    let there = ["Z1", "Z2", "Z3", "Z4", "Z5", "Z6"];
    let members =
        there.map(|no| Attended { expert_no: no.to_owned(), way: SignWay::Paper }).into_iter().collect();
    meeting.office.record_gate(SESSION, AtGate::SignedIn { members }, None).unwrap();
    // Z2 is recused from JB-002, Z7 did not come.
    assert_eq!(code(says(&mut meeting, on("JB-002", Said::Approve, vote(4, 1, 1)))), Code::VoteCount);
    let named = vec![("Z2".to_owned(), VoteChoice::For)];
    let open = VoteForm { named, ..vote(1, 4, 0) };
    assert_eq!(code(says(&mut meeting, on("JB-002", Said::Approve, open))), Code::VoteNamed);
    assert_eq!(code(says(&mut meeting, on("JB-002", Said::List, vote(3, 1, 1)))), Code::ConclusionOtherKind);
    let voters = meeting.office.explain_view(SESSION, "JB-002").unwrap().voters;
    let numbers: Vec<&str> = voters.iter().map(|v| v.expert_no.as_str()).collect();
    assert_eq!(numbers, ["Z1", "Z3", "Z4", "Z5", "Z6"]);
    let choices =
        [VoteChoice::For, VoteChoice::Against, VoteChoice::Against, VoteChoice::Abstain, VoteChoice::Against];
    let named = numbers.iter().map(|no| (*no).to_owned()).zip(choices).collect();
    says(&mut meeting, on("JB-002", Said::Approve, VoteForm { named, ..vote(1, 3, 1) })).unwrap();
    let approve = word("JB-002", Conclusion::Approve, "");
    assert_eq!(code(decide(&mut meeting, approve.clone())), Code::ConclusionAgainstVote);
    says(&mut meeting, on("JB-002", Said::Approve, vote(3, 1, 1))).unwrap();
    decide(&mut meeting, approve).unwrap();
    decide(&mut meeting, word("JB-001", Conclusion::Approve, "经核实系编号笔误")).unwrap();
    decide(&mut meeting, word("JB-003", Conclusion::Approve, "")).unwrap();
    let other = PanelForm::Vote {
        bid_no: None,
        conclusion: None,
        question: "是否请出题企业补充说明".to_owned(),
        vote: VoteForm { two_thirds: true, ..vote(4, 2, 0) },
    };
    says(&mut meeting, other).unwrap();
    says(&mut meeting, veto("fraud", false, "系编号笔误", Some(vote(1, 5, 0)))).unwrap();
    let saved = papers(&mut meeting);
    // The summary tells an answer that vetoes with the panel's word, who wrote it down and when.
    let summary = data(&saved, "评分汇总表（实名");
    for told in ["专家组集体认定：不成立，依据：系编号笔误，", "，计票人：孙示例", "登记：钱示例"]
    {
        assert!(summary.contains(told), "{told} in {summary}");
    }
    let blind = entire(&saved, "隐名");
    assert!(blind.contains("集体认定") && !blind.contains("系编号笔误"), "{blind}");
    let minutes = paper(&saved, "纪要");
    for told in ["记名表决，赞成1票、反对3票、弃权1票", "未通过", "是否请出题企业补充说明", "三分之二以上"]
    {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
    let opinion = paper(&saved, "专家组意见");
    assert!(opinion.contains("“同意”经无记名表决，赞成3票、反对1票、弃权1票"), "{opinion}");
}

#[test]
fn dissent_and_remarks_are_printed_word_for_word_and_after_the_signing_only_added_to() {
    let mut meeting = tallied();
    let own = "我认为指标偏低。\n应当在修改后重新论证！";
    assert_eq!(code(says(&mut meeting, dissent("Z2", Some("JB-002"), own))), Code::DissentRecused);
    assert_eq!(code(says(&mut meeting, dissent("Z9", None, own))), Code::NotFound);
    assert_eq!(code(says(&mut meeting, dissent("Z3", None, " "))), Code::MissingValue);
    says(&mut meeting, PanelForm::NoDissent { asked_by: "章示明".to_owned() }).unwrap();
    says(&mut meeting, dissent("Z3", Some("JB-001"), "待补")).unwrap();
    says(&mut meeting, dissent("Z3", Some("JB-001"), own)).unwrap();
    assert_eq!(
        code(says(&mut meeting, PanelForm::NoDissent { asked_by: String::new() })),
        Code::DissentThere
    );
    let remarks = "评审按规则进行；第二项质询超时，已提醒。";
    let said = |text: &str| PanelForm::Remarks { supervisor: "孙示例".to_owned(), text: text.to_owned() };
    says(&mut meeting, said(remarks)).unwrap();
    decide(&mut meeting, word("JB-001", Conclusion::Approve, "经核实系编号笔误")).unwrap();
    for no in ["JB-002", "JB-003"] {
        decide(&mut meeting, word(no, Conclusion::Approve, "")).unwrap();
    }
    says(&mut meeting, veto("fraud", false, "系编号笔误", None)).unwrap();
    let saved = papers(&mut meeting);
    let bare: String = own.split_whitespace().collect();
    let minutes = paper(&saved, "纪要");
    assert!(minutes.contains(&bare) && !minutes.contains("待补") && minutes.contains(remarks), "{minutes}");
    let opinion = paper(&saved, "专家组意见");
    assert_eq!(opinion.matches(&bare).count(), 1, "on its own bid alone: {opinion}");
    assert_eq!(code(says(&mut meeting, on("JB-001", Said::Approve, vote(7, 0, 0)))), Code::StepOutOfOrder);

    let refused = AtGate::SigningRefused {
        expert_no: "Z3".to_owned(),
        reason: "结论未采纳本人意见".to_owned(),
    };
    meeting.office.record_gate(SESSION, refused, Some("补签")).unwrap();
    let members = ["Z1", "Z2"].map(str::to_owned).to_vec();
    let signed = meeting.office.record_gate(SESSION, AtGate::Signed { members }, Some("未作合议记录"));
    signed.unwrap();
    assert_eq!(code(says(&mut meeting, dissent("Z3", Some("JB-001"), ""))), Code::DissentSigned);
    says(&mut meeting, dissent("Z3", Some("JB-001"), "补充：须复测。")).unwrap();
    let minutes = paper(&papers(&mut meeting), "纪要");
    for told in
        [bare.as_str(), "签字后补充", "补充：须复测。", "拒绝在本纪要上签字，理由：结论未采纳本人意见"]
    {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
    let acts = meeting.office.vault().journal(1, 10_000).unwrap();
    let dissents = acts.iter().filter(|(e, _)| e.action == "panel.dissent").count();
    assert_eq!(dissents, 3, "each word has its entry");
}

/// Everybody scored alike: all bids are tied. One member is recused from JB-002.
fn tied() -> Meeting {
    let mut meeting = Meeting::frozen();
    for pack in meeting.scored() {
        meeting.take(&pack);
    }
    meeting.office.tally(SESSION).unwrap();
    meeting
}

fn by_votes(counts: [u32; 3], abstained: u32) -> TieForm {
    let votes = ["JB-001", "JB-002", "JB-003"].map(str::to_owned).into_iter().zip(counts).collect();
    TieForm {
        how: TieHow::Vote { votes, abstained, named: Vec::new(), counted_by: "钱示例".to_owned() },
        held_by: "章示明".to_owned(),
        reason: "应用单位已落实中试场地".to_owned(),
        witnesses: "孙示例".to_owned(),
    }
}

#[test]
fn the_counts_of_a_vote_give_the_order_of_a_tie_and_equal_counts_are_told_apart_by_a_lot() {
    let mut meeting = tied();
    let view = |meeting: &Meeting| meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    let first = view(&meeting);
    assert_eq!(
        (first.ties.len(), first.ties[0].voters.len()),
        (1, 6),
        "a member recused from one bid does not vote"
    );
    for (counts, abstained) in [([3, 2, 2], 0), ([3, 1, 1], 0), ([0, 0, 0], 0)] {
        let refused = meeting.office.settle_tie_typed(SESSION, by_votes(counts, abstained));
        assert_eq!(code(refused), Code::VoteCount, "{counts:?}");
    }
    meeting.office.settle_tie_typed(SESSION, by_votes([1, 1, 3], 1)).unwrap();
    let after = view(&meeting);
    let order: Vec<&str> = after.rows.iter().map(|r| r.no.as_str()).collect();
    let ranks: Vec<Option<u32>> = after.rows.iter().map(|r| r.rank).collect();
    assert_eq!((order, ranks), (vec!["JB-003", "JB-001", "JB-002"], vec![Some(1), Some(2), Some(2)]));
    assert_eq!(after.ties[0].bids, ["JB-001", "JB-002"], "equal counts wait for people still");
    assert_eq!(after.settled[0].left, [["JB-001", "JB-002"]]);
    let whole = domain::session::TieDecision { reason: "同分".to_owned(), ..drawn(meeting.bids.clone()) };
    assert_eq!(code(meeting.office.settle_tie(SESSION, whole)), Code::NotFound, "one is settled");
    let twice = drawn(["JB-001", "JB-001"].map(str::to_owned).to_vec());
    assert_eq!(code(meeting.office.settle_tie(SESSION, twice)), Code::NotFound);
    meeting.office.settle_tie(SESSION, drawn(["JB-002", "JB-001"].map(str::to_owned).to_vec())).unwrap();
    let settled = view(&meeting);
    let order: Vec<&str> = settled.rows.iter().map(|r| r.no.as_str()).collect();
    assert_eq!(order, ["JB-003", "JB-002", "JB-001"]);
    assert!(settled.ties.is_empty());
    let explained = meeting.office.explain_view(SESSION, "JB-001").unwrap();
    assert_eq!(explained.ties.len(), 2, "the vote and the lot lead to its rank");
    for no in ["JB-001", "JB-002", "JB-003"] {
        decide(&mut meeting, word(no, Conclusion::Approve, "合议")).unwrap();
    }
    told_of_vote_and_lot(&papers(&mut meeting));
}

/// Minutes, summary and blind summary of a vote that left two tied, and of the lot that told them apart.
fn told_of_vote_and_lot(saved: &[PathBuf]) {
    let minutes = paper(saved, "纪要");
    for told in [
        "得3票",
        "弃权1票，得票多者在前",
        "票数相同，仍为并列",
        "经抽签（抽签人：孙示例）确定先后",
        "主持人：章示明",
        "计票人：",
    ] {
        assert!(minutes.contains(told), "{told} in {minutes}");
    }
    let summary = data(saved, "评分汇总表（实名");
    for told in ["计票人：钱示例；见证人：", "主持人：章示明", "票数相同，仍为并列"]
    {
        assert!(summary.contains(told), "{told} in {summary}");
    }
    // Six of seven score this criterion of twenty points, all of them sixteen.
    assert!(summary.contains(r#""cell":"16.00（6→4）","dropped":"↑16 ↓16""#), "{summary}");
    let blind = entire(saved, "隐名");
    for told in ["JB-003得3票", "票数相同", "抽签"] {
        assert!(blind.contains(told), "{told} in {blind}");
    }
    for name in ["章示明", "孙示例", "钱示例", "计票人"] {
        assert!(!blind.contains(name), "{name} in {blind}");
    }
}

#[test]
fn a_lot_is_told_with_how_it_was_drawn_and_no_vote_is_asserted_that_was_not_taken() {
    let mut meeting = tied();
    let mut lot = drawn(meeting.bids.clone());
    lot.reason = "票数相同，抽签决定；".to_owned();
    if let Some(domain::collective::tie::TieBy::Lot(how)) = &mut lot.how {
        how.method = "现场摇号".to_owned();
    }
    meeting.office.settle_tie(SESSION, lot).unwrap();
    for no in ["JB-001", "JB-002", "JB-003"] {
        decide(&mut meeting, word(no, Conclusion::Approve, "合议")).unwrap();
    }
    let minutes = paper(&papers(&mut meeting), "纪要");
    assert!(minutes.contains("经抽签（方式：现场摇号；抽签人：孙示例）确定先后"), "{minutes}");
    assert!(minutes.contains("理由：票数相同，抽签决定（此前没有登记表决）；主持人"), "{minutes}");
}

#[test]
fn a_tie_whose_bids_are_refused_but_for_one_waits_for_nobody_and_holds_no_paper_back() {
    let mut meeting = tied();
    decide(&mut meeting, word("JB-001", Conclusion::Approve, "")).unwrap();
    decide(&mut meeting, word("JB-002", Conclusion::Reject, "指标不足")).unwrap();
    let view = |meeting: &Meeting| meeting.office.results_view(SESSION, &WhatIf::default()).unwrap();
    assert_eq!(view(&meeting).ties.len(), 1, "two of the three contend still");
    let unfunded = PanelDecision {
        standing: Standing::Unfunded,
        ..word("JB-003", Conclusion::Approve, "同一内容另有支持")
    };
    decide(&mut meeting, unfunded).unwrap();
    let over = view(&meeting);
    assert!(over.ties.is_empty(), "{:?}", over.ties);
    assert!(over.findings.iter().all(|f| f.code != "tie.unresolved"), "{:?}", over.findings);
    assert_eq!(meeting.office.documents_view(SESSION).unwrap().blocked, []);
    let waits = meeting.office.home_view().unwrap().waiting;
    assert!(waits.iter().all(|w| w.what != app::api::home::WaitingFor::Tie), "{waits:?}");
    let saved = papers(&mut meeting);
    assert!(paper(&saved, "建议名单").contains("JB-001"));
}

#[test]
fn the_vote_on_an_opinion_is_the_recorded_one_and_a_note_beside_it_names_no_counts() {
    let mut meeting = tallied();
    let noted = |note: &str| PanelDecision {
        vote_text: Some(note.to_owned()),
        ..word("JB-002", Conclusion::Approve, "")
    };
    for note in ["9票同意", "七票赞成", "3人反对"] {
        assert_eq!(code(decide(&mut meeting, noted(note))), Code::DecisionVoteCounts, "{note}");
    }
    says(&mut meeting, on("JB-002", Said::Approve, vote(5, 1, 0))).unwrap();
    decide(&mut meeting, noted("复议一次后表决")).unwrap();
    says(&mut meeting, veto("fraud", false, "系编号笔误", None)).unwrap();
    decide(&mut meeting, word("JB-001", Conclusion::Approve, "经核实系编号笔误")).unwrap();
    decide(&mut meeting, word("JB-003", Conclusion::Approve, "")).unwrap();
    let opinion = paper(&papers(&mut meeting), "专家组意见");
    let told = "表决情况：“同意”经无记名表决，赞成5票、反对1票、弃权0票";
    assert!(opinion.contains(told) && opinion.contains("说明：复议一次后表决。"), "{opinion}");
}

#[test]
fn an_opinion_closes_with_the_sentence_that_the_panel_took_and_with_a_line_where_it_took_none() {
    let mut meeting = tallied();
    says(&mut meeting, veto("fraud", false, "系编号笔误", None)).unwrap();
    decide(&mut meeting, word("JB-001", Conclusion::Approve, "经核实系编号笔误")).unwrap();
    let offered = meeting.office.explain_view(SESSION, "JB-002").unwrap().closing_standard;
    let offered = offered.into_iter().find(|s| s.conclusion == Said::Approve).unwrap().text;
    let own = PanelDecision { closing: Some(offered.clone()), ..word("JB-002", Conclusion::Approve, "") };
    decide(&mut meeting, own).unwrap();
    decide(&mut meeting, word("JB-003", Conclusion::Approve, "")).unwrap();
    let shown = meeting.office.explain_view(SESSION, "JB-002").unwrap().decision.unwrap();
    assert_eq!(shown.closing, offered);
    let opinion = paper(&papers(&mut meeting), "专家组意见");
    assert_eq!(opinion.matches("目标明确、路线可行、预算合理").count(), 1, "of one bid alone: {opinion}");
    assert_eq!(opinion.matches("综合以上意见，").count(), 3);
    assert_eq!(opinion.matches("结论：同意将揭榜方列入成功揭榜方建议名单。").count(), 3, "{opinion}");
}
