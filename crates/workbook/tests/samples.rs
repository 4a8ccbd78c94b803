//! The sample workbooks (ours, with invented persons) against the truths beside them: every row and value, every
//! expected finding in its place, and no finding that was neither expected nor allowed.

// Helpers of tests may stop the test.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use workbook::{Edits, Inspection};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples")
}

fn truth(name: &str) -> Value {
    let text = std::fs::read_to_string(samples().join(format!("{name}.truth.json"))).expect("truth");
    serde_json::from_str(&text).expect("truth is json")
}

fn inspect(name: &str) -> Inspection {
    let book = workbook::read_path(&samples().join(format!("{name}.xlsx"))).expect("reads");
    workbook::recognise(&book, &Edits::default()).expect("recognises")
}

/// Whether a value is one of the accepted readings.
fn accepted(wanted: &Value, got: &Value) -> bool {
    match wanted.get("any").and_then(Value::as_array) {
        Some(readings) => readings.contains(got),
        None => wanted == got,
    }
}

fn tables_are_those_of_the_truth(name: &str) {
    let got = serde_json::to_value(inspect(name)).expect("serialises");
    let wanted = truth(name);
    let (got, wanted) =
        (got["tables"].as_array().expect("tables"), wanted["tables"].as_array().expect("tables"));
    assert_eq!(got.len(), wanted.len());
    for (got, wanted) in got.iter().zip(wanted) {
        for key in ["kind", "sheet", "header_rows", "columns"] {
            assert_eq!(got[key], wanted[key], "{name} {key}");
        }
        let (got, wanted) = (got["rows"].as_array().expect("rows"), wanted["rows"].as_array().expect("rows"));
        assert_eq!(got.len(), wanted.len());
        for (got, wanted) in got.iter().zip(wanted) {
            assert_eq!(got["row"], wanted["row"]);
            let (got, fields) =
                (got["fields"].as_object().expect("fields"), wanted["fields"].as_object().expect("fields"));
            let keys = |m: &serde_json::Map<String, Value>| m.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(keys(got), keys(fields));
            for (field, value) in fields {
                assert!(
                    accepted(value, &got[field]),
                    "{name} row {} {field}: {} not {value}",
                    wanted["row"],
                    got[field]
                );
            }
        }
    }
}

/// Whether a finding of ours is the one the truth describes.
fn is_the_finding(wanted: &Value, got: &Value) -> bool {
    let severity = wanted["severity"] == "any" || wanted["severity"] == got["severity"];
    let cell = wanted["scope"] == "row" && wanted["cell"].is_null() || wanted["cell"] == got["cell"];
    let row = wanted["rows"].as_array().is_some_and(|rows| rows.contains(&got["row"]));
    wanted["what"] == got["code"] && wanted["sheet"] == got["sheet"] && severity && cell && row
}

fn findings_are_those_of_the_truth(name: &str) {
    let inspection = inspect(name);
    let got = serde_json::to_value(inspection.flat_findings()).expect("serialises");
    let got = got.as_array().expect("findings");
    let truth = truth(name);
    let wanted = truth["findings"].as_array().expect("findings");
    for finding in wanted {
        let hits = got.iter().filter(|g| is_the_finding(finding, g)).count();
        assert_eq!(hits, 1, "{name}: {finding} in {got:#?}");
    }
    let allowed = truth["allowed"].as_array().expect("allowed");
    for finding in got {
        let expected = wanted.iter().any(|w| is_the_finding(w, finding));
        assert!(
            expected || allowed.iter().any(|a| a["what"] == finding["code"]),
            "{name}: unexpected {finding}"
        );
    }
}

#[test]
fn every_value_of_the_demands_is_read_as_the_truth_says() {
    tables_are_those_of_the_truth("sample_demands");
}

#[test]
fn every_value_of_the_bids_and_their_budget_is_read_as_the_truth_says() {
    tables_are_those_of_the_truth("sample_bids");
}

#[test]
fn every_value_of_the_experts_is_read_as_the_truth_says() {
    tables_are_those_of_the_truth("sample_experts");
}

#[test]
fn the_findings_of_the_demands_are_those_of_the_truth_and_no_others() {
    findings_are_those_of_the_truth("sample_demands");
}

#[test]
fn the_findings_of_the_bids_and_their_budget_are_those_of_the_truth_and_no_others() {
    findings_are_those_of_the_truth("sample_bids");
}

#[test]
fn the_findings_of_the_experts_are_those_of_the_truth_and_no_others() {
    findings_are_those_of_the_truth("sample_experts");
}
