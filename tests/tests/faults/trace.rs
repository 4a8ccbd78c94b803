//! The calls of the system by which a process writes, as strace records them: what the simulated disk is made of. The
//! process is the unchanged program; nothing in it knows that it is watched.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use journeys::faults::Act;

/// One call that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    /// A file was opened; it was made if it was not there, and emptied if so asked.
    Open { path: PathBuf, fd: i64, create: bool, truncate: bool },
    /// A descriptor was closed.
    Close { fd: i64 },
    /// The place of the next write.
    Seek { fd: i64, at: u64 },
    /// Bytes were read at the current place.
    Read { fd: i64, bytes: u64 },
    /// Bytes were written, at a given place or the current one.
    Write { fd: i64, at: Option<u64>, bytes: Vec<u8> },
    /// Bytes went from one file to another.
    Copy { from: i64, to: i64, bytes: u64 },
    /// A file was cut or stretched.
    Truncate { fd: i64, size: u64 },
    /// A file or folder was synced.
    Sync { fd: i64 },
    /// A file or folder got another name.
    Rename { from: PathBuf, to: PathBuf },
    /// A file was removed.
    Unlink { path: PathBuf },
    /// A folder was made.
    Mkdir { path: PathBuf },
    /// A folder was removed.
    Rmdir { path: PathBuf },
}

/// Calls that write, and what places the writes.
const CALLS: &str = "openat,close,lseek,read,pread64,write,pwrite64,writev,pwritev,ftruncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,link,symlink,dup,dup2,dup3,fcntl,creat,truncate";

/// Performs an act so many times under strace, and gives its calls in their order.
pub(crate) fn record(act: Act, stage: &Path, times: u64) -> Vec<Call> {
    let log = stage.join("trace");
    let status = Command::new("strace")
        .args(["-f", "-xx", "-s", "4000000", "-e", &format!("trace={CALLS}"), "-o"])
        .arg(&log)
        .arg(env!("CARGO_BIN_EXE_actor"))
        .arg(act.name())
        .arg(stage)
        .arg(times.to_string())
        .output()
        .unwrap_or_else(|e| panic!("strace is needed for the tests of faults (tools/setup.sh test): {e}"));
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
    whole_lines(&std::fs::read_to_string(&log).unwrap()).iter().filter_map(|line| call(line)).collect()
}

/// The lines of all threads without their numbers, a call that another thread's calls stand within put together where it
/// ended.
fn whole_lines(log: &str) -> Vec<String> {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut whole = Vec::new();
    for line in log.lines() {
        let (thread, said) = line.split_once(' ').unwrap_or(("", line));
        let said = said.trim_start();
        if let Some(head) = said.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, head);
        } else if let Some((_, rest)) = said.split_once(" resumed>").filter(|_| said.starts_with("<... ")) {
            whole.push(format!("{}{rest}", begun.remove(thread).unwrap_or_default()));
        } else {
            whole.push(said.to_owned());
        }
    }
    whole
}

/// A line of the record. Calls that failed, or that place nothing, are nothing.
fn call(line: &str) -> Option<Call> {
    let (head, result) = line.rsplit_once(" = ")?;
    let head = head.trim_end().strip_suffix(')')?;
    let result: i64 = result.split_whitespace().next()?.parse().ok()?;
    if result < 0 {
        return None;
    }
    let (name, arguments) = head.split_once('(')?;
    let parts: Vec<&str> = arguments.split(", ").collect();
    let number = |n: usize| parts.get(n).and_then(|p| p.trim().parse::<i64>().ok());
    let size = |n: usize| number(n).and_then(|v| u64::try_from(v).ok());
    let paths: Vec<PathBuf> =
        parts.iter().filter(|p| p.starts_with('"')).filter_map(|p| Some(path(&bytes(p)?))).collect();
    let first = paths.first().cloned();
    match name {
        "openat" => {
            let flags = parts.get(2)?;
            let has = |flag: &str| flags.split('|').any(|f| f == flag);
            Some(Call::Open { path: first?, fd: result, create: has("O_CREAT"), truncate: has("O_TRUNC") })
        }
        "close" => Some(Call::Close { fd: number(0)? }),
        "lseek" => Some(Call::Seek { fd: number(0)?, at: u64::try_from(result).ok()? }),
        "read" => Some(Call::Read { fd: number(0)?, bytes: u64::try_from(result).ok()? }),
        "write" => Some(Call::Write { fd: number(0)?, at: None, bytes: written(parts.get(1)?, result)? }),
        "pwrite64" => {
            Some(Call::Write { fd: number(0)?, at: size(3), bytes: written(parts.get(1)?, result)? })
        }
        "copy_file_range" => {
            Some(Call::Copy { from: number(0)?, to: number(2)?, bytes: u64::try_from(result).ok()? })
        }
        "ftruncate" => Some(Call::Truncate { fd: number(0)?, size: size(1)? }),
        "fsync" | "fdatasync" => Some(Call::Sync { fd: number(0)? }),
        "rename" | "renameat" | "renameat2" => Some(Call::Rename { from: first?, to: paths.get(1)?.clone() }),
        "unlink" => Some(Call::Unlink { path: first? }),
        "unlinkat" if arguments.contains("AT_REMOVEDIR") => Some(Call::Rmdir { path: first? }),
        "unlinkat" => Some(Call::Unlink { path: first? }),
        "mkdir" | "mkdirat" => Some(Call::Mkdir { path: first? }),
        "rmdir" => Some(Call::Rmdir { path: first? }),
        "pread64" | "fcntl" => None,
        other => panic!("the simulated disk does not know {other}: {}", line.get(..200).unwrap_or(line)),
    }
}

/// What a call wrote: all that it was given, or the first part of it.
fn written(text: &str, result: i64) -> Option<Vec<u8>> {
    let mut bytes = bytes(text)?;
    bytes.truncate(usize::try_from(result).ok()?);
    Some(bytes)
}

/// `"\x61\x62"` as its bytes.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let inner = text.trim().strip_prefix('"')?.strip_suffix('"')?;
    hex::decode(inner.replace("\\x", "")).ok()
}

fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
