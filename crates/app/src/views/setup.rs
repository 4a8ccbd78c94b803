//! A session's set-up: what is chosen, the rules it is checked by, each with its article.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::amendment::Amendment;
use domain::draw::{drawn_in, next_alternate};
use domain::item::{DemandText, Item};
use domain::method::{Basis, Method};
use domain::panel::project_rule;
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::selection::Status;
use domain::session::{Facts, Session, SessionKind, Stage};
use domain::{Category, Code, Fen, Finding, Member, Policy, ScoreSheet, Severity, digest};
use ranking::{Exact, Rule};
use vault::Reader;

use super::amend::amendment_view;
use super::draws::draws;
use super::figures::short;
use super::lists::expert_line;
use super::sheet::sheet_view;
use super::words::{count, minute};
use crate::api::Problem;
use crate::api::amend::AmendmentView;
use crate::api::method::{BasisName, FirstStageForm, FirstTotal, KindWeight, MethodForm};
use crate::api::projects::JointForm;
use crate::api::session::{
    Aggregation, CheckState, FactsView, FrozenView, HearingView, PanelMember, RecusalView, RuleCheck,
    SessionCard, SetupBid, SetupRule, SetupView,
};
use crate::book_records::{SM3, Sm3Setting};
use crate::clock::local;
use crate::demand_records::DemandRecord;
use crate::office::method::method_of;
use crate::office::prepare::{before_freeze, date_past, expired, recorded_recusals, recusals};
use crate::office::project_session::text;
use crate::office::sheets::sheet_or_shipped;
use crate::office::tally::scoring;
use crate::office::{Office, items, panel, rules, session};
use crate::project_records::ProjectRecord;
use crate::records::{BidRecord, ExpertRecord, HearingRecord, RulesRecord, SessionRecord, bid_id};
use crate::refusal::Result;
use crate::shipped;

const PRACTICE: &str = "惯例";
/// Decimals of an earlier stage's figure that a form shows.
const TOTAL_DECIMALS: usize = 6;

impl Office {
    /// What the set-up of a session shows.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn setup_view(&self, session_no: &str) -> Result<SetupView> {
        let today = local(self.access.clock.now()).date();
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let panel = panel(r, &session)?;
            let recusals = recusals(r, &session)?;
            let frozen = rules(r, &session)?;
            let sheet = match &frozen {
                Some(frozen) => frozen.rules.sheet.clone(),
                None => sheet_or_shipped(r, &session)?.0,
            };
            let sm3 = match &frozen {
                Some(_) => session.sm3,
                None => r.get::<Sm3Setting>(SM3)?.unwrap_or_default().printed,
            };
            Ok(SetupView {
                sm3,
                bids: setup_bids(r, &session, &panel, &recusals, &sheet)?,
                experts: r.list::<ExpertRecord>()?.into_iter().map(|e| expert_line(e.0)).collect(),
                rules: checks(r, &session, &panel, &recusals, &sheet, today)?,
                recusals: recorded_recusals(r, &session)?.iter().map(recusal_view).collect(),
                ranks: session.kind.ranks(),
                joint: session.joint.as_ref().map(|j| JointForm {
                    on: j.on.to_string(),
                    bureau: j.bureau.clone(),
                    sponsor: j.sponsor.clone(),
                }),
                min_valid: count(sheet.sheet.min_valid),
                sheet: sheet_view(&sheet),
                facts: facts_view(&session.facts),
                hearings: hearings(r, &session)?,
                method: method_form(&method_of(&session, &sheet), frozen.as_ref().map(|f| &f.rules)),
                earlier: earlier(r, &session)?,
                frozen: frozen.map(|f| frozen_view(r, &session, &f)).transpose()?,
                panel: panel.iter().map(|member| member_view(&session, &panel, member)).collect(),
                draws: draws(&session)?,
                session: session_card(&session, panel.len()),
            })
        })
    }
}

/// A session in a list.
pub(crate) fn session_card(session: &Session, experts: usize) -> SessionCard {
    SessionCard {
        no: session.no.clone(),
        title: session.title.clone(),
        batch: session.batch.clone(),
        office: session.office.clone(),
        date: session.date.to_string(),
        kind: session.kind.into(),
        stage: session.stage.into(),
        bids: count(session.bids.len()),
        experts: count(experts),
    }
}

/// Scores that the poorest criterion of a bid can have: of those who score it, less those who are recused.
fn valid_left(bid_no: &str, panel: &[Member], recusals: &[Recusal], sheet: &ScoreSheet) -> usize {
    let stays = |m: &&Member| !recusals.iter().any(|x| x.bars(bid_no, &m.expert_no));
    sheet.fewest_raters(panel.iter().filter(stays).map(|m| m.category)).1
}

/// What can be chosen: bids of the batch; demands that state everything, and those that were chosen before they did; projects
/// that go on.
fn choosable(r: &Reader<'_>, session: &Session) -> Result<Vec<Item>> {
    if session.kind.of_projects() {
        if session.stage != Stage::Preparing {
            return items(r, session);
        }
        let records: Vec<ProjectRecord> = r.list()?;
        let chosen: BTreeSet<&str> = session.bids.iter().map(String::as_str).collect();
        let can = |p: &&ProjectRecord| {
            let open = p.over().is_none()
                && (session.kind != SessionKind::Milestone || text(p, session.kind).milestone.is_some());
            open || chosen.contains(p.project.no.as_str())
        };
        return Ok(records.iter().filter(can).map(|p| Item::Project(text(p, session.kind))).collect());
    }
    if session.kind != SessionKind::Demand {
        let records: Vec<BidRecord> = r.list_prefix(&bid_id(&session.batch, ""))?;
        return Ok(records.into_iter().map(|b| Item::Bid(b.bid)).collect());
    }
    if session.stage != Stage::Preparing {
        return items(r, session);
    }
    let records: Vec<DemandRecord> = r.list()?;
    let chosen: BTreeSet<&str> = session.bids.iter().map(String::as_str).collect();
    let can = |d: &DemandRecord| d.status == Status::Complete || chosen.contains(d.demand.no.as_str());
    Ok(records.iter().filter(|d| can(d)).map(|d| Item::Demand(DemandText::of(&d.demand))).collect())
}

/// What can be chosen, chosen ones first in the order of presentation.
fn setup_bids(
    r: &Reader<'_>,
    session: &Session,
    panel: &[Member],
    recusals: &[Recusal],
    sheet: &ScoreSheet,
) -> Result<Vec<SetupBid>> {
    let order: BTreeMap<&str, usize> =
        session.bids.iter().enumerate().map(|(at, no)| (no.as_str(), at)).collect();
    let place = |no: &str| order.get(no).copied();
    let mut items = choosable(r, session)?;
    items.sort_by_key(|item| place(item.no()).unwrap_or(usize::MAX));
    Ok(items
        .iter()
        .map(|item| SetupBid {
            position: place(item.no()).map(|at| count(at + 1)),
            valid_left: count(valid_left(item.no(), panel, recusals, sheet)),
            no: item.no().to_owned(),
            title: item.title().to_owned(),
            sponsor: item.sponsor().to_owned(),
            field: item.field().to_owned(),
            solver: item.solver().map(str::to_owned),
            fiscal: item.bid().map(|b| b.fiscal).or(item.project().map(|p| p.approved)).map(Fen::wan),
            milestone: item.project().and_then(|p| Some(format!("{}　{}", p.milestone?, p.now()?.task))),
            total_investment: item.demand().and_then(|d| d.total_investment).map(Fen::wan),
        })
        .collect())
}

fn member_view(session: &Session, panel: &[Member], member: &Member) -> PanelMember {
    let next = next_alternate(&session.draws, panel, member);
    PanelMember {
        draw: drawn_in(&session.draws, &member.expert_no),
        alternate: next.map(|(_, candidate)| candidate.name.clone()),
        no: member.expert_no.clone(),
        name: member.name.clone(),
        category: member.category.into(),
        unit: member.unit.clone(),
        title: member.title.clone(),
        random: member.drawn == domain::panel::Drawn::Random,
    }
}

/// A recusal for the screens.
pub(crate) fn recusal_view(recusal: &Recusal) -> RecusalView {
    let decision = recusal.decision.as_ref();
    RecusalView {
        expert_no: recusal.expert_no.clone(),
        bid_no: recusal.bid_no.clone(),
        ground: recusal.ground.into(),
        raised_by: recusal.raised_by.into(),
        evidence: recusal.evidence.clone(),
        recused: decision.map(|d| d.recused),
        by: decision.map(|d| d.by.clone()),
        witness: decision.and_then(|d| d.witness.clone()),
        reason: decision.map(|d| d.reason.clone()),
    }
}

/// The facts as they are typed.
pub(crate) fn facts_view(facts: &Facts) -> FactsView {
    let time = |t: Option<chrono::NaiveTime>| t.map(|t| t.format("%H:%M").to_string());
    FactsView {
        organizer: facts.organizer.clone(),
        place: facts.place.clone(),
        host: facts.host.clone(),
        recorder: facts.recorder.clone(),
        supervisor: facts.supervisor.clone(),
        attendees: facts.attendees.clone(),
        started: time(facts.started),
        ended: time(facts.ended),
        other_matters: facts.other_matters.clone(),
    }
}

/// Questions and answers of a session, in the order of its bids.
pub(crate) fn hearings(r: &Reader<'_>, session: &Session) -> Result<Vec<HearingView>> {
    let records: Vec<HearingRecord> = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(records
        .into_iter()
        .map(|record| HearingView {
            bid_no: record.bid_no,
            reporter: record.hearing.reporter,
            questions: record.hearing.questions.into_iter().map(|q| (q.question, q.answer)).collect(),
        })
        .collect())
}

fn frozen_view(r: &Reader<'_>, session: &Session, frozen: &RulesRecord) -> Result<FrozenView> {
    let judged = scoring(r, session)?;
    // Of a member whose place was taken, what came in is kept and does not count: the word itself does not say how much.
    let left = |no: &str| judged.scoring.sheets.keys().filter(|(_, expert_no)| expert_no == no).count();
    let amendment = |word: &Amendment| {
        let of_left = word.change.leaves().filter(|_| word.change.counts_only().is_none()).map_or(0, left);
        let view = amendment_view(word);
        AmendmentView { signed: view.signed.max(count(of_left)), ..view }
    };
    Ok(FrozenView {
        digest: digest::grouped(&frozen.rules.digest()?),
        first_digest: match frozen.former.first() {
            Some(first) => Some(digest::grouped(&first.digest()?)),
            None => None,
        },
        at: minute(frozen.first_frozen()),
        by: frozen.first_frozen_by().to_owned(),
        passed_over: session.passed_over.clone(),
        version: frozen.rules.version(),
        amendments: judged.decisions.amended.values().map(amendment).collect(),
    })
}

/// A rule by its name.
pub(crate) fn aggregation(rule: Rule) -> Aggregation {
    match rule {
        Rule::Mean => Aggregation::Mean,
        Rule::Trimmed { .. } => Aggregation::Trimmed,
        Rule::Median => Aggregation::Median,
    }
}

/// The method as it is chosen; once frozen, as the rules have it.
pub(crate) fn method_form(method: &Method, frozen: Option<&FrozenRules>) -> MethodForm {
    let rule = frozen.map_or(method.rule, |f| f.aggregation);
    let basis = frozen.map_or(&method.basis, |f| &f.basis);
    let weights = match basis {
        Basis::Weighted { weights } => weights
            .iter()
            .map(|(kind, weight)| KindWeight { category: (*kind).into(), weight: weight.0.to_string() })
            .collect(),
        Basis::Points | Basis::Standardised | Basis::Votes => Vec::new(),
    };
    MethodForm {
        aggregation: aggregation(rule),
        basis: basis_name(basis),
        weights,
        first: first_form(method),
    }
}

/// The name of what items are ranked by.
pub(crate) fn basis_name(basis: &Basis) -> BasisName {
    match basis {
        Basis::Points => BasisName::Points,
        Basis::Weighted { .. } => BasisName::Weighted,
        Basis::Standardised => BasisName::Standardised,
        Basis::Votes => BasisName::Votes,
    }
}

fn first_form(method: &Method) -> Option<FirstStageForm> {
    let first = method.first.as_ref()?;
    let total =
        |(no, total): (&String, &Exact)| FirstTotal { no: no.clone(), value: short(total, TOTAL_DECIMALS) };
    Some(FirstStageForm {
        share: first.share.0.to_string(),
        source: first.source.clone(),
        session: first.session.clone(),
        totals: first.totals.iter().map(total).collect(),
    })
}

/// Other meetings of the kind whose scores were taken together.
fn earlier(r: &Reader<'_>, session: &Session) -> Result<Vec<SessionCard>> {
    let all: Vec<SessionRecord> = r.list()?;
    let done = |s: &&Session| matches!(s.stage, Stage::Tallied | Stage::Closed);
    let others =
        all.iter().map(|s| &s.0).filter(|s| s.kind == session.kind && s.no != session.no).filter(done);
    others.map(|s| Ok(session_card(s, panel(r, s)?.len()))).collect()
}

/// What a check is about: its rule, its article, its figure and the least of it.
struct About {
    rule: SetupRule,
    article: String,
    count: usize,
    least: Option<usize>,
}

/// Every rule with the findings that are about it.
fn checks(
    r: &Reader<'_>,
    session: &Session,
    panel: &[Member],
    recusals: &[Recusal],
    sheet: &ScoreSheet,
    today: NaiveDate,
) -> Result<Vec<RuleCheck>> {
    let policy = shipped::policy()?;
    let mut findings = before_freeze(r, session, today)?;
    if session.kind.ranks() && !policy.covers(session.date) {
        // Why it is held all the same was asked when it was opened; nobody is asked twice.
        findings.push(Finding { severity: Severity::Info, ..expired(&policy, session.date) });
    }
    if findings.iter().all(|f| f.code != Code::SessionDatePast) {
        let told = date_past(session.date, today);
        findings.extend(told.map(|past| Finding { severity: Severity::Info, ..past }));
    }
    let about = abouts(session, panel, recusals, sheet, &policy);
    Ok(about.into_iter().map(|about| check(about, &findings)).collect())
}

/// The rules in the order in which a secretary meets them.
#[allow(clippy::too_many_lines, reason = "one list, in the order in which a secretary meets them")]
fn abouts(
    session: &Session,
    panel: &[Member],
    recusals: &[Recusal],
    sheet: &ScoreSheet,
    policy: &Policy,
) -> Vec<About> {
    let of = |kind: Category| panel.iter().filter(|m| m.category == kind).count();
    let of_demands = session.kind == SessionKind::Demand;
    let of_projects = session.kind.of_projects();
    let panel_rule = match session.kind {
        SessionKind::Bid => policy.panel.clone(),
        SessionKind::Demand => policy.demand_panel.clone().unwrap_or_else(|| policy.panel.clone()),
        kind => project_rule(kind, policy),
    };
    let asked = |kind: Category| !of_projects || panel_rule.kinds.contains(&kind);
    let article = panel_rule.article.clone();
    let kind = |rule, category| About { rule, article: article.clone(), count: of(category), least: Some(1) };
    let practice = |rule, count, least| About { rule, article: PRACTICE.to_owned(), count, least };
    let left = session.bids.iter().map(|no| valid_left(no, panel, recusals, sheet));
    let mut abouts = vec![practice(SetupRule::Bids, session.bids.len(), Some(1))];
    if of_demands {
        let article = "三、四（一）".to_owned();
        abouts.push(About { rule: SetupRule::Statements, article, count: session.bids.len(), least: None });
    }
    if of_projects {
        let article =
            if session.kind == SessionKind::Termination { "四（七）4" } else { "四（七）1" };
        let count = session.bids.len();
        abouts.push(About { rule: SetupRule::Projects, article: article.to_owned(), count, least: None });
    }
    if session.kind == SessionKind::Acceptance {
        let count = usize::from(session.joint.is_some());
        abouts.push(About {
            rule: SetupRule::Joint, article: "四（七）3".to_owned(), count, least: Some(1)
        });
    }
    let kinds = [
        (SetupRule::Technical, Category::Technical, true),
        (SetupRule::Management, Category::Management, true),
        (SetupRule::Finance, Category::Finance, !of_demands),
        (SetupRule::Legal, Category::Legal, of_projects),
    ];
    let kinds = kinds.into_iter().filter(|(_, category, here)| *here && asked(*category));
    abouts.extend(kinds.map(|(rule, category, _)| kind(rule, category)));
    if of_projects {
        abouts.push(practice(SetupRule::Questions, sheet.gates.len(), None));
    }
    if sheet.sheet.scored {
        abouts.push(practice(SetupRule::ValidScores, left.min().unwrap_or(0), Some(sheet.sheet.min_valid)));
    }
    abouts.extend([
        About {
            rule: SetupRule::Size,
            article: policy.panel_practice.article.clone(),
            count: panel.len(),
            least: Some(policy.panel_practice.least),
        },
        practice(SetupRule::Twice, panel.len(), None),
        practice(SetupRule::Recusals, recusals.iter().filter(|x| x.decision.is_none()).count(), None),
        practice(SetupRule::Sheet, sheet.criteria.len(), None),
    ]);
    if !of_projects {
        abouts.push(practice(SetupRule::Method, 0, None));
    }
    if !session.draws.is_empty() {
        abouts.push(practice(SetupRule::Draw, session.draws.len(), None));
    }
    abouts.push(practice(SetupRule::Date, 0, None));
    if !of_projects {
        let article = policy.policy.article.clone();
        abouts.push(About { rule: SetupRule::Policy, article, count: 0, least: None });
    }
    abouts
}

/// How a rule stands: as bad as the worst finding about it.
fn check(about: About, findings: &[Finding]) -> RuleCheck {
    let mine: Vec<&Finding> = findings.iter().filter(|f| is_about(f, about.rule)).collect();
    let state = if mine.iter().any(|f| f.severity == Severity::Error) {
        CheckState::Stop
    } else if mine.iter().any(|f| f.severity == Severity::Warning) || too_few(&about) {
        CheckState::Warn
    } else {
        CheckState::Done
    };
    RuleCheck {
        rule: about.rule,
        state,
        article: about.article,
        count: count(about.count),
        least: about.least.map(count),
        problems: mine.into_iter().map(Problem::of).collect(),
    }
}

/// Whether there are fewer scores to come than there must be, before anybody is recused: an empty or small panel.
fn too_few(about: &About) -> bool {
    about.rule == SetupRule::ValidScores && about.least.is_some_and(|least| about.count < least)
}

/// Whether a finding is about a rule. A missing kind of expert names the kind.
fn is_about(finding: &Finding, rule: SetupRule) -> bool {
    let missing = |kind: Category| {
        let composition =
            [Code::PanelBidComposition, Code::PanelDemandComposition, Code::PanelProjectComposition];
        composition.contains(&finding.code)
            && finding.params.iter().any(|(name, value)| name == "missing" && value.ends_with(kind.zh()))
    };
    match rule {
        SetupRule::Bids => matches!(finding.code, Code::SessionEmpty | Code::SessionBidsLack),
        SetupRule::Statements => matches!(
            finding.code,
            Code::DemandFieldNone
                | Code::DemandFieldOutside
                | Code::DemandIncomplete
                | Code::DemandOutOfOrder
                | Code::DateOrder
        ),
        SetupRule::Technical => missing(Category::Technical),
        SetupRule::Management => missing(Category::Management),
        SetupRule::Finance => missing(Category::Finance),
        SetupRule::Legal => missing(Category::Legal),
        SetupRule::Projects => finding.code.as_str().starts_with("project."),
        SetupRule::Joint => matches!(finding.code, Code::AcceptanceJoint | Code::AcceptanceSponsors),
        SetupRule::Questions => finding.code == Code::PanelGateUnasked,
        SetupRule::Size => finding.code == Code::PanelSize,
        SetupRule::Twice => finding.code == Code::PanelTwice,
        SetupRule::ValidScores => finding.code == Code::RecusalTooFew,
        SetupRule::Recusals => finding.code == Code::RecusalUndecided,
        // Nothing else before the freeze is a figure that was typed.
        SetupRule::Sheet => {
            let of_sheet = finding.code.as_str().starts_with("sheet.");
            // Where nothing is ranked no method is offered; one that was kept all the same is said here.
            of_sheet || matches!(finding.code, Code::ValueUnreadable | Code::MethodNotHere)
        }
        SetupRule::Method => matches!(
            finding.code,
            Code::MethodWeight
                | Code::MethodPartial
                | Code::MethodStages
                | Code::MethodShare
                | Code::MethodFirstMissing
                | Code::MethodFirstOff
        ),
        SetupRule::Draw => matches!(finding.code, Code::DrawOpen | Code::DrawnMissing),
        SetupRule::Policy => finding.code == Code::PolicyExpired,
        SetupRule::Date => finding.code == Code::SessionDatePast,
    }
}
