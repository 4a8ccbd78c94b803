//! From a file to a [`Book`]: what it is (judged by its contents, never by its name) and the reader for it.

mod csv;
mod detect;
mod package;
mod sheet_xml;
mod styles;
mod xlsx;

use std::io::Read;
use std::path::Path;

use crate::error::{Hazard, WorkbookError};
use crate::grid::Book;
use crate::limits;
use detect::Format;

/// What went wrong inside a reader, before the file's name is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// It is something else.
    Format(&'static str),
    /// It is not safe to go on.
    Unsafe(Hazard),
}

impl From<Hazard> for ReadError {
    fn from(hazard: Hazard) -> Self {
        ReadError::Unsafe(hazard)
    }
}

impl From<quick_xml::Error> for ReadError {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(e) if e.kind() == std::io::ErrorKind::FileTooLarge => {
                ReadError::Unsafe(Hazard::UnpacksTooLarge)
            }
            _ => ReadError::Unsafe(Hazard::PartDamaged),
        }
    }
}

impl From<quick_xml::events::attributes::AttrError> for ReadError {
    fn from(_: quick_xml::events::attributes::AttrError) -> Self {
        ReadError::Unsafe(Hazard::PartDamaged)
    }
}

/// Reads a workbook file.
///
/// # Errors
/// [`WorkbookError`]: cannot be opened, is something else, is encrypted, or is not safe to read.
pub fn read_path(path: &Path) -> Result<Book, WorkbookError> {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |n| n.to_string_lossy()).into_owned();
    let io = |source| WorkbookError::Io { file: name.clone(), source };
    let file = std::fs::File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.len() > limits::FILE_BYTES {
        return Err(WorkbookError::Unsafe { file: name, hazard: Hazard::FileTooLarge });
    }
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    read(&bytes, &name)
}

/// Reads a workbook from its bytes; `file` is the name that messages use.
///
/// # Errors
/// [`WorkbookError`]: is something else, is encrypted, or is not safe to read.
pub fn read(bytes: &[u8], file: &str) -> Result<Book, WorkbookError> {
    let named = |error| match error {
        ReadError::Format(found) => WorkbookError::Format { file: file.to_owned(), found },
        ReadError::Unsafe(hazard) => WorkbookError::Unsafe { file: file.to_owned(), hazard },
    };
    if u64::try_from(bytes.len()).map_or(true, |n| n > limits::FILE_BYTES) {
        return Err(named(Hazard::FileTooLarge.into()));
    }
    let (format, sheets) = match detect::detect(bytes) {
        Format::Zip => ("xlsx", xlsx::read(bytes).map_err(named)?),
        Format::Text => ("csv", vec![csv::read(bytes, &stem(file)).map_err(named)?]),
        Format::Encrypted => {
            return Err(WorkbookError::Password { file: file.to_owned() });
        }
        Format::Other(found) => return Err(named(ReadError::Format(found))),
    };
    Ok(Book { file: file.to_owned(), format, sheets })
}

/// The file's name without its extension: the name that Excel gives to the sheet of a CSV file.
fn stem(file: &str) -> String {
    Path::new(file).file_stem().map_or_else(|| file.to_owned(), |s| s.to_string_lossy().into_owned())
}
