//! The commands that need no meeting: inspect, rank, workdays, fund, verify.

use std::io::{BufRead, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use app::api::Problem;
use app::tools::{self, Columns, RankRule};
use app::verify::{Check, Printed, PrintedNumber};
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
        Rule::Median => RankRule::Median,
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
    let files = match app::verify::in_folders(&args.files) {
        Ok(files) => files,
        Err(refusal) => return out::refused(&refusal),
    };
    let mut checks = match &secret {
        Some(secret) => app::verify::verify_archives(&files, &args.key, vault, secret),
        None => app::verify::verify(&files, &args.key, vault),
    };
    if let Err(refusal) = compare_paper(&mut checks, args) {
        return out::refused(&refusal);
    }
    let all = checks.iter().all(|c| c.ok);
    if args.json {
        out::json(&checks);
    } else {
        print_checks(&checks);
    }
    ExitCode::from(if all { DONE } else { REFUSED })
}

/// Holds what the paper prints against the files: as said beforehand, or as asked for in a terminal.
fn compare_paper(checks: &mut [Check], args: &VerifyArgs) -> Result<(), Refusal> {
    if !args.paper.is_empty() {
        return app::verify::compare_paper(checks, &args.paper);
    }
    if !args.json && std::io::stdin().is_terminal() {
        for check in checks.iter_mut().filter(|c| c.ok) {
            ask_for_groups(check)?;
        }
    }
    Ok(())
}

/// Asks for two blanked groups of the first number that a paper prints, by the words of the paper. Nothing typed says that nobody
/// has the paper at hand.
fn ask_for_groups(check: &mut Check) -> Result<(), Refusal> {
    let Some(Printed { number, groups }) = check.printed.first().cloned() else { return Ok(()) };
    let words = number.words();
    let (shown, wanted) = app::verify::blanks(&groups)?;
    if number == PrintedNumber::Journal {
        // A paper bears the head of its day, which the newest one would only contradict.
        out::line(&format!(
            "{}\n  {words}（纸件当日的链头 · the head on the paper, of its day）",
            check.file
        ));
    } else {
        out::line(&format!("{}\n  {words}：{shown}", check.file));
    }
    let mut typed = Vec::new();
    for group in wanted.map(|n| n + 1) {
        out::line(&format!(
            "  请照纸面输入“{words}”第{group}组（没有纸件的直接回车） · group {group} of “{words}” as the paper shows it (Enter without one): "
        ));
        let mut read = String::new();
        let came = std::io::stdin().lock().read_line(&mut read);
        if came.is_err() || read.trim().is_empty() {
            out::line("  未与纸面比对 · not compared with the paper");
            return Ok(());
        }
        typed.push((group, read.trim().to_owned()));
    }
    check.compare_paper(number, &typed);
    Ok(())
}

/// One line for each file; the problem of what does not hold below it. A key that is missing is said once, below all of them.
fn print_checks(checks: &[Check]) {
    let lacking = app::verify::lacking(checks);
    for (at, check) in checks.iter().enumerate() {
        let mark = match (check.ok, check.compared) {
            (true, true) => "✓ 对应 belongs  ",
            (true, false) => "✓ 完整 whole    ",
            (false, _) if check.unchecked() => "? 未核对 unchecked",
            (false, _) => "✗ 不符 fails    ",
        };
        out::line(&format!("{mark} {:<8} {}  {}", check.kind, check.file, check.facts));
        if !lacking.iter().any(|(files, _)| files.contains(&at)) {
            check.problems.iter().for_each(out::problem);
        }
    }
    lacking.iter().for_each(|(_, problem)| out::problem(problem));
}
