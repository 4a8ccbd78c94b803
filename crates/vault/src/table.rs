//! The tables of a vault: a closed list. Every table has the same two columns, so that one mechanism stores, journals
//! and digests all of them; what a row means is said by its record type.

use serde::Serialize;
use serde::de::DeserializeOwned;

macro_rules! tables {
    ($($(#[doc = $doc:literal])+ $name:ident = $sql:literal,)+) => {
        /// A table of the vault. Adding one means a line here and a numbered migration.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $($(#[doc = $doc])+ $name,)+ }

        impl Table {
            /// All tables.
            pub const ALL: &'static [Table] = &[$(Table::$name,)+];

            /// The table's name in the database.
            #[must_use]
            pub const fn sql(self) -> &'static str {
                match self { $(Table::$name => $sql,)+ }
            }
        }
    };
}

tables! {
    /// Settings of the office.
    Setting = "setting",
    /// The register of experts.
    Expert = "expert",
    /// Demands.
    Demand = "demand",
    /// Reviews of demands.
    Review = "review",
    /// Batches with their challenge lists.
    Batch = "batch",
    /// Bids.
    Bid = "bid",
    /// Imports: which file, what was corrected and dropped.
    Import = "import",
    /// Sessions.
    Session = "session",
    /// Tasks: what an expert's laptop was handed.
    Task = "task",
    /// Members of panels.
    Member = "member",
    /// Recusals, proposed and decided.
    Recusal = "recusal",
    /// Frozen rules.
    Rules = "rules",
    /// Questions and answers.
    Question = "question",
    /// Conclusions of the panel.
    Conclusion = "conclusion",
    /// Where a desk stands.
    Desk = "desk",
    /// Other laptops and their keys.
    Peer = "peer",
    /// Certificates issued.
    Certificate = "certificate",
    /// Signed events.
    Event = "event",
    /// Packs in and out.
    Pack = "pack",
    /// Sheets as they stand at a desk.
    Sheet = "sheet",
    /// Documents made.
    Document = "document",
    /// This device's secret keys.
    Key = "key",
    /// Papers that are attached: what names them in `papers.db`.
    Paper = "paper",
    /// The register of units.
    Unit = "unit",
    /// Units merged into another one, so that it can be taken back.
    UnitMerge = "unit_merge",
    /// Identity and bank numbers of experts, apart from the register.
    Identity = "identity",
    /// A sponsor's choice for the bids of a challenge.
    Race = "race",
    /// What a human said about two things that may be one.
    Twice = "twice",
    /// Projects that other programmes supported.
    Supported = "supported",
    /// Projects that were approved.
    Project = "project",
    /// What meetings decided on the panels' lists, with publicity and announcement.
    Approval = "approval",
    /// Objections to what was posted.
    Objection = "objection",
    /// Funding plans.
    Plan = "plan",
    /// The course of a project: contract, milestones, payments, end.
    Course = "course",
    /// What projects achieved.
    Achievement = "achievement",
    /// Arrangements of days off that the office loaded, by year.
    Calendar = "calendar",
    /// What experts are paid for a session.
    Fee = "fee",
}

/// A row of a table: a JSON record under an id. Ids of one meeting share a prefix.
pub trait Record: Serialize + DeserializeOwned {
    /// Where it is stored.
    const TABLE: Table;

    /// Under which id.
    fn id(&self) -> String;
}
