//! Papers at the desk: taken from the task pack as it is read, shown while their bid may be seen.

use std::collections::BTreeMap;
use std::io::{self, Read};

use chrono::{DateTime, Utc};
use domain::desk::{Task, TaskPaper};
use packs::{BlobEntry, BlobSink, Contents, Opened};
use vault::{Papers, Vault, Writer};

use super::Desk;
use crate::meeting_events::content;
use crate::office::paper_bytes;
use crate::records::{DeskRecord, PaperFormat, PaperRecord};
use crate::refusal::{Refusal, Result};

impl Desk {
    /// A paper to be shown. Those of a bid that is recused cannot be.
    ///
    /// # Errors
    /// `record.not_found`, `paper.too_large_to_show`.
    pub fn paper_bytes(&self, id: &str) -> Result<Vec<u8>> {
        let named: Vec<PaperRecord> = self.access.read(|r| Ok(r.list()?))?;
        if !named.iter().any(|p| p.id == id) {
            return Err(Refusal::not_found(id));
        }
        paper_bytes(&self.access.vault.papers()?, id)
    }
}

/// Every paper belongs to a bid of the task, its bytes come with the pack, and no bytes come that no bid names.
pub(super) fn check(task: &Task, papers: &[TaskPaper], blobs: &[BlobEntry]) -> Result<()> {
    let carried: BTreeMap<String, u64> = blobs.iter().map(|b| (b.digest.to_string(), b.size)).collect();
    for paper in papers {
        if !task.items.iter().any(|i| i.no() == paper.bid_no) {
            return Err(content(format!("paper of {}", paper.bid_no)));
        }
        if carried.get(&paper.id) != Some(&paper.size) {
            return Err(content(format!("paper {}", paper.id)));
        }
    }
    match carried.keys().find(|id| !papers.iter().any(|p| p.id == **id)) {
        Some(id) => Err(content(format!("paper {id}"))),
        None => Ok(()),
    }
}

/// Stores the papers of a pack as they are decrypted, each checked against its digest.
pub(super) fn store<R: Read>(vault: &Vault, opened: Opened<R>) -> Result<Contents> {
    if opened.contents().manifest.blobs.is_empty() {
        return Ok(opened.into_contents());
    }
    let mut sink = Sink(vault.papers()?);
    Ok(opened.copy_blobs(&mut sink)?)
}

/// The records of a meeting's papers in the place of those of an earlier task. A bid that was recused at the desk stays
/// hidden.
pub(super) fn replace(
    w: &Writer<'_>,
    desk: &DeskRecord,
    papers: Vec<TaskPaper>,
    at: DateTime<Utc>,
) -> Result<()> {
    for earlier in w.list_prefix::<PaperRecord>(&format!("{}/", desk.meeting))? {
        w.delete(&earlier)?;
    }
    for paper in papers {
        if desk.recusals.iter().any(|x| x.bid_no == paper.bid_no) {
            continue;
        }
        w.put(&PaperRecord {
            batch: desk.meeting.clone(),
            bid_no: paper.bid_no,
            id: paper.id,
            kind: paper.kind,
            name: paper.name,
            size: paper.size,
            at,
            format: PaperFormat::Pdf,
            pages: None,
        })?;
    }
    Ok(())
}

/// Takes blobs into `papers.db`.
struct Sink(Papers);

impl BlobSink for Sink {
    fn begin(&mut self, _blob: &BlobEntry) -> io::Result<()> {
        self.0.begin().map_err(io::Error::other)
    }

    fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.0.append(data).map_err(io::Error::other)
    }

    fn end(&mut self, blob: &BlobEntry) -> io::Result<()> {
        let id = self.0.finish().map_err(io::Error::other)?;
        if id.0 == blob.digest.0 { Ok(()) } else { Err(io::Error::other("another paper was stored")) }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::{Cursor, Seek, SeekFrom};
    use std::rc::Rc;

    use packs::{
        Authority, BlobSource, DeviceKeys, Digest, Draft, Hash32, JournalHead, Limits, MeetingId, PackKind,
        PartyRole, SchemaRange,
    };
    use secrecy::SecretString;
    use vault::{Kdf, PaperId, Role};

    use super::*;

    /// A stick that is pulled after so many more bytes.
    struct Stick {
        file: Cursor<Vec<u8>>,
        left: Rc<Cell<usize>>,
    }

    impl Read for Stick {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let most = buf.len().min(self.left.get());
            if most == 0 && !buf.is_empty() {
                return Err(io::Error::other("the stick was pulled"));
            }
            let read = self.file.read(buf.get_mut(..most).unwrap_or_default())?;
            self.left.set(self.left.get() - read);
            Ok(read)
        }
    }

    impl Seek for Stick {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.file.seek(to)
        }
    }

    #[test]
    fn a_stick_pulled_while_papers_are_read_leaves_no_half_paper_and_the_pack_is_read_again() {
        let scratch = tempfile::tempdir().unwrap();
        let secret = SecretString::from("一句足够长的测试口令");
        let at = DateTime::UNIX_EPOCH;
        let folder = scratch.path().join("a.lunzheng");
        let vault = Vault::create(&folder, Role::Expert, "王示例", &secret, Kdf::FLOOR, at).unwrap();
        let (office, own) = (DeviceKeys::generate().unwrap(), DeviceKeys::generate().unwrap());
        let papers: [Vec<u8>; 2] = [vec![1; 3_000_000], vec![2; 3_000_000]];
        let meeting = MeetingId([1; 16]);
        let mut file = Vec::new();
        let draft = Draft {
            kind: PackKind::Task,
            meeting,
            sequence: 1,
            recipients: vec![own.public()],
            role: PartyRole::Secretariat,
            at,
            certificate: None,
            certificates: Vec::new(),
            previous_pack: None,
            journal: JournalHead { seq: 1, head: Hash32([0; 32]) },
            schema: SchemaRange { oldest: 1, written: 1 },
            critical: Vec::new(),
            events: Vec::new(),
            blobs: papers
                .iter()
                .map(|p| BlobSource {
                    name: "p".into(),
                    digest: Digest::of(p),
                    size: p.len() as u64,
                    reader: Box::new(p.as_slice()),
                })
                .collect(),
        };
        packs::write(&mut file, &office, draft).unwrap();
        let open = |left: &Rc<Cell<usize>>| {
            let stick = Stick { file: Cursor::new(file.clone()), left: left.clone() };
            let authority = Authority::of(meeting, own.fingerprint(), PartyRole::Secretariat);
            let known = |_: &packs::Fingerprint| Some(office.public());
            let verified = packs::open(stick, &Limits::default()).unwrap().verify(&office.public()).unwrap();
            verified.authorise(&authority).unwrap().decrypt(&own, &known).unwrap()
        };
        let second = PaperId(Digest::of(&papers[1]).0);
        let left = Rc::new(Cell::new(usize::MAX));
        let opened = open(&left);
        // Pulled in the middle of the second paper.
        left.set(3_500_000);
        assert!(store(&vault, opened).is_err());
        assert_eq!(vault.papers().unwrap().size(second).unwrap(), None, "no half paper is left behind");
        left.set(usize::MAX);
        store(&vault, open(&left)).unwrap();
        for paper in &papers {
            let mut whole = Vec::new();
            let id = PaperId(Digest::of(paper).0);
            vault.papers().unwrap().get(id, &mut whole).unwrap().unwrap();
            assert_eq!(whole, *paper);
        }
    }
}
