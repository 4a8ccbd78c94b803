//! What fuzzing calls, and the replay of its corpus after it: each entry takes any bytes, must come back in time, and
//! stops the process when something does not hold that must hold of what it accepts. `fuzz/targets` drives them with
//! coverage (`make fuzz`), `tests/tests/corpus.rs` with the kept inputs alone.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "an entry stops at what must not be")]

mod books;
mod merge;
mod packs_read;
mod parties;

pub use books::{book, package, parts_of};
pub use merge::merge;
#[cfg(feature = "inside")]
pub use packs::fuzz::manifest;
pub use packs_read::{insider, pack};

/// An entry: any bytes, and whether anything came of them. May stop the thread.
pub type Entry = fn(&[u8]) -> bool;

/// Every entry by the name of its target and of its folder in `fuzz/corpus`. The manifest's own is not here: it needs the
/// inside of `packs`, and its inputs go through [`insider`] as [`sealed_manifest`].
pub const ENTRIES: [(&str, Entry); 6] = [
    ("pack", pack),
    ("insider", insider),
    ("manifest", sealed_manifest),
    ("merge", merge),
    ("book", book),
    ("package", package),
];

/// A manifest alone, sealed and signed by a sender that may send it, through the whole reader.
///
/// # Panics
/// As [`insider`].
#[must_use]
pub fn sealed_manifest(bytes: &[u8]) -> bool {
    insider(&[&[0, 0], bytes].concat())
}
