//! Printing: results on standard output, problems on standard error. A closed pipe ends the output, never the program
//! with a panic.

use std::io::Write;
use std::process::ExitCode;

use app::Refusal;
use app::api::Problem;
use serde::Serialize;

/// Done.
pub(crate) const DONE: u8 = 0;
/// An error finding or a refusal.
pub(crate) const REFUSED: u8 = 1;
/// Wrong use.
pub(crate) const WRONG_USE: u8 = 2;

/// A line on standard output.
pub(crate) fn line(text: &str) {
    // Nobody reads any more: nothing is left to say, and the exit code still tells.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line on standard error.
pub(crate) fn error_line(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// JSON on standard output.
pub(crate) fn json<T: Serialize>(value: &T) -> ExitCode {
    match serde_json::to_string_pretty(value) {
        Ok(text) => {
            line(&text);
            ExitCode::from(DONE)
        }
        Err(e) => {
            error_line(&e.to_string());
            ExitCode::from(REFUSED)
        }
    }
}

/// A problem on standard error: severity, code, place, what, what next, in both languages.
pub(crate) fn problem(problem: &Problem) {
    let place = problem.place.as_deref().map(|p| format!(" {p}")).unwrap_or_default();
    let mark = match problem.severity.as_str() {
        "error" => "错误 error",
        "warning" => "提醒 warning",
        _ => "说明 info",
    };
    error_line(&format!("{mark} [{}]{place}", problem.code));
    error_line(&format!("  {}{}", problem.zh, problem.remedy_zh));
    error_line(&format!("  {} {}", problem.en, problem.remedy_en));
}

/// A refusal on standard error. An amount without its unit, unreadable input and a passphrase that cannot be read are
/// wrong use.
pub(crate) fn refused(refusal: &Refusal) -> ExitCode {
    let problems = refusal.problems();
    for each in &problems {
        problem(each);
    }
    let wrong = problems.iter().any(|p| {
        matches!(
            p.code.as_str(),
            "amount.unit" | "input.unreadable" | "onecase.number_missing" | "passphrase.unreadable"
        )
    });
    ExitCode::from(if wrong { WRONG_USE } else { REFUSED })
}
