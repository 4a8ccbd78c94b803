//! 设备和数据签收回执, one for each laptop (or desk on the shared one) that was handed a task: which packs went out to it and came
//! back, by digest and time, and what it said itself when it was cleared. Who carried a machine where, nobody records with
//! the program: those boxes are filled in by hand.

use chrono::{DateTime, Utc};
use documents::model::{ClearedThing, HandedDevice, LaptopReceipt, ReceivedPack};
use documents::{Form, Variant};
use domain::rules::FrozenRules;
use domain::session::Session;
use packs::{Fingerprint, PackKind, SignedEvent};
use vault::Reader;

use super::source::Open;
use super::words::count;
use crate::clock::local;
use crate::judged::body;
use crate::meeting_events;
use crate::office::closing::{COUNTERSIGNED, ClearedWord, Countersigned};
use crate::office::lacks::lacks;
use crate::office::shared::shared_devices;
use crate::office::tally::scoring;
use crate::records::{Direction, PackRecord, PeerRecord};
use crate::refusal::{Refusal, Result};

/// A laptop that was handed its task.
pub(super) struct Handed {
    pub(super) expert_no: String,
    device: Fingerprint,
    /// A desk on the laptop that is passed round.
    shared: bool,
    /// Packs out and in, in the order of time.
    packs: Vec<PackRecord>,
    /// Whether everything of this expert came in; nothing where nobody waits for it.
    complete: Option<bool>,
    cleared: Option<Cleared>,
}

/// What a laptop signed when it was cleared.
struct Cleared {
    at: DateTime<Utc>,
    word: ClearedWord,
}

/// The laptops that were handed a task, by the order of the panel; somebody who has a second one has two.
pub(super) fn handed(r: &Reader<'_>, session: &Session, rules: &FrozenRules) -> Result<Vec<Handed>> {
    let prefix = format!("{}/", session.meeting_id);
    let mut peers: Vec<PeerRecord> = r.list_prefix(&prefix)?;
    let packs: Vec<PackRecord> = r.list_prefix(&prefix)?;
    if packs.iter().all(|p| p.direction == Direction::In) {
        return Ok(Vec::new());
    }
    let place = |no: &Option<String>| rules.panel.iter().position(|m| Some(&m.expert_no) == no.as_ref());
    peers.sort_by_key(|p| (place(&p.expert_no).unwrap_or(usize::MAX), p.compared_at));
    let shared = shared_devices(r, session)?;
    let judged = scoring(r, session)?;
    let lacking = lacks(r, session, rules, &judged.scoring)?;
    let events = meeting_events::load(r, &session.meeting_id)?;
    let mut all = Vec::new();
    for peer in peers {
        let device = peer.keys.fingerprint();
        let Some(expert_no) = peer.expert_no else { continue };
        let named = device.to_string();
        let mut own: Vec<PackRecord> = packs.iter().filter(|p| p.peer == named).cloned().collect();
        own.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.sequence.cmp(&b.sequence)));
        if !own.iter().any(|p| p.direction == Direction::Out) {
            continue;
        }
        let excused = session.excused.iter().any(|e| e.expert_no == expert_no);
        let gone = rules.member(&expert_no).is_none() || rules.left.contains(&expert_no);
        let revoked = judged.decisions.revoked.contains_key(&device);
        let waits = !(excused || gone || revoked);
        let owes = lacking.iter().any(|lack| lack.expert_no == expert_no);
        all.push(Handed {
            complete: waits.then(|| judged.scoring.locked.contains(&expert_no) && !owes),
            shared: shared.contains_key(&device),
            cleared: cleared(&events, device)?,
            packs: own,
            expert_no,
            device,
        });
    }
    Ok(all)
}

/// What a laptop said when it was cleared, where the secretariat countersigned it.
fn cleared(events: &[SignedEvent], device: Fingerprint) -> Result<Option<Cleared>> {
    for event in events.iter().filter(|e| e.event().kind == COUNTERSIGNED) {
        let countersigned: Countersigned = body(event)?;
        if countersigned.device != device {
            continue;
        }
        let bytes = hex::decode(&countersigned.receipt).map_err(Refusal::internal)?;
        let receipt = SignedEvent::from_file(&bytes)?;
        let word: ClearedWord = body(&receipt)?;
        return Ok(Some(Cleared { at: receipt.event().at, word }));
    }
    Ok(None)
}

/// The receipts.
pub(super) fn receipts(open: &Open<'_>, variant: Variant) -> Result<Vec<Form>> {
    open.handed.iter().map(|laptop| receipt(open, laptop, variant)).collect()
}

fn receipt(open: &Open<'_>, laptop: &Handed, variant: Variant) -> Result<Form> {
    let code = open.code(&laptop.expert_no);
    let mut own = laptop.packs.iter().filter(|p| p.direction == Direction::In);
    let cleared = laptop.cleared.as_ref();
    // The head that the laptop named last: in its receipt, else in its last pack.
    let head =
        cleared.map(|c| c.word.journal_head.clone()).or(own.next_back().map(|p| p.journal_head.clone()));
    // One paper for each laptop, told apart by the digits of its keys where somebody has two.
    let second = open.handed.iter().filter(|h| h.expert_no == laptop.expert_no).count() > 1;
    let place =
        if second { format!("签收/{code}/{}", short(laptop.device)) } else { format!("签收/{code}") };
    Ok(Form::LaptopReceipt(LaptopReceipt {
        common: open.common(&place, variant)?,
        receipt_no: None,
        holder_name: open.anyone(&laptop.expert_no).map(|m| m.name.clone()),
        holder_code: code,
        laptop_no: None,
        devices: devices(laptop.shared),
        packs: laptop.packs.iter().enumerate().map(|(at, p)| pack(at, p)).collect::<Result<_>>()?,
        journal_head_expert: head,
        journal_head_office: open.common(&place, variant)?.journal_head,
        all_received: laptop.complete == Some(true),
        packs_missing: laptop.complete == Some(false),
        clearing: clearing(cleared),
        kept_text: None,
        problem_text: None,
        manager_name: None,
    }))
}

/// The first four digits of a device.
fn short(device: Fingerprint) -> String {
    device.to_string().chars().take(4).collect()
}

/// What is handed out with a task. When, whole or not: by hand.
fn devices(shared: bool) -> Vec<HandedDevice> {
    let machine = if shared { "会议电脑（共用一机）" } else { "会议电脑" };
    let device =
        |(what, n): (&str, u32)| HandedDevice { n, what: what.to_owned(), ..HandedDevice::default() };
    [machine, "存储设备", "纸质资料"].into_iter().zip(1..).map(device).collect()
}

fn pack(at: usize, pack: &PackRecord) -> Result<ReceivedPack> {
    let kind = match (pack.direction, pack.kind) {
        (Direction::In, _) => "评分包",
        (Direction::Out, PackKind::Result) => "确认包",
        (Direction::Out, _) => "任务包",
    };
    Ok(ReceivedPack {
        n: count(at + 1)?,
        kind: Some(kind.to_owned()),
        pack_no: pack.sequence.to_string(),
        digest: Some(pack.digest.clone()),
        // What a laptop took over it does not say to the office.
        imported: (pack.direction == Direction::In).then_some(true),
        when: Some(local(pack.at).time()),
    })
}

/// What the laptop's own receipt says was deleted; else the rows to be filled in by hand.
fn clearing(cleared: Option<&Cleared>) -> Vec<ClearedThing> {
    let row = |(what, n): (String, u32)| ClearedThing {
        n,
        what,
        done: cleared.map(|_| "已清除".to_owned()),
        method: cleared.map(|_| "软件清除，已签回执".to_owned()),
        when: cleared.map(|c| local(c.at).time()),
    };
    let (data, papers) = match cleared {
        Some(c) => {
            (format!("会议数据库（{}条记录）", c.word.rows), format!("任务资料（{}件）", c.word.papers))
        }
        None => ("会议数据库".to_owned(), "任务资料".to_owned()),
    };
    let mut rows: Vec<ClearedThing> = [data, papers].into_iter().zip(1..).map(row).collect();
    // The receipt does not name these.
    let by_hand =
        |(what, n): (&str, u32)| ClearedThing { n, what: what.to_owned(), ..ClearedThing::default() };
    rows.extend(["密钥材料", "临时文件和导出文件"].into_iter().zip(3..).map(by_hand));
    rows
}
