//! The result of a meeting as its page shows it: ranks, awards, far scores, ties, and a trial of other lines or another
//! rule, which never touches the frozen ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::budget::{self, BudgetOutcome};
use domain::conclusion::{Conclusion, PanelDecision, Standing};
use domain::deviation::{Deviation, deviations};
use domain::envelope::{self, Envelope};
use domain::funding::Award;
use domain::gates::Conduct;
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::Session;
use domain::tally::{BidTally, Tally};
use domain::{Bid, Code, Fen, Finding, Item};
use ranking::{Cell, Exact, Mark, Rule};
use vault::Reader;

use super::collective::{panel_view, tie_voters_of, tie_word};
use super::envelope::{Amounts, Proposed, envelope_state};
use super::figures::{self, permille, permille_of_mark, subject_id};
use super::setup::{aggregation, basis_name, session_card};
use super::trial::{Lines, Outcome, Ranked};
use super::words::{count, funds};
use crate::api::Problem;
use crate::api::results::{
    DecisionView, Dot, FarScore, LineWord, OpenVeto, ResultRow, ResultsView, TieView, Trial, WhatIf,
};
use crate::api::session::Aggregation;
use crate::office::conclude::{
    Winners, of_words, proposals, silent_vetoes, suggested, ties_waiting, winners,
};
use crate::office::prepare::recusals;
use crate::office::tally::{TallyView, compute, tallied};
use crate::office::{Office, items, session, word};
use crate::records::DecisionRecord;
use crate::refusal::{Refusal, Result};

/// What is tried, read exactly.
pub(super) struct Tried {
    lines: Lines,
    /// The score line as it was typed.
    pub(super) line: Option<Mark>,
    aggregation: Option<Aggregation>,
    amounts: Amounts,
}

impl Tried {
    pub(super) fn read(what_if: &WhatIf, rules: &FrozenRules) -> Result<Tried> {
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        let line = word::mark("分数线", what_if.cutoff.as_deref().unwrap_or_default())?;
        let envelope = given(&what_if.envelope).map(|text| word::amount("资金盘子", &text));
        let lines = Lines {
            comparison: rules.comparison,
            cutoff: line.map(Exact::from),
            envelope: envelope.transpose()?,
        };
        Ok(Tried { lines, line, aggregation: what_if.aggregation, amounts: Amounts::read(&what_if.amounts)? })
    }

    /// Whether anything departs from what is recorded.
    fn is_any(&self, rules: &FrozenRules) -> bool {
        let lines = self.lines.cutoff.is_some() || self.lines.envelope.is_some();
        lines || self.amounts.is_any() || self.rule(rules).is_some()
    }

    /// The recorded envelope with what is tried in its place; nothing while there is no sum.
    fn over(&self, recorded: Option<&Envelope>) -> Option<Envelope> {
        let total = self.lines.envelope.or(recorded.map(|e| e.total))?;
        let kept = recorded.cloned().unwrap_or_default();
        Some(Envelope { total, cutoff: self.line.or(kept.cutoff), ..kept })
    }

    /// The rule that is tried, where it departs from the frozen one.
    fn rule(&self, rules: &FrozenRules) -> Option<Rule> {
        let rule = match self.aggregation? {
            Aggregation::Mean => Rule::Mean,
            Aggregation::Trimmed => Rule::Trimmed { from: trim_from(rules) },
            Aggregation::Median => Rule::Median,
        };
        (rule != rules.aggregation).then_some(rule)
    }
}

/// From how many valid scores the extremes are dropped under the frozen rules, or would be.
pub(super) fn trim_from(rules: &FrozenRules) -> usize {
    match rules.aggregation {
        Rule::Trimmed { from } => from,
        Rule::Mean | Rule::Median => rules.sheet.sheet.trim_min,
    }
}

/// What a result is shown from.
pub(crate) struct Source {
    pub(super) session: Session,
    pub(super) view: Arc<TallyView>,
    pub(super) items: BTreeMap<String, Item>,
    pub(super) decisions: BTreeMap<String, DecisionRecord>,
    pub(super) recusals: Vec<Recusal>,
    pub(super) winners: Winners,
    /// Place of each item in the order of presentation, from 1: as the board counts.
    places: BTreeMap<String, u32>,
}

/// Places in the order of presentation, from 1.
fn places(order: Vec<String>) -> BTreeMap<String, u32> {
    order.into_iter().zip(1..).collect()
}

impl Source {
    /// Reads it; before the tally there is nothing to show.
    pub(super) fn read(r: &Reader<'_>, session_no: &str) -> Result<Source> {
        let session = session(r, session_no)?;
        let view = tallied(r, &session)?;
        let items = items(r, &session)?.into_iter().map(|i| (i.no().to_owned(), i)).collect();
        let decisions: Vec<DecisionRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
        let decisions = decisions.into_iter().map(|d| (d.decision.bid_no.clone(), d)).collect();
        let recusals = recusals(r, &session)?;
        let winners = winners(r, &session)?;
        let places = places(Conduct::of(&session).order());
        Ok(Source { session, view, items, decisions, recusals, winners, places })
    }

    /// A result that lies in no vault: for figures.
    pub(crate) fn made(session: Session, view: TallyView, items: Vec<Item>) -> Source {
        let items = items.into_iter().map(|i| (i.no().to_owned(), i)).collect();
        Source {
            session,
            places: places(view.rules.bids.clone()),
            view: Arc::new(view),
            items,
            decisions: BTreeMap::new(),
            recusals: Vec::new(),
            winners: Winners::new(),
        }
    }

    /// The bid or demand with this number.
    pub(super) fn item(&self, no: &str) -> Result<&Item> {
        self.items.get(no).ok_or_else(|| Refusal::not_found(no))
    }

    /// Its budget: by the panel's word, else by the medians.
    pub(super) fn budget(&self, bid: &Bid) -> std::result::Result<BudgetOutcome, Vec<Finding>> {
        let lines = self.decisions.get(&bid.no).map(|d| d.lines.as_slice()).unwrap_or_default();
        budget::decide(bid, &proposals(&self.view, bid), lines, &self.view.rules.policy)
    }

    /// Place of an item in the order of presentation, from 1.
    pub(super) fn position(&self, no: &str) -> u32 {
        self.places.get(no).copied().unwrap_or_default()
    }

    /// The tally that is shown: the meeting's own, or the one under the rule that is tried. Ties were settled on the
    /// meeting's figures, so under another rule they are open.
    fn tally(&self, tried: &Tried) -> Tally {
        match tried.rule(&self.view.rules) {
            None => self.view.tally.clone(),
            Some(aggregation) => {
                let rules = FrozenRules { aggregation, ..self.view.rules.clone() };
                let session = Session { ties: Vec::new(), ..self.session.clone() };
                compute(&rules, &session, &self.view.scoring, &self.recusals)
            }
        }
    }

    /// Whether a bid takes money: on the list where the panel spoke, else unless the figures suggest to reject it or its grade
    /// is 不资助.
    fn takes_money(&self, tally: &BidTally) -> bool {
        match self.decisions.get(&tally.bid_no) {
            Some(record) => record.decision.standing == Standing::Recommended,
            None => self.suggests(tally) && envelope::by_grade(tally).is_none(),
        }
    }

    /// What the grade of a bid alone proposes under the frozen rule, with why; nothing where the panel confirmed a veto on it or
    /// did not agree to it.
    fn by_grade(&self, no: &str) -> Option<(Standing, Finding)> {
        if self.decisions.get(no).is_some_and(|d| !d.decision.conclusion.agrees()) {
            return None;
        }
        self.view.tally.bid(no).filter(|of| self.suggests(of)).and_then(envelope::by_grade)
    }

    /// What the panel said of an item so far.
    fn said(&self, no: &str) -> Option<&PanelDecision> {
        self.decisions.get(no).map(|record| &record.decision)
    }

    /// Whether agreement is suggested: by the figures, and not forbidden by a veto that the panel confirmed.
    pub(super) fn suggests(&self, tally: &BidTally) -> bool {
        suggested(&self.session, &self.view, &tally.bid_no).is_some_and(Conclusion::agrees)
    }
}

impl Office {
    /// The result of a meeting, with what is tried on it. `running` adds the awards of the bids that take money, in
    /// order of rank: those the panel put on the list, and of those without its word the ones that the figures do not
    /// suggest to reject. A bid with an undecided line takes an unknown amount: it is left out of the sums and named.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally; `value_unreadable`, `amount_unparsable` for lines that cannot be read.
    pub fn results_view(&self, session_no: &str, what_if: &WhatIf) -> Result<ResultsView> {
        let source = self.access.read(|r| Source::read(r, session_no))?;
        let tried = Tried::read(what_if, &source.view.rules)?;
        results(&source, &tried)
    }
}

/// Everything that the page shows, computed from the signed sheets anew: under the plain mean, where the frozen rule is
/// another one. How many bids it has; for figures.
pub(crate) fn computed_anew(source: &Source) -> Result<usize> {
    let what_if = WhatIf { aggregation: Some(Aggregation::Mean), ..WhatIf::default() };
    let tried = Tried::read(&what_if, &source.view.rules)?;
    Ok(results(source, &tried)?.rows.len())
}

/// What each bid is granted, in the order of the tally; nothing where a line is undecided, and of what has no budget.
struct Money {
    /// As the meeting has it.
    own: Vec<Option<Fen>>,
    /// With the amounts that are tried.
    awards: Vec<Option<Award>>,
}

impl Money {
    /// An undecided line of a bid that takes money is a finding.
    fn of(source: &Source, tried: &Tried, tally: &Tally, findings: &mut Vec<Finding>) -> Result<Money> {
        let mut money = Money { own: Vec::new(), awards: Vec::new() };
        for bid in &tally.bids {
            let Some(submitted) = source.item(&bid.bid_no)?.bid() else {
                money.own.push(None);
                money.awards.push(None);
                continue;
            };
            let budget = source.budget(submitted);
            let takes = source.takes_money(bid);
            let decided = budget.as_ref().ok();
            money.own.push(decided.map(|b| b.award.granted));
            money.awards.push(tried.amounts.award(submitted, decided, &source.view.rules.policy)?);
            if let (true, Err(undecided)) = (takes, budget) {
                findings.extend(undecided);
            }
        }
        Ok(money)
    }
}

fn results(source: &Source, tried: &Tried) -> Result<ResultsView> {
    let rules = &source.view.rules;
    let tally = source.tally(tried);
    let mut findings: Vec<Finding> = tally.findings.clone();
    // A tie whose order decides nothing any more is none to look at.
    let waiting: Vec<String> = ties_waiting(&source.session, &tally, &source.view, |no| source.said(no))
        .into_iter()
        .map(|(_, bids)| bids.join("、"))
        .collect();
    let over = |f: &Finding| f.params.iter().any(|(key, items)| key == "items" && !waiting.contains(items));
    findings.retain(|f| f.code != Code::TieUnresolved || !over(f));
    let Money { own, awards } = Money::of(source, tried, &tally, &mut findings)?;
    let granted: Vec<Option<Fen>> = awards.iter().map(|a| a.as_ref().map(|a| a.granted)).collect();
    let trying = tried.over(envelope::in_force(&source.session)).filter(|_| tried.is_any(rules));
    let proposed = Proposed::of(source, &tally, trying.as_ref(), (&own, &granted));
    let ranked = ranked(source, &tally, &granted, &proposed);
    let outcome = tried.lines.place(&ranked);
    for record in source.decisions.values() {
        findings.extend(of_words(
            &source.session,
            &source.view,
            &record.decision,
            proposed.recorded.as_ref(),
        ));
    }
    let mut rows = Vec::new();
    let mut far = Vec::new();
    for (i, bid) in tally.bids.iter().enumerate() {
        let apart = deviations(rules, bid);
        let award = awards.get(i).and_then(Option::as_ref);
        rows.push(row(source, bid, award, &outcome, i, &apart, &proposed)?);
        far.extend(apart.iter().filter_map(|d| far_score(source, bid, d)));
    }
    let undecided = tally.bids.iter().filter(|b| !source.decisions.contains_key(&b.bid_no)).count();
    Ok(ResultsView {
        session: session_card(&source.session, rules.panel.len()),
        aggregation: aggregation(rules.aggregation),
        basis: basis_name(&rules.basis),
        first_share: rules.first_stage.as_ref().map(|first| first.share.0.to_string()),
        trim_from: count(trim_from(rules)),
        sheets: count(sheets(&tally, rules)),
        total: rules.sheet.sheet.total.to_string(),
        rows,
        far,
        far_limit: rules.sheet.sheet.deviation_percent.0.to_string(),
        ties: ties(source, &tally, tried, &ranked),
        settled: source.session.ties.iter().map(tie_word).collect(),
        undecided: count(undecided),
        vetoes: open_vetoes(source),
        findings: findings.iter().map(Problem::of).collect(),
        envelope: envelope_state(source, &proposed),
        panel: panel_view(source),
        trial: trial(&outcome, tried, &ranked, rules),
        rules_digest: figures::grouped(&source.view.rules_digest)?,
    })
}

/// The bids with the money that each takes. One of which the panel said nothing takes none where the envelope proposes it apart
/// from the list for another reason than that the sum is used up: that is what the line itself tells.
fn ranked<'a>(
    source: &Source,
    tally: &'a Tally,
    awards: &[Option<Fen>],
    proposed: &Proposed,
) -> Vec<Ranked<'a>> {
    let proposal = proposed.tried.as_ref().or(proposed.recorded.as_ref());
    let apart = |no: &str| {
        let place = proposal.filter(|_| source.said(no).is_none()).and_then(|p| p.of(no));
        place.is_some_and(|place| {
            let over = place.why.as_ref().is_some_and(|why| why.code == Code::EnvelopeOverTotal);
            place.standing.is_some_and(|standing| standing != Standing::Recommended) && !over
        })
    };
    let bids = tally.bids.iter().zip(awards);
    bids.map(|(bid, award)| Ranked {
        rank: bid.rank,
        total: bid.total.as_ref(),
        takes: award.filter(|_| source.takes_money(bid) && !apart(&bid.bid_no)),
    })
    .collect()
}

/// One bid.
fn row(
    source: &Source,
    tally: &BidTally,
    award: Option<&Award>,
    outcome: &Outcome,
    at: usize,
    far: &[Deviation],
    proposed: &Proposed,
) -> Result<ResultRow> {
    let item = source.item(&tally.bid_no)?;
    let (no, bid) = (item.no(), item.bid());
    let of = source.view.rules.sheet.sheet.total;
    let place = outcome.places.get(at).ok_or_else(|| Refusal::internal("a bid without a place"))?;
    let laid = proposed.recorded.as_ref().and_then(|p| p.of(no));
    let tried = proposed.tried.as_ref().and_then(|p| p.of(no));
    let by_grade = source.by_grade(no).filter(|_| laid.is_none());
    let why = tried.or(laid).and_then(|p| p.why.as_ref()).or(by_grade.as_ref().map(|(_, why)| why));
    Ok(ResultRow {
        no: no.to_owned(),
        position: source.position(no),
        rank: tally.rank.map(count),
        tied: tally.tied,
        breakers_used: count(tally.breakers_used),
        title: item.title().to_owned(),
        solver: item.solver().map(str::to_owned),
        project: item.project().map(|p| super::project::result_project(source, p)),
        field: item.field().to_owned(),
        sponsor: item.sponsor().to_owned(),
        race: bid.is_some_and(|b| b.race == Some(true)),
        score: tally.total.as_ref().map(|t| t.half_up(2)),
        exact: tally.total.as_ref().map(ToString::to_string),
        // The dots are points: so is what stands among them.
        permille: tally.points().map(|t| permille(t, of)),
        valid_n: tally.valid_n(),
        dots: dots(&source.view.rules, tally, far),
        award: award.map(|a| a.granted.wan()),
        cap: award.map(|a| a.cap.cap.wan()),
        proposed: laid.and_then(|p| p.standing).or(by_grade.as_ref().map(|(of, _)| *of)).map(Into::into),
        why: why.map(Problem::of),
        line: tried.or(laid).map(|p| p.running.wan()),
        tried: tried.and_then(|p| p.standing).map(Into::into),
        running: place.running.map(Fen::wan),
        suggested: suggested(&source.session, &source.view, no).map(Into::into),
        decision: source.decisions.get(no).map(decision),
        within: place.within,
    })
}

/// Own totals of those who score everything.
fn dots(rules: &FrozenRules, tally: &BidTally, far: &[Deviation]) -> Vec<Dot> {
    let of = rules.sheet.sheet.total;
    rules
        .panel
        .iter()
        .zip(&tally.own_totals)
        .enumerate()
        .filter_map(|(position, (member, cell))| {
            let Cell::Score(mark) = cell else {
                return None;
            };
            Some(Dot {
                expert_no: member.expert_no.clone(),
                name: member.name.clone(),
                value: mark.to_string(),
                permille: permille_of_mark(*mark, of),
                far: far.iter().any(|d| d.member == position && d.criterion.is_none()),
            })
        })
        .collect()
}

/// A score far from the others', with the figure that is compared.
fn far_score(source: &Source, tally: &BidTally, deviation: &Deviation) -> Option<FarScore> {
    let (rules, scoring) = (&source.view.rules, &source.view.scoring);
    let member = rules.panel.get(deviation.member)?;
    let cells = match &deviation.criterion {
        Some(id) => &tally.criterion(id)?.cells,
        None => &tally.own_totals,
    };
    let Some(Cell::Score(own)) = cells.get(deviation.member) else {
        return None;
    };
    let of = (tally.bid_no.clone(), member.expert_no.clone());
    let revision = scoring.revision(&of);
    let asked = source.session.asked.iter().any(|a| {
        (&a.expert_no, &a.bid_no, &a.criterion) == (&of.1, &of.0, &deviation.criterion)
            && Some(a.revision) == revision
    });
    let on_paper = scoring.sheets.get(&of).is_some_and(|c| c.paper.is_some());
    let said = scoring.upheld.get(&(of.0, of.1, deviation.criterion.clone()));
    Some(FarScore {
        bid_no: tally.bid_no.clone(),
        expert_no: member.expert_no.clone(),
        name: member.name.clone(),
        criterion: deviation.criterion.clone(),
        own: own.to_string(),
        percent: figures::percent(&deviation.share),
        on_paper,
        asked,
        stands: said.filter(|u| Some(u.revision) == revision).map(|u| u.reason.clone()),
    })
}

/// Sheets whose marks stand in the figures.
fn sheets(tally: &Tally, rules: &FrozenRules) -> usize {
    let counted = |bid: &BidTally, member: usize| {
        bid.criteria.iter().any(|c| matches!(c.cells.get(member), Some(Cell::Score(_))))
    };
    tally.bids.iter().map(|bid| (0..rules.panel.len()).filter(|m| counted(bid, *m)).count()).sum()
}

/// Ties that wait, in order of rank.
fn ties(source: &Source, tally: &Tally, tried: &Tried, ranked: &[Ranked<'_>]) -> Vec<TieView> {
    let waiting = ties_waiting(&source.session, tally, &source.view, |no| source.said(no)).into_iter();
    waiting
        .map(|(rank, bids)| {
            let bids: Vec<String> = bids.into_iter().map(str::to_owned).collect();
            TieView {
                rank: count(rank),
                matters: tried.lines.matters(ranked, rank),
                voters: tie_voters_of(source, &bids),
                bids,
            }
        })
        .collect()
}

/// Answers that veto, on which the panel said nothing yet, in order of rank.
fn open_vetoes(source: &Source) -> Vec<OpenVeto> {
    let silent = silent_vetoes(&source.session, &source.view).into_iter();
    let open = silent.map(|(bid_no, veto)| OpenVeto {
        bid_no,
        gate: veto.gate,
        question: veto.question,
        answer: veto.veto_on,
        experts: count(veto.words.len()),
    });
    open.collect()
}

fn trial(outcome: &Outcome, tried: &Tried, ranked: &[Ranked<'_>], rules: &FrozenRules) -> Trial {
    let lines = &tried.lines;
    Trial {
        bids: count(outcome.bids),
        sum: outcome.sum.wan(),
        over_by: outcome.over_by.map(Fen::wan),
        shown_but_under: count(lines.shown_but_under(ranked)),
        tried: tried.is_any(rules),
    }
}

/// The panel's word.
pub(super) fn decision(record: &DecisionRecord) -> DecisionView {
    let said = &record.decision;
    DecisionView {
        bid_no: said.bid_no.clone(),
        conclusion: said.conclusion.into(),
        standing: said.standing.into(),
        feasibility_text: said.feasibility_text.clone(),
        budget_text: said.budget_text.clone(),
        value_text: said.value_text.clone(),
        weakness_text: said.weakness_text.clone(),
        revise_text: said.revise_text.clone(),
        reason: said.reason.clone(),
        vote_text: said.vote_text.clone(),
        on_project: said.on_project.as_ref().map(super::project::word_view),
        closing: said.closing.clone().unwrap_or_default(),
        lines: record
            .lines
            .iter()
            .map(|l| LineWord {
                subject: subject_id(l.subject).to_owned(),
                decided: funds(l.decided),
                reason: l.reason.clone(),
            })
            .collect(),
    }
}
