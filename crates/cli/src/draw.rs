//! `lunzheng draw`: whether a recorded draw is what anybody draws again from it.

use std::path::PathBuf;
use std::process::ExitCode;

use app::tools;
use clap::Args;

use crate::commands::refused_as_data;
use crate::out::{self, DONE, REFUSED};

/// Arguments of `lunzheng draw`.
#[derive(Args)]
pub(crate) struct DrawArgs {
    /// 抽取记录（.json，会议准备中另存） · the record of a draw, as the window writes it.
    #[arg(long, value_name = "FILE.json")]
    check: PathBuf,
    /// Print the stable JSON shape.
    #[arg(long)]
    json: bool,
}

/// What `lunzheng draw --help` says.
pub(crate) const HELP: &str = "按抽取记录重新抽取，核对是否一致 · draw recorded experts again: no vault and no passphrase.

Before the words are said the room notes the commitment (承诺值); compare it with the one printed here. Then by hand, with P, S and W for
the digest of the pool (备选名单摘要), the seed (种子) and the words (报出的内容):
  jq -j .pool_text FILE.json | sha256sum                                          the digest of the pool
  printf 'lunzheng/draw/1\\n%s\\n%s' P S | sha256sum                                the commitment
  printf 'lunzheng/draw-key/1\\n%s\\n%s\\n%s\\n%s' P S W EXPERT | sha256sum            the key of an expert; smallest first is the order
Down that order each quota of the pool takes the first who fit it, quota by quota; then the alternates in the same way.
--json prints
{\"session\", \"draw\", \"reason\", \"pool_digest\", \"commitment\", \"seed\", \"words\", \"said_by\",
 \"order\": [{\"no\", \"name\", \"category\", \"key\", \"place\": \"member|alternate\" | null}], \"left_out\",
 \"called\": [{\"replaced\", \"alternate\", \"reason\"}], \"problems\": [..]}
Exit code 0: everything is as recorded; 1: not, or the file is no record of a draw.";

/// `lunzheng draw`
pub(crate) fn command(args: &DrawArgs) -> ExitCode {
    let report = match tools::draw_check(&args.check) {
        Ok(report) => report,
        Err(refusal) => return refused_as_data(&refusal),
    };
    if args.json {
        out::json(&report);
    } else {
        out::line(&format!("{} · 第{}次抽取 · draw {}", report.session, report.draw, report.draw));
        for (name, value) in [
            ("承诺值 commitment", &report.commitment),
            ("备选名单摘要 pool", &report.pool_digest),
            ("种子 seed", &report.seed),
            ("报出的内容 words", &report.words),
        ] {
            out::line(&format!("{name}: {value}"));
        }
        for (line, at) in report.order.iter().zip(1u32..) {
            let place = match line.place {
                Some("member") => "  抽中 drawn",
                Some(_) => "  候补 alternate",
                None => "",
            };
            out::line(&format!("{at:>4}  {}  {} {} {}{place}", line.key, line.no, line.name, line.category));
        }
        for call in &report.called {
            let by = call.alternate.as_deref().unwrap_or("—");
            out::line(&format!("候补 called: {} → {by}（{}）", call.replaced, call.reason));
        }
        if report.problems.is_empty() {
            out::line("与记录一致 · as recorded");
        }
    }
    if !args.json {
        report.problems.iter().for_each(out::problem);
    }
    ExitCode::from(if report.problems.is_empty() { DONE } else { REFUSED })
}
