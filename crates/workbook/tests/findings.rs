//! What there is to say about cells and rows, one behaviour each; and what there is not.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used)]

use workbook::{Edits, Inspection};

fn inspect_as(csv: &str, file: &str) -> Inspection {
    let book = workbook::read(csv.as_bytes(), file).expect("reads");
    workbook::recognise(&book, &Edits::default()).expect("recognises")
}

/// Findings as `code@cell`, or `code@row` when the row is meant.
fn said(csv: &str) -> Vec<String> {
    let place = |f: &domain::Finding| {
        f.place.cell.clone().or_else(|| f.place.row.map(|r| r.to_string())).unwrap_or_default()
    };
    inspect_as(csv, "表.csv").findings.iter().map(|f| format!("{}@{}", f.code, place(f))).collect()
}

const BIDS: &str = "方案编号,榜单编号,榜题,出题企业,揭榜方,领域,开始日期,完成日期,研发投入总额（万元）,申请财政资金（万元）,自筹资金（万元）,赛马,揭榜协议,总投资（万元）\n";

fn bid(no: usize, change: &[(usize, &str)]) -> String {
    let mut cells: Vec<String> = [
        format!("JB-{no}"),
        format!("BT-{no}"),
        format!("榜题之{}", ["甲", "乙", "丙", "丁", "戊", "己"][no - 1]),
        format!("示例{}公司", ["甲", "乙", "丙", "丁", "戊", "己"][no - 1]),
        "示例大学".to_owned(),
        "新能源".to_owned(),
        "2023-09-01".to_owned(),
        "2026-08-31".to_owned(),
        "1000".to_owned(),
        "300".to_owned(),
        "700".to_owned(),
        "否".to_owned(),
        "已签订".to_owned(),
        "1500".to_owned(),
    ]
    .to_vec();
    for (column, text) in change {
        cells[*column] = (*text).to_owned();
    }
    cells.join(",") + "\n"
}

fn bids(changes: &[&[(usize, &str)]]) -> String {
    let rows = changes.iter().enumerate().map(|(i, change)| bid(i + 1, change));
    BIDS.to_owned() + &rows.collect::<String>()
}

#[test]
fn a_list_in_order_has_nothing_said_of_it() {
    assert_eq!(said(&bids(&[&[], &[], &[], &[], &[]])), Vec::<String>::new());
}

#[test]
fn each_fault_of_a_bid_has_its_own_code() {
    for (column, text, wanted) in [
        (4, "示例甲有限公司", "solver_is_sponsor@E2"),
        (5, "高端装备", "field_near@F2"),
        (5, "人工智能", "field_unknown@F2"),
        (6, "3/4/2023", "date_ambiguous@G2"),
        (6, "待定", "date_unparsable@G2"),
        (12, "未签订", "agreement_missing@M2"),
        (12, "", "agreement_missing@M2"),
        (13, "999", "rd_over_total@I2"),
        (8, "10000000", "amount_suspicious@I2"),
        (9, "3000000元", "amount_unit_conflict@J2"),
        (3, "示?公司", "char_lost@D2"),
    ] {
        assert_eq!(said(&bids(&[&[(column, text)]])), [wanted], "{column} {text}");
    }
}

#[test]
fn one_fault_is_not_said_again_by_what_follows_from_it() {
    // Yuan in a column of 万元 would break the parts, the cap and the whole as well.
    assert_eq!(said(&bids(&[&[(8, "10000000")]])), ["amount_suspicious@I2"]);
}

#[test]
fn an_amount_a_thousand_times_off_its_column_is_doubtful() {
    let small = bids(&[&[], &[], &[], &[], &[(8, "0.5"), (9, "0.1"), (10, "0.4"), (13, "0.6")]]);
    assert!(said(&small).contains(&"amount_suspicious@I6".to_owned()));
}

#[test]
fn several_bids_for_one_challenge_need_a_race() {
    let same: &[(usize, &str)] = &[(1, "BT-1"), (2, "榜题之甲"), (3, "示例甲公司"), (4, "示例学院")];
    assert_eq!(said(&bids(&[&[], same])), ["race_unconfirmed@L2", "race_unconfirmed@L3"]);
    let chosen: Vec<(usize, &str)> = same.iter().copied().chain([(11, "是")]).collect();
    assert_eq!(said(&bids(&[&[(11, "是")], &chosen])), Vec::<String>::new());
}

#[test]
fn one_challenge_number_has_one_title() {
    let said = said(&bids(&[&[], &[(1, "BT-1"), (11, "是"), (4, "示例学院")]]));
    assert!(said.contains(&"challenge_no_conflict@C3".to_owned()), "{said:?}");
}

const DEMANDS: &str =
    "需求名称,企业名称,领域,需求背景,需求内容,技术指标,时限,总投资,揭榜要求,联系人,电话,统一社会信用代码\n";
const CONTENT: &str = "针对烧结磁体矫顽力不足的问题研究晶界扩散与重稀土减量技术并建成中试线";

fn demand(name: &str, sponsor: &str, content: &str, contact: &str, phone: &str) -> String {
    format!("{name},{sponsor},新能源,背景,{content},指标,24个月,500万元,要求,{contact},{phone},\n")
}

#[test]
fn what_another_unit_stated_already_is_asked_about_and_a_form_of_words_is_not() {
    let near = CONTENT.replace("与重稀土", "和重稀土");
    let list = |content: &str| {
        DEMANDS.to_owned()
            + &demand("磁材研发", "示例甲有限公司", CONTENT, "甲甲", "19900000001")
            + &demand("永磁制备", "示例乙有限公司", content, "乙乙", "19900000002")
    };
    assert_eq!(said(&list(CONTENT)), ["duplicate_content@E3"]);
    assert_eq!(said(&list(&near)), ["duplicate_content@E3"]);
    let form = |name: &str| format!("围绕“{name}”开展机理与工艺研究；样机研制与中试验证；在园区示范应用");
    let forms = DEMANDS.to_owned()
        + &demand("磁材研发", "示例甲有限公司", &form("高性能磁材研发"), "甲甲", "19900000001")
        + &demand("飞轮储能", "示例乙有限公司", &form("飞轮储能系统集成"), "乙乙", "19900000002");
    assert_eq!(said(&forms), Vec::<String>::new());
}

#[test]
fn nearly_one_project_of_one_unit_is_asked_about_and_its_second_phase_is_not() {
    let list = |name: &str| {
        DEMANDS.to_owned()
            + &demand("综采工作面智能装备研制", "示例甲有限公司", "内容一", "甲甲", "19900000001")
            + &demand(name, "示例甲有限责任公司", "内容二", "甲甲", "19900000001")
    };
    assert_eq!(said(&list("综采工作面智能装备的研制")), ["duplicate_near@3"]);
    let phases = list("综采工作面智能装备研制（二期）").replace("装备研制,", "装备研制（一期）,");
    assert_eq!(said(&phases), Vec::<String>::new());
}

#[test]
fn a_mobile_number_is_one_persons_and_a_desk_is_shared() {
    let list = |phone: &str, contact: &str| {
        DEMANDS.to_owned()
            + &demand("磁材研发", "示例甲有限公司", "内容一", "甲甲", phone)
            + &demand("飞轮储能", "示例乙有限公司", "内容二", contact, phone)
    };
    assert_eq!(said(&list("19900000001", "乙乙")), ["phone_shared@K3"]);
    assert_eq!(said(&list("19900000001", "甲甲")), Vec::<String>::new());
    assert_eq!(said(&list("0351-7654321", "乙乙")), Vec::<String>::new());
    assert_eq!(said(&list("1990000", "乙乙")), ["phone_invalid@K2", "phone_invalid@K3"]);
}

#[test]
fn one_unit_code_is_of_one_unit() {
    let code = "91350100M000100Y43";
    let list = DEMANDS.to_owned()
        + &demand("磁材研发", "示例甲有限公司", "内容一", "甲甲", "19900000001")
            .replace(",\n", &format!(",{code}\n"))
        + &demand("飞轮储能", "示例乙有限公司", "内容二", "乙乙", "19900000002")
            .replace(",\n", &format!(",{code}\n"));
    assert_eq!(said(&list), ["code_conflict@L3"]);
}

#[test]
fn terms_are_read_where_they_can_be_read_in_one_way_only() {
    let list = |term: &str| {
        DEMANDS.to_owned()
            + &demand("磁材研发", "示例甲有限公司", "内容一", "甲甲", "19900000001").replace("24个月", term)
    };
    let months = |term: &str| inspect_as(&list(term), "表.csv").demands()[0].term_months;
    for (term, wanted) in [("三年", 36), ("24", 24), ("两年", 24), ("合同签订后18个月", 18)] {
        assert_eq!((months(term), said(&list(term))), (Some(wanted), vec![]), "{term}");
    }
    assert_eq!((months("3"), said(&list("3"))), (None, vec!["date_ambiguous@G2".to_owned()]));
    assert_eq!(said(&list("长期")), ["date_unparsable@G2"]);
}

#[test]
fn experts_under_two_units_or_with_lost_characters_are_asked_about() {
    let list = "姓名,单位,类别,职称\n甲甲,示例大学,技术,教授\n甲甲,示例大学材料学院,技术,教授\n乙?,示例学院,管理,教授\n丙\u{e863},示例学院,财务,教授\n";
    assert_eq!(said(list), ["duplicate_near@3", "char_lost@A4", "char_suspicious@A5"]);
    let namesakes = "姓名,单位,类别,职称\n甲甲,示例大学,技术,教授\n甲甲,某某事务所,法律,律师\n";
    assert_eq!(said(namesakes), Vec::<String>::new());
}

#[test]
fn a_header_that_contradicts_the_note_is_said_once() {
    let list = format!("登记表,,单位：元\n{}", bids(&[&[]]));
    assert_eq!(said(&list), ["amount_unit_conflict@I2"]);
}

#[test]
fn a_name_that_says_another_format_is_said() {
    let inspection = inspect_as(&bids(&[&[]]), "表.xlsx");
    let codes: Vec<&str> = inspection.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["extension_mismatch"]);
}

#[test]
fn a_long_number_stored_as_a_number_has_lost_its_end() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, label) in (0u16..).zip(["姓名", "单位", "类别", "身份证号码"]) {
        sheet.write_string(0, column, label).expect("writes");
    }
    for (column, text) in (0u16..).zip(["甲甲", "示例大学", "技术"]) {
        sheet.write_string(1, column, text).expect("writes");
    }
    sheet.write_number(1, 3, 110_105_194_912_310_020.0_f64).expect("writes");
    let bytes = book.save_to_buffer().expect("writes");
    let book = workbook::read(&bytes, "表.xlsx").expect("reads");
    let inspection = workbook::recognise(&book, &Edits::default()).expect("recognises");
    let codes: Vec<&str> = inspection.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!((codes, inspection.experts()[0].id_card.clone()), (vec!["id_precision_lost"], None));
}
