//! What the forms are filled from, read once: the session with its frozen rules; the tally, once scores are locked; the
//! result, once the panel spoke. What is not there yet is kept as the refusal that says why.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use documents::{Common, Variant};
use domain::conclusion::PanelDecision;
use domain::fold::SignedIn;
use domain::gates::Conduct;
use domain::panel::Member;
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::SessionKind;
use domain::session::{Hearing, Session};
use domain::{Category, Expert, Item};
use packs::MeetingCard;
use vault::Reader;

use super::handed::{Handed, handed};
use super::proceedings::Proceedings;
use super::twice::{Confirmed, confirmed};
use super::words;
use crate::access::meeting_id;
use crate::clock::local;
use crate::meeting_events;
use crate::office::conclude::{MeetingResult, meeting_result, said_so_far};
use crate::office::prepare::recusals;
use crate::office::shared::shared_devices;
use crate::office::stamp::Stamp;
use crate::office::tally::{TallyView, scoring, tallied};
use crate::office::twice::item_key;
use crate::office::{frozen, items, session};
use crate::records::{CertificateRecord, DeviceKeyRecord, ExpertRecord, HearingRecord, PeerRecord};
use crate::refusal::{Refusal, Result};

/// Whether papers of a session are made from this row.
pub(super) fn concerns(session: &Session, table: &str, id: &str) -> bool {
    let within =
        |scope: &str| id.strip_prefix(scope).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match table {
        // A sheet that is being typed from paper is no part of any paper until it counts.
        // A project stands still beside the frozen rules.
        // Fees have a sheet of their own.
        "document" | "paper" | "import" | "sheet" | "project" | "fee" => false,
        "session" => id == session.no,
        "bid" => session.kind.is_bid() && within(&session.batch),
        "expert" => true,
        "twice" => session.bids.iter().any(|no| id.split('|').any(|key| key == item_key(session, no))),
        _ => within(&session.meeting_id),
    }
}

/// A session with frozen rules.
pub(super) struct Base {
    pub(super) session: Session,
    pub(super) rules: FrozenRules,
    pub(super) rules_digest: String,
    /// The versions before, the first one first.
    pub(super) former: Vec<FrozenRules>,
    pub(super) recusals: Vec<Recusal>,
    pub(super) hearings: Vec<HearingRecord>,
    pub(super) items: Vec<Item>,
    /// What people decided of items of this session that are there twice.
    pub(super) twice: Vec<Confirmed>,
    pub(super) register: BTreeMap<String, Expert>,
    /// What happened to laptops and packs.
    pub(super) proceedings: Proceedings,
    /// The secretariat's keys for this meeting.
    pub(super) card: MeetingCard,
    /// Members who signed in by their keys.
    pub(super) signed_in: BTreeMap<String, SignedIn>,
    /// What was signed on the laptop that was passed round, by the hash of its event.
    pub(super) on_shared: BTreeSet<[u8; 32]>,
    /// The laptops that are enrolled, by the number of the member for whom each speaks.
    pub(super) laptops: BTreeMap<String, PeerRecord>,
    /// What each laptop was handed, and what came back.
    pub(super) handed: Vec<Handed>,
}

/// Everything there is of a meeting.
pub(super) struct Gathered {
    pub(super) base: Base,
    pub(super) view: Result<Arc<TallyView>>,
    pub(super) result: Result<MeetingResult>,
    /// What the panel said so far, by item.
    pub(super) said: BTreeMap<String, PanelDecision>,
    /// When each event that counts was signed, by its hash.
    pub(super) signed_at: BTreeMap<[u8; 32], DateTime<Utc>>,
}

impl Gathered {
    /// Reads a meeting whose rules are frozen.
    pub(super) fn read(r: &Reader<'_>, session_no: &str) -> Result<Gathered> {
        let session = session(r, session_no)?;
        let rules = frozen(r, &session)?;
        let result = meeting_result(r, &session);
        let view = match &result {
            Ok(result) => Ok(Arc::clone(&result.view)),
            Err(_) => tallied(r, &session),
        };
        let signed_at = match &view {
            Ok(_) => meeting_events::load(r, &session.meeting_id)?
                .iter()
                .map(|e| (e.hash().0, e.event().at))
                .collect(),
            Err(_) => BTreeMap::new(),
        };
        let mut register = BTreeMap::new();
        for member in rules.rules.panel.iter().chain(rules.former.iter().flat_map(|before| &before.panel)) {
            let record: Option<ExpertRecord> = r.get(&member.expert_no)?;
            register.extend(record.map(|e| (member.expert_no.clone(), e.0)));
        }
        let device: DeviceKeyRecord =
            r.get("device")?.ok_or_else(|| Refusal::internal("a vault without device keys"))?;
        let card = MeetingCard::issue(&device.keys()?, meeting_id(&session.meeting_id)?);
        let base = Base {
            card,
            signed_in: scoring(r, &session)?.scoring.signed_in.clone(),
            on_shared: on_shared(r, &session)?,
            laptops: laptops(r, &session.meeting_id)?,
            handed: handed(r, &session, &rules.rules)?,
            recusals: recusals(r, &session)?,
            hearings: r.list_prefix(&format!("{}/", session.meeting_id))?,
            items: items(r, &session)?,
            twice: confirmed(r, &session)?,
            proceedings: Proceedings::read(r, &session)?,
            register,
            rules: rules.rules,
            rules_digest: rules.digest,
            former: rules.former,
            session,
        };
        let said = said_so_far(r, &base.session)?.into_iter().map(|(no, (word, _))| (no, word)).collect();
        Ok(Gathered { base, view, result, said, signed_at })
    }

    /// The tally, or why there is none.
    pub(super) fn view(&self) -> Result<&TallyView> {
        self.view.as_deref().map_err(Refusal::clone)
    }

    /// The session as it stands at a time.
    pub(super) fn open<'a>(&'a self, stamp: &'a Stamp) -> Open<'a> {
        Open { base: &self.base, stamp }
    }

    /// The result, or what is missing for it.
    pub(super) fn source<'a>(&'a self, stamp: &'a Stamp) -> Result<Source<'a>> {
        let result = self.result.as_ref().map_err(Refusal::clone)?;
        Ok(Source { open: self.open(stamp), result })
    }
}

/// What was signed on desks of the office's own machine.
fn on_shared(r: &Reader<'_>, session: &Session) -> Result<BTreeSet<[u8; 32]>> {
    let devices = shared_devices(r, session)?;
    if devices.is_empty() {
        return Ok(BTreeSet::new());
    }
    let events = meeting_events::load(r, &session.meeting_id)?;
    Ok(events.iter().filter(|e| devices.contains_key(&e.author())).map(|e| e.hash().0).collect())
}

/// The laptop that speaks for each member now: the one that the member's newest certificate names.
fn laptops(r: &Reader<'_>, meeting: &str) -> Result<BTreeMap<String, PeerRecord>> {
    let certified: Vec<CertificateRecord> = r.list_prefix(&format!("{meeting}/"))?;
    let peers: Vec<PeerRecord> = r.list_prefix(&format!("{meeting}/"))?;
    let of = |c: &CertificateRecord| peers.iter().find(|p| c.is_of(p.keys.fingerprint())).cloned();
    Ok(certified.iter().filter_map(|c| Some((c.expert_no.clone(), of(c)?))).collect())
}

/// A session with frozen rules, at a time.
pub(super) struct Open<'a> {
    base: &'a Base,
    pub(super) stamp: &'a Stamp,
}

impl Deref for Open<'_> {
    type Target = Base;

    fn deref(&self) -> &Base {
        self.base
    }
}

/// A concluded meeting, at a time.
pub(super) struct Source<'a> {
    open: Open<'a>,
    pub(super) result: &'a MeetingResult,
}

impl<'a> Deref for Source<'a> {
    type Target = Open<'a>;

    fn deref(&self) -> &Open<'a> {
        &self.open
    }
}

impl Base {
    /// When the rules were first frozen, whatever was amended since.
    pub(super) fn first_frozen(&self) -> DateTime<Utc> {
        self.former.first().unwrap_or(&self.rules).frozen_at
    }

    /// Who sits on the panel with this number, or sat there before the rules were amended.
    pub(super) fn anyone(&self, expert_no: &str) -> Option<&Member> {
        self.member(expert_no)
            .or_else(|| self.former.iter().rev().find_map(|before| before.member(expert_no)))
    }

    /// The member with this number.
    pub(super) fn member(&self, expert_no: &str) -> Option<&Member> {
        self.rules.member(expert_no)
    }

    /// What a kind of expert is called at this session: the policy speaks of 行业管理 where demands are judged (四（二）).
    pub(super) fn role(&self, category: Category) -> &'static str {
        match (self.session.kind, category) {
            (SessionKind::Demand, Category::Management) => "行业管理",
            (_, category) => category.zh(),
        }
    }

    /// The chair, once there is one.
    pub(super) fn chair(&self) -> Option<&Member> {
        Conduct::of(&self.session).chair().and_then(|no| self.member(no))
    }

    /// Code of a member, a person's own and the same on every form: 专家01 in the order in which people came onto the panel.
    /// Whoever comes in somebody's place has a further number, for the other's was printed; who left is 原专家03.
    pub(super) fn code(&self, expert_no: &str) -> String {
        let versions = self.former.iter().chain(std::iter::once(&self.rules));
        let mut sat: Vec<&str> = Vec::new();
        for no in versions.flat_map(|rules| &rules.panel).map(|m| m.expert_no.as_str()) {
            if !sat.contains(&no) {
                sat.push(no);
            }
        }
        let Some(at) = sat.iter().position(|no| *no == expert_no) else { return String::new() };
        let left = if self.member(expert_no).is_some() { "" } else { "原" };
        format!("{left}{}", words::expert_code(at))
    }

    /// Codes of the panel in its order.
    pub(super) fn codes(&self) -> Vec<String> {
        self.rules.panel.iter().map(|m| self.code(&m.expert_no)).collect()
    }

    /// What a member's sheet is called: where nothing is scored it asks questions only.
    pub(super) fn sheet_word(&self) -> &'static str {
        if self.rules.sheet.sheet.scored { "评分表" } else { "核查表" }
    }

    /// How the papers name an item: by its own number (方案编号, 需求编号, 项目编号), which packs and footers bear, too.
    pub(super) fn item(&self, bid_no: &str) -> String {
        bid_no.to_owned()
    }

    /// Several bids as the papers name them.
    pub(super) fn items(&self, numbers: &[String]) -> String {
        numbers.iter().map(|no| self.item(no)).collect::<Vec<_>>().join("、")
    }

    /// What was said about a bid.
    pub(super) fn hearing(&self, bid_no: &str) -> Option<&Hearing> {
        self.hearings.iter().find(|h| h.bid_no == bid_no).map(|h| &h.hearing)
    }

    /// Whether an expert is recused from a bid.
    pub(super) fn recused(&self, bid_no: &str, expert_no: &str) -> bool {
        self.recusals.iter().any(|r| r.bid_no == bid_no && r.expert_no == expert_no && r.in_force())
    }
}

impl Open<'_> {
    /// What every form carries.
    pub(super) fn common(&self, doc: &str, variant: Variant) -> Result<Common> {
        let rules = &self.rules;
        let facts = &self.session.facts;
        Ok(Common {
            variant,
            office_name: Some(self.session.office.clone()),
            programme_name: Some("双百攻关行动".to_owned()),
            policy_title: Some(rules.policy.policy.title.clone()),
            policy_number: Some(rules.policy.policy.number.clone()),
            policy_version: rules.policy.policy.version.clone(),
            policy_digest: Some(hex::encode(rules.policy.digest()?)),
            rule_digest: Some(self.rules_digest.clone()),
            journal_head: Some(self.stamp.head.clone()),
            batch_name: Some(self.session.batch.clone()),
            session_no: self.session.no.clone(),
            session_title: Some(self.session.title.clone()),
            session_date: Some(self.session.date),
            session_start: facts.started,
            session_end: facts.ended,
            session_place: facts.place.clone(),
            doc_no: format!("{}/{doc}", self.session.no),
            as_of: local(self.stamp.at),
            sm3: self.session.sm3,
        })
    }
}
