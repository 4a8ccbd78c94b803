//! Checks of a bid: term (12), cap (13), youth (7), and whether its money adds up.

use domain::bid_details::AgreementPart;
use domain::money::FEN_PER_WAN;
use domain::{Code, Fen, Finding, percent};

use super::Check;
use crate::inspection::Row;
use crate::values::text::squeezed;

/// The absolute cap of fiscal money: 2000 万 (rule 13, policy 四（六）).
const CAP_ABSOLUTE: Fen = Fen(2_000 * FEN_PER_WAN);
/// The relative cap in tenths of the R&D input: 30 % (rule 13).
const CAP_TENTHS: i128 = 3;

/// The least share of the young, as messages say it (rule 7).
const YOUNG_AT_LEAST: &str = "50%";

/// What a message calls a bid.
fn name(row: &Row) -> String {
    let known = ["no", "challenge_no", "challenge", "name"].into_iter().find_map(|f| row.text(f));
    known.map_or_else(|| format!("（第{}行）", row.row), str::to_owned)
}

/// Runs them.
pub(super) fn check(check: &Check<'_>, findings: &mut Vec<Finding>) {
    check.term(findings);
    check.research_in_whole(findings);
    agreement(check, findings);
    funds(check, findings);
    caps(check, findings);
    youth(check, findings);
}

/// A bid has its agreement before it is judged (rule 5, policy 四（四）). A list without such a column says nothing of it.
fn agreement(check: &Check<'_>, findings: &mut Vec<Finding>) {
    if !check.row.fields.contains_key("agreement") {
        return;
    }
    let text = check.row.text("agreement").map(squeezed).unwrap_or_default();
    let none = ["未", "否", "没有", "尚未", "待签", "拟签", "不", "正在", "洽谈", "协商"];
    if text.is_empty()
        || matches!(text.as_str(), "无" | "×" | "✗" | "N" | "n" | "待定")
        || none.iter().any(|n| text.starts_with(n))
    {
        // A list that says there is none says that nothing is settled.
        let zh: Vec<&str> = AgreementPart::ALL.iter().map(|p| p.zh()).collect();
        let en: Vec<&str> = AgreementPart::ALL.iter().map(|p| p.en()).collect();
        let finding = Finding::error(Code::AgreementMissing).with("bid", name(check.row));
        let finding = finding.with("parts", zh.join("、")).with("parts_en", en.join(", "));
        findings.push(check.at(finding, "agreement"));
    }
}

fn funds(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let row = check.row;
    if let (Some(rd), Some(fiscal), Some(own)) =
        (row.sure_fen("rd_total"), row.sure_fen("fiscal"), row.sure_fen("self_raised"))
        && fiscal.checked_add(own) != Some(rd)
    {
        let finding = Finding::error(Code::PartsMismatch).with("field", "rd_total").with("total", rd.wan());
        let finding = finding.with("fiscal", fiscal.wan()).with("self_raised", own.wan());
        findings.push(check.at(finding, "rd_total"));
    }
    if let (Some(rd), Some(whole)) = (row.sure_fen("rd_total"), row.sure_fen("total_investment"))
        && rd == whole
    {
        findings.push(check.at(Finding::warning(Code::CapBaseSuspect).with("amount", rd.wan()), "rd_total"));
    }
}

/// The caps of rule 13, which an approval number lifts (rule 14). Exactly the cap is within it.
fn caps(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let row = check.row;
    let Some(fiscal) = row.sure_fen("fiscal") else { return };
    // A mere 是 or 否 under 一事一议 is no approval number.
    if row.text("approval_no").is_some_and(|no| no.chars().any(char::is_numeric)) {
        return;
    }
    if let Some(rd) = row.sure_fen("rd_total")
        && i128::from(fiscal.0) * 10 > i128::from(rd.0) * CAP_TENTHS
    {
        let finding =
            Finding::warning(Code::CapRatio).with("fiscal", fiscal.wan()).with("rd_total", rd.wan());
        findings.push(check.at(finding, "fiscal"));
    }
    if fiscal > CAP_ABSOLUTE {
        let finding =
            Finding::warning(Code::CapLimit).with("fiscal", fiscal.wan()).with("cap", CAP_ABSOLUTE.wan());
        findings.push(check.at(finding, "fiscal"));
    }
}

/// Half of leaders and key members young, inclusive (rule 7, policy 四（四）).
fn youth(check: &Check<'_>, findings: &mut Vec<Finding>) {
    let row = check.row;
    let low = |young: i64, all: i64, field: &str| {
        let finding = Finding::warning(Code::YouthLow).with("bid", name(row));
        let finding = finding.with("ratio", percent::shown_of(young, all).unwrap_or_default());
        let finding = finding.with("young", young.to_string()).with("all", all.to_string());
        check.at(finding.with("limit", YOUNG_AT_LEAST).with("counted", ""), field)
    };
    match (row.int("people_young"), row.int("people_total"), row.share("youth_ratio")) {
        (Some(young), Some(all), _) if young > all => {
            let finding = Finding::error(Code::CountImpossible).with("field", "people_young");
            let finding = finding.with("value", young.to_string()).with("reason", "young_over_total");
            findings.push(check.at(finding, "people_young"));
        }
        (Some(young), Some(all), _) if young.saturating_mul(2) < all => {
            findings.push(low(young, all, "people_young"));
        }
        (Some(_), Some(_), _) => {}
        (_, _, Some(share)) if share.numerator().saturating_mul(2) < share.denominator() => {
            findings.push(low(share.numerator(), share.denominator(), "youth_ratio"));
        }
        _ => {}
    }
}
