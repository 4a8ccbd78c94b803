//! The programme at a glance, from the records of the whole chain.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::Fen;
use domain::chain::contract::Change;
use domain::chain::course::Course;
use domain::chain::decision::Decision;
use domain::chain::overview::{Counted, Money, Phase, Sums, money};
use domain::chain::state::{ProjectEvent, ProjectState};
use domain::chain::targets::{Achievement, AchievementKind, Count, Progress, progress};
use domain::challenge_list::{Batch, Deciding};
use vault::Reader;

use super::words::count;
use crate::api::overview::{
    AchievementForm, AchievementLine, AdjustmentLine, FunnelStep, MoneyLineView, OverviewView, TargetLine,
    YearLine,
};
use crate::book_records::UnitRecord;
use crate::chain_records::{AchievementRecord, ApprovalRecord};
use crate::clock::local;
use crate::demand_records::{BatchRecord, DemandRecord};
use crate::office::Office;
use crate::office::course::{stored, taken_over};
use crate::project_records::ProjectRecord;
use crate::records::{BidRecord, SessionRecord};
use crate::refusal::{Refusal, Result};
use crate::shipped;
use domain::selection::Status;

/// The records that an overview is made from.
struct Whole {
    projects: Vec<ProjectRecord>,
    /// Beside `projects`.
    courses: Vec<Course>,
    achievements: Vec<AchievementRecord>,
    approvals: Vec<ApprovalRecord>,
    batches: Vec<Batch>,
}

/// The programme at a glance, reckoned.
pub(crate) struct Glance {
    pub(crate) money: Money,
    pub(crate) reached: Vec<TargetLine>,
    pub(crate) funnel: Vec<FunnelStep>,
    pub(crate) adjustments: Vec<AdjustmentLine>,
    pub(crate) achievements: Vec<AchievementLine>,
    /// Number and title.
    projects: Vec<(String, String)>,
}

/// Reckons what is recorded up to today.
///
/// # Errors
/// The vault's own; `internal` for sums that do not fit.
pub(crate) fn glance(r: &Reader<'_>, today: NaiveDate) -> Result<Glance> {
    let whole = whole(r, today)?;
    let counted = whole.projects.iter().zip(&whole.courses);
    let counted = counted.map(|(p, course)| Counted { field: &p.project.field, course });
    let money = money(counted).ok_or_else(|| Refusal::internal("a sum does not fit"))?;
    let leading: Vec<UnitRecord> = r.list()?;
    let leading: BTreeSet<String> = leading.into_iter().filter(|u| u.0.leading).map(|u| u.0.name).collect();
    let achieved: Vec<Achievement> = whole.achievements.iter().map(|a| a.achievement.clone()).collect();
    Ok(Glance {
        money,
        reached: targets(&progress(&whole.courses, &achieved, &leading, today)),
        funnel: funnel(r, &whole)?,
        adjustments: adjustments(&whole),
        achievements: whole.achievements.iter().map(|a| achievement(a, &whole)).collect(),
        projects: whole.projects.iter().map(|p| (p.project.no.clone(), p.project.title.clone())).collect(),
    })
}

impl Office {
    /// The programme at a glance.
    ///
    /// # Errors
    /// The vault's own; `internal` for sums that do not fit.
    pub fn overview_view(&self) -> Result<OverviewView> {
        let today = local(self.access.clock.now()).date();
        let of = self.access.read(|r| glance(r, today))?;
        let phase = |p: &Phase| of.money.phases.get(p).copied().unwrap_or_default();
        Ok(OverviewView {
            targets: of.reached,
            funnel: of.funnel,
            all: line(("合计", "all"), &of.money.all),
            fields: of.money.fields.iter().map(|(field, sums)| line((field, field), sums)).collect(),
            phases: Phase::ALL.iter().map(|p| line((p.zh(), p.en()), &phase(p))).collect(),
            years: years(&of.money),
            adjustments: of.adjustments,
            achievements: of.achievements,
            projects: of.projects,
            today: today.to_string(),
        })
    }
}

fn whole(r: &Reader<'_>, today: NaiveDate) -> Result<Whole> {
    let projects: Vec<ProjectRecord> = r.list()?;
    let mut stored = stored(r)?;
    let policy = shipped::policy()?;
    let course = |record: &ProjectRecord| match stored.remove(&record.project.no) {
        Some(course) => Ok(course),
        None => taken_over(r, record, today, &policy),
    };
    let courses = projects.iter().map(course).collect::<Result<_>>()?;
    let batches: Vec<BatchRecord> = r.list()?;
    Ok(Whole {
        courses,
        achievements: r.list()?,
        approvals: r.list()?,
        batches: batches.into_iter().map(|b| b.0).collect(),
        projects,
    })
}

fn line((zh, en): (&str, &str), sums: &Sums) -> MoneyLineView {
    MoneyLineView {
        zh: zh.to_owned(),
        en: en.to_owned(),
        projects: count(sums.projects),
        unknown: count(sums.unknown),
        approved: sums.approved.wan(),
        paid: sums.paid.wan(),
        left: sums.left.wan(),
        refunded: sums.refunded.wan(),
    }
}

fn years(of: &Money) -> Vec<YearLine> {
    let dated = of.years.iter().map(|(year, sums)| YearLine {
        year: Some(*year),
        projects: count(sums.projects),
        approved: sums.approved.wan(),
        paid: sums.paid.wan(),
        refunded: sums.refunded.wan(),
    });
    let bare = (of.undated > Fen::ZERO || of.undated_projects > 0).then(|| YearLine {
        year: None,
        projects: count(of.undated_projects),
        approved: String::new(),
        paid: of.undated.wan(),
        refunded: Fen::ZERO.wan(),
    });
    dated.chain(bare).collect()
}

fn targets(of: &Progress) -> Vec<TargetLine> {
    let line = |(zh, en): (&str, &str), counted: Count| TargetLine {
        zh: zh.to_owned(),
        en: en.to_owned(),
        count: count(counted.count),
        target: counted.target.map(count),
        note_zh: String::new(),
        note_en: String::new(),
    };
    let named = |kind: AchievementKind, counted| line((kind.zh(), kind.en()), counted);
    let firms = TargetLine {
        note_zh: format!("其中科技领军培育企业{}家", of.leading_firms),
        note_en: format!("{} of them marked as leading firms", of.leading_firms),
        ..line(("出题企业", "enterprises"), of.firms)
    };
    vec![
        firms,
        line(("攻关项目", "projects undertaken"), of.projects),
        named(AchievementKind::Technology, of.technologies),
        named(AchievementKind::Result, of.results),
        named(AchievementKind::Product, of.products),
        named(AchievementKind::Team, of.teams),
        named(AchievementKind::YoungTalent, of.young),
    ]
}

/// From the demand to the result, as far as this vault kept it.
fn funnel(r: &Reader<'_>, whole: &Whole) -> Result<Vec<FunnelStep>> {
    let demands: Vec<DemandRecord> = r.list()?;
    let demand = |wanted: &[Status]| demands.iter().filter(|d| wanted.contains(&d.status)).count();
    let sessions: Vec<SessionRecord> = r.list()?;
    let reviewed: BTreeSet<(&str, &str)> = sessions
        .iter()
        .filter(|s| s.0.kind.is_bid() && s.0.stage == domain::session::Stage::Closed)
        .flat_map(|s| s.0.bids.iter().map(|no| (s.0.batch.as_str(), no.as_str())))
        .collect();
    let winners = |announced: bool| -> usize {
        let of = whole.approvals.iter().filter(|a| !announced || a.announcement.is_some());
        of.map(|a| a.decision.winners().len()).sum()
    };
    let course =
        |wanted: fn(ProjectState) -> bool| whole.courses.iter().filter(|c| wanted(c.state())).count();
    let signed =
        |s: ProjectState| !matches!(s, ProjectState::Planned | ProjectState::Granted | ProjectState::Dropped);
    let step =
        |zh: &str, en: &str, n: usize| FunnelStep { zh: zh.to_owned(), en: en.to_owned(), count: count(n) };
    Ok(vec![
        step("征集需求", "demands", demands.len()),
        step(
            "论证通过",
            "demands selected",
            demand(&[Status::Proposed, Status::Studied, Status::Approved, Status::Published]),
        ),
        step("张榜", "challenges published", demand(&[Status::Published])),
        step("揭榜方案", "bids", usize::try_from(r.count::<BidRecord>()?).unwrap_or(usize::MAX)),
        step("专家评审", "bids judged", reviewed.len()),
        step("会议审定", "bids decided", winners(false)),
        step("揭榜公告", "winners announced", winners(true)),
        step("立项", "projects", whole.courses.len()),
        step("签订任务书", "contracts signed", course(signed)),
        step(
            "验收通过或者结题",
            "accepted or closed",
            course(|s| matches!(s, ProjectState::Accepted | ProjectState::Closed)),
        ),
    ])
}

fn achievement(record: &AchievementRecord, whole: &Whole) -> AchievementLine {
    let of = &record.achievement;
    let at = whole.projects.iter().position(|p| p.project.no == of.project_no);
    let course = at.and_then(|at| whole.courses.get(at));
    AchievementLine {
        id: vault::Record::id(record),
        title: at.and_then(|at| whole.projects.get(at)).map(|p| p.project.title.clone()).unwrap_or_default(),
        counted: course.is_some_and(|course| of.counts(course)),
        form: AchievementForm {
            project_no: of.project_no.clone(),
            kind: of.kind.into(),
            name: of.name.clone(),
            on: of.on.to_string(),
            evidence: of.evidence.clone(),
        },
    }
}

/// What was changed on the way, with why (五（二）动态调整), the earliest first.
fn adjustments(whole: &Whole) -> Vec<AdjustmentLine> {
    let mut all: Vec<AdjustmentLine> = Vec::new();
    all.extend(whole.batches.iter().flat_map(of_batch));
    all.extend(whole.approvals.iter().flat_map(|a| of_decision(&a.decision)));
    all.extend(whole.courses.iter().flat_map(of_course));
    all.sort_by(|a, b| (&a.on, &a.subject).cmp(&(&b.on, &b.subject)));
    all
}

fn adjusted(
    on: NaiveDate,
    subject: &str,
    words: (String, String),
    why: &str,
    article: &str,
) -> AdjustmentLine {
    AdjustmentLine {
        on: on.to_string(),
        subject: subject.to_owned(),
        zh: words.0,
        en: words.1,
        reason: why.trim().to_owned(),
        article: article.to_owned(),
    }
}

/// Demands that a decision left out of a list, and decisions that were put right.
fn of_batch(batch: &Batch) -> Vec<AdjustmentLine> {
    let decided = [Deciding::Study, Deciding::Approval].into_iter().filter_map(|which| {
        let decision = batch.decision(which)?;
        Some(decision.left_out.iter().map(move |left| {
            let words = (
                format!("{}不列入榜单：{}", which.zh(), left.demand_no),
                format!("{} left {} out of the list", which.en(), left.demand_no),
            );
            adjusted(decision.on, &batch.name, words, &left.reason, "四（三）")
        }))
    });
    let corrected = batch.corrections.iter().map(|c| {
        let words = (format!("更正{}", c.which.zh()), format!("the word of {} corrected", c.which.en()));
        adjusted(local(c.at).date(), &batch.name, words, &c.reason, "四（三）")
    });
    decided.flatten().chain(corrected).collect()
}

/// Where a decision departs from its panel, and rulings that took the place of earlier ones.
fn of_decision(decision: &Decision) -> Vec<AdjustmentLine> {
    let mut lines = Vec::new();
    for ruling in &decision.rulings {
        if !ruling.because.trim().is_empty() {
            let words = ("变更会议审定".to_owned(), "another ruling took its place".to_owned());
            lines.push(adjusted(ruling.on, &decision.no, words, &ruling.because, "四（五）"));
        }
        for item in &ruling.items {
            if let Some(departs) = decision.departure(item) {
                let words = (
                    format!("审定与专家组建议不同：{}（{}）", item.bid_no, departs.zh()),
                    format!("departs from the panel: {} ({})", item.bid_no, departs.en()),
                );
                lines.push(adjusted(ruling.on, &decision.no, words, &item.reason, "四（五）"));
            }
        }
    }
    lines
}

/// Changes of aims, people and term, and projects that were dropped. Moving money between lines is no adjustment (rule 20).
fn of_course(course: &Course) -> Vec<AdjustmentLine> {
    let no = course.project_no.as_str();
    let changes = course.contract.iter().flat_map(|c| &c.changes).filter_map(|change| {
        let (words, why, article) = match change {
            Change::Extension { end, number, .. } => {
                ((format!("延期至{end}"), format!("extended to {end}")), format!("批复{number}"), "四（七）4")
            }
            Change::Adjustment { what, approval, .. } => (
                ("动态调整".to_owned(), "adjusted".to_owned()),
                format!("{what}（{}）", approval.number),
                "五（二）",
            ),
            Change::Person { role, old, new, reason, .. } => (
                (format!("更换{}：{old}→{new}", role.zh()), format!("{}: {old} → {new}", role.zh())),
                reason.clone(),
                "四（七）2",
            ),
            Change::Reallocation { .. } | Change::Route { .. } => return None,
        };
        Some(adjusted(change.on(), no, words, &why, article))
    });
    let dropped = course.history.iter().filter(|h| h.event == ProjectEvent::Drop).map(|h| {
        let words = ("撤销立项".to_owned(), "dropped before the contract was signed".to_owned());
        adjusted(h.on, no, words, &h.note, "五（二）")
    });
    changes.chain(dropped).collect()
}
