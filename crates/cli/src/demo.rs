//! `lunzheng demo`: holds the demo meeting and says where its documents lie.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use app::Kdf;
use app::demo::{self, Demo, Summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::DemoArgs;
use crate::out::{self, DONE};

/// `lunzheng demo`
pub(crate) fn command(args: &DemoArgs) -> ExitCode {
    let out = args.out.clone().unwrap_or_else(free_folder);
    let demo = Demo {
        out,
        bids: usize::try_from(args.bids).unwrap_or(usize::MAX),
        experts: usize::try_from(args.experts).unwrap_or(usize::MAX),
        from: args.from.clone(),
        seed: args.seed,
        kdf: Kdf::STANDARD,
    };
    let started = Instant::now();
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {pos}/{len}") {
        bar.set_style(style);
    }
    let last = Mutex::new("");
    let shown = |what: &'static str, done: usize, of: usize| {
        bar.set_length(u64::try_from(of).unwrap_or(0));
        bar.set_position(u64::try_from(done).unwrap_or(0));
        bar.set_message(what);
        *last.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = what;
    };
    let held = demo::hold(&demo, &shown).and_then(|summary| {
        let book = if args.chain { demo::go_on(&demo, &shown)? } else { Vec::new() };
        Ok((summary, book))
    });
    bar.finish_and_clear();
    match held {
        Ok((summary, book)) if args.json && args.chain => {
            out::json(&serde_json::json!({ "meeting": summary, "ledger": book }))
        }
        Ok((summary, _)) if args.json => out::json(&summary),
        Ok((summary, book)) => {
            print(&summary, started.elapsed().as_secs_f64());
            if args.chain {
                crate::ledger::print(&book);
            }
            ExitCode::from(DONE)
        }
        Err(refusal) => {
            let at = last.lock().map(|l| *l).unwrap_or_default();
            if !at.is_empty() {
                out::error_line(&format!("演示停在“{at}” · stopped at “{at}”"));
            }
            out::refused(&refusal)
        }
    }
}

/// A folder that is not there yet: `out/demo`, `out/demo-2`, …
fn free_folder() -> PathBuf {
    let mut folder = PathBuf::from("out/demo");
    for n in 2..u32::MAX {
        if !folder.exists() {
            break;
        }
        folder = PathBuf::from(format!("out/demo-{n}"));
    }
    folder
}

/// The summary for the eye.
fn print(s: &Summary, seconds: f64) {
    let list = |title: &str, items: &[String]| {
        if !items.is_empty() {
            out::line(title);
            items.iter().for_each(|item| out::line(&format!("    {item}")));
        }
    };
    out::line(&format!("{}：{}个方案、{}名专家，用时{seconds:.1}秒", s.session_no, s.bids, s.experts));
    list("  剔除的行 rows left out", &s.dropped);
    list("  说明理由后继续的提醒 warnings passed over", &s.passed_over);
    list("  回避 recusals", &s.recusals);
    list("  同分，由专家组表决 ties settled by vote", &s.ties);
    list("  申请超过上限 requests over the cap", &s.over_cap);
    list("  一次性拨付 paid at once", &s.once);
    list("  前五名 first five", &s.first);
    out::line(&format!(
        "  建议名单{}项，财政资金合计{}万元 · recommended",
        s.recommended, s.total_fiscal_wan
    ));
    out::line(&format!("  规则摘要 rules    {}", s.rules));
    out::line(&format!("  日志头   journal  {}", s.journal_head));
    out::line("  文件 documents");
    s.documents.iter().for_each(|d| out::line(&format!("    {}", d.display())));
    out::line(&format!("  归档 archive      {}", s.archive.display()));
    out::line(&format!("  保险库、数据包在 {}，演示口令“{}”", s.out.display(), app::demo::PASSPHRASE));
}
