//! Everything out again as a plain workbook: bids, budgets, people, milestones, experts, units, demands and batches. Text is
//! text, money a number of 万元, dates are dates; the importer reads bids with their agreements, budgets, people and
//! milestones, experts, and demands with their reviews and batches, back as they were; the registers read their own lists. Identity and bank numbers are in none of them.

use std::path::Path;

use domain::bid_details::BidDetails;
use domain::units::Unit;
use domain::{Bid, Expert};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use vault::Reader;
use workbook::values::plain::join_names;
use workbook::write::{Align, ListBook, ListCell, ListColumn, ListSheet};

use super::Office;
use super::chain_book::{self, Chain};
use super::units::units;
use crate::access::Act;
use crate::api::books::{Book, Exported};
use crate::clock::local;
use crate::files;
use crate::records::{BidRecord, ExpertRecord, bid_id};
use crate::refusal::{Refusal, Result};
use crate::views::count;

impl Office {
    /// Writes a plain workbook. A batch is needed where bids go out.
    ///
    /// # Errors
    /// `record.not_found` when there is nothing to write; `io`.
    pub fn export_book(&mut self, book: Book, batch: Option<&str>, path: &Path) -> Result<Exported> {
        self.access.writable()?;
        let at = self.access.clock.now();
        let with = |of: Book| book == of || book == Book::Everything;
        let (bids, experts, units, chain) = self.access.read(|r| {
            let prefix = batch.map(|b| bid_id(b, "")).unwrap_or_default();
            let bids: Vec<BidRecord> = if with(Book::Bids) { r.list_prefix(&prefix)? } else { Vec::new() };
            let experts: Vec<ExpertRecord> = if with(Book::Experts) { r.list()? } else { Vec::new() };
            let chain = if with(Book::Demands) { chain(r)? } else { Chain::default() };
            Ok((bids, experts, if with(Book::Units) { units(r)? } else { Vec::new() }, chain))
        })?;
        let mut sheets = sheets(&bids, &experts, &units, &chain)?;
        if batch.is_none() {
            say_batches(&mut sheets, &bids);
        }
        if sheets.is_empty() {
            return Err(Refusal::not_found("可以导出的内容"));
        }
        let bytes = workbook::write::recommendation_list(&ListBook { created: local(at).date(), sheets })
            .map_err(Refusal::from)?;
        files::write_private(path, &bytes)?;
        let digest = hex::encode(Sha256::digest(&bytes));
        let done = Exported {
            path: path.display().to_string(),
            bids: count(bids.len()),
            experts: count(experts.len()),
            units: count(units.len()),
            demands: count(chain.demands.len()),
            digest: digest.clone(),
        };
        let act = Act::new("book.export", files::name(path)).with(json!({
            "bids": done.bids, "experts": done.experts, "units": done.units,
            "demands": done.demands, "batches": chain.batches.len(), "digest": digest,
        }));
        self.access.record_at(at, act, |_| Ok(()))?;
        Ok(done)
    }
}

/// Says of every bid to which batch it belongs, where a book holds those of all.
fn say_batches(sheets: &mut [ListSheet], bids: &[BidRecord]) {
    let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == BIDS) else { return };
    sheet.columns.insert(0, ListColumn { label: "批次".to_owned(), width: 16, align: L, sum: false });
    for (row, record) in sheet.rows.iter_mut().zip(bids) {
        row.insert(0, text(&record.batch));
    }
}

/// Everything that the vault keeps of demands and their lists.
fn chain(r: &Reader<'_>) -> Result<Chain> {
    Ok(Chain { demands: r.list()?, reviews: r.list()?, batches: r.list()? })
}

/// The sheets that have something to say.
fn sheets(
    bids: &[BidRecord],
    experts: &[ExpertRecord],
    units: &[Unit],
    chain: &Chain,
) -> Result<Vec<ListSheet>> {
    let experts: Vec<&Expert> = experts.iter().map(|e| &e.0).collect();
    let lists = [
        bid_sheet(bids),
        budget_sheet(bids),
        people_sheet(bids),
        milestone_sheet(bids),
        expert_sheet(&experts),
        unit_sheet(units),
    ];
    let sheets = lists.into_iter().chain(chain_book::sheets(chain)?);
    Ok(sheets.filter(|sheet| !sheet.rows.is_empty()).collect())
}

fn text(value: &str) -> ListCell {
    if value.is_empty() { ListCell::Empty } else { ListCell::Text(value.to_owned()) }
}

fn maybe(value: &Option<String>) -> ListCell {
    value.as_deref().map_or(ListCell::Empty, text)
}

fn number(value: Option<u32>) -> ListCell {
    value.map_or(ListCell::Empty, |n| ListCell::Int(i64::from(n)))
}

fn sheet(name: &str, notes: &[&str], columns: &[(&str, u16, Align)], rows: Vec<Vec<ListCell>>) -> ListSheet {
    ListSheet {
        name: name.to_owned(),
        title: name.to_owned(),
        notes: notes.iter().map(|n| (*n).to_owned()).collect(),
        columns: columns
            .iter()
            .map(|(label, width, align)| ListColumn {
                label: (*label).to_owned(),
                width: *width,
                align: *align,
                sum: false,
            })
            .collect(),
        rows,
        totals: None,
        footnotes: Vec::new(),
    }
}

const L: Align = Align::Left;
const C: Align = Align::Center;
const R: Align = Align::Right;
const WAN: &str = "金额单位：万元";
const BIDS: &str = "揭榜方案";

fn bid_sheet(records: &[BidRecord]) -> ListSheet {
    let columns = [
        ("方案编号", 12, C),
        ("榜单编号", 12, C),
        ("榜题", 36, L),
        ("领域", 18, L),
        ("出题企业", 26, L),
        ("出题企业统一社会信用代码", 22, L),
        ("揭榜方", 26, L),
        ("参与单位", 26, L),
        ("技术总师", 10, C),
        ("开始日期", 12, C),
        ("完成日期", 12, C),
        ("总投资", 12, R),
        ("研发投入总额", 12, R),
        ("申请财政资金", 12, R),
        ("自筹资金", 12, R),
        ("负责人和骨干人数", 10, C),
        ("其中青年人数", 10, C),
        ("是否赛马", 8, C),
        ("一事一议批准文号", 18, L),
        ("自筹资金证明", 24, L),
        ("协议签订日期", 12, C),
        ("协议合作内容", 30, L),
        ("协议经费", 30, L),
        ("协议人才引育", 30, L),
        ("协议知识产权归属", 30, L),
        ("投融资路演", 8, C),
        ("路演说明", 20, L),
    ];
    sheet(BIDS, &[WAN], &columns, records.iter().map(|r| bid_row(&r.bid, &r.details)).collect())
}

fn bid_row(bid: &Bid, details: &BidDetails) -> Vec<ListCell> {
    let yes = |yes: bool| text(if yes { "是" } else { "否" });
    let agreement = &details.agreement;
    vec![
        text(&bid.no),
        text(&bid.challenge_no),
        text(&bid.title),
        text(&bid.field),
        text(&bid.sponsor),
        maybe(&bid.sponsor_code),
        text(&bid.solver),
        text(&join_names(&bid.participants)),
        maybe(&bid.chief_engineer),
        ListCell::Date(bid.start),
        ListCell::Date(bid.end),
        bid.total_investment.map_or(ListCell::Empty, ListCell::Wan),
        ListCell::Wan(bid.rd_total),
        ListCell::Wan(bid.fiscal),
        ListCell::Wan(bid.self_raised),
        number(bid.people_total),
        number(bid.people_young),
        bid.race.map_or(ListCell::Empty, yes),
        maybe(&bid.approval_no),
        text(&details.self_raised_proof),
        agreement.signed_on.map_or(ListCell::Empty, ListCell::Date),
        text(&agreement.content),
        text(&agreement.funding),
        text(&agreement.talent),
        text(&agreement.ownership),
        yes(details.roadshow),
        text(&details.roadshow_note),
    ]
}

fn budget_sheet(records: &[BidRecord]) -> ListSheet {
    let columns =
        [("方案编号", 12, C), ("科目", 12, L), ("预算金额", 14, R), ("财政资金", 14, R), ("自筹资金", 14, R)];
    let rows = records.iter().flat_map(|record| {
        record.bid.budget.iter().map(|line| {
            let total = line.requested.total().map_or(ListCell::Empty, ListCell::Wan);
            let (fiscal, own) = (line.requested.fiscal, line.requested.self_raised);
            vec![
                text(&record.bid.no),
                text(line.subject.zh()),
                total,
                ListCell::Wan(fiscal),
                ListCell::Wan(own),
            ]
        })
    });
    sheet("经费预算", &[WAN], &columns, rows.collect())
}

fn people_sheet(records: &[BidRecord]) -> ListSheet {
    let columns =
        [("方案编号", 12, C), ("角色", 12, C), ("人员姓名", 12, C), ("人员单位", 26, L), ("出生年份", 10, C)];
    let rows = records.iter().flat_map(|record| {
        record.details.people.iter().map(|person| {
            let year = person.birth_year.map_or(ListCell::Empty, |y| ListCell::Int(i64::from(y)));
            vec![text(&record.bid.no), text(person.role.zh()), text(&person.name), maybe(&person.unit), year]
        })
    });
    sheet("方案人员", &[], &columns, rows.collect())
}

fn milestone_sheet(records: &[BidRecord]) -> ListSheet {
    let columns = [("方案编号", 12, C), ("里程碑日期", 12, C), ("里程碑目标", 40, L), ("里程碑指标", 40, L)];
    let rows = records.iter().flat_map(|record| {
        record
            .details
            .milestones
            .iter()
            .map(|m| vec![text(&record.bid.no), ListCell::Date(m.due), text(&m.goal), text(&m.indicator)])
    });
    sheet("方案里程碑", &[], &columns, rows.collect())
}

fn expert_sheet(experts: &[&Expert]) -> ListSheet {
    let columns = [
        ("专家编号", 12, C),
        ("姓名", 12, C),
        ("类别", 8, C),
        ("工作单位", 28, L),
        ("职务/职称", 14, L),
        ("专业", 20, L),
        ("电话", 16, L),
        ("曾任职单位", 28, L),
        ("合作者", 28, L),
        ("导师和学生", 28, L),
    ];
    let in_a_cell = |lines: String| text(&lines.replace('\n', "；"));
    let row = |e: &&Expert| {
        vec![
            text(&e.no),
            text(&e.name),
            text(e.category.zh()),
            text(&e.unit),
            maybe(&e.title),
            maybe(&e.specialty),
            maybe(&e.phone),
            in_a_cell(e.relations.past_text()),
            in_a_cell(e.relations.colleagues_text()),
            in_a_cell(e.relations.teachers_text()),
        ]
    };
    sheet("专家名册", &[], &columns, experts.iter().map(row).collect())
}

fn unit_sheet(units: &[Unit]) -> ListSheet {
    let columns = [
        ("单位名称", 30, L),
        ("别名", 30, L),
        ("上级单位", 30, L),
        ("统一社会信用代码", 22, L),
        ("科技领军培育企业", 10, C),
    ];
    let name_of = |no: &String| units.iter().find(|u| u.no == *no).map_or(ListCell::Empty, |u| text(&u.name));
    let row = |u: &Unit| {
        vec![
            text(&u.name),
            text(&join_names(&u.aliases)),
            u.parent.as_ref().map_or(ListCell::Empty, name_of),
            maybe(&u.code),
            text(if u.leading { "是" } else { "否" }),
        ]
    };
    sheet("单位登记簿", &[], &columns, units.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};
    use domain::bid_details::{Agreement, Milestone, Person, PersonRole};
    use domain::relations::{About, Acquaintance, PastUnit, Relations};
    use domain::{BudgetLine, Category, Fen, Funds, Subject};
    use proptest::prelude::*;
    use workbook::Edits;

    use super::*;
    use crate::office::details::brought;
    use crate::office::intake::{domain_bids, expert};

    const FIELDS: [&str; 7] = [
        "特种金属材料",
        "新一代电子信息制造",
        "新型化工材料",
        "高端装备制造产业",
        "新能源",
        "生物基新材料",
        "能源革命与能源产业“五个一体化”",
    ];

    /// Text as people write it, and as it would run if it were a formula.
    fn words() -> impl Strategy<Value = String> {
        "[=+@轧制氢能]{1,2}[轧制氢能储运装备“”，。（）A-Za-z0-9 =+\\-@!']{0,24}[材料院]"
    }

    fn amount() -> impl Strategy<Value = Fen> {
        (0i64..900_000_000_000).prop_map(Fen)
    }

    fn lines() -> impl Strategy<Value = Vec<BudgetLine>> {
        proptest::collection::vec((amount(), amount()), 4).prop_map(|parts| {
            let line = |(subject, (fiscal, self_raised))| BudgetLine {
                subject,
                requested: Funds { fiscal, self_raised },
            };
            Subject::ALL.into_iter().zip(parts).map(line).collect()
        })
    }

    prop_compose! {
        fn bid()(
            (title, sponsor, solver, chief) in (words(), words(), words(), proptest::option::of(words())),
            participants in proptest::collection::vec("[示例大学研究院]{4,8}", 0..4),
            (field, from, length) in (0usize..7, 0u64..4_000, 1u64..1_500),
            (rd_total, fiscal, self_raised, total) in (amount(), amount(), amount(), proptest::option::of(amount())),
            people in proptest::option::of((1u32..40, 0u32..40)),
            (race, approval) in (proptest::option::of(any::<bool>()), proptest::option::of("并政函〔2026〕[1-9]号")),
            budget in lines(),
        ) -> Bid {
            let start = NaiveDate::from_ymd_opt(2023, 7, 15).unwrap() + Days::new(from);
            Bid {
                no: String::new(),
                challenge_no: String::new(),
                title,
                field: FIELDS[field].to_owned(),
                sponsor,
                sponsor_code: None,
                solver,
                participants,
                chief_engineer: chief,
                start,
                end: start + Days::new(length),
                total_investment: total,
                rd_total,
                fiscal,
                self_raised,
                people_total: people.map(|p| p.0),
                people_young: people.map(|p| p.1),
                race,
                approval_no: approval,
                budget,
            }
        }
    }

    /// What an office types into a record: prose in lines, dashes and 无 among it, and often nothing.
    fn prose() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            Just("无".to_owned()),
            Just("——".to_owned()),
            "[甲乙各承担一半=+]{1,8}\n（二）[归共同所有。 0-9]{0,12}[有。]",
            words(),
        ]
    }

    fn day() -> impl Strategy<Value = NaiveDate> {
        (0u64..4_000).prop_map(|n| NaiveDate::from_ymd_opt(2023, 7, 15).unwrap() + Days::new(n))
    }

    prop_compose! {
        fn person()(role in 0usize..3, name in words(), unit in prose(), year in proptest::option::of(1940i32..2010)) -> Person {
            Person {
                role: PersonRole::ALL[role],
                name,
                unit: Some(unit).filter(|u| !u.is_empty()),
                birth_year: year,
            }
        }
    }

    prop_compose! {
        fn details()(
            (signed_on, content, funding) in (proptest::option::of(day()), prose(), prose()),
            (talent, ownership, self_raised_proof) in (prose(), prose(), prose()),
            people in proptest::collection::vec(person(), 0..5),
            milestones in proptest::collection::vec((day(), words(), prose()), 0..4),
            (roadshow, roadshow_note) in (any::<bool>(), prose()),
        ) -> BidDetails {
            let milestone = |(due, goal, indicator)| Milestone { due, goal, indicator };
            BidDetails {
                agreement: Agreement { signed_on, content, funding, talent, ownership },
                people,
                self_raised_proof,
                milestones: milestones.into_iter().map(milestone).collect(),
                roadshow,
                roadshow_note,
            }
        }
    }

    fn relations() -> impl Strategy<Value = Relations> {
        let about = || proptest::option::of("20[0-2][0-9](-0[1-9])?");
        let until = |text: Option<String>| text.as_deref().and_then(About::parse);
        let past =
            ("[甲乙丙丁]{3,6}厂", about()).prop_map(move |(unit, at)| PastUnit { unit, until: until(at) });
        let known = ("[赵钱孙李][一-龥]", proptest::option::of("[甲乙丙丁]{3,6}大学"), about())
            .prop_map(move |(name, unit, at)| Acquaintance { name, unit, last: until(at) });
        let taught = ("[赵钱孙李][一-龥]", proptest::option::of("[甲乙丙丁]{3,6}大学"))
            .prop_map(|(name, unit)| Acquaintance { name, unit, last: None });
        let few = 0..3;
        (
            proptest::collection::vec(past, few.clone()),
            proptest::collection::vec(known, few.clone()),
            proptest::collection::vec(taught, few),
        )
            .prop_map(|(past_units, colleagues, teachers)| Relations {
                past_units,
                colleagues,
                teachers,
            })
    }

    fn experts() -> impl Strategy<Value = Vec<Expert>> {
        let one = (
            words(),
            0usize..4,
            words(),
            proptest::option::of(words()),
            (proptest::option::of("1[3-9][0-9]{9}"), relations()),
        );
        proptest::collection::vec(one, 0..5).prop_map(|rows| {
            let expert = |(n, (name, category, unit, specialty, (phone, relations))): (
                usize,
                (String, usize, _, _, (_, _)),
            )| Expert {
                no: format!("Z{n:03}"),
                name,
                category: Category::ALL[category],
                unit,
                title: None,
                specialty,
                phone,
                relations,
            };
            rows.into_iter().enumerate().map(expert).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn what_goes_out_comes_in_again_field_by_field_and_no_cell_runs(
            bids in proptest::collection::vec((bid(), details()), 1..6),
            experts in experts(),
        ) {
            let record = |(n, (bid, details)): (usize, (Bid, BidDetails))| {
                let bid = Bid { no: format!("JB-{n:03}"), challenge_no: format!("BT-{n:03}"), ..bid };
                BidRecord { batch: "一".to_owned(), bid, details }
            };
            let records: Vec<BidRecord> = bids.into_iter().enumerate().map(record).collect();
            let kept: Vec<ExpertRecord> = experts.iter().cloned().map(ExpertRecord).collect();
            let created = NaiveDate::from_ymd_opt(2026, 1, 20).unwrap();
            let book = ListBook { created, sheets: sheets(&records, &kept, &[], &Chain::default()).unwrap() };
            let bytes = workbook::write::recommendation_list(&book).unwrap();
            let read = workbook::read(&bytes, "导出.xlsx").unwrap();
            prop_assert!(read.sheets.iter().flat_map(|s| s.rows.values().flatten()).all(|c| !c.formula));
            let inspection = workbook::recognise(&read, &Edits::default()).unwrap();
            let bids = domain_bids(&inspection).unwrap().into_iter().zip(brought(&inspection).unwrap());
            let again: Vec<BidRecord> = bids
                .map(|(bid, brought)| BidRecord {
                    batch: "一".to_owned(),
                    bid,
                    details: brought.over(BidDetails::default()),
                })
                .collect();
            prop_assert_eq!(&again, &records);
            let book_again = ListBook { created, sheets: sheets(&again, &kept, &[], &Chain::default()).unwrap() };
            prop_assert_eq!(workbook::write::recommendation_list(&book_again).unwrap(), bytes);
            let back: Vec<Expert> = inspection.experts().into_iter().map(|row| expert(row).unwrap()).collect();
            prop_assert_eq!(back, experts);
        }
    }
}
