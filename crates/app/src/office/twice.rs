//! What may be there twice: in the vault across batches and other programmes, and in a file on its way in. Proposed with
//! its grounds, decided by a human with a reason, kept.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use domain::session::{Session, SessionKind};
use domain::twice::{self, Item, Pair, Piece};
use domain::{Code, Fen, Finding, units};
use serde_json::json;
use vault::Reader;

use super::papers::OF_DEMANDS;
use super::units::aliases;
use super::{Draft, Inspected, Office};
use crate::access::{Act, reason};
use crate::api::Problem;
use crate::api::books::ListTaken;
use crate::api::twice::{
    Alike, IncomingView, SideBySide, TextPiece, TwiceDecision, TwicePair, TwiceSide, TwiceView, TwiceWord,
};
use crate::book_records::{self, SupportedRecord, TwiceRecord, twice_id};
use crate::demand_records::DemandRecord;
use crate::files;
use crate::plain_list;
use crate::records::{BidRecord, ImportRecord};
use crate::refusal::{Refusal, Result};
use crate::views::{count, minute, same};

same! {
    twice::Alike => Alike { SameRow, SameContent, NearTitle }
    book_records::TwiceWord => TwiceWord { Different, Same, Higher }
}

/// Pairs that are shown at most; whoever has more has taken a list in twice.
const SHOWN: usize = 500;

impl Office {
    /// What of a batch may be there twice: within it, in other batches, in other programmes. An empty batch asks for the
    /// demands: among themselves, and in other programmes.
    ///
    /// # Errors
    /// The vault's own.
    pub fn twice_view(&self, batch: &str) -> Result<TwiceView> {
        self.access.read(|r| {
            let known = Known::of(r)?;
            let items = known.of_batch(batch);
            // A bid answers a demand and says the same: the two are compared with their like alone.
            let others = known.compared(batch == OF_DEMANDS);
            let mut pairs = Vec::new();
            for pair in twice::find(&items, &others, &aliases(r)?) {
                let (Some(newer), Some(older)) = (items.get(pair.new), others.get(pair.old)) else {
                    continue;
                };
                // Within the batch each pair is found from both sides.
                if newer.source == older.source && newer.key <= older.key {
                    continue;
                }
                pairs.push(known.pair(&pair, newer, older));
            }
            pairs.sort_by_key(|p| p.decision.is_some());
            pairs.truncate(SHOWN);
            let compared = count(others.len());
            Ok(TwiceView { pairs, compared, supported: count(r.count::<SupportedRecord>()?) })
        })
    }

    /// Two things with the passages that stand in both.
    ///
    /// # Errors
    /// `record.not_found`.
    pub fn side_by_side(&self, new: &str, old: &str) -> Result<SideBySide> {
        self.access.read(|r| {
            let known = Known::of(r)?;
            let text = |key: &str| -> Result<String> {
                let item =
                    known.items.iter().find(|i| i.key == key).ok_or_else(|| Refusal::not_found(key))?;
                Ok(if item.text.is_empty() {
                    item.title.clone()
                } else {
                    format!("{}\n{}", item.title, item.text)
                })
            };
            let (new, old) = twice::passages(&text(new)?, &text(old)?);
            Ok(SideBySide {
                new: new.into_iter().map(piece).collect(),
                old: old.into_iter().map(piece).collect(),
            })
        })
    }

    /// Keeps what a human said of two things that are alike.
    ///
    /// # Errors
    /// `reason.missing`; `record.not_found` when the two are not (or no longer) alike.
    pub fn decide_twice(&mut self, new: &str, old: &str, word: TwiceWord, why: &str) -> Result<()> {
        let why = reason("对疑似重复的认定", why)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let act =
            Act::new("twice.decide", twice_id(new, old)).because(why.clone()).with(json!({ "word": word }));
        self.access.record_at(at, act, |w| {
            let known = Known::of(w)?;
            let find = |key: &str| -> Result<Item> {
                known.items.iter().find(|i| i.key == key).cloned().ok_or_else(|| Refusal::not_found(key))
            };
            let pair = twice::find(&[find(new)?], &[find(old)?], &aliases(w)?);
            let pair = pair.first().ok_or_else(|| Refusal::not_found(twice_id(new, old)))?;
            w.put(&TwiceRecord {
                new: new.to_owned(),
                old: old.to_owned(),
                alike: pair.alike,
                percent: pair.percent,
                word: word.into(),
                reason: why,
                by,
                at,
            })?;
            Ok(())
        })
    }

    /// What a file on its way in has that the vault has already. Nothing is kept.
    ///
    /// # Errors
    /// The vault's own.
    pub fn incoming_view(&self, draft: &Draft) -> Result<IncomingView> {
        self.access.read(|r| {
            let known = Known::of(r)?;
            let aliases = aliases(r)?;
            let found = |items: Vec<Item>, of_demands: bool| -> Vec<TwicePair> {
                let others = known.compared(of_demands);
                let pairs = twice::find(&items, &others, &aliases);
                let pair = |p: &Pair| Some(known.pair(p, items.get(p.new)?, others.get(p.old)?));
                pairs.iter().filter_map(pair).collect()
            };
            let mut pairs = found(incoming_bids(draft.inspected()), false);
            pairs.extend(found(incoming_demands(draft.inspected()), true));
            pairs.truncate(SHOWN);
            Ok(IncomingView {
                same_file: same_file(r, &draft.inspected().file_digest)?.map(|f| Problem::of(&f)),
                pairs,
            })
        })
    }

    /// Takes a list of projects in that another programme supported (六（一）): 计划类别, 项目名称, 承担单位, and as far as
    /// there 年度, 财政资金, 已拨付, 主要内容. One that is there already is not taken again.
    ///
    /// # Errors
    /// What a workbook is refused for; `register.unread`; `amount_unparsable` for money that cannot be read.
    pub fn import_supported(&mut self, path: &Path) -> Result<ListTaken> {
        let list = plain_list::read(path, &SUPPORTED_COLUMNS)?;
        let at = self.access.clock.now();
        let act = Act::new("supported.import", files::name(path)).with(json!({ "rows": list.rows.len() }));
        self.access.record_at(at, act, |w| {
            let mut known: Vec<SupportedRecord> = w.list()?;
            let (mut taken, mut there) = (0usize, 0usize);
            for row in &list.rows {
                let project = supported(row, known.len(), at)?;
                if known.iter().any(|k| same_project(k, &project)) {
                    there += 1;
                    continue;
                }
                w.put(&project)?;
                known.push(project);
                taken += 1;
            }
            Ok(ListTaken { taken: count(taken), known: count(there), skipped: count(list.skipped) })
        })
    }
}

const SUPPORTED_COLUMNS: [plain_list::Column; 7] = [
    plain_list::Column { field: "title", names: &["项目名称", "课题名称", "名称"], needed: true },
    plain_list::Column {
        field: "unit",
        names: &["承担单位", "项目承担单位", "企业名称", "单位"],
        needed: true,
    },
    plain_list::Column {
        field: "programme",
        names: &["计划类别", "计划名称", "专项名称", "支持政策"],
        needed: true,
    },
    plain_list::Column { field: "year", names: &["年度", "立项年度", "立项时间"], needed: false },
    plain_list::Column {
        field: "amount", names: &["财政资金", "支持金额", "财政资金(万元)"], needed: false
    },
    plain_list::Column { field: "paid", names: &["已拨付", "已拨付资金"], needed: false },
    plain_list::Column {
        field: "content", names: &["主要内容", "研究内容", "项目内容"], needed: false
    },
];

fn same_project(a: &SupportedRecord, b: &SupportedRecord) -> bool {
    let plain = twice::plain;
    plain(&a.title) == plain(&b.title)
        && units::normalise(&a.unit) == units::normalise(&b.unit)
        && plain(&a.programme) == plain(&b.programme)
        && a.year == b.year
}

/// Money of such a list is in 万元.
fn supported(row: &plain_list::Row, there: usize, at: DateTime<Utc>) -> Result<SupportedRecord> {
    let money = |field: &str| -> Result<Option<Fen>> {
        let text = row.get(field).trim_end_matches("万元");
        if text.is_empty() {
            return Ok(None);
        }
        let unclear = || {
            Refusal::of(Code::AmountUnparsable)
                .with("field", field)
                .with("value", text)
                .with("reason", "，应为以万元计的数字")
                .with("reason_en", ", a number of 万元 is expected")
        };
        Fen::parse_with_unit(&format!("{text}万元")).map(Some).map_err(|_| unclear())
    };
    Ok(SupportedRecord {
        no: format!("ZC{:05}", there + 1),
        programme: row.get("programme").to_owned(),
        title: row.get("title").to_owned(),
        unit: row.get("unit").to_owned(),
        year: row.get("year").to_owned(),
        amount: money("amount")?,
        paid: money("paid")?,
        content: row.get("content").to_owned(),
        on: Some(crate::clock::local(at).date()),
    })
}

/// Everything that can be there twice, and what was said of it.
struct Known {
    items: Vec<Item>,
    /// Paid already, by key.
    paid: BTreeMap<String, Fen>,
    decided: BTreeMap<String, TwiceRecord>,
}

impl Known {
    fn of(r: &Reader<'_>) -> Result<Known> {
        let supported: Vec<SupportedRecord> = r.list()?;
        let decided: Vec<TwiceRecord> = r.list()?;
        let mut items: Vec<Item> = r.list::<BidRecord>()?.iter().map(of_bid).collect();
        items.extend(supported.iter().map(of_supported));
        items.extend(r.list::<DemandRecord>()?.iter().map(of_demand));
        Ok(Known {
            items,
            paid: supported.iter().filter_map(|s| Some((supported_key(s), s.paid?))).collect(),
            decided: decided.into_iter().map(|d| (twice_id(&d.new, &d.old), d)).collect(),
        })
    }

    /// The bids of a batch; for none the demands.
    fn of_batch(&self, batch: &str) -> Vec<Item> {
        let prefix = if batch == OF_DEMANDS { DEMAND.to_owned() } else { format!("bid/{batch}/") };
        self.items.iter().filter(|i| i.key.starts_with(&prefix)).cloned().collect()
    }

    /// What demands, or bids, are compared with.
    fn compared(&self, of_demands: bool) -> Vec<Item> {
        let other = if of_demands { "bid/" } else { DEMAND };
        self.items.iter().filter(|i| !i.key.starts_with(other)).cloned().collect()
    }

    fn pair(&self, pair: &Pair, newer: &Item, older: &Item) -> TwicePair {
        let said = self.decided.get(&twice_id(&newer.key, &older.key));
        TwicePair {
            new: self.side(newer),
            old: self.side(older),
            alike: pair.alike.into(),
            percent: pair.percent,
            other_sponsor: pair.other_sponsor,
            earlier: newer.source != older.source,
            decision: said.map(|d| TwiceDecision {
                word: d.word.into(),
                reason: d.reason.clone(),
                by: d.by.clone(),
                at: minute(d.at),
            }),
        }
    }

    fn side(&self, item: &Item) -> TwiceSide {
        TwiceSide {
            key: item.key.clone(),
            source: item.source.clone(),
            no: item.no.clone(),
            title: item.title.clone(),
            sponsor: item.sponsor.clone(),
            solver: item.solver.clone(),
            amount: item.amount.map(Fen::wan),
            paid: self.paid.get(&item.key).map(|p| p.wan()),
        }
    }
}

fn of_bid(record: &BidRecord) -> Item {
    let (bid, details) = (&record.bid, &record.details);
    let milestones = details.milestones.iter().flat_map(|m| [m.goal.as_str(), m.indicator.as_str()]);
    let parts = std::iter::once(details.agreement.content.as_str()).chain(milestones);
    Item {
        key: format!("bid/{}/{}", record.batch, bid.no),
        source: record.batch.clone(),
        no: bid.no.clone(),
        challenge: bid.challenge_no.clone(),
        title: bid.title.clone(),
        sponsor: bid.sponsor.clone(),
        solver: bid.solver.clone(),
        text: parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n"),
        amount: Some(bid.fiscal),
    }
}

/// The key of an item that a session judges.
pub(super) fn item_key(session: &Session, no: &str) -> String {
    match session.kind {
        SessionKind::Demand => format!("{DEMAND}{no}"),
        // Projects were compared as the bids they come from.
        kind if kind.of_projects() => format!("project/{no}"),
        _ => format!("bid/{}/{no}", session.batch),
    }
}

/// What the keys of demands begin with.
const DEMAND: &str = "demand/";

fn of_demand(record: &DemandRecord) -> Item {
    let demand = &record.demand;
    let parts = [&demand.background, &demand.content, &demand.indicators];
    Item {
        key: format!("{DEMAND}{}", demand.no),
        source: "需求征集".to_owned(),
        no: demand.no.clone(),
        title: demand.title.clone(),
        sponsor: demand.sponsor.clone(),
        text: parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n"),
        ..Item::default()
    }
}

fn supported_key(project: &SupportedRecord) -> String {
    format!("supported/{}", project.no)
}

fn of_supported(project: &SupportedRecord) -> Item {
    Item {
        key: supported_key(project),
        source: [project.programme.as_str(), project.year.as_str()].join(" ").trim().to_owned(),
        no: project.no.clone(),
        challenge: String::new(),
        title: project.title.clone(),
        sponsor: project.unit.clone(),
        solver: String::new(),
        text: project.content.clone(),
        amount: project.amount,
    }
}

/// The bids of a file on its way in.
fn incoming_bids(inspected: &Inspected) -> Vec<Item> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let bids = inspected.inspection.bids().into_iter().map(|row| Item {
        key: format!("file/{}/{}", row.source.sheet, row.source.row),
        source: format!("{}!{}", row.source.sheet, row.source.row),
        no: text(row.no.or(row.challenge_no.clone())),
        challenge: text(row.challenge_no),
        title: text(row.challenge.or(row.name)),
        sponsor: text(row.sponsor),
        solver: text(row.solver),
        text: String::new(),
        amount: row.fiscal,
    });
    bids.collect()
}

/// The demands of a file on its way in.
fn incoming_demands(inspected: &Inspected) -> Vec<Item> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let demands = inspected.inspection.demands().into_iter().map(|row| Item {
        key: format!("file/{}/{}", row.source.sheet, row.source.row),
        source: format!("{}!{}", row.source.sheet, row.source.row),
        no: text(row.no),
        title: text(row.name),
        sponsor: text(row.sponsor),
        text: [row.background, row.content, row.indicators]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("\n"),
        ..Item::default()
    });
    demands.collect()
}

/// `twice.file`, when a file of this digest was imported.
fn same_file(r: &Reader<'_>, digest: &str) -> Result<Option<Finding>> {
    let imports: Vec<ImportRecord> = r.list()?;
    Ok(imports.iter().rfind(|i| i.file_digest == digest).map(|i| {
        Finding::warning(Code::TwiceFile)
            .with("at", minute(i.at))
            .with("file", i.file.clone())
            .with("batch", i.batch.clone())
    }))
}

fn piece(piece: Piece) -> TextPiece {
    TextPiece { text: piece.text, shared: piece.shared }
}
