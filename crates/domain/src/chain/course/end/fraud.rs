//! 弄虚作假 (四（七）4, rule 27): suspected, the project is suspended and handed over for examination; once proved, everything that was
//! paid comes back, the integrity record is made, and grave cases go to justice.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Ending, Proposal};
use crate::chain::course::Course;
use crate::chain::state::{ProjectEvent, ProjectState};
use crate::chain::{Act, blank, missing, sound};
use crate::code::Code;
use crate::finding::Finding;

/// A suspicion of fraud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspicion {
    /// When the project was suspended.
    pub on: NaiveDate,
    /// Of what.
    pub what: String,
    /// To whom it was handed over for examination.
    pub handed_to: String,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<SuspicionOutcome>,
}

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspicionOutcome {
    /// Whether fraud was proved.
    pub proved: bool,
    /// The document that says so.
    pub act: Act,
    /// What was found.
    pub found: String,
    /// By what it was overturned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overturned: Option<Act>,
}

/// 失信行为记录
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrityRecord {
    /// The paper by which it was made.
    pub act: Act,
    /// Whom it is about.
    pub units: Vec<String>,
}

impl Course {
    /// Whether fraud was proved, and nothing overturned it.
    #[must_use]
    pub fn is_fraud(&self) -> bool {
        self.suspicions.iter().filter_map(|s| s.outcome.as_ref()).any(|o| o.proved && o.overturned.is_none())
    }

    /// The course, suspended and handed over for examination: until something is proved nothing is paid.
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `missing_value`
    pub fn suspend(mut self, suspicion: Suspicion) -> Result<Course, Finding> {
        self.may_happen(ProjectEvent::Suspend, suspicion.on)?;
        if blank(&suspicion.what) || blank(&suspicion.handed_to) {
            return Err(missing("涉嫌的事实和移交核查的单位", "what is suspected, and who examines it"));
        }
        self.happened(ProjectEvent::Suspend, suspicion.on, "");
        self.suspicions.push(Suspicion { outcome: None, ..suspicion });
        Ok(self)
    }

    /// The course with what the examination found: it goes on where it was, or stands before its end. Fraud may be proved
    /// after acceptance too.
    ///
    /// # Errors
    /// `chain.out_of_order`, `list.date_order`, `missing_value`
    pub fn examined(mut self, outcome: SuspicionOutcome) -> Result<Course, Vec<Finding>> {
        let event = if outcome.proved { ProjectEvent::Prove } else { ProjectEvent::Clear };
        self.may_happen(event, outcome.act.on).map_err(|f| vec![f])?;
        let mut findings = outcome.act.check(("核查结果", "what the examination found"));
        if blank(&outcome.found) {
            findings.push(missing("核查认定的事实", "what was found"));
        }
        sound(findings)?;
        let (on, proved, found) = (outcome.act.on, outcome.proved, outcome.found.clone());
        match self.suspicions.last_mut().filter(|s| s.outcome.is_none()) {
            Some(open) => open.outcome = Some(outcome),
            None => {
                let (what, handed_to) = (found.clone(), outcome.act.by.clone());
                self.suspicions.push(Suspicion { on, what, handed_to, outcome: Some(outcome) });
            }
        }
        if proved {
            let by = self.contract.as_ref().map(|c| c.parties.bureau.clone()).unwrap_or_default();
            self.endings.push(Ending::proposed(Proposal { by, on, reason: found }));
        }
        self.happened(event, on, "");
        Ok(self)
    }

    /// The course with the integrity record (rule 27).
    ///
    /// # Errors
    /// `fraud.only` where no fraud was proved, `project.lacks` before it ended, `missing_value`
    pub fn record_integrity(mut self, record: IntegrityRecord) -> Result<Course, Vec<Finding>> {
        self.only_fraud("失信行为记录", "an integrity record").map_err(|f| vec![f])?;
        let mut findings = record.act.check(("失信行为记录", "the integrity record"));
        if record.units.iter().all(|u| blank(u)) {
            findings.push(missing("记录的单位或者个人", "whom it is about"));
        }
        sound(findings)?;
        self.decided().map_err(|f| vec![f])?.integrity = Some(record);
        Ok(self)
    }

    /// The course, handed over to justice (rule 27).
    ///
    /// # Errors
    /// `fraud.only` where no fraud was proved, `project.lacks` before it ended, `missing_value`
    pub fn hand_to_justice(mut self, act: Act) -> Result<Course, Vec<Finding>> {
        self.only_fraud("移交司法机关", "handing over to justice").map_err(|f| vec![f])?;
        sound(act.check(("移交司法机关", "handing over to justice")))?;
        self.decided().map_err(|f| vec![f])?.justice = Some(act);
        Ok(self)
    }

    fn only_fraud(&self, zh: &str, en: &str) -> Result<(), Finding> {
        if self.is_fraud() && self.state() == ProjectState::Terminated {
            return Ok(());
        }
        Err(self.finding(Code::FraudOnly).with("step", zh).with("step_en", en))
    }
}
