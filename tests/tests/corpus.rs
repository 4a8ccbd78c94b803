//! The kept inputs of fuzzing go through the same functions again, each folder in a process of its own under a ceiling of
//! memory: an input that stops the process, holds it up or makes it swallow memory fails by its name.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may fail loudly")]

use std::io::{BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use fuzz_entries::{ENTRIES, Entry};

/// The ignored test below that a process of its own runs, and what tells it what to run.
const RUNNER: &str = "the_process_that_goes_through_a_folder";
const TARGET: &str = "CORPUS_TARGET";
const FOLDER: &str = "CORPUS_FOLDER";
/// What it says before each input and at the end.
const NEXT: &str = "corpus input ";
const DONE: &str = "corpus done";
/// Longest time for one input.
const LIMIT: Duration = Duration::from_secs(10);
/// Most memory of the process, in bytes: the ceiling of the readers of workbooks.
const MEMORY: u64 = workbook::limits::MEMORY_BYTES;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

/// Entries that do what no input may make one do.
fn stops(bytes: &[u8]) -> bool {
    assert!(bytes.is_empty(), "as it should");
    false
}

fn hangs(bytes: &[u8]) -> bool {
    let start = Instant::now();
    while start.elapsed() < LIMIT * 3 {
        std::hint::black_box(bytes);
    }
    true
}

fn swallows(_: &[u8]) -> bool {
    let all: Vec<Vec<u8>> = (0..64u8).map(|i| vec![i | 1; 32 << 20]).collect();
    std::hint::black_box(all).len() > 1
}

fn entry(target: &str) -> Entry {
    let broken: [(&str, Entry); 3] = [("stops", stops), ("hangs", hangs), ("swallows", swallows)];
    ENTRIES.iter().chain(&broken).find(|(name, _)| *name == target).unwrap().1
}

/// What a name says of an input that was made by hand: `reads-…` comes to something, `refused-…` to nothing.
fn as_named(name: &str, came: bool) -> bool {
    !(name.starts_with("reads-") && !came || name.starts_with("refused-") && came)
}

#[test]
#[ignore = "runs in a process of its own"]
fn the_process_that_goes_through_a_folder() {
    let (Ok(target), Ok(folder)) = (std::env::var(TARGET), std::env::var(FOLDER)) else { return };
    rlimit::Resource::DATA.set(MEMORY, MEMORY).unwrap();
    rlimit::Resource::CORE.set(0, 0).unwrap();
    let entry = entry(&target);
    for file in files(Path::new(&folder)) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        println!("\n{NEXT}{name}");
        let came = entry(&std::fs::read(&file).unwrap());
        assert!(as_named(&name, came), "{name} comes to something: {came}");
    }
    println!("\n{DONE}");
}

/// Runs a folder in a process of its own. Gives how many inputs it went through, or the input at which it ended and how.
fn replay(target: &str, folder: &Path, limit: Duration) -> Result<usize, String> {
    let mut said = tempfile::tempfile().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", RUNNER, "--ignored", "--nocapture", "--test-threads", "1"])
        .env(TARGET, target)
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(said.try_clone().unwrap())
        .spawn()
        .unwrap();
    let outcome = watch(&mut child, limit);
    let _ = child.kill();
    child.wait().unwrap();
    outcome.map_err(|how| {
        let mut words = String::new();
        said.rewind().and_then(|()| said.read_to_string(&mut words)).unwrap();
        eprintln!("{words}");
        format!("{target}: {how}")
    })
}

fn watch(child: &mut Child, limit: Duration) -> Result<usize, String> {
    let output = child.stdout.take().unwrap();
    let (send, lines) = mpsc::channel();
    std::thread::spawn(move || {
        BufReader::new(output).lines().map_while(Result::ok).all(|line| send.send(line).is_ok())
    });
    let (mut at, mut count) = ("nothing yet".to_owned(), 0);
    loop {
        match lines.recv_timeout(limit) {
            Ok(line) if line.starts_with(DONE) => return Ok(count),
            Ok(line) => {
                if let Some(name) = line.strip_prefix(NEXT) {
                    (at, count) = (name.to_owned(), count + 1);
                }
            }
            Err(RecvTimeoutError::Timeout) => return Err(format!("held up at {at}")),
            Err(RecvTimeoutError::Disconnected) => return Err(format!("ended at {at}")),
        }
    }
}

#[test]
fn no_kept_input_of_fuzzing_stops_holds_up_or_swells_what_reads_it() {
    let mut bytes = 0;
    for (target, _) in ENTRIES {
        let folder = corpus().join(target);
        let kept = files(&folder);
        bytes += kept.iter().map(|f| f.metadata().unwrap().len()).sum::<u64>();
        assert_eq!(replay(target, &folder, LIMIT), Ok(kept.len()));
        assert!(kept.len() > 3, "{target} has only {} inputs", kept.len());
    }
    assert!(bytes <= 2 << 20, "the kept inputs have {bytes} bytes; leave the small ones");
}

#[test]
fn the_replay_finds_an_entry_that_stops_hangs_or_swallows_memory_and_an_input_that_is_not_as_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("one"), b"anything").unwrap();
    let found = |target, limit| replay(target, folder.path(), Duration::from_secs(limit));
    assert_eq!(found("stops", 10), Err("stops: ended at one".to_owned()));
    assert_eq!(found("hangs", 1), Err("hangs: held up at one".to_owned()));
    assert_eq!(found("swallows", 10), Err("swallows: ended at one".to_owned()));
    assert_eq!(found("pack", 10), Ok(1));
    std::fs::rename(folder.path().join("one"), folder.path().join("reads-one")).unwrap();
    assert_eq!(found("pack", 10), Err("pack: ended at reads-one".to_owned()));
}
