//! Workbooks are read in a process of their own, with a ceiling on memory and time: whatever a file does to its reader, the
//! application lives and says what. The process is this same program, started again with a first argument that nobody types.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use domain::Code;
use workbook::grid::Book;
use workbook::wire::{self, WireError};
use workbook::{Hazard, WorkbookError, limits};

use crate::refusal::{Refusal, Result};
use crate::work::Work;
use crate::{annotator, files, page_counter, paper_reader};

/// The first argument that makes the program a reader; the second is the file's name.
const ARGUMENT: &str = "--read-workbook";
/// How often a waiting program looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(25);
/// How long a reader that broke off may take to end.
const DYING: Duration = Duration::from_secs(2);
/// Most of what a reader says before it breaks down that is looked at, in bytes.
const LAST_WORDS: u64 = 16 * 1024;

/// The program that is started as a reader.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// What `main` of every program does first. In a reader's process it reads, and gives the code to end with. In any other it
/// remembers the program, so that workbooks are read in a process of their own from here on. A program that never calls
/// it (a test) reads in its own process.
pub fn serve() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some(OsStr::new(ARGUMENT)) {
        let name = arguments.next().unwrap_or_default();
        return Some(be_reader(&name.to_string_lossy()));
    }
    if first.as_deref() == Some(OsStr::new(annotator::ARGUMENT)) {
        return Some(annotator::serve());
    }
    if first.as_deref() == Some(OsStr::new(page_counter::ARGUMENT)) {
        return Some(page_counter::serve());
    }
    if first.as_deref() == Some(OsStr::new(paper_reader::ARGUMENT)) {
        return Some(paper_reader::serve());
    }
    if let Ok(program) = std::env::current_exe() {
        let _ = PROGRAM.set(program);
    }
    None
}

/// The program that is started as a reader; nothing where this process does everything itself (a test).
pub(crate) fn program() -> Option<&'static Path> {
    PROGRAM.get().map(PathBuf::as_path)
}

/// Reads standard input as a workbook, sends what is found to standard output.
fn be_reader(name: &str) -> ExitCode {
    if let Err(e) = cap() {
        let _ = writeln!(io::stderr(), "no ceiling: {e}");
        return ExitCode::FAILURE;
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed tells that there is more.
    if io::stdin().lock().take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let Ok(mut out) = output() else { return ExitCode::FAILURE };
    match wire::send(&bytes, name, &mut out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Standard output as it is: Rust's own looks for the ends of lines, of which frames have none.
#[cfg(unix)]
fn output() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;
    Ok(std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the other form can fail")]
fn output() -> io::Result<io::Stdout> {
    Ok(io::stdout())
}

/// Puts the ceilings on this process: memory, time on the processor, no files written, no image of memory left behind.
#[cfg(unix)]
pub(crate) fn cap() -> io::Result<()> {
    use rlimit::Resource;
    #[cfg(target_os = "linux")]
    Resource::DATA.set(limits::MEMORY_BYTES, limits::MEMORY_BYTES)?;
    Resource::CPU.set(limits::SECONDS, limits::SECONDS + 5)?;
    Resource::CORE.set(0, 0)?;
    Resource::FSIZE.set(0, 0)
}

/// Elsewhere the system has no such ceilings: time is watched from outside, memory by the limits of the reader alone.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "the other form can fail")]
pub(crate) fn cap() -> io::Result<()> {
    Ok(())
}

/// Reads a file whole, and the workbook in it.
///
/// # Errors
/// `io`; `book.unsafe_file` for a file that is too large; those of [`read`].
pub(crate) fn open(path: &Path, work: &Work) -> Result<(Vec<u8>, Book)> {
    let file = files::name(path);
    let refused = |e: io::Error| files::io_refusal(path, &e).in_file(&file);
    let mut bytes = Vec::new();
    // What is no plain file may tell no size and never end.
    let from = std::fs::File::open(path).map_err(refused)?;
    from.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(refused)?;
    if u64::try_from(bytes.len()).map_or(true, |n| n > limits::FILE_BYTES) {
        return Err(WorkbookError::Unsafe { file, hazard: Hazard::FileTooLarge }.into());
    }
    let book = read(&bytes, &file, work).map_err(|refusal| refusal.in_file(&file))?;
    Ok((bytes, book))
}

/// Reads a workbook in a process of its own, and says how far it is. `file` is the name that messages use.
///
/// # Errors
/// What a workbook is refused for; `book.unsafe_file` when the reader breaks down, asks for too much or takes too long;
/// `work.stopped`, which ends the reader; `io` when it cannot be started.
pub fn read(bytes: &[u8], file: &str, work: &Work) -> Result<Book> {
    match PROGRAM.get() {
        Some(program) => read_with(program, Duration::from_secs(limits::SECONDS), bytes, file, work),
        None => {
            work.step("intake.read", 0, 100)?;
            Ok(workbook::read(bytes, file)?)
        }
    }
}

/// What the threads around a reader tell the one that waits.
enum Said {
    Whole(std::result::Result<Book, WireError>),
}

/// [`read`] with a program and a time of one's own.
///
/// # Errors
/// As [`read`].
pub fn read_with(program: &Path, time: Duration, bytes: &[u8], file: &str, work: &Work) -> Result<Book> {
    work.step("intake.read", 0, 100)?;
    let unsafe_file = |hazard| Refusal::from(WorkbookError::Unsafe { file: file.to_owned(), hazard });
    let mut reader = start(program, ARGUMENT, file)?;
    let (Some(mut input), Some(mut output), Some(errors)) =
        (reader.stdin.take(), reader.stdout.take(), reader.stderr.take())
    else {
        return Err(Refusal::internal("a reader without pipes"));
    };
    let percent = AtomicU64::new(0);
    let (say, hear) = mpsc::channel();
    std::thread::scope(|scope| {
        // A reader that is gone takes no more; why it is gone is told by how it ended.
        scope.spawn(move || drop(input.write_all(bytes)));
        let last_words = scope.spawn(move || last_words(errors));
        let percent = &percent;
        scope.spawn(move || {
            let mut progress = |done: u64, of: u64| {
                percent
                    .store(done.saturating_mul(100).checked_div(of).unwrap_or(0).min(99), Ordering::Relaxed);
            };
            let _ = say.send(Said::Whole(wire::receive(&mut output, file, &mut progress)));
        });
        let outcome = wait(&hear, Instant::now() + time, percent, work);
        let status = end(&mut reader, matches!(outcome, Ok(Some(Err(WireError::Cut)))));
        let last_words = last_words.join().unwrap_or_default();
        match outcome? {
            Some(Ok(book)) => Ok(book),
            Some(Err(WireError::Refused(error))) => Err(error.into()),
            Some(Err(WireError::Garbled)) => Err(unsafe_file(Hazard::ReaderGarbled)),
            Some(Err(WireError::Cut)) => Err(unsafe_file(broke_down(status, &last_words))),
            None => Err(unsafe_file(Hazard::ReaderTimedOut)),
        }
    })
}

/// Starts the program as what its first argument makes of it.
pub(crate) fn start(program: &Path, argument: &str, file: &str) -> Result<Child> {
    let mut command = Command::new(program);
    command.arg(argument).arg(file);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().map_err(|e| {
        Refusal::of(Code::Io).with("path", program.display().to_string()).with("reason", e.to_string())
    })
}

/// Asks a process of our own one question and takes its answer, where nothing more is to be told than that there is none:
/// it broke down, took too long, or answered what none answers. Progress and reasons are [`read_with`]'s.
pub(crate) fn ask<T: Send + 'static>(
    program: &Path,
    argument: &str,
    time: Duration,
    question: Vec<u8>,
    taken: fn(&mut dyn Read) -> Option<T>,
) -> Option<T> {
    let mut child = start(program, argument, "").ok()?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let answer = match pipes {
        (Some(mut input), Some(mut output), Some(mut errors)) => {
            let (say, hear) = mpsc::channel();
            // The threads end with the process, whose pipes they hold; nobody waits for them.
            std::thread::spawn(move || drop(input.write_all(&question)));
            std::thread::spawn(move || drop(io::copy(&mut errors, &mut io::sink())));
            std::thread::spawn(move || drop(say.send(taken(&mut output))));
            hear.recv_timeout(time).ok().flatten()
        }
        _ => None,
    };
    // Whole, late or wrong: there is nothing more to come from it.
    let _ = child.kill();
    let _ = child.wait();
    answer
}

/// Ends the reader and tells how it ended, if that was by itself. Whole, stopped, late or wrong: there is nothing more to come from it. One that
/// broke off is about to end by itself, and how it does says why; it gets a moment.
fn end(reader: &mut Child, by_itself: bool) -> Option<ExitStatus> {
    let until = Instant::now() + DYING;
    while by_itself && Instant::now() < until {
        match reader.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => std::thread::sleep(LOOK),
            Err(_) => break,
        }
    }
    let _ = reader.kill();
    let _ = reader.wait();
    None
}

/// Waits for the workbook; nothing when the time is up.
fn wait(
    hear: &mpsc::Receiver<Said>,
    until: Instant,
    percent: &AtomicU64,
    work: &Work,
) -> Result<Option<std::result::Result<Book, WireError>>> {
    loop {
        match hear.recv_timeout(LOOK) {
            Ok(Said::Whole(outcome)) => return Ok(Some(outcome)),
            Err(RecvTimeoutError::Disconnected) => return Ok(Some(Err(WireError::Garbled))),
            Err(RecvTimeoutError::Timeout) => {
                let done = usize::try_from(percent.load(Ordering::Relaxed)).unwrap_or(0);
                work.step("intake.read", done, 100)?;
                if Instant::now() >= until {
                    return Ok(None);
                }
            }
        }
    }
}

/// What the reader says on standard error, from its beginning; the rest is taken and forgotten, so that it never waits.
fn last_words(mut errors: impl Read) -> String {
    let mut head = Vec::new();
    let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut head);
    let _ = io::copy(&mut errors, &mut io::sink());
    String::from_utf8_lossy(&head).into_owned()
}

/// Why a reader ended before its workbook did.
fn broke_down(status: Option<ExitStatus>, last_words: &str) -> Hazard {
    // The words of Rust's allocator when the system gives no more.
    if last_words.contains("memory allocation of") {
        return Hazard::ReaderOutOfMemory;
    }
    match status.and_then(ended_by) {
        Some(Signal::Memory) => Hazard::ReaderOutOfMemory,
        Some(Signal::Time) => Hazard::ReaderTimedOut,
        None => Hazard::ReaderCrashed,
    }
}

/// What a process may be ended for from outside.
enum Signal {
    Memory,
    Time,
}

/// The system's own end of a process: SIGXCPU (24) for time, SIGKILL (9) when memory is short.
#[cfg(unix)]
fn ended_by(status: ExitStatus) -> Option<Signal> {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(24) => Some(Signal::Time),
        Some(9) => Some(Signal::Memory),
        _ => None,
    }
}

#[cfg(not(unix))]
fn ended_by(_: ExitStatus) -> Option<Signal> {
    None
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A program that does what a script says.
    fn program(script: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reader");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        (folder, path)
    }

    /// The code and the reason of what comes of a reader that does so.
    fn said(script: &str, time: Duration) -> (Code, String) {
        let (_folder, program) = program(script);
        let work = Work::new();
        let refusal = read_with(&program, time, &vec![0; 1 << 20], "名单.xlsx", &work).unwrap_err();
        let finding = &refusal.0[0];
        let reason = finding.params.iter().find(|(name, _)| name == "reason").map(|(_, v)| v.clone());
        assert!(crate::messages::words(finding.code, &finding.params).zh.contains("名单.xlsx"));
        (refusal.code(), reason.unwrap_or_default())
    }

    const TIME: Duration = Duration::from_secs(20);

    #[test]
    fn a_reader_that_breaks_down_is_said_to_have() {
        for script in [
            "exec 1>&-; exec sleep 600",
            "kill -SEGV $$",
            "kill -ABRT $$",
            "exit 101",
            "exit 0",
            "printf '\\001\\000'",
        ] {
            assert_eq!(said(script, TIME), (Code::BookUnsafeFile, "reader_crashed".to_owned()), "{script}");
        }
    }

    #[test]
    fn a_reader_that_gets_no_memory_is_said_to() {
        let script = "echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$";
        assert_eq!(said(script, TIME), (Code::BookUnsafeFile, "reader_out_of_memory".to_owned()));
    }

    #[test]
    fn a_reader_that_hangs_is_ended_when_its_time_is_up() {
        let started = Instant::now();
        let hangs = said("exec sleep 600", Duration::from_millis(300));
        assert_eq!(hangs, (Code::BookUnsafeFile, "reader_timed_out".to_owned()));
        let chatters = said("while :; do echo x >&2; done", Duration::from_millis(300));
        assert_eq!(chatters, (Code::BookUnsafeFile, "reader_timed_out".to_owned()));
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_reader_that_says_what_none_says_is_not_believed() {
        for script in
            ["exec yes", "exec cat /dev/zero", "printf '\\002\\000\\000\\000\\030\\031'; exec sleep 600"]
        {
            assert_eq!(said(script, TIME), (Code::BookUnsafeFile, "reader_garbled".to_owned()), "{script}");
        }
    }

    #[test]
    fn a_reader_that_cannot_be_started_is_a_fault_of_the_system() {
        let work = Work::new();
        let refusal = read_with(Path::new("/nowhere/lunzheng"), TIME, b"", "a.csv", &work).unwrap_err();
        assert_eq!(refusal.code(), Code::Io);
    }

    #[test]
    fn to_stop_the_work_ends_the_reader() {
        let (_folder, program) = program("exec sleep 600");
        let work = Work::new();
        let started = Instant::now();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(200));
                work.stop();
            });
            let refusal = read_with(&program, TIME, b"", "a.csv", &work).unwrap_err();
            assert_eq!(refusal.code(), Code::WorkStopped);
        });
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_ceiling_on_memory_holds() {
        // The test's own process gets the ceiling, in an order that leaves nothing to others.
        cap().unwrap();
        let mut much: Vec<u8> = Vec::new();
        assert!(much.try_reserve_exact(1 << 30).is_err());
        assert!(much.try_reserve_exact(1 << 20).is_ok());
    }
}
