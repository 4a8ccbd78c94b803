//! What the screens show, made from records: each builder reads a vault and fills a shape of [`crate::api`]. Nothing is
//! decided here; figures come from `domain` and `ranking` and are written as text once.

mod amend;
mod approval;
mod basis;
mod bid;
mod board;
mod collective;
mod conduct;
mod course;
mod demands;
mod desk;
mod draws;
mod due;
mod envelope;
mod explain;
pub(crate) mod fees;
mod figures;
mod gates;
mod home;
mod insight;
mod intake;
mod ledger;
mod lists;
mod origin;
pub(crate) mod overview;
mod paper;
mod parallel;
mod plan;
mod pledge;
mod project;
pub(crate) mod results;
mod setup;
mod sheet;
mod trial;
mod versions;
pub(crate) mod words;

pub(crate) use basis::line as basis_line;
pub(crate) use draws::drawn_pool;
pub(crate) use figures::{grouped, subject};
pub use insight::Totals;
pub(crate) use lists::{paper_card, papers_of_bid};
pub use parallel::archive_panel;
pub(crate) use setup::{aggregation, method_form, session_card};
pub(crate) use words::{count, funds, minute, same, second};
