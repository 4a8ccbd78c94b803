//! The set of papers of a meeting: which there are, in the order in which they are signed, and what each is made of.

use documents::{Form, Options, Variant};
use domain::conclusion::PanelDecision;
use domain::gates::{Conduct, Gate, Mark};
use domain::parallel::taken;
use domain::recommendation::{Recommendation, recommend};
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding, Member};
use sha2::{Digest as _, Sha256};

use super::source::{Base, Gathered};
use super::{
    before, drawn, handed, list, meeting_rules, minutes, minutes_demand, minutes_project, opinion_project,
    opinions, paper_sheets, parallel, sheets, summary, trace,
};
use crate::api::documents::Phase;
use crate::files;
use crate::office::conclude::{MeetingResult, silent_vetoes, ties_waiting};
use crate::office::parallel::SUMMARY;
use crate::office::stamp::Stamp;
use crate::office::tally::TallyView;
use crate::refusal::{Refusal, Result};
use crate::views::minute;

/// The form of blank sheets, to be filled in by hand.
const BLANK: &str = "paper-score-sheet";
/// The form of receipts of laptops, which go on changing after the meeting.
const RECEIPT: &str = "laptop-receipt";
/// Forms that are printed when asked for and are no part of a set that is closed: what was written on blank sheets is in the
/// others, and a laptop comes back when the papers are made already.
pub(super) const BESIDE: [&str; 2] = [BLANK, RECEIPT];

/// What a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    SignIn,
    Pledges,
    /// 会议卡, one for each laptop.
    Cards,
    /// 会议须知、保密须知
    Rules,
    Recusals,
    /// 专家抽取记录, one sheet a draw; there only where something was drawn.
    Draws,
    /// The sheets of one expert.
    Sheets(String),
    /// Sheets of one expert on paper, to be filled in by hand.
    PaperSheets(String),
    Summary,
    SummaryBlind,
    Opinions,
    Reviews,
    Minutes,
    DemandMinutes,
    /// 评审纪要 of milestones, acceptance, termination.
    ProjectMinutes,
    /// 专家组意见 of each project.
    ProjectOpinions,
    List,
    ListBook,
    /// 分会场评审结果汇总表, where another panel was taken in.
    Parallel,
    Trace,
    Verification,
    /// 设备和数据签收回执, one for each laptop that was handed a task.
    Receipts,
    ReceiptsBlind,
}

/// A paper of the set.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    pub(super) kind: Kind,
    /// Id for preview and save, unique in the set.
    pub(super) id: String,
    /// Which form, as signed lists name it.
    pub(super) form: &'static str,
    pub(super) title: String,
    pub(super) phase: Phase,
    /// `pdf`, `xlsx` or `lzv`.
    pub(super) format: &'static str,
    /// Who signs, in their order.
    pub(super) signers: Vec<String>,
    /// What its file is called behind the number of the session.
    what: String,
}

impl Paper {
    /// Whether it is no part of a set that is closed.
    pub(super) fn is_beside(&self) -> bool {
        BESIDE.contains(&self.form)
    }

    /// Its file's name: number of the session without what a file system refuses, then what it is.
    pub(super) fn file(&self, base: &Base) -> String {
        format!("{}_{}.{}", files::safe(&base.session.no), self.what, self.format)
    }
}

/// What a paper is made of.
pub(super) enum Content {
    Form(Box<Form>),
    /// Sheets of one form, bound.
    Bound(Vec<Form>),
    /// A workbook as bytes: the same figures give the same bytes.
    Book(Vec<u8>),
}

/// A paper that was made.
pub(super) struct Printed {
    pub(super) bytes: Vec<u8>,
    /// Digest of its data; nothing for a workbook.
    pub(super) digest: Option<[u8; 32]>,
    pub(super) pages: Option<usize>,
}

impl Content {
    /// The digest it would be made with; nothing is laid out. Of a workbook the digest of the file.
    pub(super) fn digest(&self) -> Result<[u8; 32]> {
        let options = Options::default();
        Ok(match self {
            Content::Form(form) => documents::digest(form, &options)?,
            Content::Bound(forms) => documents::digest_bound(forms, &options)?,
            Content::Book(bytes) => Sha256::digest(bytes).into(),
        })
    }

    /// Makes it whole, or says which character no font has, and where.
    pub(super) fn print(self, fonts: &documents::Fonts, file: &str) -> Result<Printed> {
        let options = Options::default();
        let rendered = match self {
            Content::Form(form) => documents::render(&form, fonts, &options),
            Content::Bound(forms) => documents::render_bound(&forms, fonts, &options),
            Content::Book(bytes) => return Ok(Printed { bytes, digest: None, pages: None }),
        };
        let rendered = rendered.map_err(|e| Refusal::from(e).in_file(file))?;
        Ok(Printed { bytes: rendered.pdf, digest: Some(rendered.digest), pages: Some(rendered.pages) })
    }
}

/// The recommendation that follows from a result. The papers that print its order are refused while a tie waits for
/// people: the order would be the program's. Those that print conclusions are refused while an answer that vetoes waits for
/// the panel's word: it would be passed over in silence.
pub(super) fn ruled<'a>(
    session: &Session,
    result: &'a MeetingResult,
    kind: &Kind,
) -> Result<Recommendation<'a>> {
    if matches!(
        kind,
        Kind::Minutes
            | Kind::DemandMinutes
            | Kind::List
            | Kind::ListBook
            | Kind::Parallel
            | Kind::Verification
    ) {
        let said = |no: &str| result.judged.iter().map(|j| &j.decision).find(|d| d.bid_no == no);
        let open = waiting(session, &result.view, said);
        if !open.is_empty() {
            return Err(open.into());
        }
    }
    Ok(recommend(&result.judged, &result.winners)?)
}

/// Everything that keeps a session from being closed: words that are missing or do not hold, ties and vetoes that wait for
/// people, each named at once.
pub(super) fn open_ends(gathered: &Gathered) -> Vec<Finding> {
    let words = gathered.result.as_ref().err().map(|refusal| refusal.0.clone()).unwrap_or_default();
    let session = &gathered.base.session;
    let said = |no: &str| gathered.said.get(no);
    let waits = gathered.view.as_ref().map(|view| waiting(session, view, said)).unwrap_or_default();
    words.into_iter().chain(waits).chain(discussion(session)).collect()
}

/// `document.discussion_open` while the end of a discussion that began is not recorded.
fn discussion(session: &Session) -> Option<Finding> {
    let conduct = Conduct::of(session);
    let open = session.stage == Stage::Tallied && conduct.standing().of(Gate::Discussion) == Mark::Open;
    let began = conduct.discussion_began().filter(|_| open)?;
    Some(Finding::error(Code::DocDiscussionOpen).with("began", minute(began)))
}

/// `document.gates_blank` for what nobody recorded of a meeting that is not closed yet: a blank on paper, and no way to
/// record it after the closing.
pub(super) fn blanks(session: &Session) -> Option<Finding> {
    let standing = Conduct::of(session).standing();
    let blank = |gate: &Gate| gate.is_by_hand() && *gate < Gate::Sign && standing.of(*gate) == Mark::Open;
    let names: Vec<&str> = Gate::ALL.into_iter().filter(blank).map(Gate::zh).collect();
    let asked = session.stage == Stage::Tallied && !names.is_empty();
    asked.then(|| Finding::warning(Code::DocGatesBlank).with("gates", names.join("、")))
}

/// `document.scored_unsigned` for members whose sheets count and of whom no sign-in is recorded: they are not asked to vote, and
/// the minutes count one more score than people.
pub(super) fn unseen(session: &Session, view: &TallyView) -> Option<Finding> {
    let here = Conduct::of(session).present()?;
    let scored = |m: &&Member| view.scoring.locked.contains(&m.expert_no);
    let missing = view.rules.panel.iter().filter(scored).filter(|m| !here.contains(&m.expert_no.as_str()));
    let names: Vec<&str> = missing.map(|m| m.name.as_str()).collect();
    let asked = session.stage == Stage::Tallied && !names.is_empty();
    asked.then(|| Finding::warning(Code::DocScoredUnsigned).with("members", names.join("、")))
}

/// Ties and vetoes that wait for people: `document.tie_open` for each tie, `document.veto_open` for each veto.
fn waiting<'d>(
    session: &Session,
    view: &TallyView,
    said: impl Fn(&str) -> Option<&'d PanelDecision>,
) -> Vec<Finding> {
    let tied = ties_waiting(session, &view.tally, view, said).into_iter();
    let mut open: Vec<Finding> =
        tied.map(|(_, items)| Finding::error(Code::DocTieOpen).with("items", items.join("、"))).collect();
    open.extend(vetoes(session, view));
    open
}

/// `document.veto_open` for each answer that vetoes and on which the panel said nothing. What answers about a project hint at is
/// answered by the conclusion itself, which departs from it with a reason.
fn vetoes(session: &Session, view: &TallyView) -> Vec<Finding> {
    if session.kind.of_projects() {
        return Vec::new();
    }
    silent_vetoes(session, view)
        .into_iter()
        .map(|(item, veto)| {
            Finding::error(Code::DocVetoOpen).with("item", item).with("question", veto.question)
        })
        .collect()
}

/// What a paper is made of at a time, or what is missing for it. The signed list is made by its own use case.
pub(super) fn content(gathered: &Gathered, stamp: &Stamp, kind: &Kind) -> Result<Content> {
    let open = gathered.open(stamp);
    let one = |form: Form| Content::Form(Box::new(form));
    Ok(match kind {
        Kind::SignIn => one(before::sign_in(&open)?),
        Kind::Pledges => Content::Bound(before::pledges(&open)?),
        Kind::Cards => Content::Bound(before::cards(&open)?),
        Kind::Rules => one(meeting_rules::rules(&open)?),
        Kind::Receipts => Content::Bound(handed::receipts(&open, Variant::Named)?),
        Kind::ReceiptsBlind => Content::Bound(handed::receipts(&open, Variant::Blind)?),
        Kind::Draws => Content::Bound(drawn::records(&open)?),
        Kind::Recusals => one(before::recusal_record(&open)?),
        Kind::Sheets(expert_no) => Content::Bound(sheets::sheets(gathered, stamp, expert_no)?),
        Kind::PaperSheets(expert_no) => Content::Bound(paper_sheets::sheets(&open, expert_no)?),
        Kind::Verification => return Err(Refusal::not_found("核验清单")),
        concluded => {
            let source = gathered.source(stamp)?;
            let recommendation = ruled(&gathered.base.session, source.result, concluded)?;
            match concluded {
                Kind::Summary => one(Form::ScoreSummary(summary::summary(&source, Variant::Named)?)),
                Kind::SummaryBlind => one(Form::ScoreSummary(summary::summary(&source, Variant::Blind)?)),
                Kind::Opinions => Content::Bound(opinions::opinions(&source)?),
                Kind::Reviews => Content::Bound(opinions::reviews(&source)?),
                Kind::Minutes => one(Form::MinutesBid(minutes::minutes(&source, &recommendation)?)),
                Kind::DemandMinutes => one(Form::MinutesDemand(minutes_demand::minutes(&source)?)),
                Kind::ProjectMinutes => one(Form::MinutesProject(minutes_project::minutes(&source)?)),
                Kind::ProjectOpinions => Content::Bound(opinion_project::opinions(&source)?),
                Kind::Parallel => one(Form::ParallelSummary(parallel::summary(&source)?)),
                Kind::List => one(Form::RecommendationList(list::list(&source, &recommendation)?)),
                Kind::ListBook => Content::Book(list::workbook(&source, &recommendation)?),
                _ => Content::Book(trace::workbook(&source)?),
            }
        }
    })
}

/// The set, in the order in which it is signed. An expert without any sheet that counts has none to sign.
#[allow(clippy::too_many_lines, reason = "one list, in the order in which it is signed")]
pub(super) fn papers(gathered: &Gathered) -> Vec<Paper> {
    let base = &gathered.base;
    let people = People::of(base);
    let mut set = vec![
        paper(Kind::Cards, "meeting-card", "会议卡", Phase::Before, Vec::new()),
        paper(Kind::Rules, "meeting-rules", "会议须知、保密须知", Phase::Before, Vec::new()),
        paper(Kind::SignIn, "sign-in-sheet", "签到表", Phase::Before, people.signing_in()),
        paper(Kind::Pledges, "expert-pledge", "评审专家承诺书", Phase::Before, people.panel.clone()),
        paper(Kind::Recusals, "recusal-record", "专家回避情况表", Phase::Before, people.everybody()),
    ];
    if let Some(draw) = base.session.draws.last() {
        let signers = people.drawing(&draw.by);
        let draws = paper(Kind::Draws, "draw-record", "专家抽取记录", Phase::Before, signers);
        set.insert(0, draws);
    }
    // Blank sheets are for those who still score.
    let scoring = matches!(base.session.stage, Stage::Frozen | Stage::Scoring);
    let free = |no: &str| scoring && base.items.iter().any(|item| !base.recused(item.no(), no));
    // Where nothing is scored there are questions to be answered, and nothing to add up.
    let scores = base.rules.sheet.sheet.scored;
    let (blank, own) = if scores {
        ("纸质评分表", "专家个人评分表")
    } else {
        ("纸质核查表", "专家个人核查表")
    };
    for member in base.rules.panel.iter().filter(|m| free(&m.expert_no)) {
        let (form, code) = (BLANK, base.code(&member.expert_no));
        let kind = Kind::PaperSheets(member.expert_no.clone());
        set.push(Paper {
            id: format!("{form}/{}", member.expert_no),
            title: format!("{blank}（{code}　{}）", member.name),
            what: format!("{blank}_{}", files::safe(&code)),
            ..paper(kind, form, blank, Phase::Before, vec![member.name.clone()])
        });
    }
    let scored = |no: &str| gathered.view.as_ref().map_or(true, |view| sheets::signed(gathered, view, no));
    for member in base.rules.panel.iter().filter(|m| scored(&m.expert_no)) {
        let (form, code) = ("expert-score-sheet", base.code(&member.expert_no));
        let kind = Kind::Sheets(member.expert_no.clone());
        let sheets = paper(kind, form, own, Phase::Scoring, vec![member.name.clone()]);
        set.push(Paper {
            id: format!("{form}/{}", member.expert_no),
            title: format!("{own}（{code}　{}）", member.name),
            what: format!("{own}_{}", files::safe(&code)),
            ..sheets
        });
    }
    let blind = paper(Kind::SummaryBlind, "score-summary", "评分汇总表（隐名）", Phase::Scoring, Vec::new());
    set.extend(
        [
            paper(
                Kind::Summary,
                "score-summary",
                "评分汇总表（实名存档）",
                Phase::Scoring,
                people.recording(),
            ),
            Paper { id: "score-summary/blind".to_owned(), ..blind },
            book(Kind::Trace, "score-trace-xlsx", "评分计算过程", "xlsx", Phase::Scoring),
        ]
        .into_iter()
        .filter(|_| scores),
    );
    set.extend(match base.session.kind {
        SessionKind::Demand => on_demands(&people),
        SessionKind::Bid => on_bids(&people),
        SessionKind::Milestone | SessionKind::Acceptance | SessionKind::Termination => {
            on_projects(base, &people)
        }
    });
    if !taken(&base.session).is_empty() {
        let signers = people.recording();
        set.push(paper(Kind::Parallel, SUMMARY, "分会场评审结果汇总表", Phase::Conclusion, signers));
    }
    set.push(book(Kind::Verification, "verification-list", "核验清单", "lzv", Phase::Conclusion));
    set.extend(receipts(base));
    set
}

/// The receipts, named and blind, once a laptop was handed its task.
fn receipts(base: &Base) -> Vec<Paper> {
    if base.handed.is_empty() {
        return Vec::new();
    }
    let names = base.handed.iter().filter_map(|h| base.anyone(&h.expert_no)).map(|m| m.name.clone());
    let mut signers: Vec<String> = names.chain(base.session.facts.supervisor.clone()).collect();
    signers.dedup();
    let (title, phase) = ("设备和数据签收回执", Phase::Conclusion);
    let blind = paper(Kind::ReceiptsBlind, RECEIPT, "设备和数据签收回执（隐名）", phase, Vec::new());
    vec![
        paper(Kind::Receipts, RECEIPT, title, phase, signers),
        Paper { id: format!("{RECEIPT}/blind"), ..blind },
    ]
}

/// What the panel of a bid session concludes with.
fn on_bids(people: &People) -> Vec<Paper> {
    let conclusion = Phase::Conclusion;
    let (panel, money) = (people.panel.clone(), people.finance_and_chair());
    vec![
        paper(Kind::Opinions, "panel-opinion-bid", "揭榜方案专家组意见", conclusion, panel.clone()),
        paper(Kind::Reviews, "budget-review", "预算评审意见表", conclusion, money),
        paper(Kind::Minutes, "minutes-bid", "评审纪要", conclusion, people.everybody()),
        paper(Kind::List, "recommendation-list", "建议名单", conclusion, panel),
        book(Kind::ListBook, "recommendation-list-xlsx", "建议名单", "xlsx", conclusion),
    ]
}

/// What the panel of a demand session concludes with: its list is the proposed challenge list (榜单凝练).
fn on_demands(people: &People) -> Vec<Paper> {
    vec![paper(Kind::DemandMinutes, "minutes-demand", "评审纪要", Phase::Conclusion, people.everybody())]
}

/// What the panel of a session on projects concludes with. Bureau and sponsor sign an acceptance too (rule 23).
fn on_projects(base: &Base, people: &People) -> Vec<Paper> {
    let opinion = match base.session.kind {
        SessionKind::Milestone => "里程碑节点考核意见",
        SessionKind::Acceptance => "结题验收意见",
        _ => "项目终止论证意见",
    };
    let joint: Vec<String> =
        base.session.joint.iter().flat_map(|j| [j.bureau.clone(), j.sponsor.clone()]).collect();
    let with = |own: Vec<String>| own.into_iter().chain(joint.clone()).collect::<Vec<_>>();
    let conclusion = Phase::Conclusion;
    let opinions = paper(
        Kind::ProjectOpinions,
        "panel-opinion-project",
        opinion,
        conclusion,
        with(people.panel.clone()),
    );
    let minutes =
        paper(Kind::ProjectMinutes, "minutes-project", "评审纪要", conclusion, with(people.everybody()));
    vec![opinions, minutes]
}

fn paper(kind: Kind, form: &'static str, title: &str, phase: Phase, signers: Vec<String>) -> Paper {
    Paper {
        kind,
        id: form.to_owned(),
        form,
        title: title.to_owned(),
        phase,
        format: "pdf",
        signers,
        what: title.to_owned(),
    }
}

fn book(kind: Kind, form: &'static str, title: &str, format: &'static str, phase: Phase) -> Paper {
    Paper { format, ..paper(kind, form, title, phase, Vec::new()) }
}

/// Who signs what.
struct People {
    /// The chair first, then the members in their order.
    panel: Vec<String>,
    finance: Vec<String>,
    chair: Option<String>,
    host: Option<String>,
    recorder: Option<String>,
    supervisor: Option<String>,
    attendees: Vec<String>,
}

impl People {
    fn of(base: &Base) -> People {
        let chair = base.chair();
        let members = base.rules.panel.iter().filter(|m| chair.is_none_or(|c| c.expert_no != m.expert_no));
        let finance = base.rules.panel.iter().filter(|m| m.category == domain::Category::Finance);
        let facts = &base.session.facts;
        People {
            panel: chair.into_iter().chain(members).map(|m| m.name.clone()).collect(),
            finance: finance.map(|m| m.name.clone()).collect(),
            chair: chair.map(|m| m.name.clone()),
            host: facts.host.clone(),
            recorder: facts.recorder.clone(),
            supervisor: facts.supervisor.clone(),
            attendees: facts.attendees.clone().unwrap_or_default(),
        }
    }

    /// Whoever has a row on the sign-in sheet: the panel, then the staff in its order.
    fn signing_in(&self) -> Vec<String> {
        let staff = self.host.iter().chain(&self.recorder).chain(&self.supervisor);
        self.panel.iter().chain(staff).chain(&self.attendees).cloned().collect()
    }

    /// The panel, then recorder and supervisor.
    fn everybody(&self) -> Vec<String> {
        self.panel.iter().chain(&self.recorder).chain(&self.supervisor).cloned().collect()
    }

    /// Who drew, and the supervisor, whom the paper asks for also where nobody is recorded yet.
    fn drawing(&self, by: &str) -> Vec<String> {
        let supervisor = self.supervisor.clone().unwrap_or_else(|| "监督人（未登记）".to_owned());
        vec![by.to_owned(), supervisor]
    }

    /// Chair, recorder, supervisor.
    fn recording(&self) -> Vec<String> {
        self.chair.iter().chain(&self.recorder).chain(&self.supervisor).cloned().collect()
    }

    fn finance_and_chair(&self) -> Vec<String> {
        self.finance.iter().chain(&self.chair).cloned().collect()
    }
}
