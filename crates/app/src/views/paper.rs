//! Scores from paper as the screens show them: who types what now, and never a typed score to anybody but the one who types.

use std::collections::BTreeMap;

use chrono::DateTime;
use domain::desk::GateAnswer;
use domain::gates::Conduct;
use domain::paper::{Asks, Field, Value, votes};
use domain::session::SessionKind;
use domain::{BudgetLine, Fen, sheet_code};

use super::words::{count, minute};
use crate::api::Problem;
use crate::api::paper::{
    PaperConflict, PaperDifference, PaperExpert, PaperField, PaperForm, PaperPart, PaperRow, PaperView,
    TypedState,
};
use crate::office::paper_draft::{Paper, is_out, state_of};
use crate::office::prepare::recusals;
use crate::office::tally::scoring;
use crate::office::{Office, rules, session};
use crate::paper_records::PaperDraft;
use crate::refusal::{Refusal, Result};

impl Office {
    /// The paper sheets of a meeting and where each stands; no score.
    ///
    /// # Errors
    /// `rules.not_frozen`, `record.not_found`.
    pub fn paper_view(&self, session_no: &str) -> Result<PaperView> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let frozen = rules(r, &session)?.ok_or_else(|| Refusal::of(domain::Code::RulesNotFrozen))?;
            let judged = scoring(r, &session)?;
            let recusals = recusals(r, &session)?;
            let order = Conduct::of(&session).order();
            let at = |at_ms: i64| DateTime::from_timestamp_millis(at_ms).map(minute);
            let mut experts = Vec::new();
            for member in &frozen.rules.panel {
                let no = &member.expert_no;
                let mut rows = Vec::new();
                for bid in order.iter().filter(|bid| !recusals.iter().any(|x| is_out(x, bid, no))) {
                    let of = (bid.to_string(), no.clone());
                    let draft: Option<PaperDraft> = r.get(&format!("{}/{no}/{bid}", session.meeting_id))?;
                    let state = match draft {
                        Some(_) => Paper::read(r, session_no, no, bid)?.state(),
                        None => state_of(&session, &judged.scoring, &of),
                    };
                    let code = sheet_code::printed(&sheet_code::of(&frozen.printed_under(no, bid)?, no, bid));
                    rows.push(PaperRow { expert_no: no.clone(), bid_no: bid.to_string(), code, state });
                }
                let closed = judged.scoring.closed.get(no);
                let closed_at = closed.and_then(|closed| at(closed.at_ms));
                experts.push(PaperExpert { no: no.clone(), name: member.name.clone(), closed_at, rows });
            }
            let in_force = |bid: &str, expert: &str| {
                recusals.iter().any(|x| x.in_force() && x.bid_no == bid && x.expert_no == expert)
            };
            let open = judged.scoring.conflicts.iter().filter(|((bid, expert), _)| !in_force(bid, expert));
            let conflicts = open.map(|((bid, expert), conflict)| PaperConflict {
                expert_no: expert.clone(),
                name: frozen.rules.member(expert).map(|m| m.name.clone()).unwrap_or_default(),
                bid_no: bid.clone(),
                laptop_at: at(conflict.laptop.at_ms).unwrap_or_default(),
                paper_at: at(conflict.paper.at_ms).unwrap_or_default(),
            });
            Ok(PaperView { experts, conflicts: conflicts.collect() })
        })
    }

    /// A sheet as it is typed: figures and answers to the first person and to the second, who sees nothing of the first entry;
    /// then both side by side where they differ, and the words that are needed.
    ///
    /// # Errors
    /// `score.recused`, `record.not_found`, `rules.not_frozen`.
    pub fn paper_form(&self, session_no: &str, (expert_no, bid_no): (&str, &str)) -> Result<PaperForm> {
        self.access.read(|r| {
            let paper = Paper::read(r, session_no, expert_no, bid_no)?;
            let state = paper.state();
            let order = Conduct::of(&paper.session).order();
            let position = order.iter().position(|no| *no == bid_no).map_or(0, |at| count(at + 1));
            let counted = paper.scoring.sheets.get(&paper.of()).and_then(|c| c.paper.as_ref());
            let (first, second) = match &paper.draft {
                Some(draft) => (Some(draft.first.by.clone()), draft.second.as_ref().map(|s| s.by.clone())),
                None => (counted.map(|c| c.first.clone()), counted.map(|c| c.second.clone())),
            };
            let (differences, problems) = both(&paper)?;
            Ok(PaperForm {
                expert_no: expert_no.to_owned(),
                name: paper.member.name.clone(),
                bid_no: bid_no.to_owned(),
                position,
                title: paper.item.title().to_owned(),
                code: sheet_code::printed(&paper.code()),
                state,
                revision: paper.draft.as_ref().map_or_else(|| paper.typed_revision(), |d| d.revision),
                needs_reason: paper.draft.is_none() && paper.needs_reason(),
                first,
                second,
                fields: open_fields(&paper, state),
                differences,
                problems,
            })
        })
    }
}

/// What is to be typed now, with what the one who types it typed so far.
fn open_fields(paper: &Paper, state: TypedState) -> Vec<PaperField> {
    let Some(draft) = &paper.draft else { return Vec::new() };
    let both = draft.second.as_ref().and_then(|second| paper.together(draft, second).ok());
    let values = both.map(|both| both.values).unwrap_or_default();
    let asked = |f: &&Field<'_>| match state {
        TypedState::First | TypedState::Second => f.twice(),
        TypedState::Differs | TypedState::Ready => !f.twice() && wanted(f, &values),
        _ => false,
    };
    let entry = match (&draft.second, state) {
        (Some(second), TypedState::Second) => second,
        _ => &draft.first,
    };
    let fields = paper.fields();
    let shown = fields.iter().filter(asked).map(|field| PaperField {
        id: field.id.clone(),
        part: part(field),
        zh: field.zh(),
        most: match field.asks {
            Asks::Mark(c) => Some(c.max.to_string()),
            Asks::Sub(_, sub) => Some(sub.max.to_string()),
            Asks::Fiscal(line) => Some(line.requested.fiscal.wan()),
            Asks::SelfRaised(line) => Some(line.requested.self_raised.wan()),
            _ => None,
        },
        choices: choices(field, paper.kind()),
        text: entry.typed.get(&field.id).cloned().unwrap_or_default(),
    });
    shown.collect()
}

/// Whether words may be needed: a ground where the answer vetoes, a reason where a line is cut.
fn wanted(field: &Field<'_>, values: &BTreeMap<String, Value>) -> bool {
    let less = |which: &str, line: &BudgetLine, asked: Fen| {
        let value = values.get(&format!("{which}/{}", line.subject.id()));
        matches!(value, Some(Value::Amount(amount)) if *amount != asked)
    };
    match field.asks {
        Asks::Ground(gate) => match values.get(&format!("gate/{}", gate.id)) {
            Some(Value::Answer(yes)) => gate.vetoes(&GateAnswer { yes: *yes, reason: String::new() }),
            _ => false,
        },
        Asks::Cut(line) => {
            less("fiscal", line, line.requested.fiscal) || less("self", line, line.requested.self_raised)
        }
        _ => true,
    }
}

const fn part(field: &Field<'_>) -> PaperPart {
    match field.asks {
        Asks::Mark(_) | Asks::Sub(..) => PaperPart::Mark,
        Asks::Gate(_) => PaperPart::Gate,
        Asks::Fiscal(_) | Asks::SelfRaised(_) => PaperPart::Amount,
        Asks::Vote => PaperPart::Vote,
        Asks::Ground(_) | Asks::Cut(_) | Asks::Merits | Asks::Problems | Asks::Advice => PaperPart::Words,
    }
}

fn choices(field: &Field<'_>, kind: SessionKind) -> Vec<String> {
    match field.asks {
        Asks::Gate(_) => vec!["是".to_owned(), "否".to_owned()],
        Asks::Vote => votes(kind).iter().map(|vote| vote.zh().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Where whole entries differ, and what keeps the sheet from counting; nothing before both are whole.
fn both(paper: &Paper) -> Result<(Vec<PaperDifference>, Vec<Problem>)> {
    let whole =
        paper.draft.as_ref().and_then(|d| Some((d, d.second.as_ref().filter(|s| s.done_at.is_some())?)));
    let Some((draft, second)) = whole else { return Ok((Vec::new(), Vec::new())) };
    let both = paper.together(draft, second)?;
    let fields = paper.fields();
    let differences = both.resolutions.iter().filter_map(|r| {
        let field = fields.iter().find(|f| f.id == r.field)?;
        let looked = !r.by.is_empty();
        Some(PaperDifference {
            field: r.field.clone(),
            zh: field.zh(),
            choices: choices(field, paper.kind()),
            first: r.first.clone(),
            second: r.second.clone(),
            taken: looked.then(|| r.taken.clone()),
            by: looked.then(|| r.by.clone()),
        })
    });
    let differences: Vec<PaperDifference> = differences.collect();
    let looked = differences.iter().all(|d| d.by.is_some());
    let findings = if looked { paper.sheet(&both.values).err().unwrap_or_default() } else { Vec::new() };
    Ok((differences, findings.iter().map(Problem::of).collect()))
}
