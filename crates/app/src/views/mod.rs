//! What the screens show, made from records: each builder reads a vault and fills a shape of [`crate::api`]. Nothing is
//! decided here; figures come from `domain` and `ranking` and are written as text once.

mod board;
mod desk;
mod gates;
mod home;
mod lists;
mod setup;
pub(crate) mod sheet;
mod words;

pub(crate) use setup::session_card;
pub(crate) use words::count;
