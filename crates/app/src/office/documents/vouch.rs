//! The signed list of laptops, packs and documents of a meeting (`.lzv`).

use chrono::{DateTime, Utc};
use domain::digest;

use super::source::Gathered;
use crate::access::meeting_id;
use crate::meeting_events::sign_next;
use crate::office::Office;
use crate::records::{PackRecord, PeerRecord};
use crate::refusal::{Refusal, Result};
use crate::verify::{LIST_KIND, ListedDocument, ListedLaptop, ListedPack, VerificationList};

impl Office {
    /// The signed list of laptops, packs and documents of a meeting.
    pub(super) fn verification_list(
        &self,
        gathered: &Gathered,
        documents: Vec<ListedDocument>,
        at: DateTime<Utc>,
    ) -> Result<Vec<u8>> {
        let keys = self.access.device_keys()?;
        let head = self.access.vault.journal_head()?;
        let session = &gathered.base.session;
        let prefix = format!("{}/", session.meeting_id);
        let (peers, mut packs) = self.access.read(|r| {
            let peers: Vec<PeerRecord> = r.list_prefix(&prefix)?;
            let packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
            Ok::<_, Refusal>((peers, packs))
        })?;
        packs.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.digest.cmp(&b.digest)));
        let list = VerificationList {
            session_no: session.no.clone(),
            meeting: session.meeting_id.clone(),
            rules: gathered.base.rules_digest.clone(),
            journal_head: hex::encode(head.hash),
            journal_seq: head.seq,
            laptops: peers
                .into_iter()
                .filter_map(|p| Some(ListedLaptop { expert_no: p.expert_no?, keys: p.keys }))
                .collect(),
            packs: packs.into_iter().map(ListedPack::from).collect(),
            documents,
        };
        let meeting = meeting_id(&session.meeting_id)?;
        let event = sign_next(&keys, meeting, None, LIST_KIND, at, digest::canonical(&list)?)?;
        Ok(event.to_carried())
    }
}
