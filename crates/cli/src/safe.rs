//! `lunzheng vault`: looking after a vault, its backups, and what is left of a damaged one.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use app::api::keys::{BackupLine, ExaminationView, RestoreView, RestoreWord};
use app::clock::SystemClock;
use app::{Refusal, going_back, safekeeping, sticks, tools};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::out::{self, DONE, REFUSED};
use crate::{PassphraseArgs, VaultCommand, passphrase};

/// `lunzheng vault …`
pub(crate) fn command(command: VaultCommand) -> ExitCode {
    match command {
        VaultCommand::Check { path, passphrase, json } => vault_check(&path, &passphrase, json),
        VaultCommand::Backup { path, to, passphrase } => vault_backup(&path, to.as_deref(), &passphrase),
        VaultCommand::Restore { path, backup, to, from, yes, reason, chair, passphrase, json } => {
            let path = path.unwrap_or_default();
            let word = yes.then(|| RestoreWord {
                reason: reason.unwrap_or_default(),
                approved_by: chair.unwrap_or_default(),
            });
            let done = match (backup.zip(to), from) {
                (Some((backup, to)), _) => bring_back(&backup, &to, &passphrase, json),
                (None, None) => list(&path, json),
                (None, Some(name)) => restore(&path, &name, word.as_ref(), &passphrase, json),
            };
            done.unwrap_or_else(|refusal| out::refused(&refusal))
        }
        VaultCommand::Examine { path, passphrase, json } => {
            examine(&path, &passphrase, json).unwrap_or_else(|refusal| out::refused(&refusal))
        }
    }
}

/// A backup on a stick: whether it is what was written. A passphrase is asked for only where it is not.
fn stick_check(path: &Path, args: &PassphraseArgs, json: bool) -> ExitCode {
    match sticks::check(path, || passphrase::read(args)) {
        Ok(found) if json => out::json(&json!({
            "ok": true, "journal_seq": found.journal_seq, "journal_head": found.journal_head, "bytes": found.bytes,
            "warnings": found.warnings,
        })),
        Ok(found) => {
            let (seq, bytes) = (found.journal_seq, found.bytes);
            if found.warnings.is_empty() {
                out::line(&format!(
                    "✓ 备份与写入时一致：日志{seq}条，{bytes}字节 · the backup is what was written"
                ));
            }
            out::line(&format!("  日志头 {}", found.journal_head));
            found.warnings.iter().for_each(out::problem);
            out::line("  恢复 to bring it back：lunzheng vault restore --backup 备份文件夹 --to 新文件夹");
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}

/// Brings a vault back from a backup on a stick.
fn bring_back(backup: &Path, to: &Path, args: &PassphraseArgs, json: bool) -> Result<ExitCode, Refusal> {
    let secret = passphrase::read(args)?;
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bytes}/{total_bytes} {wide_bar} {eta}") {
        bar.set_style(style);
    }
    let step = |read, all| {
        bar.set_length(all);
        bar.set_position(read);
        Ok(())
    };
    let came = sticks::bring_back(backup, to, &secret, Arc::new(SystemClock), step);
    bar.finish_and_clear();
    let came = came?;
    if json {
        return Ok(out::json(&json!({
            "ok": true, "folder": came.folder, "backup": came.backup, "journal_seq": came.journal_seq,
            "journal_head": came.journal_head, "at": came.at, "papers": came.papers, "worked_in": came.used,
        })));
    }
    let at = came.at.as_deref().unwrap_or("—");
    out::line(&format!(
        "✓ 已恢复到 {}：日志{}条，至 {at}，材料{}份；页面、日志、每一行和每份材料核对无误 · brought back, everything holds",
        came.folder.display(),
        came.journal_seq,
        came.papers
    ));
    out::line(&format!("  日志头 {}", came.journal_head));
    if !came.used.is_empty() {
        let files = came.used.join(", ");
        out::line(&format!("  这份备份曾被当作保险库使用（{files}） · the backup had been used as a vault"));
    }
    out::line("  备份没有改动；原来的保险库不要再用 · the backup is as it was; work on in this vault only");
    Ok(ExitCode::from(DONE))
}

/// The backups of a vault; no passphrase is needed.
fn list(path: &Path, json: bool) -> Result<ExitCode, Refusal> {
    let backups = safekeeping::list(path)?;
    if json {
        return Ok(out::json(&backups));
    }
    backups.iter().for_each(print_backup);
    if backups.is_empty() {
        out::line("没有备份 · no backups");
    }
    Ok(ExitCode::from(DONE))
}

fn print_backup(backup: &BackupLine) {
    let by_file = if backup.made_by_file { "（文件时间 file time）" } else { "" };
    let state = backup.problem.as_deref().map(|p| format!("✗ {p}")).unwrap_or_default();
    out::line(&format!(
        "{:<26} 日志{:>6}条  {}{by_file}  {:>8} KiB  {state}",
        backup.name, backup.seq, backup.made, backup.kib
    ));
}

/// Shows what going back would lose, and with a word goes back.
fn restore(
    path: &Path,
    name: &str,
    word: Option<&RestoreWord>,
    args: &PassphraseArgs,
    json: bool,
) -> Result<ExitCode, Refusal> {
    let secret = passphrase::read(args)?;
    let view = safekeeping::restore_preview(path, name, &secret)?;
    if json {
        out::json(&view);
    } else {
        print_preview(&view);
    }
    if let Some(word) = word {
        let aside = going_back::restore_closed(path, name, &secret, word)?.display().to_string();
        if !json {
            out::line(&format!("✓ 已恢复；原有数据移到 {aside} · restored; what was there is set aside"));
        }
    } else if !json {
        out::line(
            "没有改动；加上--yes和--reason执行恢复 · nothing was changed; --yes with --reason restores",
        );
    }
    Ok(ExitCode::from(DONE))
}

fn print_preview(view: &RestoreView) {
    let at = view.at.as_deref().unwrap_or("—");
    out::line(&format!("备份 {}：日志{}条，至 {at}，核对无误", view.name, view.seq));
    out::line(&format!("  日志头 {}", view.head));
    match view.now {
        Some(now) if view.keys_only => out::line(&format!(
            "只有钥匙文件损坏：用备份的钥匙文件替换，现有日志{now}条和数据不动 · only the file of keys is broken; it is mended, the data stay"
        )),
        Some(now) => {
            let lost = view.lost_count;
            out::line(&format!("现有日志{now}条，恢复后失去{lost}条 · {lost} entries would be lost"));
        }
        None => out::line("现有日志读不出，失去多少不能确定 · the journal of now cannot be read"),
    }
    for line in &view.lost {
        let about = [line.subject.as_str(), &line.experts.join("、")].join(" ");
        out::line(&format!(
            "  {:>6} {} {} {} {}",
            line.seq,
            line.at,
            line.actor,
            line.act_zh,
            about.trim_end()
        ));
    }
    if view.lost_count > 0 {
        out::line("  已签名、已锁定的评分不退回 · scores that were signed and locked stay");
    }
    let listed = u32::try_from(view.lost.len()).unwrap_or(u32::MAX);
    if listed > 0 && view.lost_count > listed {
        let more = view.lost_count - listed;
        out::line(&format!("  另有{more}条没有列出 · {more} more are not listed"));
    }
    for meeting in &view.meetings {
        let stays = if meeting.stays {
            "已签名的评分、数据包、电脑的登记和作废不退回 · scores, packs and laptops stay"
        } else {
            "备份时规则不同或者还没有冻结，评分包要重新收 · its packs are taken in anew"
        };
        out::line(&format!("  {} {}：{}条；{stays}", meeting.no, meeting.title, meeting.entries));
        if meeting.seen {
            out::line(
                "    评分已经汇总过，须组长同意（--chair） · scores were taken together: the chair assents (--chair)",
            );
        }
    }
}

/// What is safe in a vault that may be damaged.
fn examine(path: &Path, args: &PassphraseArgs, json: bool) -> Result<ExitCode, Refusal> {
    let found = safekeeping::examine(path, &passphrase::read(args)?)?;
    let code = if found.whole { DONE } else { REFUSED };
    if json {
        out::json(&found);
    } else {
        print_examination(&found);
    }
    Ok(ExitCode::from(code))
}

fn print_examination(found: &ExaminationView) {
    out::line(if found.whole { "✓ 全部完好 · everything holds" } else { "✗ 有损坏 · damaged" });
    found.problems.iter().for_each(|p| out::line(&format!("  {p}")));
    out::line(&format!("可读 readable：{}张表，{}行", found.safe_tables, found.safe_rows));
    if !found.lost_tables.is_empty() {
        out::line(&format!("读不全 not whole：{}", found.lost_tables.join("、")));
    }
    found.backups.iter().for_each(print_backup);
}

/// `lunzheng vault check`
fn vault_check(path: &Path, args: &PassphraseArgs, json: bool) -> ExitCode {
    if sticks::is_backup(path) {
        return stick_check(path, args, json);
    }
    let secret = match passphrase::read(args) {
        Ok(secret) => secret,
        Err(refusal) => return out::refused(&refusal),
    };
    match tools::vault_check(path, &secret) {
        Ok(report) if json => out::json(&json!({
            "ok": true, "journal_seq": report.journal_seq, "journal_head": report.journal_head, "rows": report.rows,
            "papers": report.papers, "warnings": report.warnings,
        })),
        Ok(report) => {
            out::line(&format!(
                "✓ 加密、页面、日志、每一行和每份材料都核对无误：日志{}条，{}行，材料{}份 · cipher, pages, journal, rows and papers hold",
                report.journal_seq, report.rows, report.papers
            ));
            out::line(&format!("  日志头 {}", report.journal_head));
            report.warnings.iter().for_each(out::problem);
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}

/// `lunzheng vault backup`
fn vault_backup(path: &Path, to: Option<&Path>, args: &PassphraseArgs) -> ExitCode {
    let secret = match passphrase::read(args) {
        Ok(secret) => secret,
        Err(refusal) => return out::refused(&refusal),
    };
    let made = match to {
        None => tools::vault_backup(path, &secret),
        Some(stick) => tools::vault_backup_to(path, stick, &secret),
    };
    match made {
        Ok(folder) => {
            out::line(&folder.display().to_string());
            if to.is_some() {
                // Beside the place, which a script reads.
                out::error_line(
                    "恢复 to bring it back：lunzheng vault restore --backup 备份文件夹 --to 新文件夹",
                );
            }
            ExitCode::from(DONE)
        }
        Err(refusal) => out::refused(&refusal),
    }
}
