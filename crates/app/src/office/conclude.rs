//! The panel's word on each item and on each line of its budget, where it has one, and what follows.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::budget::{self, BudgetOutcome, LineDecision, LineProposal};
use domain::collective::{Collective, tie};
use domain::conclusion::{self, Conclusion, Grounds, PanelDecision, Standing};
use domain::envelope::Proposal;
use domain::recommendation::Judged;
use domain::session::{Session, SessionKind, Stage};
use domain::sheet::VetoLimit;
use domain::tally::Tally;
use domain::veto::Veto;
use domain::{Bid, Category, Code, Finding, Item};
use serde_json::json;
use vault::Reader;

use super::tally::{TallyView, tallied};
use super::{Office, demand_session, envelope, items, project_session, session};
use crate::access::Act;
use crate::book_records::{RaceRecord, race_id};
use crate::records::DecisionRecord;
use crate::refusal::{Refusal, Result};

/// Everything that was found and decided, in order of rank.
#[derive(Debug, Clone)]
pub struct MeetingResult {
    /// The tally.
    pub view: Arc<TallyView>,
    /// Every bid or demand with the panel's word.
    pub judged: Vec<Judged>,
    /// How many winners the sponsor of a challenge wants at most, where that was recorded (rule 6).
    pub winners: Winners,
    /// What the envelope proposes; nothing while none was recorded.
    pub proposal: Option<Proposal>,
}

impl Office {
    /// What the experts entered for the lines of a bid, and the medians that follow.
    ///
    /// # Errors
    /// `session.out_of_order` before the tally, `record.not_found`.
    pub fn budget_proposals(&self, session_no: &str, bid_no: &str) -> Result<Vec<LineProposal>> {
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let view = tallied(r, &session)?;
            let items = items(r, &session)?;
            let bid = items.iter().filter_map(Item::bid).find(|b| b.no == bid_no);
            Ok(proposals(&view, bid.ok_or_else(|| Refusal::not_found(bid_no))?))
        })
    }

    /// Records the panel's word on a bid: conclusion, opinions, and the lines where it departs from the medians.
    ///
    /// # Errors
    /// As [`Office::decide_all`].
    pub fn decide(
        &mut self,
        session_no: &str,
        decision: PanelDecision,
        lines: Vec<LineDecision>,
    ) -> Result<()> {
        self.decide_all(session_no, vec![(decision, lines)])
    }

    /// Records the panel's word on several bids or demands in one step, or on none. What it says of demands becomes its
    /// word on them in 榜单凝练.
    ///
    /// # Errors
    /// Missing opinions (rule 8), missing reasons, lines that are undecided or cannot be; `session.out_of_order`
    /// before the tally.
    pub fn decide_all(
        &mut self,
        session_no: &str,
        decisions: Vec<(PanelDecision, Vec<LineDecision>)>,
    ) -> Result<()> {
        let said: Vec<_> =
            decisions.iter().map(|(d, _)| json!([d.bid_no, d.conclusion, d.standing, d.reason])).collect();
        let act = Act::new("bids.decide", session_no).with(json!(said));
        let at = self.access.clock.now();
        self.access.record_at(at, act, |w| {
            let session = session(w, session_no)?;
            if session.stage != Stage::Tallied {
                return Err(Refusal::of(Code::StepOutOfOrder)
                    .with("stage", session.stage.zh())
                    .with("step", "形成结论"));
            }
            let view = tallied(w, &session)?;
            let items = items(w, &session)?;
            // What is proposed for one hangs on what is said of those before it.
            let mut so_far = said_so_far(w, &session)?;
            so_far.extend(decisions.iter().map(|d| (d.0.bid_no.clone(), d.clone())));
            let on = On::of(&session, &view, &items, &so_far, &winners(w, &session)?);
            let mut findings = Vec::new();
            for (decision, lines) in &decisions {
                findings.extend(check(&on, decision, lines)?);
                findings.extend(noted(decision));
            }
            if !findings.is_empty() {
                return Err(findings.into());
            }
            for (decision, lines) in decisions {
                w.put(&DecisionRecord { meeting: session.meeting_id.clone(), decision, lines })?;
            }
            demand_session::put_words(w, &session, &view, at)?;
            project_session::put_words(w, &session, &view, at)
        })
    }

    /// All bids with the panel's word, in order of rank.
    ///
    /// # Errors
    /// `decision.missing` naming the bids without one.
    pub fn meeting_result(&self, session_no: &str) -> Result<MeetingResult> {
        self.access.read(|r| meeting_result(r, &session(r, session_no)?))
    }
}

/// What decisions are checked against.
struct On<'a> {
    session: &'a Session,
    view: &'a TallyView,
    items: &'a [Item],
    proposal: Option<Proposal>,
}

impl<'a> On<'a> {
    fn of(
        session: &'a Session,
        view: &'a TallyView,
        items: &'a [Item],
        said: &Said,
        winners: &Winners,
    ) -> On<'a> {
        On { session, view, items, proposal: envelope::proposed(session, view, items, said, winners) }
    }
}

/// `decision.vote_counts` for a note on the vote that names counts. Asked when a word is recorded: what earlier builds took stays.
fn noted(decision: &PanelDecision) -> Option<Finding> {
    let note = decision.vote_text.as_deref().filter(|note| conclusion::counts_votes(note))?;
    let finding = Finding::error(Code::DecisionVoteCounts).at_path(format!("bid/{}/vote", decision.bid_no));
    Some(finding.with("bid_no", decision.bid_no.clone()).with("note", note.trim()))
}

/// What keeps a decision from being recorded.
fn check(on: &On<'_>, decision: &PanelDecision, lines: &[LineDecision]) -> Result<Vec<Finding>> {
    let item = on
        .items
        .iter()
        .find(|i| i.no() == decision.bid_no)
        .ok_or_else(|| Refusal::not_found(decision.bid_no.clone()))?;
    let mut findings = of_words(on.session, on.view, decision, on.proposal.as_ref());
    if let Some(project) = item.project() {
        findings.extend(conclusion::day_fits(decision, on.session.date, project.project.end).err());
    }
    if let (Some(line), None) = (lines.first(), item.bid()) {
        let what = format!("{} {}", item.no(), line.subject.zh());
        findings.push(Finding::error(Code::NotFound).with("what", what));
    }
    if let Err(of_budget) = outcome(on.view, item, decision, lines) {
        findings.extend(of_budget);
    }
    Ok(findings)
}

/// What the words of a decision lack, by the kind of the session, the figures, the envelope's proposal, and what the panel
/// confirmed and voted for.
pub(crate) fn of_words(
    session: &Session,
    view: &TallyView,
    decision: &PanelDecision,
    proposal: Option<&Proposal>,
) -> Vec<Finding> {
    let no = &decision.bid_no;
    let log = Collective::of(session);
    let seated = seated(view, no);
    let bid = view.tally.bid(no);
    let by_grade = || bid.and_then(domain::envelope::by_grade).map(|(standing, _)| standing);
    let on = Grounds {
        seated: session.kind.of_projects().then_some(seated.as_slice()),
        suggested: suggested(session, view, no),
        proposed: proposal.and_then(|p| p.standing(no)).or_else(by_grade),
        vetoes: &view.vetoes(no),
        confirmed: Some(&log.confirmed(no)),
        voted: log.voted(no).map(|(conclusion, vote)| (conclusion, vote.carried())),
    };
    conclusion::check_of(view.rules.kind(), decision, &on)
}

/// Ties that wait for people on what the panel said so far, in order of rank.
pub(crate) fn ties_waiting<'a, 'd>(
    session: &Session,
    tally: &'a Tally,
    view: &TallyView,
    said: impl Fn(&str) -> Option<&'d PanelDecision>,
) -> Vec<(usize, Vec<&'a str>)> {
    let log = Collective::of(session);
    let forbidden = |no: &str| {
        let confirmed = log.confirmed(no);
        let stands = |veto: &Veto| confirmed.get(veto.gate.as_str()) == Some(&true);
        view.vetoes(no).iter().any(|veto| stands(veto) && veto.limit == VetoLimit::Reject)
    };
    tie::waiting(&tally.bids, |no| tie::contends(said(no), forbidden(no)))
}

/// Answers that veto and on which the panel said nothing, each with its item, in order of rank.
pub(crate) fn silent_vetoes(session: &Session, view: &TallyView) -> Vec<(String, Veto)> {
    let log = Collective::of(session);
    let of = |no: &str| {
        let silent = view.vetoes(no).into_iter().filter(|v| log.veto(no, &v.gate).is_none());
        silent.map(|veto| (no.to_owned(), veto)).collect::<Vec<_>>()
    };
    view.tally.bids.iter().flat_map(|bid| of(&bid.bid_no)).collect()
}

/// The kinds of experts that judged an item: all of the panel but those who are recused.
fn seated(view: &TallyView, no: &str) -> Vec<Category> {
    let cells = view.tally.bid(no).map(|b| b.own_totals.as_slice()).unwrap_or_default();
    let here = |at: usize| !matches!(cells.get(at), Some(ranking::Cell::Recused));
    view.rules.panel.iter().enumerate().filter(|(at, _)| here(*at)).map(|(_, m)| m.category).collect()
}

/// What is suggested on an item: by the figures, lowered to what the vetoes that the panel confirmed still allow.
pub(crate) fn suggested(session: &Session, view: &TallyView, no: &str) -> Option<Conclusion> {
    let figures = view.tally.bid(no)?.suggestion.as_ref()?.conclusion;
    let confirmed = Collective::of(session).confirmed(no);
    if !confirmed.values().any(|is| *is) {
        return Some(figures);
    }
    let vetoes = view.vetoes(no);
    let limits = vetoes.iter().filter(|v| confirmed.get(v.gate.as_str()) == Some(&true)).map(|v| v.limit);
    Some(limits.fold(figures, Conclusion::lowered))
}

/// Whether a decision on a demand that was recorded, perhaps on other figures, holds on these.
pub(super) fn spoken(session: &Session, view: &TallyView, record: &DecisionRecord) -> bool {
    of_words(session, view, &record.decision, None).is_empty()
}

/// The lines of a bid as its non-recused experts entered them.
pub(crate) fn proposals(view: &TallyView, bid: &Bid) -> Vec<LineProposal> {
    let totals = view.tally.bid(&bid.no).map(|b| b.own_totals.as_slice()).unwrap_or_default();
    let sheets = view.scoring.of_item(&bid.no);
    let counted = view.rules.panel.iter().enumerate().filter_map(|(position, member)| {
        let recused = matches!(totals.get(position), Some(ranking::Cell::Recused));
        let counted = sheets.get(member.expert_no.as_str())?;
        (!recused).then_some((member.expert_no.as_str(), &counted.sheet))
    });
    let entries =
        counted.flat_map(|(who, sheet)| sheet.lines.iter().map(move |(s, advice)| (who, *s, advice)));
    budget::propose(bid, entries)
}

/// A bid's budget after the panel. A bid that is not agreed needs none; if one can be computed it is shown. A demand has
/// none.
fn outcome(
    view: &TallyView,
    item: &Item,
    decision: &PanelDecision,
    lines: &[LineDecision],
) -> std::result::Result<Option<BudgetOutcome>, Vec<Finding>> {
    let Some(bid) = item.bid() else { return Ok(None) };
    let decided = budget::decide(bid, &proposals(view, bid), lines, &view.rules.policy);
    match (decided, decision.standing) {
        (Ok(outcome), _) => Ok(Some(outcome)),
        (Err(_), Standing::None) => Ok(None),
        (Err(findings), _) => Err(findings),
    }
}

/// Puts tally, decisions and budgets together.
pub(crate) fn meeting_result(r: &Reader<'_>, session: &Session) -> Result<MeetingResult> {
    let view = tallied(r, session)?;
    let all = items(r, session)?;
    let said = said_so_far(r, session)?;
    let winners = winners(r, session)?;
    let judged = judged(session, &view, &all, (&said, &winners))?;
    let proposal = envelope::proposed(session, &view, &all, &said, &winners);
    Ok(MeetingResult { view, judged, winners, proposal })
}

/// The most winners of a challenge, by its number.
pub(crate) type Winners = BTreeMap<String, u32>;

/// How many winners the sponsors want, where that was recorded.
pub(crate) fn winners(r: &Reader<'_>, session: &Session) -> Result<Winners> {
    let choices: Vec<RaceRecord> = match session.kind {
        SessionKind::Bid => r.list_prefix(&race_id(&session.batch, ""))?,
        _ => Vec::new(),
    };
    Ok(choices.into_iter().map(|c| (c.challenge_no, c.choice.winners)).collect())
}

/// What the panel said so far.
pub(crate) fn said_so_far(r: &Reader<'_>, session: &Session) -> Result<Said> {
    let records: Vec<DecisionRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(records.into_iter().map(|d| (d.decision.bid_no.clone(), (d.decision, d.lines))).collect())
}

/// The panel's word on each item, by its number.
pub(crate) type Said = BTreeMap<String, (PanelDecision, Vec<LineDecision>)>;

/// Every item with its figures and the panel's word, in order of rank: pure, so that an archive gives the same.
///
/// # Errors
/// `decision.missing` naming the items without one; a word that does not hold on these figures.
pub(crate) fn judged(
    session: &Session,
    view: &TallyView,
    all: &[Item],
    (said, winners): (&Said, &Winners),
) -> Result<Vec<Judged>> {
    let on = On::of(session, view, all, said, winners);
    let mut judged = Vec::new();
    let mut missing = Vec::new();
    for tally in &view.tally.bids {
        let item = all
            .iter()
            .find(|i| i.no() == tally.bid_no)
            .ok_or_else(|| Refusal::not_found(tally.bid_no.clone()))?;
        let Some((decision, lines)) = said.get(item.no()) else {
            missing.push(item.no().to_owned());
            continue;
        };
        // Spoken on these figures, or on others before a reopening: then it must hold on these too.
        let departs = check(&on, decision, lines)?;
        if !departs.is_empty() {
            return Err(departs.into());
        }
        let budget = outcome(view, item, decision, lines)?;
        judged.push(Judged { item: item.clone(), tally: tally.clone(), decision: decision.clone(), budget });
    }
    if !missing.is_empty() {
        return Err(Finding::error(Code::DecisionMissing)
            .with("count", missing.len().to_string())
            .with("bids", missing.join("、"))
            .into());
    }
    Ok(judged)
}
