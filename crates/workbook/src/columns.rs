//! From the labels of a header to the fields of a kind.

use std::collections::BTreeMap;

use crate::beside::beside_bids;
use crate::edits::Chosen;
use crate::guess;
use crate::kinds::{Kind, ValueKind, WIDE};
use crate::labels::{Label, named};
use crate::synonyms::{self, WIDE_LINES};
use crate::values::money::{self, MoneyUnit};
use crate::values::term::{self, TermUnit};
use crate::values::text::squeezed;
use crate::wide::match_wide;

/// A column that was matched to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Column, from 1.
    pub(crate) column: u32,
    /// The field.
    pub(crate) field: &'static str,
    /// How its cells are read.
    pub(crate) value: ValueKind,
    /// The unit of money that the header declares.
    pub(crate) money: Option<MoneyUnit>,
    /// The unit of a term that the header declares.
    pub(crate) term: Option<TermUnit>,
    /// Whether the header says that the numbers are percentages.
    pub(crate) percent: bool,
    /// Whether one of the field's own names stands over it.
    pub(crate) strong: bool,
}

/// A second column for a field that has one already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ambiguity {
    /// The column that was not taken.
    pub(crate) column: u32,
    /// Its header row.
    pub(crate) row: u32,
    /// The column that was taken.
    pub(crate) taken: u32,
    /// The field.
    pub(crate) field: &'static str,
}

/// The labels of a header read as one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matching {
    /// The kind.
    pub(crate) kind: Kind,
    /// The columns, in their order.
    pub(crate) columns: Vec<Column>,
    /// Columns that claim a field another one has.
    pub(crate) ambiguous: Vec<Ambiguity>,
    /// Whether a title or the sheet's name says that the list is of this kind.
    pub(crate) hinted: bool,
}

impl Matching {
    /// Whether a field has a column.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.columns.iter().any(|c| c.field == field || (field == "end" && c.value == ValueKind::Span))
    }

    /// Whether this is a budget in the wide form.
    pub(crate) fn is_wide(&self) -> bool {
        self.columns.iter().filter(|c| is_wide_field(c.field)).count() >= 2
    }

    /// How many of the fields tell this kind from the others. Names that may mean other things tell it only beside one
    /// that does not, or where title or sheet say what the list is.
    fn telling(&self) -> usize {
        let wide = self.columns.iter().filter(|c| is_wide_field(c.field)).count();
        let of_kind = |strong: bool| {
            let telling = self.kind.telling();
            self.columns.iter().filter(|c| c.strong == strong && telling.contains(&c.field)).count()
        };
        let (strong, weak) = (of_kind(true) + wide, of_kind(false));
        let whole = self.has("fiscal") && self.has("rd_total") && self.columns.len() >= 6;
        if strong > 0 || self.hinted || whole { strong + weak } else { 0 }
    }

    /// How well the labels fit the kind.
    pub(crate) fn score(&self) -> usize {
        self.telling() * 2 + self.columns.len()
    }

    /// Whether they fit well enough to say so.
    pub(crate) fn convinces(&self) -> bool {
        let long_budget = self.kind == Kind::Budget && self.has("line") && self.has("total");
        let fields = self.columns.len();
        match self.telling() {
            0 => self.hinted && fields >= 5 && self.kind != Kind::Budget,
            1 => fields >= if long_budget || self.hinted { 3 } else { 4 },
            _ => fields >= 3,
        }
    }

    /// The labels read as a kind that the secretary named, whether they convince or not.
    pub(crate) fn taken_as(self, kind: Kind, labels: &[Label]) -> Matching {
        if kind == Kind::Unknown { Matching { kind, ..self } } else { match_as(kind, labels, &[kind]) }
    }

    /// Matches columns as the secretary chose. Each choice takes its field from the column that has it; that one is then
    /// not taken, until a later choice says otherwise. A field of another kind does not concern this table.
    pub(crate) fn choose(&mut self, labels: &[Label], chosen: &[Chosen<'_>]) {
        for choice in chosen {
            let taken = match choice.field {
                None => None,
                Some(field) => match value_of(self.kind, field) {
                    Some(value) => Some(value),
                    None => continue,
                },
            };
            let at = choice.column;
            self.columns.retain(|c| c.column != at);
            self.ambiguous.retain(|a| a.column != at && a.taken != at);
            let Some((field, value)) = taken else { continue };
            self.columns.retain(|c| c.field != field);
            self.ambiguous.retain(|a| a.field != field);
            let bare = Label { column: at, ..Label::default() };
            let label = labels.iter().find(|l| l.column == at).unwrap_or(&bare);
            let named = [true, false].into_iter().flat_map(|strong| named(self.kind, label, strong));
            let entries = named.filter_map(|i| synonyms::entries(self.kind).get(i));
            let value = entries.into_iter().find(|e| e.field == field).map_or(value, |e| e.value);
            self.columns.push(column(label, field, value));
        }
        if !chosen.is_empty() {
            self.columns.sort_by_key(|c| c.column);
            parts_share_the_unit(labels, &mut self.columns);
        }
    }

    /// The required fields without a column; `stated` are those that a line above the table or its title states.
    pub(crate) fn missing(&self, stated: &[&str]) -> Vec<&'static str> {
        let required = if self.kind == Kind::Budget && self.is_wide() {
            Kind::WIDE_REQUIRED
        } else {
            self.kind.required()
        };
        let lacking = required.iter().filter(|any| !any.iter().any(|f| self.has(f) || stated.contains(f)));
        lacking.filter_map(|any| any.first().copied()).collect()
    }
}

fn is_wide_field(field: &str) -> bool {
    WIDE.iter().flatten().any(|w| *w == field)
}

/// The fields that a column of a kind of table can be, each once with the office's own word for it: those of the long form
/// first, then those of the wide form of a budget.
#[must_use]
pub fn fields(kind: Kind) -> Vec<(&'static str, String)> {
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    for entry in synonyms::entries(kind) {
        if !fields.iter().any(|(field, _)| *field == entry.field) {
            let word = entry.names.split_whitespace().next().unwrap_or(entry.field);
            fields.push((entry.field, word.to_owned()));
        }
    }
    if kind == Kind::Budget {
        let lines = WIDE_LINES.iter().map(|names| names.split_whitespace().next().unwrap_or_default());
        for (line, of) in lines.zip(WIDE) {
            let sources = ["总额", "财政", "自筹"].into_iter().zip(of);
            fields.extend(sources.map(|(source, field)| (field, format!("{line}（{source}）"))));
        }
    }
    fields
}

/// A field of a kind, and how its cells are read unless the header says more.
pub(crate) fn value_of(kind: Kind, field: &str) -> Option<(&'static str, ValueKind)> {
    let entry = synonyms::entries(kind).iter().find(|e| e.field == field).map(|e| (e.field, e.value));
    let wide = || WIDE.iter().flatten().find(|w| **w == field).map(|w| (*w, ValueKind::Money));
    entry.or_else(|| if kind == Kind::Budget { wide() } else { None })
}

/// Whether a field is one of the wide form of a budget.
#[must_use]
pub fn is_wide(field: &str) -> bool {
    is_wide_field(field)
}

/// Reads the labels as one kind.
pub(crate) fn match_as(kind: Kind, labels: &[Label], hints: &[Kind]) -> Matching {
    let mut taken: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut ambiguous = Vec::new();
    if kind == Kind::Budget {
        match_wide(labels, &mut taken, &mut columns);
    }
    for strong in [true, false] {
        for label in labels {
            if columns.iter().any(|c| c.column == label.column)
                || ambiguous.iter().any(|a: &Ambiguity| a.column == label.column)
            {
                continue;
            }
            let entries: Vec<_> =
                named(kind, label, strong).into_iter().map(|i| &synonyms::entries(kind)[i]).collect();
            match entries.iter().find(|e| !taken.contains_key(e.field)) {
                Some(entry) => {
                    taken.insert(entry.field, label.column);
                    columns.push(Column { strong, ..column(label, entry.field, entry.value) });
                }
                None if strong => {
                    if let Some((field, taken)) = entries.first().and_then(|e| taken.get_key_value(e.field)) {
                        ambiguous.push(Ambiguity {
                            column: label.column,
                            row: label.row,
                            taken: *taken,
                            field,
                        });
                    }
                }
                None => {}
            }
        }
    }
    let open = labels.iter().filter(|l| {
        !columns.iter().any(|c| c.column == l.column) && !ambiguous.iter().any(|a| a.column == l.column)
    });
    for (label, field) in guess::guesses(kind, open, &taken) {
        let value = if field == "span" { Some(("start", ValueKind::Span)) } else { value_of(kind, field) };
        if let Some((field, value)) = value {
            columns.push(Column { strong: false, ..column(label, field, value) });
        }
    }
    columns.sort_by_key(|c| c.column);
    parts_share_the_unit(labels, &mut columns);
    Matching { kind, columns, ambiguous, hinted: hints.contains(&kind) }
}

/// A part (其中：财政) is in the unit of the amount to its left that it is a part of, unless it names its own.
fn parts_share_the_unit(labels: &[Label], columns: &mut [Column]) {
    let mut of_whole = None;
    for column in columns.iter_mut().filter(|c| c.value == ValueKind::Money) {
        let label = labels.iter().find(|l| l.column == column.column);
        let is_part = label.is_some_and(|l| squeezed(&l.own).starts_with("其中"));
        if is_part && column.money.is_none() {
            column.money = of_whole;
        } else if !is_part {
            of_whole = column.money;
        }
    }
}

/// A column of a field as its header declares it; a unit that a group declares holds for all under it.
pub(crate) fn column(label: &Label, field: &'static str, value: ValueKind) -> Column {
    let texts = || std::iter::once(&label.own).chain(label.groups.iter().rev());
    let money = texts().find_map(|t| money::unit_in_label(t).or_else(|| money::unit_in_note(t)));
    let term = texts().find_map(|t| term::unit_in_label(t));
    let percent = texts().any(|t| squeezed(t).contains('%'));
    Column { column: label.column, field, value, money, term, percent, strong: true }
}

/// The kind that fits best, if one convinces; else the best fit as unknown, so that its columns can still be shown.
/// `hints` are the kinds that title and sheet name.
pub(crate) fn best(labels: &[Label], hints: &[Kind]) -> Matching {
    if let Some(beside) = beside_bids(labels, hints) {
        return beside;
    }
    let kinds = Kind::KNOWN.into_iter().filter(|k| !matches!(k, Kind::Person | Kind::Milestone));
    let mut matchings: Vec<Matching> = kinds.map(|k| match_as(k, labels, hints)).collect();
    matchings.sort_by_key(|m| std::cmp::Reverse((m.convinces(), m.score(), m.hinted)));
    let mut best = matchings.swap_remove(0);
    if !best.convinces() {
        best.kind = Kind::Unknown;
        best.ambiguous.clear();
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(texts: &[&str]) -> Vec<Label> {
        let own = |(i, t): (usize, &&str)| {
            let (group, own) = t.rsplit_once('|').unwrap_or(("", t));
            Label {
                column: u32::try_from(i + 1).unwrap_or(0),
                groups: group.split('|').filter(|g| !g.is_empty()).map(str::to_owned).collect(),
                own: own.to_owned(),
                row: 1,
            }
        };
        texts.iter().enumerate().map(own).collect()
    }

    fn fields(matching: &Matching) -> Vec<&'static str> {
        matching.columns.iter().map(|c| c.field).collect()
    }

    #[test]
    fn a_header_is_known_by_its_names_however_they_are_typed() {
        let got = best(
            &labels(&[
                "1.方案编号*",
                "榜 题\n名称",
                "出题企业（发榜方）",
                "揭榜方",
                "研发投入总额（万元）",
                "项目总投资/万元",
                "申请财政资金",
                "起止年月",
            ]),
            &[],
        );
        assert_eq!(got.kind, Kind::Bid);
        assert_eq!(
            fields(&got),
            ["no", "challenge", "sponsor", "solver", "rd_total", "total_investment", "fiscal", "start"]
        );
        assert_eq!(got.columns[4].money, Some(MoneyUnit(1_000_000)));
        assert_eq!(got.missing(&[]), ["field"]);
    }

    #[test]
    fn groups_over_columns_help_to_name_them() {
        let got = best(
            &labels(&[
                "方案编号",
                "榜题",
                "揭榜方|名称",
                "揭榜方|信用代码",
                "经费（万元）|研发投入总额",
                "经费（万元）|财政",
                "人员|总数",
                "人员|青年",
            ]),
            &[],
        );
        assert_eq!(
            fields(&got),
            [
                "no",
                "challenge",
                "solver",
                "solver_code",
                "rd_total",
                "fiscal",
                "people_total",
                "people_young"
            ]
        );
        assert_eq!(got.columns[5].money, Some(MoneyUnit(1_000_000)));
    }

    #[test]
    fn a_wide_budget_is_a_budget() {
        let got = best(
            &labels(&[
                "方案编号",
                "设备费|合计",
                "设备费|财政",
                "设备费|自筹",
                "业务费（财政）",
                "合计|总额",
            ]),
            &[],
        );
        assert_eq!(got.kind, Kind::Budget);
        assert_eq!(
            fields(&got),
            [
                "bid_no",
                "equipment_total",
                "equipment_fiscal",
                "equipment_self",
                "business_fiscal",
                "sum_total"
            ]
        );
        assert!(got.is_wide() && got.missing(&[]).is_empty());
    }

    #[test]
    fn two_columns_for_one_field_are_said_and_a_weak_name_gives_way() {
        let got = best(&labels(&["序号", "专家编号", "姓名", "工作单位", "所在单位", "职称", "类别"]), &[]);
        assert_eq!(fields(&got), ["no", "name", "unit", "title", "category"]);
        assert_eq!(got.columns[0].column, 2);
        assert_eq!(
            got.ambiguous.iter().map(|a| (a.column, a.taken, a.field)).collect::<Vec<_>>(),
            [(5, 4, "unit")]
        );
    }

    #[test]
    fn a_list_of_something_else_stays_unknown() {
        let got = best(
            &labels(&[
                "年度",
                "公示日期",
                "项目编号",
                "中央财政经费(万元)",
                "序号",
                "牵头单位",
                "项目名称",
                "专项",
                "实施周期",
            ]),
            &[],
        );
        assert_eq!(got.kind, Kind::Unknown);
        assert_eq!(fields(&got), ["no", "fiscal", "solver", "name", "term_months"]);
    }
}
