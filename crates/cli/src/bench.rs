//! `lunzheng bench`: the promised figures, measured here and now.

use std::process::ExitCode;

use app::bench;
use serde_json::json;

use crate::out::{self, DONE, REFUSED};

/// `lunzheng bench`
pub(crate) fn command(json: bool) -> ExitCode {
    let scratch = match tempfile::tempdir() {
        Ok(scratch) => scratch,
        Err(e) => {
            out::error_line(&format!("错误 error: {e}"));
            return ExitCode::from(REFUSED);
        }
    };
    let machine = bench::machine();
    match bench::measure(scratch.path(), &|what| out::error_line(&format!("… {what}"))) {
        Ok(figures) if json => out::json(&json!({ "machine": machine, "figures": figures })),
        Ok(figures) => {
            out::line(&format!("{} cores, {}, {} build", machine.cores, machine.processor, machine.build));
            for f in &figures {
                let kept = if f.median_ms <= f.target_ms { "✓" } else { "✗" };
                out::line(&format!(
                    "{kept} {:<52} median {:>9.1} ms, worst {:>9.1} ms of {} runs (target {} ms)",
                    f.what, f.median_ms, f.worst_ms, f.runs, f.target_ms
                ));
            }
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}
