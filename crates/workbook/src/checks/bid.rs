//! Checks of a bid: term (12), cap (13), youth (7), and whether its money adds up.

use domain::money::FEN_PER_WAN;
use domain::{Code, Fen, Finding};

use super::Check;
use crate::values::text::squeezed;

/// The absolute cap of fiscal money: 2000 万 (rule 13, policy 四（六）).
const CAP_ABSOLUTE: Fen = Fen(2_000 * FEN_PER_WAN);
/// The relative cap in tenths of the R&D input: 30 % (rule 13).
const CAP_TENTHS: i128 = 3;

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
        let name = ["no", "challenge_no", "challenge", "name"].into_iter().find_map(|f| check.row.text(f));
        let finding = Finding::error(Code::AgreementMissing).with("bid", name.unwrap_or_default());
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
    match (row.int("people_young"), row.int("people_total"), row.share("youth_ratio")) {
        (Some(young), Some(all), _) => {
            let said = |code: fn() -> Finding| {
                let finding = code().with("young", young.to_string()).with("all", all.to_string());
                check.at(finding, "people_young")
            };
            if young > all {
                let finding = Finding::error(Code::CountImpossible).with("field", "people_young");
                let finding = finding.with("value", young.to_string()).with("reason", "young_over_total");
                findings.push(check.at(finding, "people_young"));
            } else if young.saturating_mul(2) < all {
                findings.push(said(|| Finding::warning(Code::YouthLow)));
            }
        }
        (_, _, Some(share)) if share.numerator().saturating_mul(2) < share.denominator() => {
            let finding = Finding::warning(Code::YouthLow).with("ratio", share.to_string());
            findings.push(check.at(finding, "youth_ratio"));
        }
        _ => {}
    }
}
