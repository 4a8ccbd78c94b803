//! Members of a panel drawn at random (随机抽取) from the register, so that anybody can draw them again.
//!
//! First the pool: a [`DrawPlan`] says how many of which kind, and who is left out by which limit; whoever remains is eligible,
//! in the order of numbers ([`Pool`]). Its text is hashed. Then the office commits itself: the program makes a seed of 32
//! random bytes, and the room sees, and notes down, the commitment before anybody knows the seed. Then words are said aloud in the
//! room, best by the supervision, and are typed in. Only now the seed is opened: the place of each expert is the hash of
//! seed, pool, words and number. The office cannot have chosen the seed to suit words that it did not know; who says the words
//! does not know the seed. Neither can aim alone.
//!
//! Everything that is hashed by SHA-256 is text, hex digits in small letters, lines parted by a line feed without one after the
//! last. The digest of the pool is that of [`Pool::text`]. The commitment is that of three lines
//!
//! ```text
//! lunzheng/draw/1
//! the digest of the pool
//! the seed, 64 hex digits
//! ```
//!
//! and the key of each eligible expert that of five:
//!
//! ```text
//! lunzheng/draw-key/1
//! the digest of the pool
//! the seed
//! the words that were said
//! the expert's number
//! ```
//!
//! Keys as hex digits, smallest first, are the order. Down that order the places of each quota are filled, quota by quota as the
//! pool lists them, with those who fit it and have no place yet; then the alternates in the same way. By hand:
//! `printf 'lunzheng/draw/1\n%s\n%s' POOL SEED | sha256sum` for the commitment, and
//! `printf 'lunzheng/draw-key/1\n%s\n%s\n%s\n%s' POOL SEED WORDS NUMBER | sha256sum`, once an expert, sorted.
//! The order by lot ([`crate::gates::lot`]) is made in the same spirit. Road not taken: shuffling by a stream of drawn numbers,
//! which nobody redoes by hand.

mod plan;
mod pool;
mod record;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::code::Code;
use crate::finding::Finding;

pub use plan::{ByHand, DrawPlan, Limits, Quota};
pub use pool::{Bar, Candidate, Clash, Known, LeftOut, Pool};
pub use record::{Called, Cause, Draw, Outcome, Seat, SetAside, drawn_in, next_alternate, seated};

/// Fewest characters of the words that are said.
pub const SHORTEST: usize = 4;
/// Most characters of them.
pub const LONGEST: usize = 64;

/// The words as they are hashed: full-width letters and digits become plain, spaces of any kind are none.
///
/// # Errors
/// `draw.words` for fewer than four or more than 64 characters.
pub fn words(typed: &str) -> Result<String, Finding> {
    let words: String = typed.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if (SHORTEST..=LONGEST).contains(&words.chars().count()) {
        return Ok(words);
    }
    Err(Finding::error(Code::DrawWords).with("min", SHORTEST.to_string()).with("max", LONGEST.to_string()))
}

/// What the room is shown before the words are said.
#[must_use]
pub fn commitment(pool_digest: &str, seed: &str) -> String {
    sha256(&["lunzheng/draw/1", pool_digest, seed])
}

/// What decides the place of one expert.
#[must_use]
pub fn key(pool_digest: &str, seed: &str, words: &str, expert_no: &str) -> String {
    sha256(&["lunzheng/draw-key/1", pool_digest, seed, words, expert_no])
}

/// Numbers in the order of their keys. The order in which they are given does not matter.
#[must_use]
pub fn order(pool_digest: &str, seed: &str, words: &str, numbers: &[&str]) -> Vec<String> {
    let mut drawn: Vec<(String, &str)> =
        numbers.iter().map(|no| (key(pool_digest, seed, words, no), *no)).collect();
    drawn.sort();
    drawn.into_iter().map(|(_, no)| no.to_owned()).collect()
}

fn sha256(lines: &[&str]) -> String {
    hex::encode(Sha256::digest(lines.join("\n")))
}

/// A text of the register as it stands in a line that is hashed: on one line, without what parts its fields.
fn on_a_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod laws;
