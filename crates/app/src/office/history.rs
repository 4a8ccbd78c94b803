//! Earlier batches come in: projects with their milestones and payments, from a workbook of our own shape, checked by the rules
//! that hold for every other project. What does not keep them is told row by row; people take it in all the same with a
//! reason, or not at all. Everything comes in, or nothing.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use domain::chain::Act as Paper;
use domain::chain::course::{Past, PastPayment, Tranche};
use domain::chain::state::{ProjectState, Work};
use domain::finding::Severity;
use domain::project::{Milestone, same_number};
use domain::{Code, Fen, Finding, Project};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::Reader;
use workbook::write::{ListBook, ListSheet};

use super::Office;
use super::own_sheet::{As, Column, Reading, may, need, write};
use crate::access::{Act, reason};
use crate::api::Problem;
use crate::api::history::{HistoryLine, HistoryView};
use crate::api::projects::ProjectsView;
use crate::chain_records::CourseRecord;
use crate::clock::local;
use crate::files;
use crate::project_records::ProjectRecord;
use crate::reader;
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::count;
use crate::work;

const STATES: &[(&str, &str)] = &[
    ("granted", "待签任务书"),
    ("running", "实施中"),
    ("rectifying", "限期整改"),
    ("stalled", "节点考核未通过"),
    ("failed", "验收未通过"),
    ("accepted", "验收通过"),
    ("closed", "结题"),
    ("terminated", "已终止"),
    ("dropped", "撤销立项"),
];
const TRANCHES: &[(&str, &str)] =
    &[("first", "首次"), ("milestone", "节点"), ("last", "验收后"), ("once", "一次性")];

const PROJECTS: &str = "历史项目";
const PROJECT: &[Column] = &[
    need("no", "项目编号", As::Text),
    need("title", "项目名称", As::Text),
    may("field", "领域", As::Text),
    may("challenge_no", "榜单编号", As::Maybe),
    may("contract_no", "任务书编号", As::Maybe),
    may("bureau", "市科技管理部门", As::Text),
    need("sponsor", "出题企业", As::Text),
    need("solver", "揭榜方", As::Text),
    may("participants", "参与单位", As::Lines),
    need("start", "实施期开始", As::Day),
    need("end", "实施期结束", As::Day),
    may("rd_total", "研发投入总额", As::Money),
    need("approved", "批准财政资金", As::Money),
    may("approval_no", "一事一议批准文号", As::Maybe),
    need("issued.on", "下达日期", As::Day),
    need("issued.number", "下达文号", As::Text),
    need("issued.by", "下达机关", As::Text),
    need("state", "现状", As::Word(STATES)),
    may("passed", "已通过节点", As::Int),
    need("as_of", "截至日期", As::Day),
];

const NODES: &str = "历史项目里程碑";
const NODE: &[Column] = &[
    need("project_no", "项目编号", As::Text),
    need("due", "完成时间", As::Day),
    need("task", "任务内容", As::Text),
    may("indicators", "节点指标", As::Text),
    may("payable", "对应财政资金", As::Money),
];

const PAYMENTS: &str = "历史项目拨付";
const PAYMENT: &[Column] = &[
    need("project_no", "项目编号", As::Text),
    need("tranche", "资金性质", As::Word(TRANCHES)),
    may("milestone", "节点", As::Int),
    need("amount", "金额", As::Money),
    need("payee", "收款单位", As::Text),
    need("on", "拨付日期", As::Day),
    need("voucher_no", "支付凭证号", As::Text),
    need("approval.on", "审定日期", As::Day),
    need("approval.number", "审定文号", As::Text),
    need("approval.by", "审定机关", As::Text),
];

/// A row of a project.
#[derive(Serialize, Deserialize)]
struct ProjectRow {
    no: String,
    title: String,
    field: String,
    challenge_no: Option<String>,
    contract_no: Option<String>,
    bureau: String,
    sponsor: String,
    solver: String,
    participants: Vec<String>,
    start: NaiveDate,
    end: NaiveDate,
    rd_total: Option<Fen>,
    approved: Fen,
    approval_no: Option<String>,
    issued: Option<Paper>,
    state: Standing,
    passed: Option<usize>,
    as_of: NaiveDate,
}

/// A row of a milestone.
#[derive(Serialize, Deserialize)]
struct NodeRow {
    project_no: String,
    #[serde(flatten)]
    node: Milestone,
}

/// A row of a payment.
#[derive(Serialize, Deserialize)]
struct PaymentRow {
    project_no: String,
    tranche: Tranche,
    milestone: Option<usize>,
    amount: Fen,
    payee: String,
    on: NaiveDate,
    voucher_no: String,
    approval: Option<Paper>,
}

/// Where a project stands, as the sheet says it. One before its end or under suspicion is told to the book by its steps.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Standing {
    Granted,
    Running,
    Rectifying,
    Stalled,
    Failed,
    Accepted,
    Closed,
    Terminated,
    Dropped,
}

impl From<Standing> for ProjectState {
    fn from(of: Standing) -> ProjectState {
        match of {
            Standing::Granted => ProjectState::Granted,
            Standing::Running => ProjectState::Active(Work::Running),
            Standing::Rectifying => ProjectState::Active(Work::Rectifying),
            Standing::Stalled => ProjectState::Active(Work::Stalled),
            Standing::Failed => ProjectState::Active(Work::Failed),
            Standing::Accepted => ProjectState::Accepted,
            Standing::Closed => ProjectState::Closed,
            Standing::Terminated => ProjectState::Terminated,
            Standing::Dropped => ProjectState::Dropped,
        }
    }
}

/// What a file says.
struct Told {
    /// Digest of the file, hex.
    digest: String,
    /// Each with the bureau that its contract names.
    pasts: Vec<(Past, String)>,
    /// What could not be read: nothing comes in while there is any.
    unreadable: Vec<Finding>,
    /// By the number of its project: what does not keep a rule.
    broken: BTreeMap<String, Vec<Finding>>,
}

impl Office {
    /// Writes an empty workbook of the shape that earlier projects come in by. Gives the path.
    ///
    /// # Errors
    /// `io`
    pub fn write_history_form(&self, path: &Path) -> Result<String> {
        let with = |sheet: ListSheet, notes: &[&str]| ListSheet {
            notes: notes.iter().map(|n| (*n).to_owned()).collect(),
            ..sheet
        };
        let sheets = vec![
            with(
                write::<ProjectRow>(PROJECTS, PROJECT, &[])?,
                &[
                    "每个项目一行；金额单位：万元；下达的三栏都填，或者都不填。",
                    "现状：待签任务书、实施中、限期整改、节点考核未通过、验收未通过、验收通过、结题、已终止、撤销立项",
                ],
            ),
            with(write::<NodeRow>(NODES, NODE, &[])?, &["每个节点一行，按先后排列；金额单位：万元"]),
            with(
                write::<PaymentRow>(PAYMENTS, PAYMENT, &[])?,
                &[
                    "每笔拨付一行；资金性质：首次、节点、验收后、一次性；节点资金填第几个节点和市政府审定的三栏；金额单位：万元",
                ],
            ),
        ];
        let created = local(self.access.clock.now()).date();
        let bytes = workbook::write::recommendation_list(&ListBook { created, sheets })?;
        files::write_private(path, &bytes)?;
        Ok(path.display().to_string())
    }

    /// Reads a workbook of earlier projects and says what would come in, and what does not keep the rules.
    ///
    /// # Errors
    /// Those of reading a workbook; `record.not_found` where it has no such sheet.
    pub fn look_at_history(&self, path: &Path) -> Result<HistoryView> {
        let told = self.access.read(|r| told(r, path))?;
        Ok(view(path, &told))
    }

    /// Takes the projects of a workbook in: all of them, or none.
    ///
    /// # Errors
    /// What could not be read; `history.changed` for another file than was looked at; `reason.missing` where something does not
    /// keep the rules and nobody says why it comes in all the same.
    pub fn take_history(&mut self, path: &Path, digest: &str, why: &str) -> Result<ProjectsView> {
        let told = self.access.read(|r| told(r, path))?;
        if told.digest != digest {
            return Err(Refusal::of(Code::HistoryChanged).with("file", files::name(path)));
        }
        if !told.unreadable.is_empty() {
            return Err(told.unreadable.into());
        }
        let policy = shipped::policy()?;
        let mut act = Act::new("history.take", files::name(path)).with(json!({
            "projects": told.pasts.len(),
            "payments": told.pasts.iter().map(|(p, _)| p.payments.len()).sum::<usize>(),
            "broken": told.broken.values().map(Vec::len).sum::<usize>(),
            "digest": told.digest,
        }));
        if !told.broken.is_empty() {
            act = act.because(reason("收入不符合规则的历史项目", why)?);
        }
        self.access.record(act, |w| {
            for (past, bureau) in &told.pasts {
                let course = past.course(bureau, &policy);
                let project = course.onto(&past.project);
                w.put(&ProjectRecord { project, outcomes: Vec::new() })?;
                w.put(&CourseRecord(course))?;
            }
            Ok(())
        })?;
        self.projects_view()
    }
}

fn told(r: &Reader<'_>, path: &Path) -> Result<Told> {
    let (bytes, book) = reader::open(path, &work::Work::new())?;
    let digest = hex::encode(Sha256::digest(&bytes));
    let mut reading = Reading { book: &book, findings: Vec::new() };
    let rows = reading.rows::<ProjectRow>(PROJECTS, PROJECT);
    let rows = reading.once((PROJECTS, PROJECT, "no"), rows, |row: &ProjectRow| &row.no);
    let mut pasts: Vec<(Past, String)> = rows.into_iter().map(past).collect();
    let no = |(p, _): &(Past, String)| p.project.no.clone();
    let at = (NODES, NODE, "project_no");
    let own = |row: &NodeRow| row.project_no.clone();
    reading.give(at, &mut pasts, no, own, |(p, _), row| p.project.milestones.push(row.node));
    let at = (PAYMENTS, PAYMENT, "project_no");
    let own = |row: &PaymentRow| row.project_no.clone();
    reading.give(at, &mut pasts, no, own, |(p, _), row| p.payments.push(payment(row)));
    let mut unreadable = reading.findings;
    if pasts.is_empty() && unreadable.is_empty() {
        return Err(Refusal::not_found(format!("{}里的“{PROJECTS}”", files::name(path))));
    }
    let known: Vec<ProjectRecord> = r.list()?;
    for (past, _) in &pasts {
        if let Some(there) = known.iter().find(|k| same_number(&k.project.no, &past.project.no)) {
            let number = there.project.no.clone();
            unreadable.push(Finding::error(Code::ImportExists).with("what", "项目").with("number", number));
        }
    }
    let policy = shipped::policy()?;
    let broken = pasts.iter_mut().filter_map(|(p, _)| {
        p.payments.sort_by_key(|payment| payment.on);
        let findings: Vec<Finding> =
            p.check(&policy).into_iter().filter(|f| f.severity == Severity::Error).collect();
        (!findings.is_empty()).then(|| (p.project.no.clone(), findings))
    });
    Ok(Told { digest, broken: broken.collect(), unreadable, pasts })
}

fn past(row: ProjectRow) -> (Past, String) {
    let past = Past {
        project: Project {
            no: row.no,
            title: row.title,
            field: row.field,
            origin: None,
            challenge_no: row.challenge_no,
            contract_no: row.contract_no,
            sponsor: row.sponsor,
            solver: row.solver,
            participants: row.participants,
            people: Vec::new(),
            start: row.start,
            end: row.end,
            rd_total: row.rd_total,
            approved: row.approved,
            paid: None,
            spent: None,
            spent_by: Vec::new(),
            milestones: Vec::new(),
            reports: Vec::new(),
            end_proposal: None,
            grant_no: row.issued.as_ref().map(|act| act.number.clone()),
            approval_no: row.approval_no,
        },
        issued: row.issued,
        state: row.state.into(),
        as_of: row.as_of,
        passed: row.passed.unwrap_or(0),
        payments: Vec::new(),
    };
    (past, row.bureau)
}

fn payment(row: PaymentRow) -> PastPayment {
    PastPayment {
        tranche: row.tranche,
        milestone: row.milestone,
        amount: row.amount,
        payee: row.payee,
        on: row.on,
        voucher_no: row.voucher_no,
        approval: row.approval,
    }
}

fn view(path: &Path, told: &Told) -> HistoryView {
    let line = |(past, _): &(Past, String)| {
        let paid = Fen::sum(past.payments.iter().map(|p| p.amount));
        HistoryLine {
            no: past.project.no.clone(),
            title: past.project.title.clone(),
            sponsor: past.project.sponsor.clone(),
            state_zh: past.state.zh(),
            state_en: past.state.en(),
            approved: past.project.approved.wan(),
            paid: paid.map(Fen::wan).unwrap_or_default(),
            payments: count(past.payments.len()),
            problems: told.broken.get(&past.project.no).into_iter().flatten().map(Problem::of).collect(),
        }
    };
    HistoryView {
        file: files::name(path),
        digest: told.digest.clone(),
        lines: told.pasts.iter().map(line).collect(),
        problems: told.unreadable.iter().map(Problem::of).collect(),
        needs_reason: !told.broken.is_empty(),
    }
}
