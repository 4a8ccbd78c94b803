//! Papers of a milestone (rule 19), what the panel said of it (四（七）1), 限期整改, and inspections (rule 22).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Course;
use crate::chain::state::{ProjectEvent, ProjectState, Work};
use crate::chain::words::spoken;
use crate::chain::{Act, blank, in_order, missing, reasonless, sound};
use crate::code::Code;
use crate::conclusion::{Conclusion, other_kind};
use crate::finding::Finding;
use crate::policy::Policy;
use crate::project::{Report, ReportKind};
use crate::session::SessionKind;

/// What the sponsor handed in for a milestone or for acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// For which milestone, from 1; nothing for acceptance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<usize>,
    /// When.
    pub on: NaiveDate,
    /// What.
    pub reports: Vec<Report>,
    /// Number of the special audit; empty while there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub audit_no: String,
    /// What was reached of each indicator, as the sponsor says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reached: Vec<Reached>,
    /// What the sponsor says of itself; empty when nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub self_text: String,
}

/// What was reached of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// Which indicator.
    pub indicator: String,
    /// What was agreed, with its unit.
    pub target: String,
    /// What was reached; empty where nobody said.
    pub actual: String,
    /// It decides.
    pub key: bool,
    /// What shows it.
    pub evidence: String,
}

spoken! {
    /// What a panel found of an indicator.
    pub enum Verdict {
        Reached = "达到" / "reached",
        Partly = "部分" / "partly reached",
        Missed = "未达" / "missed",
    }
}

/// The panel's word on an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorVerdict {
    /// Which indicator.
    pub indicator: String,
    /// What was found.
    pub verdict: Verdict,
}

impl Submission {
    /// A submission of a day with nothing in it yet.
    #[must_use]
    pub fn on(on: NaiveDate) -> Submission {
        Submission {
            milestone: None,
            on,
            reports: Vec::new(),
            audit_no: String::new(),
            reached: Vec::new(),
            self_text: String::new(),
        }
    }

    /// `papers.missing` naming those of the four that are not here (rule 19).
    #[must_use]
    pub fn lacks(&self, project_no: &str) -> Option<Finding> {
        let there = |kind: ReportKind| {
            let given = self.reports.iter().any(|r| r.kind == kind && !blank(&r.title));
            given && (kind != ReportKind::Audit || !blank(&self.audit_no))
        };
        let lacking: Vec<ReportKind> = ReportKind::ALL.into_iter().filter(|kind| !there(*kind)).collect();
        papers_missing(project_no, &lacking)
    }
}

/// `papers.missing`
fn papers_missing(project_no: &str, lacking: &[ReportKind]) -> Option<Finding> {
    let zh: Vec<&str> = lacking.iter().map(|k| k.zh()).collect();
    let en: Vec<&str> = lacking.iter().map(|k| k.en()).collect();
    (!lacking.is_empty()).then(|| {
        let finding = Finding::error(Code::PapersMissing).with("project", project_no);
        finding.with("papers", zh.join("、")).with("papers_en", en.join(", "))
    })
}

/// What a panel said of a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The session.
    pub session_no: String,
    /// Its day.
    pub on: NaiveDate,
    /// Which milestone, from 1.
    pub milestone: usize,
    /// 通过, 限期整改 or 不通过.
    pub conclusion: Conclusion,
    /// Until when it is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What was found of each indicator.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<IndicatorVerdict>,
    /// What is to be mended, of 限期整改.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mend: Vec<String>,
    /// 限期整改通知书
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Act>,
}

/// 检查: an assessment, an inspection, a spot check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// Day.
    pub on: NaiveDate,
    /// Who inspects.
    pub by: String,
    /// What is inspected.
    pub what: String,
    /// The contract foresees it.
    pub planned: bool,
    /// Why, where it is not foreseen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What came of it; empty until it was held.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
}

impl Course {
    /// The milestone that is judged next, from 1; nothing once all were passed.
    #[must_use]
    pub fn next_milestone(&self) -> Option<usize> {
        let next = self.passed().checked_add(1)?;
        let count = self.contract.as_ref().map_or(0, |c| c.milestones.len());
        (next <= count).then_some(next)
    }

    /// The last papers for a milestone, or for acceptance.
    #[must_use]
    pub fn papers(&self, milestone: Option<usize>) -> Option<&Submission> {
        self.submissions.iter().rev().find(|s| s.milestone == milestone)
    }

    /// `papers.missing` where papers for a milestone, or for acceptance, are not all here.
    #[must_use]
    pub fn papers_missing(&self, milestone: Option<usize>) -> Option<Finding> {
        match self.papers(milestone) {
            Some(submission) => submission.lacks(&self.project_no),
            None => papers_missing(&self.project_no, &ReportKind::ALL),
        }
    }

    /// The course with papers for a milestone. What is added later takes the place of what was there.
    ///
    /// # Errors
    /// `contract.signed`, `project.no_milestone`, `list.date_order`
    pub fn submit(mut self, submission: Submission) -> Result<Course, Finding> {
        let signed = self.in_force()?;
        let start = ("实施期开始", "the start of the term", signed.start);
        let count = signed.milestones.len();
        if submission.milestone.is_some_and(|m| m == 0 || m > count) {
            return Err(self.no_milestone());
        }
        if let Some(finding) = in_order(("报送材料", "handing papers in", submission.on), start) {
            return Err(finding);
        }
        self.submissions.push(submission);
        Ok(self)
    }

    /// The course with what a panel said of the milestone that is next.
    ///
    /// # Errors
    /// `conclusion.other_kind`, `project.no_milestone` for another than the next, `chain.out_of_order`, `list.date_order`,
    /// `missing_value` for 限期整改 without its day.
    pub fn judge(mut self, judgement: Judgement) -> Result<Course, Finding> {
        let event = match judgement.conclusion {
            Conclusion::MilestonePass => ProjectEvent::Pass,
            Conclusion::Rectify => ProjectEvent::Rectify,
            Conclusion::MilestoneFail => ProjectEvent::Fail,
            other => return Err(other_kind(other, SessionKind::Milestone)),
        };
        self.may_happen(event, judgement.on)?;
        if self.next_milestone() != Some(judgement.milestone) {
            return Err(self.no_milestone());
        }
        if event == ProjectEvent::Rectify {
            let until = judgement.until.ok_or_else(|| missing("整改期限", "until when it is put right"))?;
            let (now, session) =
                (("整改期限", "the day to put it right", until), ("考核", "the session", judgement.on));
            in_order(now, session).map_or(Ok(()), Err)?;
        }
        self.concluded(event, judgement.on, &judgement.session_no);
        self.judgements.push(judgement);
        Ok(self)
    }

    /// `milestone.key_open` (a warning) where a milestone is passed although an indicator that decides was not found to be
    /// reached: scores and words advise, indicators decide.
    #[must_use]
    pub fn keys_open(&self, judgement: &Judgement) -> Option<Finding> {
        let papers = self.papers(Some(judgement.milestone))?;
        let found =
            |r: &Reached| judgement.verdicts.iter().find(|v| v.indicator == r.indicator).map(|v| v.verdict);
        let open = papers.reached.iter().filter(|r| r.key && found(r) != Some(Verdict::Reached));
        let names: Vec<&str> = open.map(|r| r.indicator.as_str()).collect();
        (judgement.conclusion == Conclusion::MilestonePass && !names.is_empty()).then(|| {
            Finding::warning(Code::MilestoneKeyOpen)
                .with("project", self.project_no.clone())
                .with("indicators", names.join("、"))
        })
    }

    /// The course with the notice of what is to be put right (限期整改通知书).
    ///
    /// # Errors
    /// `project.no_milestone` where nothing is, `missing_value`, `list.date_order`
    pub fn notify(mut self, notice: Act) -> Result<Course, Vec<Finding>> {
        let none = self.no_milestone();
        if self.remediation().is_none() {
            return Err(vec![none]);
        }
        let judgement = self.judgements.last_mut().ok_or_else(|| vec![none])?;
        let mut findings = notice.check(("限期整改通知", "the notice"));
        let session = ("考核", "the session", judgement.on);
        findings.extend(in_order(("限期整改通知", "the notice", notice.on), session));
        sound(findings)?;
        judgement.notice = Some(notice);
        Ok(self)
    }

    /// What is to be put right, and until when; nothing where nothing is.
    #[must_use]
    pub fn remediation(&self) -> Option<(usize, NaiveDate)> {
        let work = match self.state() {
            ProjectState::Active(work) | ProjectState::Suspended(work) => work,
            _ => return None,
        };
        let last = self.judgements.last().filter(|j| j.conclusion == Conclusion::Rectify)?;
        (work == Work::Rectifying).then_some((last.milestone, last.until?))
    }

    /// The course, gone on with after a failed milestone or a proposal to end that came to nothing.
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `reason.missing`; `fraud.recover_all` once fraud was proved: nothing goes on
    /// after that (rule 27).
    pub fn go_on(mut self, on: NaiveDate, how: &str) -> Result<Course, Finding> {
        self.may_happen(ProjectEvent::GoOn, on)?;
        if self.is_fraud() {
            return Err(self.finding(Code::FraudRecoverAll));
        }
        if blank(how) {
            return Err(reasonless("继续实施", "going on"));
        }
        self.happened(ProjectEvent::GoOn, on, how);
        Ok(self)
    }

    /// `inspection.unplanned` (a warning) for one of a project of three years or less that the contract does not foresee, until
    /// somebody says why (rule 22).
    #[must_use]
    pub fn unplanned(&self, inspection: &Inspection, policy: &Policy) -> Option<Finding> {
        let short = self.contract.as_ref().is_some_and(|c| c.is_short(policy));
        (short && !inspection.planned && blank(&inspection.reason)).then(|| {
            let finding =
                Finding::warning(Code::InspectionUnplanned).with("project", self.project_no.clone());
            finding.with("date", inspection.on.to_string())
        })
    }

    /// The course with an inspection. Whether it should be held at all, [`Course::unplanned`] says.
    ///
    /// # Errors
    /// `contract.signed`; `missing_value` without who inspects what.
    pub fn inspect(mut self, inspection: Inspection) -> Result<Course, Finding> {
        self.in_force()?;
        if blank(&inspection.by) || blank(&inspection.what) {
            return Err(missing("检查单位和内容", "who inspects what"));
        }
        self.inspections.push(inspection);
        Ok(self)
    }

    fn no_milestone(&self) -> Finding {
        Finding::error(Code::ProjectNoMilestone).with("project", self.project_no.clone())
    }
}
