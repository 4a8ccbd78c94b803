//! The papers of a project's course: 任务书, 里程碑考核表, 限期整改通知书, 拨付意见, 结题验收结论书, 延期批复, 终止决定书 (policy 四（六）,
//! 四（七）). What nobody recorded is a blank in them.

mod assessment;
mod contract;
mod letters;
mod payment;

use std::path::Path;

use documents::{Common, Form, Variant};
use domain::chain::course::Course;
use domain::chain::state::ProjectState;
use domain::policy::Policy;
use domain::{Code, Member};
use vault::Reader;

use super::chain_common::Carried;
use super::made::{MadePaper, PaperName};
use super::stamp::Stamp;
use super::text::bare_line;
use super::{Office, panel, session};
use crate::api::course::CoursePaper;
use crate::api::documents::SavedDocument;
use crate::book_records::{UnitRecord, YOUTH, YouthSetting};
use crate::chain_records::CourseRecord;
use crate::files;
use crate::project_records::ProjectRecord;
use crate::records::{BidRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::shipped;

/// What the papers of a course are filled from.
struct Gathered {
    record: ProjectRecord,
    course: Course,
    policy: Policy,
    /// The bid that it came from.
    bid: Option<BidRecord>,
    units: Vec<UnitRecord>,
    youth: YouthSetting,
    /// The panel of the session that judged the milestone that is asked for, in its order; empty before.
    panel: Vec<Member>,
    /// 主管单位 of the session it came from; else the bureau that its contract names.
    office: Option<String>,
}

impl Office {
    /// A paper of a project's course as it would be saved now.
    ///
    /// # Errors
    /// `record.not_found`, also for a payment or a milestone that is not there; `project.lacks` for a letter on what was not
    /// decided; `document.missing_glyph`.
    pub fn preview_course(&self, no: &str, paper: &CoursePaper) -> Result<Vec<u8>> {
        Ok(self.make_course_paper(no, paper, "预览.pdf")?.bytes)
    }

    /// Saves a paper of a project's course and journals it.
    ///
    /// # Errors
    /// As [`Office::preview_course`]; `io`.
    pub fn save_course_paper(&mut self, no: &str, paper: &CoursePaper, path: &Path) -> Result<SavedDocument> {
        let made = self.make_course_paper(no, paper, &files::name(path))?;
        let (form, name) = form_of(paper);
        let id = match paper {
            CoursePaper::Assessment { .. } | CoursePaper::PaymentOpinion { .. } => {
                format!("{form}/{}", name.rsplit('/').next().unwrap_or_default())
            }
            _ => form.to_owned(),
        };
        let scope = format!("course/{no}");
        self.save_made(&PaperName { scope, subject: no, form, paper: &id }, path, made)
    }

    fn make_course_paper(&self, no: &str, paper: &CoursePaper, file: &str) -> Result<MadePaper> {
        let of = self.access.read(|r| gathered(r, no, paper))?;
        let stamp =
            Stamp::newest(&self.access.vault, |table, id| matches!(table, "course" | "project") && id == no)?;
        let (_, name) = form_of(paper);
        let batch = of.record.project.origin.as_ref().map(|o| o.batch.as_str());
        let office = of.office.as_deref();
        let carried = Carried { office, batch, subject: no, name: &name, variant: Variant::Named };
        let form = of.form(paper, carried.common(&stamp)?)?;
        MadePaper::print(&form, stamp, file)
    }
}

/// The form of a paper, and its name in the number.
fn form_of(paper: &CoursePaper) -> (&'static str, String) {
    match paper {
        CoursePaper::Contract => ("contract", "任务书".to_owned()),
        CoursePaper::Assessment { milestone } => ("milestone-assessment", format!("考核表/{milestone}")),
        CoursePaper::PaymentOpinion { at } => ("payment-opinion", format!("拨付意见/{}", at + 1)),
        CoursePaper::Rectification => ("rectification-notice", "整改通知".to_owned()),
        CoursePaper::AcceptanceResult => ("acceptance-result", "验收结论".to_owned()),
        CoursePaper::ExtensionReply => ("extension-reply", "延期批复".to_owned()),
        CoursePaper::Termination => ("termination-decision", "终止决定".to_owned()),
    }
}

fn gathered(r: &Reader<'_>, no: &str, paper: &CoursePaper) -> Result<Gathered> {
    let record: ProjectRecord = r.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
    let CourseRecord(course) = r.get(no)?.ok_or_else(|| Refusal::not_found(no))?;
    let origin = record.project.origin.as_ref();
    let bid = match origin {
        Some(origin) => r.get(&bid_id(&origin.batch, &origin.bid_no))?,
        None => None,
    };
    let judged = match paper {
        CoursePaper::Assessment { milestone } => {
            let judged =
                course.judgements.iter().rev().find(|j| u32::try_from(j.milestone) == Ok(*milestone));
            judged.map(|j| j.session_no.clone())
        }
        _ => None,
    };
    let panel = match judged {
        Some(judged) => panel(r, &session(r, &judged)?)?,
        None => Vec::new(),
    };
    let from = origin.map(|o| session(r, &o.session_no)).transpose()?.map(|s| s.office);
    let bureau = course.contract.as_ref().map(|c| c.parties.bureau.clone()).filter(|b| !b.trim().is_empty());
    Ok(Gathered {
        office: bureau.or(from),
        panel,
        youth: r.get::<YouthSetting>(YOUTH)?.unwrap_or_default(),
        units: r.list()?,
        bid,
        policy: shipped::policy()?,
        course,
        record,
    })
}

impl Gathered {
    fn form(&self, paper: &CoursePaper, common: Common) -> Result<Form> {
        Ok(match paper {
            CoursePaper::Contract => Form::Contract(self.contract(common)?),
            CoursePaper::Assessment { milestone } => {
                Form::MilestoneAssessment(self.assessment(*milestone, common)?)
            }
            CoursePaper::PaymentOpinion { at } => Form::PaymentOpinion(self.payment(*at, common)?),
            CoursePaper::Rectification => Form::RectificationNotice(self.rectification(common)?),
            CoursePaper::AcceptanceResult => Form::AcceptanceResult(self.acceptance(common)?),
            CoursePaper::ExtensionReply => Form::ExtensionReply(self.extension(common)?),
            CoursePaper::Termination => Form::TerminationDecision(self.termination(common)?),
        })
    }

    /// `project.lacks`: what a paper is about is not recorded.
    fn lacks(&self, zh: &str, en: &str, article: &str) -> Refusal {
        Refusal::of(Code::ProjectLacks)
            .with("project", self.record.project.no.clone())
            .with("lacks", zh)
            .with("lacks_en", en)
            .with("article", article)
    }

    /// Number of the contract; nothing before it has one.
    fn contract_no(&self) -> Option<String> {
        self.course.contract.as_ref().map(|c| c.no.clone()).filter(|no| !no.trim().is_empty())
    }

    /// Months until a failed acceptance may be asked for once more, as the contract says.
    fn reaccept_months(&self) -> Option<u32> {
        self.course.contract.as_ref()?.particulars.reaccept_months
    }

    /// Whether the contract is in force or was, so that money may follow it.
    fn contract_signed(&self) -> bool {
        let begun = !matches!(self.course.state(), ProjectState::Planned | ProjectState::Granted);
        begun && self.course.contract.as_ref().is_some_and(|c| c.signed.is_some())
    }
}

/// A typed text that may be empty: nothing then, so that its place stays a blank.
fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A typed text as a sentence; empty when nobody said anything.
fn sentence(text: &str) -> String {
    let text = bare_line(text);
    if text.is_empty() { text } else { format!("{text}。") }
}
