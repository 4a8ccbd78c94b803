//! The commands that need no meeting: inspect, rank, workdays, fund, verify.

use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use app::api::Problem;
use app::tools::{self, Columns, RankRule};
use app::verify::Check;
use app::{Refusal, SecretString};

use crate::out::{self, DONE, REFUSED, WRONG_USE};
use crate::{Rule, Unit, VerifyArgs, passphrase};

/// `lunzheng inspect`
pub(crate) fn inspect(book: &Path, send_back: Option<&Path>, unit: Option<Unit>, json: bool) -> ExitCode {
    let report = tools::inspect_in(book, unit.map(Unit::of_amounts));
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
        for sheet in &report.own_sheets {
            out::line(&format!("{sheet} · 本程序自己的表，导入时按原样读回 · read back as it is"));
        }
    }
    if !json || report.error.is_some() {
        report.problems.iter().for_each(out::problem);
    }
    if let Some(to) = send_back.filter(|_| report.error.is_none()) {
        match tools::send_back(book, to) {
            Ok(done) => {
                let what = if done.own { "原表加批注" } else { "问题清单" };
                let line = format!("已写{what} {}：{}个问题", done.path.display(), done.findings);
                // Under --json standard output is the report's alone.
                if json { out::error_line(&line) } else { out::line(&line) }
            }
            Err(refusal) => return out::refused(&refusal),
        }
    }
    ExitCode::from(if failed { REFUSED } else { DONE })
}

/// `lunzheng rank`
pub(crate) fn rank(
    scores: &Path,
    columns: &Columns,
    rule: Rule,
    weights: Option<&[String]>,
    json: bool,
) -> ExitCode {
    let rule = match rule {
        Rule::Mean => RankRule::Mean,
        Rule::Trimmed => RankRule::Trimmed,
    };
    let report = match tools::rank_file(scores, columns, rule, weights) {
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
    let asks = args.vault.is_some() || args.key.iter().any(|path| app::verify::is_key_file(path));
    let secret: Option<SecretString> = match asks.then(|| passphrase::read(&args.passphrase)) {
        None => None,
        Some(Ok(secret)) => Some(secret),
        Some(Err(refusal)) => return out::refused(&refusal),
    };
    let vault = args.vault.as_deref().zip(secret.as_ref());
    let mut checks = match &secret {
        Some(secret) => app::verify::verify_archives(&args.files, &args.key, vault, secret),
        None => app::verify::verify(&args.files, &args.key, vault),
    };
    if let Err(refusal) = compare_paper(&mut checks, args) {
        return out::refused(&refusal);
    }
    let all = checks.iter().all(|c| c.ok);
    if args.json {
        out::json(&checks);
    } else {
        checks.iter().for_each(print_check);
    }
    ExitCode::from(if all { DONE } else { REFUSED })
}

/// Holds what the paper prints against the files: as said beforehand, or as asked for in a terminal.
fn compare_paper(checks: &mut [Check], args: &VerifyArgs) -> Result<(), Refusal> {
    let asked = args.paper.is_empty() && !args.json && std::io::stdin().is_terminal();
    for check in checks.iter_mut().filter(|c| c.ok && c.printed.is_some()) {
        for (group, typed) in &args.paper {
            check.compare_paper(*group, typed);
        }
        if asked {
            ask_for_groups(check)?;
        }
    }
    Ok(())
}

/// Asks for two blanked groups. Nothing typed says that nobody has the paper at hand.
fn ask_for_groups(check: &mut Check) -> Result<(), Refusal> {
    let (shown, wanted) = app::verify::blanks(check.printed.as_deref().unwrap_or_default())?;
    out::line(&format!("{}\n  {shown}", check.file));
    for group in wanted {
        out::line(&format!(
            "  请照纸面输入第{0}组（没有纸件的直接回车） · group {0} as the paper shows it (Enter without one): ",
            group + 1
        ));
        let mut typed = String::new();
        let read = std::io::stdin().lock().read_line(&mut typed);
        if read.is_ok() && !typed.trim().is_empty() {
            check.compare_paper(group + 1, &typed);
        } else {
            out::line("  未与纸面比对 · not compared with the paper");
            break;
        }
    }
    Ok(())
}

/// One line for what holds, the problem for what does not.
fn print_check(check: &Check) {
    let mark = match (check.ok, check.compared) {
        (true, true) => "✓ 对应 belongs  ",
        (true, false) => "✓ 完整 whole    ",
        (false, _) if check.unchecked() => "? 未核对 unchecked",
        (false, _) => "✗ 不符 fails    ",
    };
    out::line(&format!("{mark} {:<8} {}  {}", check.kind, check.file, check.facts));
    check.problems.iter().for_each(out::problem);
}
