//! Packs that were refused. A refusal changes no row; that it happened, why, and what the file was is journalled, so
//! that the board still lists it after the vault was locked.

use std::fs::File;
use std::path::Path;

use domain::{Code, Finding};
use packs::Limits;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vault::JournalEntry;

use super::{Office, frozen, session};
use crate::access::Act;
use crate::api::Problem;
use crate::api::board::RefusedPack;
use crate::files::{self, io_refusal};
use crate::records::{PeerRecord, peer_id};
use crate::refusal::{Refusal, Result};
use crate::views::{count, second};

/// The act's name in the journal.
const ACTION: &str = "pack.refuse";

/// What the journal keeps of a refused pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RefusedFile {
    session: String,
    /// Name of the file.
    #[serde(rename = "file_name")]
    file: String,
    /// SHA-256 of the file, hex.
    #[serde(rename = "file")]
    file_digest: String,
    /// Fingerprint that the pack names as its sender, hex; unproved.
    claims: Option<String>,
    /// The member whose laptop bears that fingerprint.
    expert_no: Option<String>,
    /// The running number that it names; unproved.
    sequence: Option<u64>,
    /// Why.
    why: Vec<Finding>,
}

impl RefusedFile {
    /// The same file refused for the same causes.
    fn same(&self, other: &RefusedFile) -> bool {
        let codes = |of: &RefusedFile| of.why.iter().map(|f| f.code).collect::<Vec<_>>();
        (&self.session, &self.file_digest, codes(self)) == (&other.session, &other.file_digest, codes(other))
    }

    fn read(entry: &JournalEntry) -> Result<RefusedFile> {
        Ok(serde_json::from_str(&entry.details)?)
    }
}

impl Office {
    /// Journals that a pack was refused. Once a file and cause: the same stick may be read many times. A file that could
    /// not be read at all is a fault of the path or the stick and no refused pack.
    ///
    /// # Errors
    /// The vault's own; `io` when the file went away.
    pub(super) fn note_refused(&mut self, session_no: &str, path: &Path, why: &[Finding]) -> Result<()> {
        if why.is_empty() || why.iter().any(|f| matches!(f.code, Code::Io | Code::IoNotFound)) {
            return Ok(());
        }
        let kept = self.refused_file(session_no, path, why)?;
        for entry in self.access.vault.journal_of(ACTION)? {
            if RefusedFile::read(&entry)?.same(&kept) {
                return Ok(());
            }
        }
        let from = kept.expert_no.as_deref().unwrap_or(&kept.file);
        let act = Act::new(ACTION, format!("{session_no}/{from}")).with(serde_json::to_value(&kept)?);
        self.access.record(act, |_| Ok(()))
    }

    /// What is known of a refused file: its digest, and whom it names as its sender.
    fn refused_file(&self, session_no: &str, path: &Path, why: &[Finding]) -> Result<RefusedFile> {
        let refused = |e: std::io::Error| io_refusal(path, &e);
        let mut digest = Sha256::new();
        std::io::copy(&mut File::open(path).map_err(refused)?, &mut digest).map_err(refused)?;
        let headed = packs::open(File::open(path).map_err(refused)?, &Limits::default()).ok();
        let named = headed.as_ref().map(|headed| (headed.header().sender, headed.header().sequence));
        let meeting = self.session(session_no)?.meeting_id;
        let peer: Option<PeerRecord> = match named {
            Some((sender, _)) => self.access.read(|r| Ok(r.get(&peer_id(&meeting, sender))?))?,
            None => None,
        };
        Ok(RefusedFile {
            session: session_no.to_owned(),
            file: files::name(path),
            file_digest: hex::encode(digest.finalize()),
            claims: named.map(|(sender, _)| sender.to_string()),
            expert_no: peer.and_then(|p| p.expert_no),
            sequence: named.map(|(_, sequence)| sequence),
            why: why.to_vec(),
        })
    }

    /// The member whom a pack names as its sender, by number and name, and its running number; the caller knows whether the
    /// signature proved it.
    pub(super) fn names_sender(
        &self,
        session_no: &str,
        path: &Path,
    ) -> Result<Option<(String, Option<String>, u64)>> {
        let opened = File::open(path).ok().and_then(|file| packs::open(file, &Limits::default()).ok());
        let Some(headed) = opened else { return Ok(None) };
        let (sender, sequence) = (headed.header().sender, headed.header().sequence);
        self.access.read(|r| {
            let session = session(r, session_no)?;
            let peer: Option<PeerRecord> = r.get(&peer_id(&session.meeting_id, sender))?;
            let Some(no) = peer.and_then(|p| p.expert_no) else { return Ok(None) };
            let name = frozen(r, &session)?.rules.member(&no).map(|m| m.name.clone());
            Ok(Some((no, name, sequence)))
        })
    }

    /// Packs of a session that were refused, newest first.
    ///
    /// # Errors
    /// The vault's own.
    pub(crate) fn refused_packs(&self, session_no: &str) -> Result<Vec<RefusedPack>> {
        let panel = match self.access.read(|r| frozen(r, &session(r, session_no)?)) {
            Ok(rules) => rules.rules.panel,
            Err(refusal) if refusal.code() == Code::RulesNotFrozen => Vec::new(),
            Err(refusal) => return Err(refusal),
        };
        let name = |no: &str| panel.iter().find(|m| m.expert_no == no).map(|m| m.name.clone());
        let mut listed = Vec::new();
        for entry in self.access.vault.journal_of(ACTION)?.iter().rev() {
            let kept = RefusedFile::read(entry)?;
            if kept.session == session_no {
                listed.push(RefusedPack {
                    at: entry.at().map(second).ok_or_else(|| Refusal::internal("a time out of range"))?,
                    file: kept.file,
                    digest: kept.file_digest,
                    claims: kept.claims,
                    name: kept.expert_no.as_deref().and_then(name),
                    expert_no: kept.expert_no,
                    sequence: kept.sequence.map(count),
                    problems: kept.why.iter().map(Problem::of).collect(),
                });
            }
        }
        Ok(listed)
    }
}
