//! The pages of a PDF that somebody hands in are counted in a process of their own, as workbooks are read in one: the file is
//! a stranger's, and the program that holds keys takes none apart. What comes back is one number.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use workbook::limits;

use crate::reader;

/// The first argument that makes the program a counter of pages.
pub(crate) const ARGUMENT: &str = "--count-pages";
/// Most bytes of a PDF that are read: what is larger is not counted.
const PDF_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a PDF from standard input, and writes how many pages it has to standard output: four bytes, nought for a PDF whose
/// pages cannot be counted.
pub(crate) fn serve() -> ExitCode {
    let done = reader::cap().and_then(|()| {
        let answer = answer(&mut io::stdin().lock())?;
        io::stdout().lock().write_all(&answer)
    });
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn answer(input: &mut dyn Read) -> io::Result<[u8; 4]> {
    let mut pdf = Vec::new();
    // One byte more than is counted tells that there is more.
    input.take(PDF_BYTES + 1).read_to_end(&mut pdf)?;
    Ok(documents::page_count(&pdf).unwrap_or(0).to_le_bytes())
}

/// Takes an answer apart; nothing for one that is cut or longer, and for nought.
fn taken(output: &mut dyn Read) -> Option<u32> {
    let mut bytes = Vec::new();
    output.take(5).read_to_end(&mut bytes).ok()?;
    let pages = u32::from_le_bytes(bytes.try_into().ok()?);
    (pages > 0).then_some(pages)
}

/// How many pages a PDF has. Nothing where that cannot be told, and where the process breaks down, takes too long or answers
/// what none answers: the paper is kept without its number.
pub(crate) fn count(pdf: Vec<u8>) -> Option<u32> {
    match reader::program() {
        Some(program) => count_with(program, Duration::from_secs(limits::SECONDS), pdf),
        None => documents::page_count(&pdf),
    }
}

/// [`count`] with a program and a time of one's own.
#[must_use]
pub fn count_with(program: &Path, time: Duration, pdf: Vec<u8>) -> Option<u32> {
    reader::ask(program, ARGUMENT, time, pdf, taken)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::time::Instant;

    use super::*;

    const TIME: Duration = Duration::from_secs(20);

    /// What comes of a program that does what a script says.
    fn of(script: &str, time: Duration) -> Option<u32> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counter");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        count_with(&path, time, vec![0; 1 << 20])
    }

    #[test]
    fn a_counter_that_breaks_down_hangs_or_lies_gives_no_number() {
        let started = Instant::now();
        for script in [
            "kill -SEGV $$",
            "exit 0",
            "exec yes",
            "printf '\\003\\000\\000'",
            "printf '\\000\\000\\000\\000'",
            "exec cat /dev/zero",
        ] {
            assert_eq!(of(script, TIME), None, "{script}");
        }
        assert_eq!(of("exec sleep 600", Duration::from_millis(300)), None);
        assert!(started.elapsed() < Duration::from_secs(20));
        assert_eq!(count_with(Path::new("/nowhere/lunzheng"), TIME, Vec::new()), None);
    }

    #[test]
    fn a_number_is_taken_from_a_process_that_answers_as_ours_does() {
        assert_eq!(of("cat >/dev/null; printf '\\014\\000\\000\\000'", TIME), Some(12));
        let nothing = answer(&mut b"%PDF-1.7 nothing".as_slice()).unwrap();
        assert_eq!((nothing, taken(&mut nothing.as_slice())), ([0; 4], None));
    }
}
