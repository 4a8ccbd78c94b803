//! `lunzheng`: the same use cases as the window, without a window.
//!
//! Exit codes: 0 done (warnings included), 1 an error finding or a refusal, 2 wrong use. Errors go to standard error with
//! their code; `--json` on standard output is a stable shape, described in each command's `--help`.

mod archive;
mod bench;
mod commands;
mod demo;
mod draw;
mod ledger;
mod out;
mod passphrase;
mod safe;
mod stats;

use std::path::PathBuf;
use std::process::ExitCode;

use app::api::intake::AmountUnit;
use app::verify::{PaperGroup, PrintedNumber};
use clap::{Args, Parser, Subcommand, ValueEnum};

#[derive(Parser)]
#[command(
    name = "lunzheng",
    version,
    about = "论证台：揭榜挂帅专家论证的离线工具 · offline review meetings",
    max_term_width = 110
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// A unit of money.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Unit {
    /// 元
    #[value(name = "元", alias = "yuan")]
    Yuan,
    /// 万元
    #[value(name = "万元", alias = "wan")]
    Wan,
    /// 亿元
    #[value(name = "亿元", alias = "yi")]
    Yi,
}

impl Unit {
    /// As the importer names it.
    const fn of_amounts(self) -> AmountUnit {
        match self {
            Unit::Yuan => AmountUnit::Yuan,
            Unit::Wan => AmountUnit::Wan,
            Unit::Yi => AmountUnit::Yi,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// 演示一次完整的闭门论证 · hold the whole closed meeting: several vaults, real packs, every document
    #[command(long_about = DEMO_HELP)]
    Demo(DemoArgs),
    /// 各项目的资金台账：批准、已拨、未拨、已支出、收回 · approved, paid, left, spent and recovered, project by project
    Ledger {
        /// The secretariat's vault.
        vault: PathBuf,
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON: a list of {no, title, state, approved, paid, left, spent, recover, refunded}.
        #[arg(long)]
        json: bool,
    },
    /// 查看导入程序从表格里读到了什么 · what the importer sees in a workbook
    #[command(long_about = INSPECT_HELP)]
    Inspect {
        /// The workbook (.xlsx, .xls, .xlsb, .ods, .csv, or tables of a web page).
        book: PathBuf,
        /// 退回用的文件：原表（.xlsx）加批注，其他格式写成问题清单 · write a copy to send back: the workbook with
        /// notes at its cells, or a table of findings where its format bears none.
        #[arg(long, value_name = "OUT.xlsx")]
        send_back: Option<PathBuf>,
        /// 表里哪里都没有写明单位的金额，按这个单位读 · the unit of amounts for which the file names none.
        #[arg(long)]
        unit: Option<Unit>,
        /// Print the stable JSON shape.
        #[arg(long)]
        json: bool,
    },
    /// 按规则给评分文件排名 · rank a file of scores, exactly
    #[command(long_about = RANK_HELP)]
    Rank {
        /// The scores (.csv or .xlsx): first column the item, then one column an expert; without items each row is one.
        scores: PathBuf,
        #[command(flatten)]
        columns: ColumnArgs,
        /// How valid scores become one figure.
        #[arg(long, value_enum, default_value_t = Rule::Trimmed)]
        rule: Rule,
        /// One weight for each expert's column, separated by commas.
        #[arg(long, value_delimiter = ',')]
        weights: Option<Vec<String>>,
        /// Print the stable JSON shape.
        #[arg(long)]
        json: bool,
    },
    /// 专家评分的一致程度和名单的把握，仅供参考 · how far a panel agrees and how sure its list is
    #[command(long_about = stats::HELP)]
    Stats(stats::StatsArgs),
    /// 计算公示等期限的最后一日 · the last of so many working days
    #[command(long_about = WORKDAYS_HELP)]
    Workdays {
        /// Day of posting, 2025-09-26.
        #[arg(long)]
        posted: chrono::NaiveDate,
        /// Working days; the policy's five by default.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1000))]
        days: Option<u32>,
        /// Count the day of posting as the first day.
        #[arg(long)]
        same_day: bool,
        /// Print JSON: the last day as a string.
        #[arg(long)]
        json: bool,
    },
    /// 计算财政资金上限、核定数和拨付安排 · cap, award and payments
    #[command(long_about = FUND_HELP)]
    Fund {
        /// R&D input (研发投入总额) with its unit: 6666.67万, 500000元.
        #[arg(long)]
        rd: String,
        /// Amount asked, with its unit; the whole cap when left out.
        #[arg(long)]
        requested: Option<String>,
        /// Number of the approval that lifts the cap (一事一议).
        #[arg(long)]
        approval: Option<String>,
        /// Print the stable JSON shape.
        #[arg(long)]
        json: bool,
    },
    /// 按抽取记录重新抽取，核对是否一致 · draw recorded experts again from the file of the draw
    #[command(long_about = draw::HELP)]
    Draw(draw::DrawArgs),
    /// 查看会议归档：重新计算并列出该专家组的结果 · what an archive says of its panel, computed anew
    #[command(long_about = archive::HELP)]
    Archive(archive::ArchiveArgs),
    /// 核验数据包、文件和保险库是否完整、是否相互对应 · whether packs, documents and vaults belong together
    #[command(long_about = VERIFY_HELP)]
    Verify(VerifyArgs),
    /// 检查保险库 · look after a vault
    Vault {
        #[command(subcommand)]
        command: VaultCommand,
    },
    /// 测量性能 · measure on this machine
    Bench {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
struct DemoArgs {
    /// Folder for vaults, packs and documents; a new folder under the current one by default.
    #[arg(long)]
    out: Option<PathBuf>,
    /// 方案数，5–500 · how many bids to make, 5 to 500; with --from the list decides, which may be shorter.
    #[arg(long, default_value_t = 40, value_parser = whole)]
    bids: u32,
    /// 专家数，5–15 · how many experts sit on the panel, 5 to 15.
    #[arg(long, default_value_t = 7, value_parser = whole)]
    experts: u32,
    /// 自备的名单（.xlsx或者.csv） · a secretary's own list of bids, perhaps with experts, in place of the made one.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Seed of the scores; the same seed gives the same meeting.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// 继续演示到验收和终止，打印资金台账 · go on to acceptances and ends, and print the ledger
    #[arg(long)]
    chain: bool,
    /// Print a JSON summary.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct VerifyArgs {
    /// Packs (.lzp), documents (.pdf), signed lists (.lzv), receipts (.lzclear), cards and requests (.lzcard, .lzreq); of a
    /// folder those in it.
    #[arg(required_unless_present = "vault")]
    files: Vec<PathBuf>,
    /// Public keys of a sender (.lzcard or .lzreq), or the key of an archive (.lzkey); may be given several times.
    #[arg(long)]
    key: Vec<PathBuf>,
    /// A vault to check whole and to compare with.
    #[arg(long)]
    vault: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    /// 纸面上的一组：组号=四位，前面可写是哪个数 · a group read from the paper: 3=5be8, or 会议日志链头:3=5be8. Without a name it is of
    /// 数据摘要（SHA-256）, of 会议日志链头 where only a vault is checked; in a terminal two groups are asked for.
    #[arg(long = "paper", value_name = "[NAME:]N=XXXX", value_parser = paper_group)]
    paper: Vec<PaperGroup>,
    /// Print JSON: a list of {file, kind, ok, compared, facts, problems}.
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct PassphraseArgs {
    /// Read the passphrase from this file descriptor.
    #[arg(long, conflicts_with = "passphrase_file")]
    passphrase_fd: Option<u32>,
    /// Read the passphrase from this file (its first line).
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum VaultCommand {
    /// 检查加密、每一页、日志、每一行和每份材料；U盘备份也可以核对 · check the cipher, every page, the journal, every row and paper; or a backup on a stick
    #[command(long_about = CHECK_HELP)]
    Check {
        /// The vault's folder.
        path: PathBuf,
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON: {ok, journal_seq, journal_head, rows, papers, warnings: [{code, zh, en, …}]}; of a backup on a stick
        /// {ok, journal_seq, journal_head, bytes, warnings}.
        #[arg(long)]
        json: bool,
    },
    /// 备份并核对；U盘备份用vault restore --backup恢复 · make a verified backup; one on a stick comes back with vault restore --backup
    Backup {
        /// The vault's folder.
        path: PathBuf,
        /// 备份到这个文件夹（U盘），连同材料 · into this folder, such as a stick, with the papers.
        #[arg(long)]
        to: Option<PathBuf>,
        #[command(flatten)]
        passphrase: PassphraseArgs,
    },
    /// 从备份恢复；先显示将失去什么；U盘备份恢复到新的文件夹 · go back to a backup, or bring one on a stick back as a new vault
    #[command(long_about = RESTORE_HELP)]
    Restore {
        /// The vault's folder.
        #[arg(required_unless_present = "backup", conflicts_with = "backup")]
        path: Option<PathBuf>,
        /// U盘备份的文件夹（.lzbackup） · the folder of a backup on a stick, which is not changed.
        #[arg(long, requires = "to", conflicts_with_all = ["from", "yes"])]
        backup: Option<PathBuf>,
        /// 新保险库的文件夹，须不存在 · the folder of the new vault, which must not exist.
        #[arg(long, requires = "backup")]
        to: Option<PathBuf>,
        /// Name of the backup; without one the backups are listed.
        #[arg(long)]
        from: Option<String>,
        /// Do it; without it, only what would be lost is shown.
        #[arg(long, requires_all = ["from", "reason"])]
        yes: bool,
        /// Why; it goes into the journal and, where a meeting is concerned, into its minutes.
        #[arg(long)]
        reason: Option<String>,
        /// Name of the chair who assents; asked for where scores had been taken together since the backup.
        #[arg(long)]
        chair: Option<String>,
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON: the list of backups {name, seq, reason, made, made_by_file, kib, problem}, {name, seq, head, at, now, lost_count, lost, keys_only, meetings, needs_assent},
        /// or of a backup on a stick {ok, folder, backup, journal_seq, journal_head, at, papers, worked_in}.
        #[arg(long)]
        json: bool,
    },
    /// 查看损坏的保险库里哪些数据完好 · what is safe in a damaged vault
    Examine {
        /// The vault's folder.
        path: PathBuf,
        #[command(flatten)]
        passphrase: PassphraseArgs,
        /// Print JSON: {whole, problems, seq, safe_rows, safe_tables, lost_tables, backups}.
        #[arg(long)]
        json: bool,
    },
}

/// `3=5be8` or `会议日志链头:3=5be8`: a group of the paper.
fn paper_group(text: &str) -> Result<PaperGroup, String> {
    let wrong = || "应为“组号=四位”，例如3=5be8 · a number and four digits, such as 3=5be8".to_owned();
    let (number, rest) = match text.rsplit_once([':', '：']) {
        None => (None, text),
        Some((name, rest)) => (Some(PrintedNumber::parse(name).ok_or_else(unknown_number)?), rest),
    };
    let (group, digits) = rest.split_once('=').ok_or_else(wrong)?;
    let group = group.trim().parse().ok().filter(|n| (1..=16).contains(n)).ok_or_else(wrong)?;
    let four = digits.trim().len() == 4 && digits.trim().bytes().all(|b| b.is_ascii_hexdigit());
    if four { Ok(PaperGroup { number, group, typed: digits.trim().to_owned() }) } else { Err(wrong()) }
}

/// What a number of the paper may be called.
fn unknown_number() -> String {
    let names = PrintedNumber::ALL.map(PrintedNumber::words).join("、");
    format!("纸面上的数有{names} · the numbers of a paper are data, sm3, journal, rules")
}

/// Which columns of a file of scores are what.
#[derive(Args, Clone)]
struct ColumnArgs {
    /// 项目列 · columns that name the items, by head or letter, separated by commas.
    #[arg(long, value_delimiter = ',')]
    items: Vec<String>,
    /// 评分列 · columns of scores; without them all that are left.
    #[arg(long, value_delimiter = ',')]
    experts: Vec<String>,
}

impl ColumnArgs {
    fn chosen(&self) -> app::tools::Columns {
        app::tools::Columns { items: self.items.clone(), experts: self.experts.clone() }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Rule {
    Mean,
    Trimmed,
    Median,
}

/// A whole number; its range is the command's to say.
fn whole(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "应为整数 · a whole number is needed".to_owned())
}

const DEMO_HELP: &str = "演示一次完整的闭门论证 · hold the whole closed meeting: several vaults, real packs, every document.

--bids 5 to 500 (方案数), --experts 5 to 15 (专家数); a list given with --from may hold fewer bids. Rows of it with an error are left
out and named; where nothing is left, or it holds no bids, nothing is made and the findings are printed (exit code 1).
--out must not exist or be empty (输出文件夹须不存在或者为空). A number out of its range is wrong use (exit code 2).
Refusals are printed in Chinese and in English, each with its code (中英文对照，附代码).";

const INSPECT_HELP: &str = "查看导入程序从表格里读到了什么 · what the importer sees: tables, columns, rows, findings by cell.

--send-back OUT.xlsx writes what goes back to the sender: a copy of an .xlsx with a note (批注) at each cell, formats kept; a table
of findings for every other format. The sender's own file is never written over.
--json prints
{\"error\": null | {\"code\", \"message\"},
 \"book\": null | {\"format\": \"xlsx|xls|xlsb|ods|csv|html\", \"default_password\", \"date_1904\",
          \"sheets\": [{\"name\", \"hidden\", \"cells\", \"hidden_rows\": [..], \"hidden_columns\": [\"C\"], \"merges\": [\"A1:C1\"],
                      \"comments\": [{\"cell\", \"text\"}]}]},
 \"tables\": [{\"kind\": \"demand|bid|expert|budget|person|milestone|unknown\", \"sheet\", \"header_rows\": [..], \"columns\": {\"B\": field},
             \"rows\": [{\"row\": 5, \"fields\": {field: value}}]}],
 \"findings\": [{\"sheet\", \"cell\": \"F7\" | null, \"row\", \"severity\": \"error|warning\", \"code\", \"message\"}]}
Money is an integer of 分, dates are ISO, a share is an exact fraction; a column that the sheet has not is no key, an empty cell is null.
Exit code 1 when the file cannot be read or a finding is an error.";

const RANK_HELP: &str = "按规则给评分文件排名 · rank a file of scores, exactly. A cell is a number from nought, empty, or 回避.

The first column names the items. A file without such a column is known by its heads: where the first column holds numbers and its
head is like another but for the number or letter at its end (rater1, rater2; 专家1、专家2; 评委甲、评委乙), it is a rater too and each row
is an item, numbered 1, 2, 3 as they stand. A first column of numbers names items when its head says so (item, target, 项目, 编号 …),
when it counts 1, 2, 3, or when the other heads are alike, it is not one of them and no number repeats. Columns right behind it under
nothing but such a word (package, supplier) belong to the item's name. Where it cannot be told
(甲,乙,丙 over numbers; heads that are all numbers) nothing is ranked: scores.no_items, exit code 1. A column that sums others (总分,
平均分, 排名) or holds words (备注) is nobody's: scores.column_unclear asks which columns are scores. --items and --experts say it, by heads
or letters; titles may then stand above the heads.

trimmed (default): without one highest and one lowest when at least five valid scores remain. No tie-breakers.
--json prints
{\"rule\": \"trimmed|mean|median\", \"items\": [{\"item\", \"rank\", \"tied\", \"score\": \"87.43\", \"exact\": \"605/7\", \"n\", \"dropped\": [{\"expert\", \"score\"}]}]}
in order of rank 1, 2, 2, 4; n is counted before trimming; an item nobody scored has null for rank, score and exact.";

const WORKDAYS_HELP: &str = "计算公示等期限的最后一日 · the last of so many working days after the day of posting, ISO.

Computed from the State Council's yearly arrangements 2023–2026; into a year that is not loaded nothing is computed (exit code 1).";

const FUND_HELP: &str = "计算财政资金上限、核定数和拨付安排 · cap, award and payments (policy 四（六）).

cap = min(30 % of the R&D input, 2000万), floored to 分; the award is floored to 百元; up to 50万 it is paid at once,
otherwise 30 % and 40 %, each floored to 百元, and the rest.
--json prints {\"cap\", \"granted\", \"mode\": \"once|tranches\", \"tranches\": [..], \"approval\": \"文号\"}, amounts as integers of 分; the key
\"approval\" (the number of the approval that lifted the cap, 一事一议) is there only where --approval was given. An amount without its unit is wrong use (exit code 2).";

const RESTORE_HELP: &str = "从备份恢复 · go back to a backup, or bring a vault back from a backup on a stick.

lunzheng vault restore FOLDER                         lists the backups of a vault; no passphrase is needed
lunzheng vault restore FOLDER --from NAME [--yes]     says what would be lost; with --yes goes back
lunzheng vault restore --backup STICK/NAME.lzbackup --to NEW.lunzheng
    U盘备份恢复到新的文件夹 · the backup is read and compared with its list, copied, and looked at again (pages, journal, rows, papers)
    before the new vault stands in its place; its journal says who brought it back, from which backup, of when. The stick is not
    changed, and a folder that is there is never written over (exit code 1). A vault that came from a backup takes the place of the one
    that was backed up: do not work on in both (原来的保险库不要再用).
A copy of a backup that an earlier version opened as a vault comes back in the same way.";

const CHECK_HELP: &str = "检查保险库或者U盘备份 · check a vault, or a backup on a stick.

A vault: the cipher, every page of both databases, the journal, every row and every paper.
A backup on a stick (its folder *.lzbackup holds backup.json): whether it is what was written; no passphrase is needed. Where it is not,
the passphrase is asked for, to tell one that was used as a vault (vault.backup_used, exit code 0) from a damaged one (exit code 1).
Nothing on the stick is changed. 恢复用 lunzheng vault restore --backup 备份文件夹 --to 新文件夹 · that brings it back as a vault.";

const VERIFY_HELP: &str = "核验数据包、文件和保险库 · whether packs, documents and vaults hold and belong together.

A pack is checked with its sender's public keys (nothing is decrypted), a document by the digest of its data, both against the
secretariat's signed list (.lzv) or a vault. Keys come from --key, from cards and requests among the files, from a signed list, and
from the vault: its own for packs it sent, those of enrolled laptops for packs it took in.
The last page of a paper prints up to four numbers of sixteen groups: 数据摘要（SHA-256）, 数据摘要（SM3）, 会议日志链头, 评审规则摘要. In a
terminal two groups are asked for, by those words; --paper 3=5be8 --paper 11=07c2 says them beforehand, --paper 会议日志链头:3=5be8 of another
number. A journal's head holds when it is that of any entry of the vault's journal (two groups are needed for an earlier one), and it is
said of which. Groups of another number are said to be so, and nothing is compared (exit code 1).
With --key ARCHIVE.lzkey (its passphrase from the terminal, a file or a descriptor) an archive is opened, and its result is computed anew
from the signed events in it and compared figure by figure; the documents it names are known from then on. Exit code 0: everything holds and belongs together; 1: not, and why.";

fn main() -> ExitCode {
    if let Some(code) = app::reader::serve() {
        return code;
    }
    app::process::leave_no_image();
    let cli = Cli::parse();
    match cli.command {
        Command::Demo(args) => demo::command(&args),
        Command::Ledger { vault, passphrase, json } => ledger::command(&vault, &passphrase, json),
        Command::Inspect { book, send_back, unit, json } => {
            commands::inspect(&book, send_back.as_deref(), unit, json)
        }
        Command::Rank { scores, columns, rule, weights, json } => {
            commands::rank(&scores, &columns.chosen(), rule, weights.as_deref(), json)
        }
        Command::Stats(args) => stats::command(&args),
        Command::Workdays { posted, days, same_day, json } => {
            commands::workdays(posted, days, same_day, json)
        }
        Command::Fund { rd, requested, approval, json } => {
            commands::fund(&rd, requested.as_deref(), approval.as_deref(), json)
        }
        Command::Draw(args) => draw::command(&args),
        Command::Archive(args) => archive::command(&args),
        Command::Verify(args) => commands::verify(&args),
        Command::Vault { command } => safe::command(command),
        Command::Bench { json } => bench::command(json),
    }
}
