//! What the screens show, made from records: each builder reads a vault and fills a shape of [`crate::api`]. Nothing is
//! decided here; figures come from `domain` and `ranking` and are written as text once.

mod explain;
mod figures;
mod origin;
mod results;
mod trial;
mod words;

pub(crate) use figures::{concluded, grouped, subject};
pub(crate) use words::{count, minute, second};
