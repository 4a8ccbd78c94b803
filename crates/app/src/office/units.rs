//! The register of units: names, aliases, parents. It feeds the proposals of recusals and the search for things that are
//! there twice, so a change of it proposes anew for every session whose rules are still open.

use std::collections::BTreeMap;
use std::path::Path;

use domain::session::Stage;
use domain::twice::near_names;
use domain::units::{Aliases, Unit, aliases_of, bearer, makes_loop};
use domain::{Code, twice};
use serde_json::json;
use vault::{Reader, Writer};

use super::bid_form::some;
use super::{Office, recusal_proposals};
use crate::access::{Act, reason};
use crate::api::books::{ListTaken, LooseName, NearUnits, UnitForm, UnitLine, UnitMerge, UnitsView};
use crate::book_records::{UnitMergeRecord, UnitRecord};
use crate::plain_list;
use crate::records::{BidRecord, ExpertRecord, SessionRecord};
use crate::refusal::{Refusal, Result};
use crate::views::{count, minute};

/// Names that are not in the register are shown, the most used first, at most so many.
const LOOSE_SHOWN: usize = 200;

impl Office {
    /// Aliases and parents of the register.
    ///
    /// # Errors
    /// The vault's own.
    pub fn aliases(&self) -> Result<Aliases> {
        self.access.read(aliases)
    }

    /// The register of units with what is proposed for it.
    ///
    /// # Errors
    /// The vault's own.
    pub fn units_view(&self) -> Result<UnitsView> {
        self.access.read(|r| {
            let units = units(r)?;
            let aliases = aliases_of(&units);
            let mut uses = Uses::of(r)?;
            let lines = units.iter().map(|unit| line(unit, &units, &mut uses, &aliases)).collect();
            let mut merges: Vec<UnitMergeRecord> = r.list()?;
            merges.sort_by_key(|m| std::cmp::Reverse(m.at));
            Ok(UnitsView {
                units: lines,
                loose: loose(&units, uses, &aliases),
                near: near(&units, &aliases),
                merges: merges.into_iter().map(|m| merge_view(m, &units)).collect(),
            })
        })
    }

    /// Enters a unit or changes one. Sessions whose rules are open get the recusals that follow from it.
    ///
    /// # Errors
    /// `missing_value` without a name; `unit.exists` when a name is another unit's; `unit.parent_loop`; `record.not_found`.
    pub fn save_unit(&mut self, typed: &UnitForm) -> Result<UnitsView> {
        let name = some(&typed.name).ok_or_else(|| Refusal::of(Code::MissingValue).with("field", "unit"))?;
        let act = Act::new("unit.save", name.clone());
        self.access.record(act, |w| {
            let all = units(w)?;
            let no = match some(&typed.no) {
                Some(no) if all.iter().any(|u| u.no == no) => no,
                Some(no) => return Err(Refusal::not_found(no)),
                None => next_no(&all),
            };
            let mut aliases: Vec<String> = typed.aliases.iter().filter_map(|a| some(a)).collect();
            aliases.dedup();
            let unit = Unit {
                no,
                name,
                aliases,
                parent: some(&typed.parent),
                code: some(&typed.code),
                leading: typed.leading,
            };
            fits(&all, &unit)?;
            w.put(&UnitRecord(unit))?;
            propose_anew(w)
        })?;
        self.units_view()
    }

    /// Merges one unit into another: its names become aliases, what was below it is below the other.
    ///
    /// # Errors
    /// `unit.merge_self`, `record.not_found`, `reason.missing`.
    pub fn merge_units(&mut self, kept: &str, gone: &str, why: &str) -> Result<UnitsView> {
        if kept == gone {
            return Err(Refusal::of(Code::UnitMergeSelf));
        }
        let why = reason("合并单位", why)?;
        let at = self.access.clock.now();
        let act = Act::new("unit.merge", format!("{gone}→{kept}")).because(why.clone());
        self.access.record_at(at, act, |w| {
            let all = units(w)?;
            let find =
                |no: &str| all.iter().find(|u| u.no == no).cloned().ok_or_else(|| Refusal::not_found(no));
            let (mut keeps, goes) = (find(kept)?, find(gone)?);
            let names = std::iter::once(&goes.name).chain(&goes.aliases);
            let own = |n: &&String| !(keeps.aliases.contains(n) || keeps.name == **n);
            let added: Vec<String> = names.filter(own).cloned().collect();
            keeps.aliases.extend(added.iter().cloned());
            if keeps.parent.as_deref() == Some(gone) {
                keeps.parent = goes.parent.clone().filter(|p| p != kept);
            }
            w.delete(&UnitRecord(goes.clone()))?;
            w.put(&UnitRecord(keeps))?;
            let mut children = Vec::new();
            for mut child in all.iter().filter(|u| u.parent.as_deref() == Some(gone) && u.no != kept).cloned()
            {
                children.push(child.no.clone());
                child.parent = Some(kept.to_owned());
                w.put(&UnitRecord(child))?;
            }
            let no = format!("{}/{gone}", at.format("%Y%m%dT%H%M%S%.3fZ"));
            w.put(&UnitMergeRecord {
                no,
                kept: kept.to_owned(),
                gone: goes,
                added,
                children,
                reason: why,
                at,
            })?;
            propose_anew(w)
        })?;
        self.units_view()
    }

    /// Takes a merge back: the unit that went stands as it was, with what was below it.
    ///
    /// # Errors
    /// `unit.merge_gone` when it was taken back already or the unit that stayed is gone; `unit.exists` when its name was
    /// given to another unit meanwhile.
    pub fn undo_merge(&mut self, no: &str) -> Result<UnitsView> {
        let act = Act::new("unit.unmerge", no);
        self.access.record(act, |w| {
            let gone = || Refusal::of(Code::UnitMergeGone);
            let merge: UnitMergeRecord = w.get(no)?.ok_or_else(gone)?;
            let mut keeps = w.get::<UnitRecord>(&merge.kept)?.ok_or_else(gone)?.0;
            keeps.aliases.retain(|alias| !merge.added.contains(alias));
            w.put(&UnitRecord(keeps))?;
            for child in &merge.children {
                if let Some(UnitRecord(mut unit)) = w.get::<UnitRecord>(child)?
                    && unit.parent.as_ref() == Some(&merge.kept)
                {
                    unit.parent = Some(merge.gone.no.clone());
                    w.put(&UnitRecord(unit))?;
                }
            }
            fits(&units(w)?, &merge.gone)?;
            w.put(&UnitRecord(merge.gone.clone()))?;
            w.delete(&merge)?;
            propose_anew(w)
        })?;
        self.units_view()
    }

    /// Takes a list of units in: 名称, and as far as there 别名, 上级单位, 统一社会信用代码. A unit that the register has gets
    /// the aliases that are new; nothing of it is overwritten.
    ///
    /// # Errors
    /// What a workbook is refused for; `register.unread`; those of [`Office::save_unit`].
    pub fn import_units(&mut self, path: &Path) -> Result<ListTaken> {
        let list = plain_list::read(path, &UNIT_COLUMNS)?;
        let act = Act::new("unit.import", crate::files::name(path)).with(json!({ "rows": list.rows.len() }));
        self.access.record(act, |w| {
            let mut all = units(w)?;
            let (mut taken, mut known) = (0usize, 0usize);
            for row in &list.rows {
                let aliases = workbook::values::plain::read_names(row.get("aliases"));
                if let Some(found) = bearer(&all, "", row.get("name")).map(|u| u.no.clone()) {
                    known += 1;
                    add_aliases(&mut all, &found, &aliases);
                    continue;
                }
                let free: Vec<String> =
                    aliases.into_iter().filter(|a| bearer(&all, "", a).is_none()).collect();
                all.push(Unit {
                    no: next_no(&all),
                    name: row.get("name").to_owned(),
                    aliases: free,
                    parent: None,
                    code: some(row.get("code")),
                    leading: row.get("leading") == "是",
                });
                taken += 1;
            }
            set_parents(&mut all, &list.rows)?;
            for unit in &all {
                w.put(&UnitRecord(unit.clone()))?;
            }
            propose_anew(w)?;
            Ok(ListTaken { taken: count(taken), known: count(known), skipped: count(list.skipped) })
        })
    }
}

/// Columns of a list of units, the first of each the one that exports bear.
pub(super) const UNIT_COLUMNS: [plain_list::Column; 5] = [
    plain_list::Column {
        field: "name", names: &["单位名称", "名称", "企业名称", "单位"], needed: true
    },
    plain_list::Column {
        field: "aliases", names: &["别名", "曾用名", "简称", "又称"], needed: false
    },
    plain_list::Column {
        field: "parent",
        names: &["上级单位", "主管单位", "所属集团", "母公司"],
        needed: false,
    },
    plain_list::Column { field: "code", names: &["统一社会信用代码", "信用代码"], needed: false },
    plain_list::Column { field: "leading", names: &["科技领军培育企业"], needed: false },
];

/// Puts the units above those of a list, by name; one that the register lacks is entered.
fn set_parents(all: &mut Vec<Unit>, list: &[plain_list::Row]) -> Result<()> {
    for row in list.iter().filter(|row| !row.get("parent").is_empty()) {
        let parent = match bearer(all, "", row.get("parent")) {
            Some(unit) => unit.no.clone(),
            None => {
                let (no, name) = (next_no(all), row.get("parent").to_owned());
                all.push(Unit {
                    no: no.clone(),
                    name,
                    aliases: Vec::new(),
                    parent: None,
                    code: None,
                    leading: false,
                });
                no
            }
        };
        let Some(own) = bearer(all, "", row.get("name")).map(|u| u.no.clone()) else { continue };
        if makes_loop(all, &own, &parent) {
            return Err(Refusal::of(Code::UnitParentLoop).with("name", row.get("name")));
        }
        if let Some(unit) = all.iter_mut().find(|u| u.no == own && u.parent.is_none()) {
            unit.parent = Some(parent);
        }
    }
    Ok(())
}

/// Gives a unit the aliases that nobody bears yet.
fn add_aliases(all: &mut [Unit], no: &str, aliases: &[String]) {
    for alias in aliases {
        if bearer(all, "", alias).is_none()
            && let Some(unit) = all.iter_mut().find(|u| u.no == no)
        {
            unit.aliases.push(alias.clone());
        }
    }
}

/// The register.
pub(super) fn units(r: &Reader<'_>) -> Result<Vec<Unit>> {
    Ok(r.list::<UnitRecord>()?.into_iter().map(|u| u.0).collect())
}

/// Aliases and parents of the register.
pub(super) fn aliases(r: &Reader<'_>) -> Result<Aliases> {
    Ok(aliases_of(&units(r)?))
}

/// The next free number: `DW0001`.
fn next_no(units: &[Unit]) -> String {
    let used = units.iter().filter_map(|u| u.no.strip_prefix("DW")?.parse::<u32>().ok()).max().unwrap_or(0);
    format!("DW{:04}", used.saturating_add(1))
}

/// Whether a unit fits into the register: its names are its own, and it is not above itself.
fn fits(all: &[Unit], unit: &Unit) -> Result<()> {
    for name in std::iter::once(&unit.name).chain(&unit.aliases) {
        if let Some(other) = bearer(all, &unit.no, name) {
            return Err(Refusal::of(Code::UnitExists)
                .with("name", name.clone())
                .with("other", other.name.clone()));
        }
    }
    if let Some(parent) = &unit.parent {
        if !all.iter().any(|u| u.no == *parent) && *parent != unit.no {
            return Err(Refusal::not_found(parent.clone()));
        }
        if makes_loop(all, &unit.no, parent) {
            return Err(Refusal::of(Code::UnitParentLoop).with("name", unit.name.clone()));
        }
    }
    Ok(())
}

/// Proposes recusals anew for every session whose rules are open; what was decided or declared stays as it is.
pub(super) fn propose_anew(w: &Writer<'_>) -> Result<()> {
    let aliases = aliases(w)?;
    for SessionRecord(session) in w.list::<SessionRecord>()? {
        if session.stage != Stage::Preparing {
            continue;
        }
        recusal_proposals::record(w, &session, &aliases)?;
    }
    Ok(())
}

/// How often each name is used, by the comparable name.
struct Uses {
    /// Comparable name → as written first, bids, experts.
    by_name: BTreeMap<String, (String, u32, u32)>,
}

impl Uses {
    fn of(r: &Reader<'_>) -> Result<Uses> {
        let aliases = aliases(r)?;
        let mut uses = Uses { by_name: BTreeMap::new() };
        for record in r.list::<BidRecord>()? {
            for (_, name) in record.bid.parties() {
                uses.entry(&aliases, name).1 += 1;
            }
        }
        for ExpertRecord(expert) in r.list::<ExpertRecord>()? {
            uses.entry(&aliases, &expert.unit).2 += 1;
        }
        Ok(uses)
    }

    fn entry(&mut self, aliases: &Aliases, name: &str) -> &mut (String, u32, u32) {
        self.by_name.entry(aliases.resolve(name)).or_insert_with(|| (name.to_owned(), 0, 0))
    }
}

/// A unit with its uses, which are taken out of those that are left.
fn line(unit: &Unit, all: &[Unit], uses: &mut Uses, aliases: &Aliases) -> UnitLine {
    let (_, bids, experts) = uses.by_name.remove(&aliases.resolve(&unit.name)).unwrap_or_default();
    let parent = unit.parent.as_ref().and_then(|no| all.iter().find(|u| u.no == *no));
    UnitLine {
        form: UnitForm {
            no: unit.no.clone(),
            name: unit.name.clone(),
            aliases: unit.aliases.clone(),
            parent: unit.parent.clone().unwrap_or_default(),
            code: unit.code.clone().unwrap_or_default(),
            leading: unit.leading,
        },
        parent_name: parent.map(|p| p.name.clone()),
        bids,
        experts,
    }
}

/// Names that no unit bears, with the units they are near to.
fn loose(units: &[Unit], uses: Uses, aliases: &Aliases) -> Vec<LooseName> {
    let mut names: Vec<(String, u32)> = uses
        .by_name
        .into_values()
        .map(|(name, bids, experts)| (name, bids.saturating_add(experts)))
        .collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names.truncate(LOOSE_SHOWN);
    let written: Vec<String> = names.iter().map(|(name, _)| name.clone()).collect();
    let known: Vec<String> = units.iter().map(|u| u.name.clone()).collect();
    let pairs = near_names(&written, &known, aliases);
    let near = |at: usize| -> Vec<String> {
        let of = pairs.iter().filter(|(n, _, _)| *n == at).filter_map(|(_, k, _)| units.get(*k));
        of.take(3).map(|u| u.no.clone()).collect()
    };
    names.into_iter().enumerate().map(|(at, (name, uses))| LooseName { name, uses, near: near(at) }).collect()
}

/// Units of the register whose names are nearly the same, each pair once.
fn near(units: &[Unit], aliases: &Aliases) -> Vec<NearUnits> {
    let names: Vec<String> = units.iter().map(|u| u.name.clone()).collect();
    let pairs = twice::near_names(&names, &names, aliases);
    pairs
        .into_iter()
        .filter(|(a, b, _)| a < b)
        .filter_map(|(a, b, percent)| {
            Some(NearUnits { a: units.get(a)?.no.clone(), b: units.get(b)?.no.clone(), percent })
        })
        .collect()
}

fn merge_view(merge: UnitMergeRecord, units: &[Unit]) -> UnitMerge {
    let kept = units.iter().find(|u| u.no == merge.kept).map(|u| u.name.clone());
    UnitMerge {
        no: merge.no,
        gone: merge.gone.name,
        kept: kept.unwrap_or(merge.kept),
        reason: merge.reason,
        at: minute(merge.at),
    }
}
