//! Use cases: authorise, transact, journal; and the shapes and codes that every surface sees.
//!
//! * [`office`]: what a secretary does, in the order of a meeting.
//! * [`desk`]: what an expert does.
//! * [`verify`], [`tools`]: what needs no role; [`journal`], [`safekeeping`]: what both have.
//! * [`demo`]: a whole meeting through these use cases.
//! * [`shared`]: one laptop that is passed round. [`shell`]: what the window holds. [`api`]: shapes at the edge, made from records in `views`. [`messages`]: the words
//!   of every code. [`work`]: long work that somebody watches. [`reader`]: workbooks, read in a process of their own.

mod access;
pub mod annotator;
pub mod api;
pub mod archive;
pub mod bench;
mod book_records;
pub(crate) mod chain_records;
pub mod clock;
pub mod demand_records;
pub mod demo;
pub mod desk;
mod fee_records;
mod files;
pub mod going_back;
pub mod journal;
mod judged;
mod keyring;
mod listed;
mod meeting_events;
pub mod messages;
pub mod office;
mod overwrite;
pub mod page_counter;
pub mod paper_reader;
pub(crate) mod paper_records;
mod plain_list;
pub mod process;
pub(crate) mod project_records;
pub mod reader;
pub mod recent;
pub mod records;
pub mod refusal;
pub mod safekeeping;
pub mod send_back;
pub mod shared;
pub mod shell;
pub mod shipped;
pub mod sticks;
pub mod tools;
pub mod verify;
mod views;
pub mod work;

pub use desk::Desk;
pub use files::{whole, whole_or_scanned};
pub use office::Office;
pub use refusal::{Refusal, Result};
pub use secrecy::SecretString;
pub use vault::Kdf;
pub use views::{Totals, archive_panel};
