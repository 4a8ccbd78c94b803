//! Files made to break a reader, one by name each, and what is to come of it. None is large; what they unpack, repeat or
//! claim is.

// Helpers of tests may stop the test; not every test uses all of them.
#![allow(clippy::expect_used, dead_code, unreachable_pub)]

mod binary;
mod packages;
mod texts;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// What is to come of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is read, with so many cells.
    Reads(usize),
    /// It is refused with this code and this reason (or what was found).
    Refused(&'static str, &'static str),
}

/// Refused as not safe.
pub const fn unsafe_file(reason: &'static str) -> Fate {
    Fate::Refused("book.unsafe_file", reason)
}

/// A hostile file.
pub struct Hostile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub fate: Fate,
}

pub fn hostile(name: &'static str, bytes: Vec<u8>, fate: Fate) -> Hostile {
    Hostile { name, bytes, fate }
}

/// The whole corpus.
pub fn corpus() -> Vec<Hostile> {
    let mut all = packages::xlsx();
    all.extend(packages::ods());
    all.extend(binary::xls());
    all.extend(binary::containers());
    all.extend(binary::xlsb());
    all.extend(texts::html());
    all.extend(texts::csv());
    all
}

/// A zip container of parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("part");
        zip.write_all(contents).expect("contents");
    }
    zip.finish().expect("zip").into_inner()
}

/// A file of the fixtures.
pub fn fixture(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../workbook/tests/fixtures");
    std::fs::read(folder.join(name)).expect("fixture")
}
