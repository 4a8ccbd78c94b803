//! The promised figures of intake, measured: a list is read (in a process of its own), typed, checked and previewed, beside the
//! time that calamine alone takes to stream the same cells, and the most memory of either process.
//!
//! `cargo run --release -p app --example intake_figures [LIST.xlsx …]`; with `PARTS=1` each part of the way is timed by
//! itself. Both are run in turn, so that what else the machine does falls on both.

#![allow(clippy::print_stdout, reason = "it prints figures")]

use std::io::Cursor;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use app::office::Draft;
use app::work::Work;
use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

/// How often each is measured; the median counts.
const RUNS: usize = 7;

type Failed = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    if let Some(code) = app::reader::serve() {
        return code;
    }
    let done = || -> Result<(), Failed> {
        let lists: Vec<_> = std::env::args_os().skip(1).collect();
        for list in &lists {
            measure(&list.to_string_lossy(), &std::fs::read(list)?)?;
        }
        if lists.is_empty() {
            for (rows, columns) in [(60_000, 15), (5_000, 25)] {
                measure(&format!("{rows} × {columns}"), &list(rows, columns, false)?)?;
                measure(&format!("{rows} × {columns}, no text twice"), &list(rows, columns, true)?)?;
            }
        }
        Ok(())
    };
    match done() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            println!("{e}");
            ExitCode::FAILURE
        }
    }
}

/// Heads of a list of bids, the ones that matter first, then others that lists have.
const HEADS: [&str; 25] = [
    "方案编号",
    "榜单编号",
    "榜题",
    "出题企业",
    "揭榜方",
    "领域",
    "技术总师",
    "开始日期",
    "完成日期",
    "研发投入总额（万元）",
    "申请财政资金（万元）",
    "自筹资金（万元）",
    "项目总投资（万元）",
    "负责人和骨干人数",
    "青年人数",
    "联系电话",
    "参与单位",
    "出题企业统一社会信用代码",
    "赛马",
    "备注",
    "推荐单位",
    "县区",
    "序列",
    "说明",
    "附件数",
];

/// A list of so many bids. Texts are of the length that real ones have; some repeat, as they do, or none does.
fn list(rows: u32, columns: u16, distinct: bool) -> Result<Vec<u8>, Failed> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..columns).zip(HEADS) {
        sheet.write_string(0, column, head)?;
    }
    for i in 0..rows {
        let row = i + 1;
        for column in 0..columns {
            let own = |text: String| match column {
                1..=4 | 6 | 16 | 19..=23 if distinct => format!("{text}{i}"),
                _ => text,
            };
            let text = match column {
                0 => format!("FA-{i:06}"),
                1 => format!("JB-{:04}", i / 3),
                2 => format!("面向第{}类场景的关键技术研究与示范应用", i / 3),
                3 => format!("示例{}重工有限公司", i / 3 % 700),
                4 => format!("示例{}大学", i % 300),
                5 => "新能源".to_owned(),
                6 => format!("示例{}", i % 5000),
                7 => "2025-01-01".to_owned(),
                8 => "2027-12-31".to_owned(),
                15 => format!("139{:08}", i),
                16 => format!("示例{}研究院、示例{}有限公司", i % 90, i % 70),
                17 => String::new(),
                18 => "否".to_owned(),
                19..=23 => format!("第{}项其他内容", i % 1000),
                _ => String::new(),
            };
            let thousand = f64::from(i % 900 + 100);
            match column {
                9 => sheet.write_number(row, column, thousand * 10.0)?,
                10 => sheet.write_number(row, column, thousand * 2.5)?,
                11 => sheet.write_number(row, column, thousand * 7.5)?,
                12 => sheet.write_number(row, column, thousand * 12.5)?,
                13 => sheet.write_number(row, column, f64::from(i % 20 + 10))?,
                14 => sheet.write_number(row, column, f64::from(i % 20 / 2 + 9))?,
                24 => sheet.write_number(row, column, f64::from(i % 5))?,
                _ => sheet.write_string(row, column, own(text))?,
            };
        }
    }
    Ok(book.save_to_buffer()?)
}

/// Times of both on one list.
fn measure(what: &str, bytes: &[u8]) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("list.xlsx");
    std::fs::write(&path, bytes)?;
    let before = memory(Path::new("/proc/self/status"), "VmRSS:");
    let reader = AtomicU64::new(0);
    let (over, own) = (AtomicBool::new(false), AtomicU64::new(0));
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(|| watch(&over, &reader, &own));
        let runs = (0..RUNS).try_for_each(|_| {
            theirs.push(timed(|| calamine(bytes))?.1);
            // The window keeps what it shows: the draft goes after the watch was stopped.
            let (draft, took) = timed(|| intake(&path))?;
            drop(draft);
            ours.push(took);
            Ok::<_, Failed>(())
        });
        over.store(true, Ordering::Relaxed);
        runs
    })?;
    let ((theirs, their_work), (ours, our_work)) = (median(theirs), median(ours));
    let (ratio, work) = (ours / theirs, our_work / their_work);
    println!(
        "{} {what}: {ours:.0} ms, calamine {theirs:.0} ms, ratio {ratio:.2} (target 1.50); processor {our_work:.0} ms to {their_work:.0} ms, ratio {work:.2}; memory: program {} MiB more than the {} MiB before, reader {} MiB (target 300)",
        if ratio <= 1.5 { "✓" } else { "✗" },
        own.load(Ordering::Relaxed).saturating_sub(before) / 1024,
        before / 1024,
        reader.load(Ordering::Relaxed) / 1024,
    );
    Ok(())
}

/// Milliseconds by the clock and of processors, this one's and its children's.
fn timed<T>(run: impl FnOnce() -> Result<T, Failed>) -> Result<(T, (f64, f64)), Failed> {
    let (started, work) = (Instant::now(), processor());
    let made = run()?;
    Ok((made, (started.elapsed().as_secs_f64() * 1000.0, processor() - work)))
}

/// The median of each.
fn median(took: Vec<(f64, f64)>) -> (f64, f64) {
    let (mut clock, mut work): (Vec<f64>, Vec<f64>) = took.into_iter().unzip();
    clock.sort_by(f64::total_cmp);
    work.sort_by(f64::total_cmp);
    let middle = |sorted: &[f64]| sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN);
    (middle(&clock), middle(&work))
}

/// Processor time of this process and its ended children, in milliseconds; the system counts in hundredths of a second.
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(4).filter_map(|n| n.parse::<u32>().ok());
    f64::from(ticks.sum::<u32>()) * 10.0
}

/// calamine, streaming all cells of the first sheet.
fn calamine(bytes: &[u8]) -> Result<(), Failed> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))?;
    let name = book.sheet_names().first().cloned().unwrap_or_default();
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut filled = 0u32;
    while let Some(cell) = cells.next_cell()? {
        filled += u32::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    std::hint::black_box(filled);
    Ok(())
}

/// What the window does with a file: read, typed, checked, shown.
fn intake(path: &Path) -> Result<Draft, Failed> {
    let started = Instant::now();
    if std::env::var_os("PARTS").is_some() {
        parts(path)?;
    }
    let draft = Draft::open(path, &Work::new())?;
    let opened = started.elapsed();
    let view = draft.view();
    let sheet = view.sheets.first().map(|s| s.name.clone()).unwrap_or_default();
    let rows = draft.rows(&sheet, 1, 100)?;
    std::hint::black_box((&view, &rows));
    if std::env::var_os("PARTS").is_some() {
        println!("  opened {opened:?}, all {:?}, {} findings", started.elapsed(), view.findings.len());
    }
    Ok(draft)
}

/// How long each part takes.
fn parts(path: &Path) -> Result<(), Failed> {
    let bytes = std::fs::read(path)?;
    let started = Instant::now();
    let book = workbook::read(&bytes, "list.xlsx")?;
    println!("  here {:?}", started.elapsed());
    drop(book);
    let started = Instant::now();
    workbook::wire::send(&bytes, "list.xlsx", &mut std::io::sink())?;
    println!("  sent {:?}", started.elapsed());
    let started = Instant::now();
    let book = app::reader::read(&bytes, "list.xlsx", &Work::new())?;
    println!("  read {:?}", started.elapsed());
    let started = Instant::now();
    let inspection = workbook::recognise(&book, &workbook::Edits::default())?;
    println!("  recognised {:?}", started.elapsed());
    let started = Instant::now();
    drop((book, inspection));
    println!("  dropped {:?}", started.elapsed());
    Ok(())
}

/// A line of a process's state, in KiB.
fn memory(status: &Path, name: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse().unwrap_or(0)
}

/// Looks at the reader's and at this process's memory until it is over.
fn watch(over: &AtomicBool, reader: &AtomicU64, own: &AtomicU64) {
    while !over.load(Ordering::Relaxed) {
        own.fetch_max(memory(Path::new("/proc/self/status"), "VmRSS:"), Ordering::Relaxed);
        let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
        for task in tasks {
            let children = std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
            for id in children.split_whitespace() {
                // Between its beginning and its first step a process is still a copy of this one.
                let line = std::fs::read_to_string(Path::new("/proc").join(id).join("cmdline"));
                if !line.is_ok_and(|line| line.contains("--read-workbook")) {
                    continue;
                }
                let most = memory(&Path::new("/proc").join(id).join("status"), "VmHWM:");
                reader.fetch_max(most, Ordering::Relaxed);
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}
