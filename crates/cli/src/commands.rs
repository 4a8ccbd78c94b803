//! The commands that need no meeting: inspect, rank, workdays, fund, verify, vault.

use std::path::Path;
use std::process::ExitCode;

use app::api::Problem;
use app::tools::{self, RankRule};
use app::verify::Check;
use app::{Refusal, SecretString};
use serde_json::json;

use crate::out::{self, DONE, REFUSED, WRONG_USE};
use crate::{PassphraseArgs, Rule, VerifyArgs, passphrase};

/// `lunzheng inspect`
pub(crate) fn inspect(book: &Path, json: bool) -> ExitCode {
    let report = tools::inspect(book);
    let failed = report.error.is_some() || report.findings.iter().any(|f| f.severity == "error");
    if json {
        out::json(&report);
    } else {
        for table in &report.tables {
            let columns: Vec<String> = table.columns.iter().map(|(c, f)| format!("{c}={f}")).collect();
            out::line(&format!(
                "{} · {} · 表头第{}行 · {}行数据 · {}",
                table.sheet,
                table.kind.as_str(),
                table.header_rows.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
                table.rows.len(),
                columns.join(" ")
            ));
        }
    }
    if !json || report.error.is_some() {
        report.problems.iter().for_each(out::problem);
    }
    ExitCode::from(if failed { REFUSED } else { DONE })
}

/// `lunzheng rank`
pub(crate) fn rank(scores: &Path, rule: Rule, weights: Option<&[String]>, json: bool) -> ExitCode {
    let rule = match rule {
        Rule::Mean => RankRule::Mean,
        Rule::Trimmed => RankRule::Trimmed,
    };
    let report = match tools::rank_file(scores, rule, weights) {
        Ok(report) => report,
        Err(refusal) => return refused_as_data(&refusal),
    };
    report.warnings.iter().map(Problem::of).for_each(|p| out::problem(&p));
    if json {
        return out::json(&report);
    }
    for item in &report.items {
        let dash = || "—".to_owned();
        let dropped: Vec<String> = item.dropped.iter().map(|d| format!("{} {}", d.expert, d.score)).collect();
        out::line(&format!(
            "{:>4}{} {:>8}  n={}  {}  {}",
            item.rank.map_or_else(dash, |r| r.to_string()),
            if item.tied { "=" } else { " " },
            item.score.clone().unwrap_or_else(dash),
            item.n,
            item.item,
            if dropped.is_empty() { String::new() } else { format!("（去掉 {}）", dropped.join("、")) }
        ));
    }
    ExitCode::from(DONE)
}

/// Scores that cannot be read are an error in the data, except for what was typed behind an option: weights, a cut.
pub(crate) fn refused_as_data(refusal: &Refusal) -> ExitCode {
    let typed =
        refusal.problems().iter().any(|p| p.params.iter().any(|(n, v)| n == "place" && v.starts_with("--")));
    out::refused(refusal);
    ExitCode::from(if typed { WRONG_USE } else { REFUSED })
}

/// `lunzheng workdays`
pub(crate) fn workdays(posted: chrono::NaiveDate, days: Option<u32>, same_day: bool, json: bool) -> ExitCode {
    match tools::workdays(posted, days, same_day) {
        Ok((last, warning)) => {
            if let Some(warning) = warning {
                out::problem(&Problem::of(&warning));
            }
            if json {
                return out::json(&last.to_string());
            }
            out::line(&last.to_string());
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}

/// `lunzheng fund`
pub(crate) fn fund(rd: &str, requested: Option<&str>, approval: Option<&str>, json: bool) -> ExitCode {
    let report = match tools::fund(rd, requested, approval) {
        Ok(report) => report,
        Err(refusal) => return out::refused(&refusal),
    };
    if let Some(warning) = &report.warning {
        out::problem(&Problem::of(warning));
    }
    if json {
        return out::json(&report);
    }
    out::line(&format!("上限 cap      {}万元", report.cap.wan()));
    out::line(&format!("核定 granted  {}万元", report.granted.wan()));
    for (n, part) in (1..).zip(&report.tranches) {
        out::line(&format!("第{n}次拨付    {}万元", part.wan()));
    }
    ExitCode::from(DONE)
}

/// `lunzheng verify`
pub(crate) fn verify(args: &VerifyArgs) -> ExitCode {
    let secret: Option<SecretString> = match &args.vault {
        None => None,
        Some(_) => match passphrase::read(&args.passphrase) {
            Ok(secret) => Some(secret),
            Err(refusal) => return out::refused(&refusal),
        },
    };
    let vault = args.vault.as_deref().zip(secret.as_ref());
    let checks = app::verify::verify(&args.files, &args.key, vault);
    let all = checks.iter().all(|c| c.ok);
    if args.json {
        out::json(&checks);
    } else {
        checks.iter().for_each(print_check);
    }
    ExitCode::from(if all { DONE } else { REFUSED })
}

/// One line for what holds, the problem for what does not.
fn print_check(check: &Check) {
    let mark = match (check.ok, check.compared) {
        (true, true) => "✓ 对应 belongs  ",
        (true, false) => "✓ 完整 whole    ",
        (false, _) if check.unchecked() => "? 未核对 unchecked",
        (false, _) => "✗ 不符 does not ",
    };
    out::line(&format!("{mark} {:<8} {}  {}", check.kind, check.file, check.facts));
    check.problems.iter().for_each(out::problem);
}

/// `lunzheng vault check`
pub(crate) fn vault_check(path: &Path, args: &PassphraseArgs, json: bool) -> ExitCode {
    let secret = match passphrase::read(args) {
        Ok(secret) => secret,
        Err(refusal) => return out::refused(&refusal),
    };
    match tools::vault_check(path, &secret) {
        Ok(report) if json => out::json(&json!({
            "ok": true, "journal_seq": report.journal_seq, "journal_head": report.journal_head, "rows": report.rows,
        })),
        Ok(report) => {
            out::line(&format!(
                "✓ 加密、页面、日志和每一行都核对无误：日志{}条，{}行 · cipher, pages, journal and rows hold",
                report.journal_seq, report.rows
            ));
            out::line(&format!("  日志头 {}", report.journal_head));
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}

/// `lunzheng vault backup`
pub(crate) fn vault_backup(path: &Path, args: &PassphraseArgs) -> ExitCode {
    let secret = match passphrase::read(args) {
        Ok(secret) => secret,
        Err(refusal) => return out::refused(&refusal),
    };
    match tools::vault_backup(path, &secret) {
        Ok(folder) => {
            out::line(&folder.display().to_string());
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}
