//! A project as experts and the result page read it.

use domain::Fen;
use domain::conclusion::{Conclusion, HintedBy, ProjectWord, Triggered, hinted_by};
use domain::paper::votes;
use domain::project::{ProjectText, end_figures};
use domain::session::SessionKind;

use super::results::Source;
use super::words::{count, funds};
use crate::api::Problem;
use crate::api::projects::{
    EndFollows, HintFrom, HintQuestion, Leaning, MilestoneStated, ProjectStated, ProjectWordView,
    ResultProject,
};
use crate::office::project_report;

/// What an expert reads of a project.
pub(super) fn stated(project: &ProjectText) -> ProjectStated {
    let end = project.end_proposal.as_ref();
    let person = |p: &domain::bid_details::Person| {
        let unit = p.unit.as_ref().map(|u| format!("（{u}）")).unwrap_or_default();
        format!("{} {}{unit}", p.role.zh(), p.name)
    };
    ProjectStated {
        contract_no: project.contract_no.clone().unwrap_or_default(),
        start: project.start.to_string(),
        end: project.end.to_string(),
        people: project.people.iter().map(person).collect(),
        approved: project.approved.wan(),
        paid: project.paid.map(Fen::wan),
        spent: project.spent.map(Fen::wan),
        spent_by: project.spent_by.iter().map(|s| (s.subject.zh().to_owned(), funds(s.funds))).collect(),
        milestones: (1..=project.milestones.len()).filter_map(|n| milestone(project, n)).collect(),
        reports: project.reports.iter().map(project_report).collect(),
        end_by: end.map(|e| e.by.clone()).unwrap_or_default(),
        end_on: end.map(|e| e.on.to_string()).unwrap_or_default(),
        end_reason: end.map(|e| e.reason.clone()).unwrap_or_default(),
    }
}

/// A milestone by its number, from 1.
fn milestone(project: &ProjectText, n: usize) -> Option<MilestoneStated> {
    let m = project.milestones.get(n.checked_sub(1)?)?;
    Some(MilestoneStated {
        n: count(n),
        due: m.due.to_string(),
        task: m.task.clone(),
        indicators: m.indicators.clone(),
        payable: m.payable.map(Fen::wan),
        now: project.milestone == Some(n),
    })
}

/// What the result shows of a project.
pub(super) fn result_project(source: &Source, project: &ProjectText) -> ResultProject {
    let said = |conclusion: Conclusion| {
        let sheets = source.view.scoring.sheets.iter().filter(|((no, expert), _)| {
            *no == project.no && !source.recusals.iter().any(|x| x.bars(no, expert))
        });
        sheets.filter(|(_, counted)| counted.sheet.vote == Some(conclusion)).count()
    };
    let leanings = votes(project.judged)
        .iter()
        .map(|conclusion| Leaning { conclusion: (*conclusion).into(), count: count(said(*conclusion)) });
    let ends = votes(SessionKind::Termination).iter().filter(|c| c.ends() && project.judged == c.kind());
    ResultProject {
        milestone: project.milestone.and_then(|n| milestone(project, n)),
        approved: project.approved.wan(),
        paid: project.paid.map(Fen::wan),
        spent: project.spent.map(Fen::wan),
        leanings: leanings.collect(),
        hint: hint(source, &project.no),
        ends: ends.map(|c| follows(project, *c)).collect(),
    }
}

/// From what the suggestion on a project follows: the same sheets as the tally takes.
fn hint(source: &Source, no: &str) -> HintFrom {
    let counted = |expert: &str| {
        let of = (no.to_owned(), expert.to_owned());
        let recused = source.recusals.iter().any(|x| x.bars(no, expert));
        source.view.scoring.sheets.get(&of).filter(|_| !recused).map(|counted| &counted.sheet)
    };
    let questions = |all: Vec<Triggered>| {
        let one = |q: Triggered| HintQuestion {
            question: q.question,
            answer: q.answer,
            gave: count(q.gave),
            answered: count(q.answered),
        };
        all.into_iter().map(one).collect()
    };
    match hinted_by(&source.view.rules, counted).1 {
        HintedBy::Questions(all) => HintFrom::Questions { questions: questions(all) },
        HintedBy::Few(all) => HintFrom::Few { questions: questions(all) },
        HintedBy::Leanings { most, of } => HintFrom::Leanings { most: count(most), of: count(of) },
    }
}

/// What would follow from a conclusion that ends it.
fn follows(project: &ProjectText, said: Conclusion) -> EndFollows {
    let figures = end_figures(project, said);
    let known = figures.as_ref().ok().and_then(Option::as_ref);
    EndFollows {
        conclusion: said.into(),
        stop: known.map(|f| f.stop.wan()),
        recover: known.map(|f| f.recover.wan()),
        trace: known.map(|f| f.trace().to_vec()).unwrap_or_default(),
        problem: figures.as_ref().err().map(Problem::of),
    }
}

/// What the panel said of a project beside the texts.
pub(super) fn word_view(word: &ProjectWord) -> ProjectWordView {
    ProjectWordView {
        until: word.until.map(|d| d.to_string()).unwrap_or_default(),
        grounds: word.grounds.iter().map(|g| (*g).into()).collect(),
        responsible: word.responsible.map(Into::into),
        third_party: word.third_party.clone(),
        proof: word.proof.clone(),
    }
}
