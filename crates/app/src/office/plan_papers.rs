//! The papers of a funding plan: its table, the 请示 that takes it up to the city, the notice that issues it (policy 四（六）). What
//! nobody recorded is a blank in them.

use std::path::Path;

use documents::model::{self, FundingNotice, FundingRow, Request, RequestAttachment};
use documents::{Common, Form, Variant};
use domain::Fen;
use domain::chain::Act;
use domain::chain::overlap::{Keeps, Overlap};
use domain::chain::plan::{FundingPlan, PlanRow};
use domain::funding::Mode;
use domain::policy::Policy;
use vault::Reader;

use super::chain_common::Carried;
use super::made::{MadePaper, PaperName};
use super::stamp::Stamp;
use super::text::bare_line;
use super::{Office, session};
use crate::api::documents::SavedDocument;
use crate::api::plan::PlanPaper;
use crate::chain_records::{ApprovalRecord, PlanRecord};
use crate::files;
use crate::records::{BidRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::count;

/// What the papers of a plan are filled from.
struct Gathered {
    plan: FundingPlan,
    policy: Policy,
    /// 主管单位 of the first session behind the decision.
    office: Option<String>,
    /// The decision was announced here.
    announced: bool,
    /// Term of each row, as its bid says: 2026.4—2029.3.
    terms: Vec<Option<String>>,
}

impl Office {
    /// A paper of a plan as it would be saved now.
    ///
    /// # Errors
    /// `record.not_found`; `document.missing_glyph`.
    pub fn preview_plan(&self, no: &str, paper: PlanPaper) -> Result<Vec<u8>> {
        Ok(self.make_plan_paper(no, paper, "预览.pdf")?.bytes)
    }

    /// Saves a paper of a plan and journals it.
    ///
    /// # Errors
    /// As [`Office::preview_plan`]; `io`.
    pub fn save_plan_paper(&mut self, no: &str, paper: PlanPaper, path: &Path) -> Result<SavedDocument> {
        let made = self.make_plan_paper(no, paper, &files::name(path))?;
        let (form, _) = form_of(paper);
        let scope = format!("plan/{no}");
        self.save_made(&PaperName { scope, subject: no, form, paper: form }, path, made)
    }

    fn make_plan_paper(&self, no: &str, paper: PlanPaper, file: &str) -> Result<MadePaper> {
        let of = self.access.read(|r| gathered(r, no))?;
        let stamp = Stamp::newest(&self.access.vault, |table, id| table == "plan" && id == no)?;
        let carried = Carried {
            office: of.office.as_deref(),
            batch: Some(&of.plan.batch),
            subject: no,
            name: form_of(paper).1,
            variant: Variant::Named,
        };
        let common = carried.common(&stamp)?;
        let form = match paper {
            PlanPaper::Table => Form::FundingPlan(table(&of, common)?),
            PlanPaper::Request => Form::Request(request(&of, common)),
            PlanPaper::Notice => Form::FundingNotice(notice(&of, common)),
        };
        MadePaper::print(&form, stamp, file)
    }
}

/// The form of a paper, and its name in the number.
const fn form_of(paper: PlanPaper) -> (&'static str, &'static str) {
    match paper {
        PlanPaper::Table => ("funding-plan", "资金计划表"),
        PlanPaper::Request => ("request", "请示"),
        PlanPaper::Notice => ("funding-notice", "下达通知"),
    }
}

fn gathered(r: &Reader<'_>, no: &str) -> Result<Gathered> {
    let PlanRecord(plan) = r.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
    let decision: Option<ApprovalRecord> = r.get(&plan.decision_no)?;
    let lists = decision.iter().flat_map(|d| &d.decision.lists);
    let first = lists.map(|l| l.session_no.as_str()).next();
    // Once it was issued, the bureau that issued it too says who it is.
    let with = plan.issue.as_ref().map(|issue| issue.with.clone());
    let office = with.or(first.map(|no| session(r, no)).transpose()?.map(|s| s.office));
    let term = |row: &PlanRow| -> Result<Option<String>> {
        let bid: Option<BidRecord> = r.get(&bid_id(&plan.batch, &row.bid_no))?;
        let months = |day: chrono::NaiveDate| day.format("%Y.%-m").to_string();
        Ok(bid.map(|b| format!("{}—{}", months(b.bid.start), months(b.bid.end))))
    };
    let terms = plan.rows.iter().map(term).collect::<Result<_>>()?;
    let announced = decision.is_some_and(|d| d.announcement.is_some());
    Ok(Gathered { office, announced, terms, policy: shipped::policy()?, plan })
}

/// How it was approved, in words: 示例市人民政府2026年3月9日审定（〔2026〕1号）.
fn approved(act: &Act) -> String {
    let day = act.on.format("%Y年%-m月%-d日");
    format!("{}{day}审定（{}）", bare_line(&act.by), bare_line(&act.number))
}

fn table(of: &Gathered, common: Common) -> Result<model::FundingPlan> {
    let Gathered { plan, policy, .. } = of;
    let issue = plan.issue.as_ref();
    let rows = plan.rows.iter().zip(&of.terms).zip(1..).map(|((row, term), n)| {
        let parts = row.tranches(policy);
        FundingRow {
            n,
            project_no: row.project_no.clone(),
            project_title: row.title.clone(),
            sponsor: Some(row.payee.clone()),
            account_text: Some(String::new()),
            solver: Some(row.solver.clone()),
            term_text: term.clone(),
            rd_total: Some(row.rd_total),
            fiscal: Some(row.granted(policy)),
            ratio: row.share(policy),
            mode: Some(if parts.mode == Mode::Once { "一次" } else { "分期" }.to_owned()),
            first: Some(parts.first),
            milestone: Some(parts.middle),
            last: Some(parts.last),
            remark: Some(remark(row)),
        }
    });
    let made = model::FundingPlan {
        is_draft: plan.approval.is_none(),
        year_text: Some(String::new()),
        doc_number: issue.map(|i| i.act.number.clone()),
        rows: rows.collect(),
        count: Some(count(plan.rows.len())),
        first_percent: Some(policy.tranches.first_percent.to_string()),
        milestone_percent: Some(policy.tranches.middle_percent.to_string()),
        lump_limit: Some(policy.once_up_to()),
        cap_percent: Some(policy.cap.percent.to_string()),
        cap_absolute: Some(policy.cap_absolute()),
        approval_text: plan.approval.as_ref().map(approved),
        issued_on: issue.map(|i| i.act.on),
        finance_office_name: issue.map(|i| i.act.by.clone()),
        common,
        ..model::FundingPlan::default()
    };
    made.added_up().map_err(Refusal::internal)
}

/// What the plan remarks on a row: 一事一议, 赛马, what is set off, and why it is paid in another way.
fn remark(row: &PlanRow) -> String {
    let case = row.approval_no.as_ref().map(|no| format!("一事一议：{}", bare_line(no)));
    let race = row.race.then(|| "赛马".to_owned());
    let set_off = row.overlaps.iter().filter_map(set_off);
    let terms = row.terms.as_ref().map(|t| bare_line(&t.reason)).filter(|why| !why.is_empty());
    let all: Vec<String> = case.into_iter().chain(race).chain(set_off).chain(terms).collect();
    all.join("；")
}

/// What was decided on support elsewhere; nothing while nobody did.
fn set_off(overlap: &Overlap) -> Option<String> {
    let keeps = overlap.decision.as_ref()?.keeps;
    let there = bare_line(&overlap.programme);
    Some(match keeps {
        Keeps::This if overlap.paid > Fen::ZERO => {
            format!("{there}已拨{}万元，按就高不重复核减", overlap.paid.wan())
        }
        Keeps::This | Keeps::Other | Keeps::Both => format!("{there}：{}", keeps.zh()),
    })
}

/// The whole of a plan and what is paid after signing; nothing where a sum does not fit.
fn sums(of: &Gathered) -> (Option<Fen>, Option<Fen>) {
    let totals = of.plan.totals(&of.policy);
    (totals.as_ref().map(|t| t.fiscal), totals.as_ref().map(|t| t.first))
}

fn request(of: &Gathered, common: Common) -> Request {
    Request {
        subject: Some(format!("审定“双百攻关行动”{}科技项目资金计划", of.plan.batch)),
        is_plan: true,
        steps_recorded: of.announced,
        count: Some(count(of.plan.rows.len())),
        total: sums(of).0,
        attachments: vec![RequestAttachment {
            n: 1, name: "科技项目资金计划表（送审稿）".to_owned()
        }],
        common,
        ..Request::default()
    }
}

fn notice(of: &Gathered, common: Common) -> FundingNotice {
    let issue = of.plan.issue.as_ref();
    let mut payees: Vec<&str> = of.plan.rows.iter().map(|r| r.payee.as_str()).collect();
    payees.sort_unstable();
    payees.dedup();
    let (total_fiscal, total_first) = sums(of);
    FundingNotice {
        doc_number: issue.map(|i| i.act.number.clone()),
        addressees: Some(payees.join("、")),
        approval_text: of.plan.approval.as_ref().map(approved),
        expenditure_item: Some(String::new()),
        count: Some(count(of.plan.rows.len())),
        total_fiscal,
        total_first,
        finance_office_name: issue.map(|i| i.act.by.clone()),
        issued_on: issue.map(|i| i.act.on),
        common,
    }
}
