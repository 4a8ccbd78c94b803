//! What lies in the secretariat's vault of demands, their reviews and the batches that publish them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::challenge_list::Batch;
use domain::selection::{PanelWord, Status, Step};
use domain::{Demand, Finding, Member, Policy};
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

/// A demand's move to a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stood then.
    pub to: Status,
    /// Why, where somebody had to say so.
    pub reason: String,
}

/// 上报省科技厅 (四（二）).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provincial {
    /// Day.
    pub on: NaiveDate,
    /// Number of the letter, or a remark.
    pub note: String,
}

/// A demand, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandRecord {
    /// What was collected.
    pub demand: Demand,
    /// Where it stands.
    pub status: Status,
    /// The review that judges or judged it.
    pub review: Option<String>,
    /// The panel's word.
    pub word: Option<PanelWord>,
    /// The batch on whose list it is.
    pub batch: Option<String>,
    /// Whether it was reported to the province.
    pub provincial: Option<Provincial>,
    /// The import it came with.
    pub import: Option<String>,
    /// Whether anything was done to it since it came.
    pub changed: bool,
    /// Where it stood, oldest first.
    pub moves: Vec<Move>,
}

impl Record for DemandRecord {
    const TABLE: Table = Table::Demand;
    fn id(&self) -> String {
        self.demand.no.clone()
    }
}

impl DemandRecord {
    /// A demand as it came in, found complete or lacking (rule 2).
    #[must_use]
    pub fn new(demand: Demand, policy: &Policy, at: DateTime<Utc>, import: Option<String>) -> DemandRecord {
        let status = if demand.complete(policy) { Status::Complete } else { Status::Collected };
        let moves = vec![Move { at, to: status, reason: String::new() }];
        DemandRecord {
            demand,
            status,
            review: None,
            word: None,
            batch: None,
            provincial: None,
            import,
            changed: false,
            moves,
        }
    }

    /// Takes a step.
    ///
    /// # Errors
    /// `demand.out_of_order`, naming the demand.
    pub fn step(&mut self, step: Step, at: DateTime<Utc>, reason: &str) -> Result<(), Finding> {
        let to = self.status.after(step).map_err(|f| f.with("demand", self.demand.no.clone()))?;
        if to != self.status {
            self.moves.push(Move { at, to, reason: reason.to_owned() });
            self.status = to;
        }
        self.changed = true;
        Ok(())
    }

    /// Finds it complete or lacking, as long as nobody judges it.
    ///
    /// # Errors
    /// None: both steps can be taken from both statuses.
    pub fn settle(&mut self, policy: &Policy, at: DateTime<Utc>) -> Result<(), Finding> {
        self.changed = true;
        if !matches!(self.status, Status::Collected | Status::Complete) {
            return Ok(());
        }
        let step = if self.demand.complete(policy) { Step::Fill } else { Step::Lack };
        self.step(step, at, "")
    }
}

/// A review of demands by a panel (需求论证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRecord {
    /// 会议编号, unique among reviews.
    pub no: String,
    /// 会议名称
    pub title: String,
    /// Day.
    pub date: NaiveDate,
    /// The panel, in its order.
    pub panel: Vec<Member>,
    /// Demands put before it, in their order.
    pub demands: Vec<String>,
    /// Why warnings were passed over; printed.
    pub passed_over: Vec<String>,
}

impl Record for ReviewRecord {
    const TABLE: Table = Table::Review;
    fn id(&self) -> String {
        self.no.clone()
    }
}

/// A batch with its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchRecord(pub Batch);

impl Record for BatchRecord {
    const TABLE: Table = Table::Batch;
    fn id(&self) -> String {
        self.0.name.clone()
    }
}
