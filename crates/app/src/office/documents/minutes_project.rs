//! 评审纪要 of a session on projects from what was recorded. What it shares with the minutes of bids is made there.

use documents::Variant;
use documents::model::{MinutesProject, ProjectMinutes};
use domain::conclusion::{Conclusion, PanelDecision, ProjectWord};
use domain::gates::Conduct;
use domain::paper::votes;
use domain::project::{EndFigures, ProjectText, end_figures};
use domain::recommendation::Judged;
use domain::session::SessionKind;
use domain::{Category, Fen};

use super::acts;
use super::conduct::{Conducted, conducted};
use super::drawn;
use super::minutes::{experts, other_matters, questions, recusals, reopenings};
use super::source::Source;
use super::talks::talk_text;
use super::words::{self, count};
use super::{proceedings, reviewed};
use crate::clock::local;
use crate::refusal::Result;

/// Fills the minutes.
pub(super) fn minutes(source: &Source<'_>) -> Result<MinutesProject> {
    let rules = &source.result.view.rules;
    let judged = &source.result.judged;
    let kind = rules.kind();
    let told = proceedings::told(source)?;
    let held = conducted(source);
    let third: Vec<&str> = judged
        .iter()
        .filter_map(|j| j.decision.on_project.as_ref())
        .map(|word| word.third_party.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    Ok(MinutesProject {
        kind_text: kind.zh().to_owned(),
        of_milestone: kind == SessionKind::Milestone,
        of_acceptance: kind == SessionKind::Acceptance,
        of_termination: kind == SessionKind::Termination,
        project_count: Some(count(judged.len())?),
        sponsor: judged.first().map(|j| j.item.sponsor().to_owned()),
        third_party: third.first().map(|name| (*name).to_owned()).or_else(|| Some(String::new())),
        sheet_name: Some(rules.sheet.sheet.name_zh.clone()),
        sheet_version: Some(rules.sheet.sheet.id.clone()),
        frozen_at: Some(local(source.first_frozen())),
        amended_scoring: told.amended_scoring,
        amendments: told.amendments,
        incidents: told.incidents,
        scored: rules.sheet.sheet.scored,
        uses_trimmed: words::trim_min(rules).is_some(),
        uses_median: words::uses_median(rules),
        raters_text: rules.sheet.sheet.scored.then(|| words::who_scores(&rules.sheet)),
        trim_min: words::trim_min(rules),
        outlier_percent: Some(rules.sheet.sheet.deviation_percent.to_string()),
        recusals: recusals(source),
        no_recusal_confirmed: held.none_declared,
        projects: projects(source),
        outliers: reviewed::outliers(source),
        abstentions: reviewed::abstentions(source),
        superseded: reviewed::superseded(source),
        reopenings: reopenings(source),
        vetoes: reviewed::vetoes(source),
        votes: acts::votes(source),
        remarks: acts::remarks(source),
        dissents: acts::dissents(source),
        no_dissent_confirmed: acts::nobody_dissents(source),
        revoked_laptops: told.revoked,
        withdrawn_packs: told.withdrawn,
        forks: told.forks,
        restores: told.restores,
        counts_text: Some(counts(kind, judged)),
        payable_total: payable_total(judged),
        other_matters: Some(other_matters(source)),
        ..people(source, held)?
    })
}

/// Who was there and what the panel is.
fn people(source: &Source<'_>, held: Conducted) -> Result<MinutesProject> {
    let facts = &source.session.facts;
    let rules = &source.result.view.rules;
    let of = |category: Category| rules.panel.iter().filter(|m| m.category == category).count();
    let kinds = Category::ALL.iter().filter(|c| of(**c) > 0);
    let kinds: Vec<String> = kinds.map(|c| format!("{}专家{}人", c.zh(), of(*c))).collect();
    let [chair_way, chair_way_blind] = held.chair_way;
    let [draw_seed_text, draw_seed_blind] = drawn::sentence(source)?;
    let [paper_experts, paper_codes] = held.paper_experts;
    let [shared_experts, shared_codes] = held.shared_experts;
    let joint = source.session.joint.as_ref();
    Ok(MinutesProject {
        common: source.common("纪要", Variant::Named)?,
        organizer: facts.organizer.clone(),
        host_name: facts.host.clone(),
        recorder_name: facts.recorder.clone(),
        supervisor_name: facts.supervisor.clone(),
        attendees_text: facts.attendees.as_ref().map(|names| names.join("、")),
        expert_count: Some(count(rules.panel.len())?),
        kinds_text: Some(kinds.join("、")),
        chair_name: source.chair().map(|m| m.name.clone()),
        chair_code: source.chair().map(|m| source.code(&m.expert_no)),
        chair_way,
        chair_way_blind,
        draw_seed_text,
        draw_seed_blind,
        experts: experts(source)?,
        joint_recorded: joint.is_some(),
        joint_on: joint.map(|j| j.on),
        bureau_rep: joint.map(|j| j.bureau.clone()),
        sponsor_rep: joint.map(|j| j.sponsor.clone()),
        discipline_read: held.discipline_read,
        discipline_by: held.discipline_by,
        pledges_signed: held.pledges_signed,
        recusals_declared: held.all_asked,
        scored_independently: held.scored_independently,
        paper_experts,
        paper_codes,
        shared_experts,
        shared_codes,
        steps: held.steps,
        gone_back: held.gone_back,
        refusals: held.refusals,
        signed_late: held.signed_late,
        ..MinutesProject::default()
    })
}

/// How many projects got each conclusion: 通过4项，限期整改1项，不通过0项.
fn counts(kind: SessionKind, judged: &[Judged]) -> String {
    let of = |said: Conclusion| judged.iter().filter(|j| j.decision.conclusion == said).count();
    let all: Vec<String> = votes(kind).iter().map(|c| format!("{}{}项", c.zh(), of(*c))).collect();
    all.join("，")
}

/// What the contract ties to the milestones that were passed; nothing where one is not recorded, or none was passed.
fn payable_total(judged: &[Judged]) -> Option<Fen> {
    let passed = judged.iter().filter(|j| j.decision.conclusion == Conclusion::MilestonePass);
    let amounts: Option<Vec<Fen>> = passed.map(|j| j.item.project()?.now()?.payable).collect();
    Fen::sum(amounts.filter(|all| !all.is_empty())?)
}

/// 第1节点（中试）; nothing in another kind of session.
pub(super) fn milestone_name(project: &ProjectText) -> Option<String> {
    Some(format!("第{}节点（{}）", project.milestone?, project.now()?.task.trim()))
}

/// How the experts lean, by the sheets that count: 通过4人，限期整改1人.
pub(super) fn leanings(source: &Source<'_>, no: &str) -> String {
    let view = &source.result.view;
    let said = |conclusion: Conclusion| {
        let sheets =
            view.scoring.sheets.iter().filter(|((bid, who), _)| bid == no && !source.recused(bid, who));
        sheets.filter(|(_, counted)| counted.sheet.vote == Some(conclusion)).count()
    };
    let all = votes(view.rules.kind()).iter().map(|c| (c.zh(), said(*c))).filter(|(_, n)| *n > 0);
    all.map(|(zh, n)| format!("{zh}{n}人")).collect::<Vec<_>>().join("，")
}

/// What follows from the end of a project; nothing where it goes on, or where a sum is not recorded.
pub(super) fn figures(project: &ProjectText, said: Conclusion) -> Option<EndFigures> {
    end_figures(project, said).ok().flatten()
}

/// Ticked grounds, responsible party, third party and proof, without full stop; empty where nothing is asked for.
fn grounds(word: &ProjectWord) -> String {
    let mut parts = Vec::new();
    if !word.grounds.is_empty() {
        let all: Vec<&str> = word.grounds.iter().map(|g| g.zh()).collect();
        parts.push(format!("事由：{}", all.join("；")));
    }
    parts.extend(word.responsible.map(|who| format!("责任方：{}", who.zh())));
    if !word.third_party.is_empty() {
        parts.push(format!("第三方机构：{}", word.third_party));
    }
    if !word.proof.is_empty() {
        parts.push(format!("查实文件：{}", word.proof));
    }
    parts.join("；")
}

/// A text that somebody wrote.
pub(super) fn written(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

/// What was said on each project, in the order of presentation.
fn projects(source: &Source<'_>) -> Vec<ProjectMinutes> {
    let conduct = Conduct::of(&source.session);
    let order = conduct.order();
    let judged = order.iter().filter_map(|no| source.result.judged.iter().find(|j| j.item.no() == no));
    judged.enumerate().filter_map(|(i, j)| project(source, i, j)).collect()
}

fn project(source: &Source<'_>, at: usize, judged: &Judged) -> Option<ProjectMinutes> {
    let (text, said): (&ProjectText, &PanelDecision) = (judged.item.project()?, &judged.decision);
    let hearing = source.hearing(&text.no);
    let nothing = ProjectWord::default();
    let word = said.on_project.as_ref().unwrap_or(&nothing);
    let figures = figures(text, said.conclusion);
    let end = text.end_proposal.as_ref();
    Some(ProjectMinutes {
        no_zh: words::numeral(at + 1),
        project_no: text.no.clone(),
        project_title: text.title.clone(),
        sponsor: Some(text.sponsor.clone()),
        solver: Some(text.solver.clone()),
        milestone_name: Some(milestone_name(text).unwrap_or_default()),
        due_on: text.now().map(|m| m.due),
        reporter: Some(hearing.and_then(|h| h.reporter.clone()).unwrap_or_default()),
        talk_text: Some(talk_text(source, &text.no)),
        proposer: end.map(|e| e.by.clone()),
        proposed_on: end.map(|e| e.on),
        proposed_reason: Some(words::line(end.map_or("", |e| &e.reason)).trim_end_matches('。').to_owned()),
        questions: hearing.map(questions).unwrap_or_default(),
        first_text: written(&said.feasibility_text),
        money_text: Some(said.budget_text.trim().to_owned()),
        problems_text: Some(said.weakness_text.trim().to_owned()),
        follow_text: Some(said.revise_text.trim().to_owned()),
        until: word.until,
        has_until: word.until.is_some(),
        approved: Some(text.approved),
        paid: text.paid,
        spent: text.spent,
        ends: said.conclusion.ends(),
        of_fraud: said.conclusion == Conclusion::RecoverAll,
        stop: figures.map(|f| f.stop),
        recover: figures.map(|f| f.recover),
        trace_text: Some(figures.map(|f| f.trace().join("；")).unwrap_or_default()),
        payable: text.now().and_then(|m| m.payable),
        score: words::score(&judged.tally).or_else(|| Some("—".to_owned())),
        valid_n: judged.tally.valid_n(),
        leanings_text: leanings(source, &text.no),
        conclusion: Some(said.conclusion.zh().to_owned()),
        grounds_text: Some(grounds(word)),
    })
}
