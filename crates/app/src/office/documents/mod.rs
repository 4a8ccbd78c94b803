//! The documents of a meeting: minutes, recommendation list (also as a workbook), score summary, the workbook that shows
//! how each figure came about, and the signed list by which another machine can say that packs and papers belong together.

mod list;
mod minutes;
mod summary;
mod trace;
mod words;

use std::path::{Path, PathBuf};

use documents::{Common, Fonts, Form, Options, Variant};
use domain::digest;
use domain::panel::Member;
use domain::recommendation::{Recommendation, recommend};
use domain::recusal::Recusal;
use domain::session::{Hearing, Session, Step};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::{JournalHead, Reader};

use super::conclude::{MeetingResult, meeting_result};
use super::prepare::recusals;
use super::{Office, advance, session};
use crate::access::{Act, meeting_id};
use crate::clock::local;
use crate::files;
use crate::meeting_events::sign_next;
use crate::records::{DocumentRecord, HearingRecord, PackRecord, PeerRecord};
use crate::refusal::{Refusal, Result};
use crate::verify::{ListedDocument, ListedLaptop, ListedPack, VerificationList};

/// A document that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Which form, such as `minutes-bid`.
    pub form: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Digest of its data in sixteen groups of four hex digits; nothing for the workbook and the signed list.
    pub digest: Option<String>,
    /// Pages, for a PDF.
    pub pages: Option<usize>,
}

/// All documents of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// In the order in which they are signed.
    pub made: Vec<Made>,
}

/// Everything the forms are filled from.
pub(super) struct Source {
    pub(super) session: Session,
    pub(super) result: MeetingResult,
    pub(super) recusals: Vec<Recusal>,
    pub(super) hearings: Vec<HearingRecord>,
    pub(super) head: JournalHead,
    pub(super) printed_at: chrono::NaiveDateTime,
}

impl Source {
    /// The member with this number.
    pub(super) fn member(&self, expert_no: &str) -> Option<&Member> {
        self.result.view.rules.member(expert_no)
    }

    /// Code of a member, the same on every form: 专家01 in the panel's order.
    pub(super) fn code(&self, expert_no: &str) -> String {
        let position = self.result.view.rules.panel.iter().position(|m| m.expert_no == expert_no);
        position.map_or_else(String::new, words::expert_code)
    }

    /// How the papers name a bid: by the number of its challenge, with its own number where bids of a race share it.
    pub(super) fn item(&self, bid_no: &str) -> String {
        let judged = &self.result.judged;
        let Some(bid) = judged.iter().find(|j| j.bid.no == bid_no).map(|j| &j.bid) else {
            return bid_no.to_owned();
        };
        match judged.iter().filter(|j| j.bid.challenge_no == bid.challenge_no).count() {
            1 => bid.challenge_no.clone(),
            _ => format!("{}（{}）", bid.challenge_no, bid.no),
        }
    }

    /// Several bids as the papers name them.
    pub(super) fn items(&self, numbers: &[String]) -> String {
        numbers.iter().map(|no| self.item(no)).collect::<Vec<_>>().join("、")
    }

    /// What was said about a bid.
    pub(super) fn hearing(&self, bid_no: &str) -> Option<&Hearing> {
        self.hearings.iter().find(|h| h.bid_no == bid_no).map(|h| &h.hearing)
    }

    /// What every form carries.
    pub(super) fn common(&self, doc: &str, variant: Variant) -> Result<Common> {
        let rules = &self.result.view.rules;
        let facts = &self.session.facts;
        Ok(Common {
            variant,
            office_name: Some(self.session.office.clone()),
            programme_name: Some("双百攻关行动".to_owned()),
            policy_title: Some(rules.policy.policy.title.clone()),
            policy_number: Some(rules.policy.policy.number.clone()),
            policy_version: rules.policy.policy.version.clone(),
            policy_digest: Some(hex::encode(rules.policy.digest()?)),
            rule_digest: Some(self.result.view.rules_digest.clone()),
            journal_head: Some(hex::encode(self.head.hash)),
            batch_name: Some(self.session.batch.clone()),
            session_no: self.session.no.clone(),
            session_title: Some(self.session.title.clone()),
            session_date: Some(self.session.date),
            session_start: facts.started,
            session_end: facts.ended,
            session_place: facts.place.clone(),
            doc_no: format!("{}/{doc}", self.session.no),
            printed_at: self.printed_at,
        })
    }
}

impl Office {
    /// Makes the documents of a concluded meeting in a folder: minutes, list, summary, workbook, signed list. Each PDF
    /// is made whole before anything is written; one that cannot be made leaves no file and changes nothing.
    ///
    /// # Errors
    /// `decision.missing`, `race.not_chosen`, `document.missing_glyph` naming character and place, `io`.
    pub fn make_documents(&mut self, session_no: &str, folder: &Path) -> Result<Saved> {
        let at = self.access.clock.now();
        let head = self.access.vault.journal_head()?;
        let source = self.access.read(|r| gather(r, session_no, head, local(at)))?;
        source.session.stage.after(Step::Close)?;
        let recommendation = recommend(&source.result.judged)?;
        let forms = forms(&source, &recommendation)?;
        let fonts = Fonts::embedded();
        let mut files_to_write: Vec<(Made, Vec<u8>)> = Vec::new();
        let mut records = Vec::new();
        for (name, form) in &forms {
            let rendered = documents::render(form, &fonts, &Options::default())
                .map_err(|e| Refusal::from(e).in_file(name))?;
            let file = format!("{name}.pdf");
            records.push(DocumentRecord {
                meeting: source.session.meeting_id.clone(),
                form: form.id().to_owned(),
                file: file.clone(),
                digest: hex::encode(rendered.digest),
                file_digest: hex::encode(Sha256::digest(&rendered.pdf)),
                at,
            });
            let made = Made {
                form: form.id().to_owned(),
                path: folder.join(&file),
                digest: Some(digest::grouped(&rendered.digest)),
                pages: Some(rendered.pages),
            };
            files_to_write.push((made, rendered.pdf));
        }
        let book = list::workbook(&source, &recommendation)?;
        files_to_write
            .push((plain("recommendation-list-xlsx", folder, &file_name(&source, "建议名单.xlsx")), book));
        let trace = trace::workbook(&source)?;
        files_to_write
            .push((plain("score-trace-xlsx", folder, &file_name(&source, "评分计算过程.xlsx")), trace));
        let listed = files_to_write.iter().map(|(made, bytes)| listed(made, bytes, &records)).collect();
        let list = self.verification_list(&source, listed, at)?;
        files_to_write.push((plain("verification-list", folder, &file_name(&source, "核验清单.lzv")), list));
        for (made, bytes) in &files_to_write {
            files::write_bytes(&made.path, bytes)?;
        }
        let digests: Vec<(&str, &str)> =
            records.iter().map(|d| (d.form.as_str(), d.digest.as_str())).collect();
        let act = Act::new("documents.make", session_no).with(json!({ "documents": digests }));
        self.access.record_at(at, act, |w| {
            for record in &records {
                w.put(record)?;
            }
            advance(w, session(w, session_no)?, Step::Close)?;
            Ok(())
        })?;
        Ok(Saved { made: files_to_write.into_iter().map(|(made, _)| made).collect() })
    }

    /// The signed list of laptops, packs and documents of a meeting.
    fn verification_list(
        &self,
        source: &Source,
        documents: Vec<ListedDocument>,
        at: chrono::DateTime<chrono::Utc>,
    ) -> Result<Vec<u8>> {
        let keys = self.access.device_keys()?;
        let prefix = format!("{}/", source.session.meeting_id);
        let (peers, mut packs) = self.access.read(|r| {
            let peers: Vec<PeerRecord> = r.list_prefix(&prefix)?;
            let packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
            Ok::<_, Refusal>((peers, packs))
        })?;
        packs.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.digest.cmp(&b.digest)));
        let list = VerificationList {
            session_no: source.session.no.clone(),
            meeting: source.session.meeting_id.clone(),
            rules: source.result.view.rules_digest.clone(),
            journal_head: hex::encode(source.head.hash),
            journal_seq: source.head.seq,
            laptops: peers
                .into_iter()
                .filter_map(|p| Some(ListedLaptop { expert_no: p.expert_no?, keys: p.keys }))
                .collect(),
            packs: packs
                .into_iter()
                .map(|p| ListedPack {
                    direction: p.direction,
                    kind: p.kind,
                    peer: p.peer,
                    sequence: p.sequence,
                    digest: p.digest,
                    journal_head: p.journal_head,
                })
                .collect(),
            documents,
        };
        let meeting = meeting_id(&source.session.meeting_id)?;
        let event = sign_next(&keys, meeting, None, crate::verify::LIST_KIND, at, digest::canonical(&list)?)?;
        Ok(event.to_carried())
    }
}

/// A file as the signed list names it.
fn listed(made: &Made, bytes: &[u8], records: &[DocumentRecord]) -> ListedDocument {
    let file = files::name(&made.path);
    let digest = records.iter().find(|r| r.file == file).map(|r| r.digest.clone());
    ListedDocument { form: made.form.clone(), file, digest, file_digest: hex::encode(Sha256::digest(bytes)) }
}

/// A file without a digest of its own.
fn plain(form: &str, folder: &Path, file: &str) -> Made {
    Made { form: form.to_owned(), path: folder.join(file), digest: None, pages: None }
}

/// A file's name: number of the session without what a file system refuses, then what it is.
fn file_name(source: &Source, what: &str) -> String {
    let no: String = source
        .session
        .no
        .chars()
        .map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c })
        .collect();
    format!("{no}_{what}")
}

/// Reads everything the forms are filled from.
fn gather(
    r: &Reader<'_>,
    session_no: &str,
    head: JournalHead,
    printed_at: chrono::NaiveDateTime,
) -> Result<Source> {
    let session = session(r, session_no)?;
    let result = meeting_result(r, &session)?;
    let recusals = recusals(r, &session)?;
    let hearings = r.list_prefix(&format!("{}/", session.meeting_id))?;
    Ok(Source { session, result, recusals, hearings, head, printed_at })
}

/// The forms with the names of their files.
fn forms(source: &Source, recommendation: &Recommendation<'_>) -> Result<Vec<(String, Form)>> {
    Ok(vec![
        (file_name(source, "评审纪要"), Form::MinutesBid(minutes::minutes(source, recommendation)?)),
        (file_name(source, "建议名单"), Form::RecommendationList(list::list(source, recommendation)?)),
        (
            file_name(source, "评分汇总表（实名存档）"),
            Form::ScoreSummary(summary::summary(source, Variant::Named)?),
        ),
        (
            file_name(source, "评分汇总表（隐名）"),
            Form::ScoreSummary(summary::summary(source, Variant::Blind)?),
        ),
    ])
}
