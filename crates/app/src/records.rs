//! What lies in a vault: one record type a table, each with the id by which it is found. Records of a meeting begin
//! with the meeting's random id, so that one prefix lists them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::amendment::Amendment;
use domain::bid::PaperKind;
use domain::bid_details::BidDetails;
use domain::budget::LineDecision;
use domain::conclusion::PanelDecision;
use domain::desk::{AskedScore, Returned, Sheet, Task, Ticks};
use domain::item::DemandText;
use domain::project::ProjectText;
use domain::recusal::{Ground, Recusal};
use domain::rules::FrozenRules;
use domain::session::{Hearing, Session};
use domain::{Bid, Expert, Fen, Member, Subject};
use packs::{Fingerprint, PackKind, PublicKeys};
use serde::{Deserialize, Serialize};
use vault::{Record, Table};

/// Declares how a record is stored.
macro_rules! stored {
    ($record:ty, $table:ident, |$me:ident| $id:expr) => {
        impl Record for $record {
            const TABLE: Table = Table::$table;
            fn id(&self) -> String {
                let $me = self;
                $id
            }
        }
    };
}
pub(crate) use stored;

/// This device's secret keys, hex.
#[derive(Serialize, Deserialize)]
pub(crate) struct DeviceKeyRecord {
    pub(crate) secret: String,
}
stored!(DeviceKeyRecord, Key, |_me| "device".to_owned());

impl DeviceKeyRecord {
    /// The keys themselves.
    pub(crate) fn keys(&self) -> crate::refusal::Result<packs::DeviceKeys> {
        secret_keys(&self.secret)
    }
}

impl Drop for DeviceKeyRecord {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.secret);
    }
}

/// The secret keys of this office's archives, hex. They open every archive that was sealed for them, and sign nothing.
#[derive(Serialize, Deserialize)]
pub(crate) struct ArchiveKeyRecord {
    pub(crate) secret: String,
}
stored!(ArchiveKeyRecord, Key, |_me| "archive".to_owned());

impl ArchiveKeyRecord {
    /// The keys themselves.
    pub(crate) fn keys(&self) -> crate::refusal::Result<packs::DeviceKeys> {
        secret_keys(&self.secret)
    }
}

impl Drop for ArchiveKeyRecord {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.secret);
    }
}

/// The seed of a draw that is prepared and not drawn yet. It lies with the keys, which the journal tells nothing of: whoever
/// knew it could choose the words.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DrawSeedRecord {
    pub(crate) meeting: String,
    pub(crate) draw: u32,
    /// Hex.
    pub(crate) seed: String,
}
stored!(DrawSeedRecord, Key, |me| draw_seed_id(&me.meeting, me.draw));

/// The id of a seed.
pub(crate) fn draw_seed_id(meeting: &str, draw: u32) -> String {
    format!("{}{draw}", draw_seeds(meeting))
}

/// What the ids of a meeting's seeds begin with.
pub(crate) fn draw_seeds(meeting: &str) -> String {
    format!("draw/{meeting}/")
}

/// Secret keys behind their hex digits.
fn secret_keys(hex_digits: &str) -> crate::refusal::Result<packs::DeviceKeys> {
    let secret = zeroize::Zeroizing::new(hex::decode(hex_digits).map_err(crate::refusal::Refusal::internal)?);
    Ok(packs::DeviceKeys::from_secret_bytes(&secret)?)
}

/// An expert of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExpertRecord(pub Expert);
stored!(ExpertRecord, Expert, |me| me.0.no.clone());

/// A bid of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidRecord {
    /// 批次
    pub batch: String,
    /// The bid.
    pub bid: Bid,
    /// What stays in the office: agreement, people, milestones. It never travels with a task.
    #[serde(default)]
    pub details: BidDetails,
}
stored!(BidRecord, Bid, |me| bid_id(&me.batch, &me.bid.no));

/// The id of a bid of a batch.
pub(crate) fn bid_id(batch: &str, no: &str) -> String {
    format!("{batch}/{no}")
}

/// What the bytes of a paper are, by their beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PaperFormat {
    /// PDF.
    #[default]
    Pdf,
    /// Word 2007 and later.
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

/// A paper attached to a bid: what names its bytes in `papers.db`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaperRecord {
    /// 批次; at a desk, the meeting's id.
    pub(crate) batch: String,
    pub(crate) bid_no: String,
    /// BLAKE3 of its bytes, hex.
    pub(crate) id: String,
    pub(crate) kind: PaperKind,
    /// Name of the file.
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) at: DateTime<Utc>,
    /// What its bytes are; papers kept by earlier builds are PDFs.
    #[serde(default)]
    pub(crate) format: PaperFormat,
    /// Pages, where they can be counted.
    #[serde(default)]
    pub(crate) pages: Option<u32>,
}
stored!(PaperRecord, Paper, |me| format!("{}/{}", bid_id(&me.batch, &me.bid_no), me.id));

/// A row that was left out of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DroppedRow {
    /// Sheet.
    pub sheet: String,
    /// Row, from 1.
    pub row: u32,
    /// Why.
    pub reason: String,
}

/// A cell that was corrected for an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedCell {
    /// Sheet.
    pub sheet: String,
    /// Address.
    pub cell: String,
    /// What was put there.
    pub text: String,
}

/// A column that was matched by hand for an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedColumn {
    /// Sheet.
    pub sheet: String,
    /// Letters.
    pub column: String,
    /// The field; nothing for a column that was not taken.
    pub field: Option<String>,
}

/// What a row of an import became.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenKind {
    /// A bid, by batch and number.
    Bid,
    /// An expert, by number.
    Expert,
    /// A review of demands, by number.
    Review,
    /// A batch with its list, by name.
    Batch,
}

/// A bid or an expert as an import took it: whatever changed since has another digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenRow {
    /// What it became.
    pub kind: TakenKind,
    /// Its number.
    pub no: String,
    /// SHA-256 of the record, hex.
    pub digest: String,
}

impl TakenRow {
    /// A record as it is.
    pub(crate) fn of(kind: TakenKind, no: &str, record: &impl Serialize) -> crate::refusal::Result<TakenRow> {
        let digest = domain::digest::framed("lunzheng/import/1", &[&domain::digest::canonical(record)?]);
        Ok(TakenRow { kind, no: no.to_owned(), digest: hex::encode(digest) })
    }
}
/// A table whose kind was said by hand, as an import keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenKind {
    /// Sheet.
    pub sheet: String,
    /// Address of its first label.
    pub at: String,
    /// What it lists: `demand`, `bid`, `expert`, `budget`, `unknown`.
    pub kind: String,
}

/// What columns of a kind of sender's list are, as they were matched by hand; stored among the office's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MappingRecord {
    /// SHA-256 of the labels in their order, hex.
    pub(crate) fingerprint: String,
    /// The office's name for the kind of sender.
    pub(crate) name: String,
    /// What the list is, where that was said by hand.
    #[serde(default)]
    pub(crate) kind: Option<workbook::Kind>,
    /// The labels, from the left.
    pub(crate) heads: Vec<String>,
    /// Columns by their place among the labels, from 0, and their fields; nothing for a column that is not taken.
    pub(crate) columns: std::collections::BTreeMap<usize, Option<String>>,
    /// When it was matched.
    pub(crate) at: DateTime<Utc>,
    /// The file in which it was.
    pub(crate) file: String,
}
stored!(MappingRecord, Setting, |me| format!("{MAPPING}{}", me.fingerprint));

/// What the ids of remembered columns begin with.
pub(crate) const MAPPING: &str = "mapping/";

/// One import: which file, what was changed by hand, what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// SHA-256 of the file, hex.
    pub file_digest: String,
    /// Its name.
    pub file: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Batch of the bids.
    pub batch: String,
    /// Bids taken.
    pub bids: u32,
    /// Experts taken.
    pub experts: u32,
    /// Demands taken, by number.
    #[serde(default)]
    pub demands: Vec<String>,
    /// Bids and experts taken, as they were. Imports of earlier builds kept their numbers only as a count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<TakenRow>,
    /// Reviews and batches taken, as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<TakenRow>,
    /// Whether a row took the place of an earlier one, which then is gone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaced: bool,
    /// When it was undone.
    #[serde(default)]
    pub undone: Option<DateTime<Utc>>,
    /// Rows left out.
    pub dropped: Vec<DroppedRow>,
    /// Cells corrected.
    pub corrected: Vec<CorrectedCell>,
    /// Columns matched by hand.
    #[serde(default)]
    pub columns: Vec<MatchedColumn>,
    /// Tables whose kind was said by hand.
    #[serde(default)]
    pub kinds: Vec<ChosenKind>,
    /// Warnings that stood, as codes with places.
    pub warnings: Vec<String>,
}
stored!(ImportRecord, Import, |me| format!("{}/{}", me.at.format("%Y%m%dT%H%M%S%.3fZ"), me.file_digest));

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SessionRecord(pub(crate) Session);
stored!(SessionRecord, Session, |me| me.0.no.clone());

/// A member of a panel before the rules are frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MemberRecord {
    pub(crate) meeting: String,
    pub(crate) position: u32,
    pub(crate) member: Member,
}
stored!(MemberRecord, Member, |me| format!("{}/{:04}", me.meeting, me.position));

/// A proposed or decided recusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecusalRecord {
    pub(crate) meeting: String,
    pub(crate) recusal: Recusal,
}
stored!(RecusalRecord, Recusal, |me| recusal_id(&me.meeting, &me.recusal.bid_no, &me.recusal.expert_no));

/// The id of a recusal.
pub(crate) fn recusal_id(meeting: &str, bid_no: &str, expert_no: &str) -> String {
    format!("{meeting}/{bid_no}/{expert_no}")
}

/// Frozen rules with their digest, hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RulesRecord {
    pub(crate) meeting: String,
    pub(crate) digest: String,
    pub(crate) rules: FrozenRules,
    /// The demands as they stood when they were put before the panel. Their records may be mended afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) demands: Vec<DemandText>,
    /// The versions before, the first one first; nothing while nobody amended them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) former: Vec<FrozenRules>,
    /// The projects as they stood then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) projects: Vec<ProjectText>,
}
stored!(RulesRecord, Rules, |me| me.meeting.clone());

impl RulesRecord {
    /// When the rules were first frozen, whatever was amended since.
    pub(crate) fn first_frozen(&self) -> DateTime<Utc> {
        self.former.first().unwrap_or(&self.rules).frozen_at
    }

    /// By whom.
    pub(crate) fn first_frozen_by(&self) -> &str {
        &self.former.first().unwrap_or(&self.rules).frozen_by
    }

    /// The versions, the one in force last.
    pub(crate) fn chain(&self) -> crate::refusal::Result<domain::amendment::Chain> {
        Ok(domain::amendment::Chain::of(&self.former, &self.rules)?)
    }

    /// The digest under which a paper sheet of an expert and an item is printed and typed, hex.
    pub(crate) fn printed_under(&self, expert_no: &str, item_no: &str) -> crate::refusal::Result<String> {
        if self.former.is_empty() {
            return Ok(self.digest.clone());
        }
        let of = (expert_no, item_no);
        Ok(hex::encode(domain::amendment::printed_under(&self.former, &self.rules, of)?.digest()?))
    }

    /// The version that bears a digest.
    pub(crate) fn under(&self, digest: &str) -> crate::refusal::Result<Option<&FrozenRules>> {
        if self.digest == digest {
            return Ok(Some(&self.rules));
        }
        for rules in &self.former {
            if hex::encode(rules.digest()?) == digest {
                return Ok(Some(rules));
            }
        }
        Ok(None)
    }
}

/// Questions and answers on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HearingRecord {
    pub(crate) meeting: String,
    pub(crate) bid_no: String,
    pub(crate) hearing: Hearing,
}
stored!(HearingRecord, Question, |me| format!("{}/{}", me.meeting, me.bid_no));

/// The panel's word on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DecisionRecord {
    pub(crate) meeting: String,
    pub(crate) decision: PanelDecision,
    pub(crate) lines: Vec<LineDecision>,
}
stored!(DecisionRecord, Conclusion, |me| format!("{}/{}", me.meeting, me.decision.bid_no));

/// Another laptop whose 24 digits were compared. In an expert's vault: the secretariat's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerRecord {
    /// Meeting id.
    pub meeting: String,
    /// The expert's number; nothing for the secretariat.
    pub expert_no: Option<String>,
    /// Its public keys.
    pub keys: PublicKeys,
    /// The digits that were compared.
    pub digits: String,
    /// Who compared them.
    pub compared_by: String,
    /// When.
    pub compared_at: DateTime<Utc>,
}
stored!(PeerRecord, Peer, |me| peer_id(&me.meeting, me.keys.fingerprint()));

/// The id of a laptop in a meeting.
pub(crate) fn peer_id(meeting: &str, fingerprint: Fingerprint) -> String {
    format!("{meeting}/{fingerprint}")
}

/// A certificate as carried, hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CertificateRecord {
    pub(crate) meeting: String,
    pub(crate) expert_no: String,
    pub(crate) carried: String,
}
stored!(CertificateRecord, Certificate, |me| format!("{}/{}", me.meeting, me.expert_no));

impl CertificateRecord {
    /// Whether it certifies these keys.
    pub(crate) fn is_of(&self, device: Fingerprint) -> bool {
        let bytes = hex::decode(&self.carried).unwrap_or_default();
        packs::Certificate::from_carried(&bytes).is_ok_and(|c| c.keys.fingerprint() == device)
    }
}

/// A signed event as carried, hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EventRecord {
    pub(crate) meeting: String,
    pub(crate) hash: String,
    pub(crate) carried: String,
}
stored!(EventRecord, Event, |me| format!("{}/{}", me.meeting, me.hash));

/// Which way a pack went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Taken in.
    In,
    /// Handed out.
    Out,
}

/// A pack that came in or went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRecord {
    /// Meeting id.
    pub meeting: String,
    /// Which way.
    pub direction: Direction,
    /// What for.
    pub kind: PackKind,
    /// The other side's fingerprint, hex.
    pub peer: String,
    /// The sender's running number.
    pub sequence: u64,
    /// BLAKE3 of the file, hex.
    pub digest: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Head of the sender's journal when it was made, hex.
    pub journal_head: String,
    /// Hashes of the events that it brought, hex: what is taken back when the import is undone. Packs out have none, nor
    /// those that earlier builds took in.
    #[serde(default)]
    pub events: Vec<String>,
    /// Whether it came after the scores had been taken together once.
    #[serde(default)]
    pub late: bool,
}
stored!(PackRecord, Pack, |me| format!("{}/{}", me.meeting, me.digest));

/// A document that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// Meeting id.
    pub meeting: String,
    /// Which form, such as `minutes-bid`.
    pub form: String,
    /// File name.
    pub file: String,
    /// Digest of its canonical data, hex; of what has none (a workbook, the signed list) that of the file.
    pub digest: String,
    /// SHA-256 of the file, hex.
    pub file_digest: String,
    /// When it was saved.
    pub at: DateTime<Utc>,
    /// When what it shows last changed: the time that is part of its data. Papers of before it was so have only `at`.
    #[serde(default)]
    pub as_of: Option<DateTime<Utc>>,
    /// Which paper of the set, such as `score-summary/blind`.
    #[serde(default)]
    pub paper: String,
    /// Head of the journal that it shows, hex.
    #[serde(default)]
    pub journal_head: String,
    /// Pages of a PDF.
    #[serde(default)]
    pub pages: Option<u32>,
}
stored!(DocumentRecord, Document, |me| format!("{}/{}/{}", me.meeting, me.form, me.digest));

/// What the secretariat handed this expert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TaskRecord {
    pub(crate) meeting: String,
    pub(crate) task: Task,
    pub(crate) rules_digest: String,
    pub(crate) certificate: String,
    pub(crate) pack_digest: String,
    /// Words by which its rules were amended, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) amended: Vec<Amendment>,
}
stored!(TaskRecord, Task, |me| me.meeting.clone());

/// A recusal declared at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DeskRecusal {
    pub(crate) bid_no: String,
    pub(crate) ground: Ground,
    pub(crate) evidence: String,
}

/// What became of a question about a deviating score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AskedAnswer {
    /// The expert stands by it.
    Upheld,
    /// The sheet is open, to be changed.
    Changing,
    /// A new sheet was signed.
    Changed,
}

/// A question of the office about a deviating score, at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AskedRecord {
    pub(crate) score: AskedScore,
    /// The frozen limit.
    pub(crate) limit: String,
    pub(crate) answer: Option<AskedAnswer>,
    /// Why it stands.
    #[serde(default)]
    pub(crate) reason: String,
}

/// Where an expert's desk stands in a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DeskRecord {
    pub(crate) meeting: String,
    pub(crate) pledged_at: Option<DateTime<Utc>>,
    pub(crate) locked_at: Option<DateTime<Utc>>,
    pub(crate) recusals: Vec<DeskRecusal>,
    /// Hash of this device's last event and its number.
    pub(crate) last_event: Option<(u64, String)>,
    /// Packs handed out.
    pub(crate) packs_out: u64,
    /// Digest of the last pack handed out, hex.
    pub(crate) last_pack: Option<String>,
    /// When the expert signed in here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) signed_in_at: Option<DateTime<Utc>>,
    /// Number of the last event in the last pack handed out; nothing where an earlier build wrote that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) handed: Option<u64>,
    /// Bids given back after the lock: while there are any, these and no others may be scored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) given_back: Vec<String>,
    /// Signed sheets that were returned and are open again, with the office's reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) returned: Vec<Returned>,
    /// Deviating scores on which the office asked for a word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) asked: Vec<AskedRecord>,
    /// Name of a meeting of which this laptop was cleared: all that is kept of it beside the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
}
stored!(DeskRecord, Desk, |me| me.meeting.clone());

/// A budget line at the desk before both of its amounts are typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BegunLine {
    /// Fiscal, if it was typed.
    pub fiscal: Option<Fen>,
    /// Self-raised, if it was typed.
    pub self_raised: Option<Fen>,
    /// Ticks.
    pub ticks: Ticks,
    /// Reason.
    pub reason: String,
}

/// An expert's sheet of one bid as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRecord {
    /// Meeting id.
    pub meeting: String,
    /// Bid.
    pub bid_no: String,
    /// The sheet.
    pub sheet: Sheet,
    /// Lines that were begun but are not entered yet. They are no advice and are never signed.
    #[serde(default)]
    pub begun: BTreeMap<Subject, BegunLine>,
    /// 会上拟问: the expert's own note. It stays in this vault and is never signed.
    #[serde(default)]
    pub note: String,
    /// 弃权: why no score is given; empty while the reason is not typed. Nothing where the item is scored. What was typed
    /// of the sheet stays, and is not signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abstain: Option<String>,
    /// Why it takes the place of the sheet that was signed; nothing of one that was not signed before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Whether it was carried over to an amended sheet and its expert did not confirm it yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirm: bool,
    /// When it was last saved.
    pub saved_at: DateTime<Utc>,
}
stored!(SheetRecord, Sheet, |me| format!("{}/{}", me.meeting, me.bid_no));

/// How a panel's members were chosen, with the session's own numbers.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// 会议编号
    pub no: String,
    /// 会议名称
    pub title: String,
    /// 批次
    pub batch: String,
    /// 主管单位
    pub office: String,
    /// Day of the meeting.
    pub date: NaiveDate,
    /// Why its date stands although the policy's validity has ended (rule 29) or the day is past; printed.
    pub expired_reason: Option<String>,
}

/// How people decided a recusal.
#[derive(Debug, Clone)]
pub struct RecusalWord {
    /// Whether the expert is recused.
    pub recused: bool,
    /// Who decided.
    pub by: String,
    /// Who of the supervision was there.
    pub witness: Option<String>,
    /// On what ground.
    pub reason: String,
}
