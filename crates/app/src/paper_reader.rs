//! What a printed paper carries is read in a process of its own, as workbooks are: whoever checks a paper was handed it, and the
//! program that holds keys takes no PDF apart. Nothing rests on the answer alone: a paper counts when its bytes are listed, or
//! when the same data print the same bytes again, which is found out here.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use documents::model::Variant;
use documents::{Carried, DocumentError};
use serde::{Deserialize, Serialize};
use workbook::limits;

use crate::reader;
use crate::refusal::Result;

/// The first argument that makes the program a reader of papers.
pub(crate) const ARGUMENT: &str = "--read-paper";
/// Most bytes of a paper, and of an answer.
const MOST: u64 = 64 * 1024 * 1024;

/// What comes back.
#[derive(Serialize, Deserialize)]
enum Answer {
    Carried {
        digest: String,
        form_id: String,
        variant: Variant,
        canonical: Option<String>,
        journal_head: Option<String>,
        rule_digest: Option<String>,
        session_no: String,
        sm3: Option<String>,
    },
    NotOurs(String),
    Digest(String),
}

impl Answer {
    fn of(read: std::result::Result<Carried, DocumentError>) -> Answer {
        match read {
            Ok(carried) => Answer::Carried {
                digest: hex::encode(carried.digest),
                form_id: carried.form_id,
                variant: carried.variant,
                canonical: carried.canonical.map(|data| String::from_utf8_lossy(&data).into_owned()),
                journal_head: carried.journal_head,
                rule_digest: carried.rule_digest,
                session_no: carried.session_no,
                sm3: carried.sm3,
            },
            Err(DocumentError::Digest(reason)) => Answer::Digest(reason),
            Err(DocumentError::NotOurs(reason)) => Answer::NotOurs(reason),
            Err(other) => Answer::NotOurs(other.to_string()),
        }
    }

    fn taken(self) -> std::result::Result<Carried, DocumentError> {
        match self {
            Answer::NotOurs(reason) => Err(DocumentError::NotOurs(reason)),
            Answer::Digest(reason) => Err(DocumentError::Digest(reason)),
            Answer::Carried {
                digest,
                form_id,
                variant,
                canonical,
                journal_head,
                rule_digest,
                session_no,
                sm3,
            } => {
                let digest = hex::decode(digest).ok().and_then(|d| d.try_into().ok());
                Ok(Carried {
                    digest: digest.ok_or_else(|| DocumentError::NotOurs("no digest".to_owned()))?,
                    form_id,
                    variant,
                    canonical: canonical.map(String::into_bytes),
                    journal_head,
                    rule_digest,
                    session_no,
                    sm3,
                })
            }
        }
    }
}

/// Reads a paper from standard input and writes what it carries to standard output.
pub(crate) fn serve() -> ExitCode {
    let done = reader::cap().and_then(|()| {
        let mut pdf = Vec::new();
        io::stdin().lock().take(MOST + 1).read_to_end(&mut pdf)?;
        let answer = serde_json::to_vec(&Answer::of(documents::read_digest(&pdf)))?;
        io::stdout().lock().write_all(&answer)
    });
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn taken(output: &mut dyn Read) -> Option<Answer> {
    let mut bytes = Vec::new();
    output.take(MOST + 1).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// What a printed paper carries, after its parts were compared with each other.
///
/// # Errors
/// `document.digest` when it is no such file, its parts do not belong together, or the reader broke down on it.
pub(crate) fn read(pdf: &[u8]) -> Result<Carried> {
    match reader::program() {
        Some(program) => read_with(program, Duration::from_secs(limits::SECONDS), pdf),
        None => Ok(documents::read_digest(pdf)?),
    }
}

/// [`read`] with a program and a time of one's own.
///
/// # Errors
/// Those of [`read`].
pub fn read_with(program: &Path, time: Duration, pdf: &[u8]) -> Result<Carried> {
    let broken = || DocumentError::NotOurs("the reader broke down on it".to_owned());
    let answer = reader::ask(program, ARGUMENT, time, pdf.to_vec(), taken).ok_or_else(broken)?;
    Ok(answer.taken()?)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_reader_that_breaks_down_hangs_or_lies_reads_no_paper() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reader");
        for script in ["exit 3", "kill -9 $$", "sleep 60", "echo '{\"Carried\":{}}'", "cat", ":"] {
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
            let read = read_with(&path, Duration::from_millis(500), b"%PDF-1.7");
            assert_eq!(read.unwrap_err().code(), domain::Code::DocDigest, "{script}");
        }
    }

    #[test]
    fn what_comes_back_is_what_was_read() {
        let carried = Carried {
            digest: [7; 32],
            form_id: "minutes-bid".to_owned(),
            variant: Variant::Blind,
            canonical: Some("{\"形\":1}".as_bytes().to_vec()),
            journal_head: Some("ab".repeat(32)),
            rule_digest: None,
            session_no: "论证1".to_owned(),
            sm3: Some("cd".repeat(32)),
        };
        let sent = serde_json::to_vec(&Answer::of(Ok(carried.clone()))).unwrap();
        assert_eq!(taken(&mut sent.as_slice()).unwrap().taken().unwrap(), carried);
        let bad = Answer::of(Err(DocumentError::Digest("pages".to_owned())));
        assert_eq!(bad.taken().unwrap_err(), DocumentError::Digest("pages".to_owned()));
    }
}
