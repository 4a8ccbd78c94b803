//! The exchange format from outside: whole packs, written, read, damaged, forged.

// helpers of tests fail loudly, like the tests themselves
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod damage;
mod figures;
mod fixture;
mod forge;
mod hostile;
mod round_trip;
mod vectors;
