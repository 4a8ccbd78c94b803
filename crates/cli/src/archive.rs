//! `lunzheng archive`: what the archive of a meeting says of its panel, computed anew from its signed words, without a vault.

use std::path::PathBuf;
use std::process::ExitCode;

use app::api::parallel::{RoomFiles, RoomView};
use clap::Args;
use serde::Serialize;

use crate::out::{self, DONE};
use crate::{PassphraseArgs, passphrase};

/// Arguments of `lunzheng archive`.
#[derive(Args)]
pub(crate) struct ArchiveArgs {
    /// 会议归档（.lzp） · the archive.
    archive: PathBuf,
    /// 该会议秘书处的会议卡（.lzcard） · the card of its secretariat.
    #[arg(long)]
    card: PathBuf,
    /// 归档钥匙（.lzkey） · the key of the archive.
    #[arg(long)]
    key: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    /// Print the stable JSON shape.
    #[arg(long)]
    json: bool,
}

/// What `lunzheng archive --help` says.
pub(crate) const HELP: &str = "查看会议归档：按其中的签名记录重新计算，列出该专家组的结果 · what an archive says of its panel.

The archive is opened with its key, its signature checked against the card, and its result computed anew and compared with what it
states. The 24 digits are those of the card: only people can say whose they are, by reading them to each other (核对码请与该秘书处电话核对).
Ranks are the panel's own; points of different panels are not compared, and standardised figures inform only.
--json prints
{\"digits\", \"room\": {\"session_no\", \"title\", \"office\", \"date\", \"chair\", \"members\": [[kind, n]], \"sheet\", \"full\", \"policy\",
 \"rules_digest\", \"lines\": [{\"no\", \"challenge_no\", \"title\", \"solver\", \"rank\", \"score\", \"standard\", \"valid_n\", \"conclusion\",
 \"standing\", \"award\"}], \"scored_alike\", \"evidence\": {\"archive\", \"events\", ..}}}
Exit code 0: computed anew, the same; 1: not, and why.";

/// What `--json` prints.
#[derive(Serialize)]
struct Said<'a> {
    digits: &'a str,
    room: &'a RoomView,
}

/// `lunzheng archive`
pub(crate) fn command(args: &ArchiveArgs) -> ExitCode {
    let secret = match passphrase::read(&args.passphrase) {
        Ok(secret) => secret,
        Err(refusal) => return out::refused(&refusal),
    };
    let text = |path: &PathBuf| path.to_string_lossy().into_owned();
    let files = RoomFiles { archive: text(&args.archive), card: text(&args.card), key: text(&args.key) };
    let (room, digits) = match app::archive_panel(&files, &secret) {
        Ok(said) => said,
        Err(refusal) => return out::refused(&refusal),
    };
    if args.json {
        return out::json(&Said { digits: &digits, room: &room });
    }
    let chair = room.chair.as_deref().unwrap_or("—");
    out::line(&format!("{} · {} · {} · {}", room.session_no, room.title, room.office, room.date));
    out::line(&format!(
        "  组长 chair: {chair}；评分表 sheet: {}（{}）；政策 policy: {}",
        room.sheet, room.full, room.policy
    ));
    if let Some(evidence) = &room.evidence {
        out::line(&format!(
            "  归档 archive: {}；签名记录 signed words: {}",
            evidence.archive, evidence.events
        ));
    }
    out::line(&format!("  核对码 digits: {digits}"));
    for line in &room.lines {
        let rank = line.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string());
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
        out::line(&format!(
            "  {rank:>3}  {}  {}  得分 {}  标准化 {}  建议额 {}万元",
            line.no,
            line.title,
            or(&line.score),
            or(&line.standard),
            or(&line.award),
        ));
    }
    out::line("  名次为组内名次，不同专家组的得分不直接比较 · ranks are the panel's own");
    ExitCode::from(DONE)
}
