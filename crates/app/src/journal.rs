//! The journal of an open vault of either role, for reading and for checking.

use vault::{JournalEntry, Vault};

use crate::api::documents::{JournalCheck, JournalLine, JournalPage};
use crate::refusal::{Refusal, Result};
use crate::views::{count, second};

/// Most entries of a page.
const LONGEST: u32 = 500;

/// A page of the journal, newest first: the entries before number `before`, or the newest ones, at most `most` (500 in
/// any case).
///
/// # Errors
/// The vault's own.
pub fn page(vault: &Vault, before: Option<u32>, most: u32) -> Result<JournalPage> {
    let head = vault.journal_head()?;
    let end = before.map_or(head.seq.saturating_add(1), u64::from).min(head.seq.saturating_add(1));
    let from = end.saturating_sub(u64::from(most.min(LONGEST))).max(1);
    let length = u32::try_from(end.saturating_sub(from)).map_err(Refusal::internal)?;
    let entries = if length == 0 { Vec::new() } else { vault.journal(from, length)? };
    Ok(JournalPage {
        lines: entries.iter().rev().map(|(entry, hash)| line(entry, hash)).collect(),
        seq: count(head.seq),
        head: head.grouped(),
    })
}

fn line(entry: &JournalEntry, hash: &[u8; 32]) -> JournalLine {
    JournalLine {
        seq: count(entry.seq),
        at: entry.at().map(second).unwrap_or_default(),
        actor: entry.actor.clone(),
        action: entry.action.clone(),
        subject: entry.subject.clone(),
        reason: entry.reason.clone(),
        details: entry.details.clone(),
        changes: entry.changes.iter().map(|c| (c.table.clone(), c.id.clone())).collect(),
        hash: hex::encode(hash),
    }
}

/// Follows the chain from its first entry and counts every row anew.
///
/// # Errors
/// `vault.journal_broken` naming the entry where it does not hold.
pub fn check(vault: &Vault) -> Result<JournalCheck> {
    let report = vault.verify_journal(None)?;
    Ok(JournalCheck { seq: count(report.head.seq), head: report.head.grouped(), rows: count(report.rows) })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;
    use secrecy::SecretString;
    use vault::Kdf;

    use super::*;
    use crate::Office;
    use crate::clock::SystemClock;
    use crate::records::NewSession;

    #[test]
    fn the_journal_is_read_newest_first_page_by_page_to_its_first_entry_and_holds() {
        let scratch = tempfile::tempdir().unwrap();
        let secret = SecretString::from("一句足够长的测试口令");
        let clock = Arc::new(SystemClock);
        let folder = scratch.path().join("a.lunzheng");
        let mut office = Office::create(&folder, "钱示例", &secret, Kdf::FLOOR, clock).unwrap();
        for n in 1..=4 {
            office
                .open_session(NewSession {
                    no: format!("论证{n}"),
                    title: "论证会".to_owned(),
                    batch: "一批".to_owned(),
                    office: "科技局".to_owned(),
                    date: NaiveDate::from_ymd_opt(2026, 1, 20).unwrap(),
                    expired_reason: Some("补录".to_owned()),
                })
                .unwrap();
        }
        let whole = page(office.vault(), None, 100).unwrap();
        let numbers: Vec<u32> = whole.lines.iter().map(|l| l.seq).collect();
        assert_eq!(numbers, (1..=whole.seq).rev().collect::<Vec<_>>());
        assert_eq!(whole.lines[0].subject, "论证4");
        assert!(whole.lines[0].changes.iter().any(|(table, id)| table == "session" && id == "论证4"));
        let mut paged = Vec::new();
        let mut before = None;
        loop {
            let next = page(office.vault(), before, 2).unwrap();
            let Some(last) = next.lines.last() else { break };
            before = Some(last.seq);
            paged.extend(next.lines);
        }
        assert_eq!(paged, whole.lines);
        let checked = check(office.vault()).unwrap();
        assert_eq!((checked.seq, checked.head), (whole.seq, whole.head));
    }
}
