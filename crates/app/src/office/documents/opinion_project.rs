//! 专家组意见 on each project: what the panel signs of a milestone, of results or of an end.

use documents::model::{GroundTick, PanelOpinionProject};
use documents::{Form, Variant};
use domain::conclusion::{Conclusion, FailGround, ProjectWord};
use domain::project::{ProjectText, ReportKind};
use domain::recommendation::Judged;
use domain::session::SessionKind;

use super::acts;
use super::minutes_project::{figures, leanings, milestone_name, written};
use super::opinions::{members, recused};
use super::source::Source;
use super::words::{self, bare_line};
use crate::refusal::Result;

/// 专家组意见, one for each project in the order of presentation.
pub(super) fn opinions(source: &Source<'_>) -> Result<Vec<Form>> {
    let judged = |no: &String| source.result.judged.iter().find(|j| j.item.no() == no);
    let all = source.session.bids.iter().filter_map(judged);
    all.filter_map(|j| Some((j, j.item.project()?))).map(|(j, text)| opinion(source, j, text)).collect()
}

#[allow(clippy::too_many_lines, reason = "one form, filled field by field")]
fn opinion(source: &Source<'_>, judged: &Judged, text: &ProjectText) -> Result<Form> {
    let (said, kind) = (&judged.decision, text.judged);
    let nothing = ProjectWord::default();
    let word = said.on_project.as_ref().unwrap_or(&nothing);
    let figures = figures(text, said.conclusion);
    let (end, joint) = (text.end_proposal.as_ref(), source.session.joint.as_ref());
    let is = |c: Conclusion| said.conclusion == c;
    let title = match kind {
        SessionKind::Milestone => "里程碑节点考核意见",
        SessionKind::Acceptance => "结题验收意见",
        _ => "项目终止论证意见",
    };
    let tick = |g: &FailGround| GroundTick { tick: Some(word.grounds.contains(g)), text: g.zh().to_owned() };
    let term = format!("{}—{}", text.start.format("%Y.%-m"), text.end.format("%Y.%-m"));
    Ok(Form::PanelOpinionProject(PanelOpinionProject {
        common: source.common(&format!("意见/{}", text.no), Variant::Named)?,
        opinion_title: title.to_owned(),
        of_milestone: kind == SessionKind::Milestone,
        of_acceptance: kind == SessionKind::Acceptance,
        of_termination: kind == SessionKind::Termination,
        project_no: text.no.clone(),
        project_title: text.title.clone(),
        contract_no: text.contract_no.clone(),
        term_text: Some(term),
        sponsor: Some(text.sponsor.clone()),
        solver: Some(text.solver.clone()),
        chief_engineer: text.chief_engineer().map(str::to_owned),
        milestone_name: milestone_name(text),
        due_on: text.now().map(|m| m.due),
        indicators_text: text.now().and_then(|m| written(&m.indicators)),
        papers_text: Some(papers(text)),
        joint_recorded: joint.is_some(),
        joint_on: joint.map(|j| j.on),
        bureau_rep: joint.map(|j| j.bureau.clone()),
        sponsor_rep: joint.map(|j| j.sponsor.clone()),
        proposer: end.map(|e| e.by.clone()),
        proposed_on: end.map(|e| e.on),
        first_text: written(&said.feasibility_text),
        money_text: Some(said.budget_text.trim().to_owned()),
        problems_text: Some(said.weakness_text.trim().to_owned()),
        follow_text: Some(said.revise_text.trim().to_owned()),
        until: word.until,
        approved: Some(text.approved),
        paid: text.paid,
        spent: text.spent,
        payable: text.now().and_then(|m| m.payable),
        ends: said.conclusion.ends(),
        stop: figures.map(|f| f.stop),
        recover: figures.map(|f| f.recover),
        scored: source.rules.sheet.sheet.scored,
        score: words::score(&judged.tally),
        leanings_text: leanings(source, &text.no),
        conclusion: Some(said.conclusion.zh().to_owned()),
        is_milestone_pass: is(Conclusion::MilestonePass),
        is_rectify: is(Conclusion::Rectify),
        is_milestone_fail: is(Conclusion::MilestoneFail),
        is_pass: is(Conclusion::AcceptancePass),
        is_close: is(Conclusion::Close),
        is_fail: is(Conclusion::AcceptanceFail),
        is_extend: is(Conclusion::Extend),
        is_objective: is(Conclusion::TerminateObjective),
        is_fault: is(Conclusion::TerminateFault),
        is_fraud: is(Conclusion::RecoverAll),
        grounds: FailGround::ALL.iter().map(tick).collect(),
        responsible: word.responsible.map(|who| who.zh().to_owned()),
        third_party: written(&word.third_party),
        proof: written(&word.proof),
        reason_text: Some(said.reason.trim().to_owned()),
        vote_text: acts::vote_on(source, &text.no).or_else(|| Some(String::new())),
        vote_note: said.vote_text.as_deref().map(bare_line).unwrap_or_default(),
        closing: said.closing.as_deref().map(bare_line),
        recused_text: Some(recused(source, &text.no)),
        dissent_text: acts::dissent_on(source, &text.no, true),
        dissent_blind: acts::dissent_on(source, &text.no, false),
        chair_name: source.chair().map(|m| m.name.clone()),
        chair_code: source.chair().map(|m| source.code(&m.expert_no)),
        members: members(source, &text.no)?,
    }))
}

/// The papers of 四（七）1 that were handed in, and those that were not; empty of a termination, which asks for none.
fn papers(text: &ProjectText) -> String {
    if text.judged == SessionKind::Termination {
        return String::new();
    }
    let missing = text.papers_missing();
    let there: Vec<&str> = ReportKind::ALL.iter().filter(|k| !missing.contains(k)).map(|k| k.zh()).collect();
    let lacks: Vec<&str> = missing.iter().map(|k| k.zh()).collect();
    match (there.is_empty(), lacks.is_empty()) {
        (_, true) => there.join("、"),
        (true, false) => format!("未登记{}", lacks.join("、")),
        (false, false) => format!("{}；未登记{}", there.join("、"), lacks.join("、")),
    }
}
