//! What lies in the secretariat's vault of projects that were approved: the record, and what sessions concluded on it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Project;
use domain::conclusion::Conclusion;
use domain::session::SessionKind;
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

use crate::records::stored;

/// What a session concluded on a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// The session.
    pub(crate) session_no: String,
    /// Its kind.
    pub(crate) kind: SessionKind,
    /// The milestone that was judged, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) milestone: Option<usize>,
    /// What the panel said.
    pub(crate) conclusion: Conclusion,
    /// Until when it is put right, or may go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<NaiveDate>,
    /// When that was recorded.
    pub(crate) at: DateTime<Utc>,
}

/// A project, with what sessions concluded on it, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProjectRecord {
    pub(crate) project: Project,
    pub(crate) outcomes: Vec<Outcome>,
}
stored!(ProjectRecord, Project, |me| me.project.no.clone());

impl ProjectRecord {
    /// How many milestones were passed.
    pub(crate) fn passed(&self) -> usize {
        self.outcomes.iter().filter(|o| o.conclusion == Conclusion::MilestonePass).count()
    }

    /// What ended it: accepted, closed or terminated; nothing while it goes on.
    pub(crate) fn over(&self) -> Option<&Outcome> {
        let ends = |c: Conclusion| matches!(c, Conclusion::AcceptancePass | Conclusion::Close) || c.ends();
        self.outcomes.iter().find(|o| ends(o.conclusion))
    }

    /// What a session concluded on it.
    pub(crate) fn by(&self, session_no: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|o| o.session_no == session_no)
    }
}
