//! Notes are put at the cells of a sender's package in a process of its own, as workbooks are read in one: the package is a
//! stranger's, and the program that holds keys unpacks none. What comes back is bytes, which are read again like any file.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use workbook::{Annotated, Note, limits};

use crate::reader;

/// The first argument that makes the program an annotator.
pub(crate) const ARGUMENT: &str = "--annotate-workbook";
/// Most bytes of notes that are taken, and that a package may grow by.
const NOTES_BYTES: u64 = 64 * 1024 * 1024;
/// What the answer begins with: the package with its notes, without macros or with them, or that it bears none.
const PLAIN: u8 = 1;
const MACROS: u8 = 2;
const NONE: u8 = 0;

/// Reads notes and a package from standard input, and writes the package with its notes to standard output.
pub(crate) fn serve() -> ExitCode {
    let done = reader::cap().and_then(|()| {
        let answer = answer(&mut io::stdin().lock())?;
        io::stdout().lock().write_all(&answer)
    });
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The question: the length of the notes, the notes, the package. The answer: a mark, a length, so many bytes.
fn question(bytes: &[u8], notes: &[Note]) -> io::Result<Vec<u8>> {
    let notes = serde_json::to_vec(notes)?;
    let length = u64::try_from(notes.len()).map_err(io::Error::other)?;
    Ok([&length.to_le_bytes(), notes.as_slice(), bytes].concat())
}

fn answer(input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let mut notes = Vec::new();
    input.take(u64::from_le_bytes(length).min(NOTES_BYTES)).read_to_end(&mut notes)?;
    let notes: Vec<Note> = serde_json::from_slice(&notes)?;
    let mut bytes = Vec::new();
    input.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let (mark, package) = match workbook::annotate(&bytes, &notes) {
        Some(Annotated { bytes, macros }) => (if macros { MACROS } else { PLAIN }, bytes),
        None => (NONE, Vec::new()),
    };
    let length = u64::try_from(package.len()).map_err(io::Error::other)?;
    Ok([&[mark], length.to_le_bytes().as_slice(), &package].concat())
}

/// Takes an answer apart; nothing for one that is cut, too long, or none.
fn taken(output: &mut dyn Read) -> Option<Annotated> {
    let (mut mark, mut length) = ([0; 1], [0; 8]);
    output.read_exact(&mut mark).ok()?;
    output.read_exact(&mut length).ok()?;
    let length = u64::from_le_bytes(length);
    if !matches!(mark[0], PLAIN | MACROS) || length > limits::FILE_BYTES + NOTES_BYTES {
        return None;
    }
    let mut bytes = Vec::new();
    output.take(length).read_to_end(&mut bytes).ok()?;
    let whole = u64::try_from(bytes.len()).is_ok_and(|n| n == length);
    whole.then_some(Annotated { bytes, macros: mark[0] == MACROS })
}

/// Puts notes at the cells of a package. Nothing where it bears none, and where the process breaks down, takes too long or
/// answers what none answers.
pub(crate) fn annotate(bytes: &[u8], notes: &[Note]) -> Option<Annotated> {
    match reader::program() {
        Some(program) => annotate_with(program, Duration::from_secs(limits::SECONDS), bytes, notes),
        None => workbook::annotate(bytes, notes),
    }
}

/// [`annotate`] with a program and a time of one's own.
#[must_use]
pub fn annotate_with(program: &Path, time: Duration, bytes: &[u8], notes: &[Note]) -> Option<Annotated> {
    reader::ask(program, ARGUMENT, time, question(bytes, notes).ok()?, taken)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::time::Instant;

    use super::*;

    const TIME: Duration = Duration::from_secs(20);

    fn notes() -> Vec<Note> {
        let text = "【须改正】金额为负数。".to_owned();
        vec![Note { sheet: "名单".to_owned(), row: 3, column: 2, text, grave: true }]
    }

    /// What comes of a program that does what a script says.
    fn of(script: &str, time: Duration) -> Option<Annotated> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("annotator");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        annotate_with(&path, time, &vec![0; 1 << 20], &notes())
    }

    #[test]
    fn an_annotator_that_breaks_down_hangs_or_lies_gives_nothing() {
        let started = Instant::now();
        for script in [
            "kill -SEGV $$",
            "exit 0",
            "exec yes",
            "printf '\\001\\377\\377\\377\\377\\377\\377\\377\\377PK'",
        ] {
            assert_eq!(of(script, TIME), None, "{script}");
        }
        assert_eq!(of("exec sleep 600", Duration::from_millis(300)), None);
        assert_eq!(of("exec cat /dev/zero", TIME), None);
        assert!(started.elapsed() < Duration::from_secs(20));
        assert_eq!(annotate_with(Path::new("/nowhere/lunzheng"), TIME, b"", &notes()), None);
    }

    #[test]
    fn what_the_process_answers_is_taken_as_bytes_and_not_opened_here() {
        let script = "cat >/dev/null; printf '\\002\\003\\000\\000\\000\\000\\000\\000\\000abc'";
        assert_eq!(of(script, TIME), Some(Annotated { bytes: b"abc".to_vec(), macros: true }));
    }

    #[test]
    fn question_and_answer_say_the_same_on_both_sides() {
        let golden = include_bytes!("../../workbook/tests/fixtures/golden.xlsx");
        let asked = question(golden, &notes()).unwrap();
        let answered = answer(&mut asked.as_slice()).unwrap();
        let annotated = taken(&mut answered.as_slice());
        assert_eq!(annotated, workbook::annotate(golden, &notes()));
        assert!(annotated.is_some());
        let nothing = answer(&mut question(b"no package", &notes()).unwrap().as_slice()).unwrap();
        assert_eq!(taken(&mut nothing.as_slice()), None);
    }
}
