//! What the screens show, made from records: each builder reads a vault and fills a shape of [`crate::api`]. Nothing is
//! decided here; figures come from `domain` and `ranking` and are written as text once.

mod bid;
mod desk;
mod intake;
mod lists;
mod pledge;
mod sheet;
mod words;

pub(crate) use lists::paper_card;
pub(crate) use words::count;
