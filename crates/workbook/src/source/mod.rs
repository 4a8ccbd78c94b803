//! From a file to a [`Book`]: what it is (judged by its contents, never by its name) and the reader for it.

mod agile;
mod annotate;
mod biff;
mod crypt;
mod csv;
mod detect;
pub(crate) mod fill;
mod html;
mod number;
mod ods;
mod ole;
mod package;
mod plain_xml;
mod rich_text;
mod sheet_xml;
mod styles;
mod text;
mod xls;
mod xls_sheet;
mod xlsb;
mod xlsx;

use std::io::Read;
use std::path::Path;

pub use annotate::{Annotated, Note, annotate};

use crate::error::{Hazard, WorkbookError};
use crate::grid::Book;
use crate::limits;
use detect::Format;
use fill::{Builder, Filler, Sink};
use ole::Held;
use package::Package;

/// The formats that are read.
pub(crate) const READ: [&str; 6] = ["xlsx", "xls", "xlsb", "ods", "csv", "html"];
/// The formats that are known and not read.
pub(crate) const NAMED: [&str; 19] = [
    "empty",
    "pdf",
    "rtf",
    "image",
    "rar",
    "7z",
    "mhtml",
    "xls_old",
    "xml_spreadsheet",
    "xml",
    "doc",
    "ppt",
    "ole",
    "docx",
    "pptx",
    "odt",
    "numbers",
    "zip",
    "unknown",
];

/// What was found out about a workbook as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) format: &'static str,
    pub(crate) default_password: bool,
    pub(crate) is_1904: bool,
}

/// What went wrong inside a reader, before the file's name is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadError {
    /// It is something else.
    Format(&'static str),
    /// It is encrypted, and not under the password that Excel has built in.
    Password,
    /// It is not safe to go on.
    Unsafe(Hazard),
    /// Nobody takes what is read.
    Gone,
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
    let mut builder = Builder::default();
    let facts = into_sink(bytes, file, &mut builder).map_err(|e| e.in_file(file))?;
    Ok(builder.book(file, facts))
}

/// Reads a workbook into a sink.
pub(crate) fn into_sink(bytes: &[u8], file: &str, sink: &mut dyn Sink) -> Result<Facts, ReadError> {
    if u64::try_from(bytes.len()).map_or(true, |n| n > limits::FILE_BYTES) {
        return Err(Hazard::FileTooLarge.into());
    }
    let mut out = Filler::new(sink);
    let facts = match detect::detect(bytes) {
        Format::Zip => package_into(bytes, &mut out)?,
        Format::Ole => match ole::open(bytes)? {
            Held::Workbook(stream) => xls::read(stream, &mut out)?,
            Held::Encrypted => {
                let package = crypt::package(bytes)?;
                Facts { default_password: true, ..package_into(&package, &mut out)? }
            }
            Held::Other(found) => return Err(ReadError::Format(found)),
        },
        Format::Records => xls::read(bytes.to_vec(), &mut out)?,
        Format::Html => html::read(bytes, &stem(file), &mut out)?,
        Format::Text => csv::read(bytes, &stem(file), &mut out)?,
        Format::Other(found) => return Err(ReadError::Format(found)),
    };
    out.flush()?;
    Ok(facts)
}

/// Reads a zip container: an .xlsx, .xlsb or .ods by its parts.
fn package_into(bytes: &[u8], out: &mut Filler<'_>) -> Result<Facts, ReadError> {
    let mut package = Package::open(bytes)?;
    if let Some(workbook) = xlsx::workbook_part(&mut package)? {
        let binary = workbook.to_lowercase().ends_with(".bin");
        return if binary {
            xlsb::read(&mut package, &workbook, out)
        } else {
            xlsx::read(&mut package, &workbook, out)
        };
    }
    if let Some(content) = package.find("content.xml").filter(|_| package.is_spreadsheet()) {
        return ods::read(&mut package, &content, out);
    }
    let others = [
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("content.xml", "odt"),
        ("Index/Document.iwa", "numbers"),
    ];
    let known = others.iter().find(|(part, _)| package.find(part).is_some());
    Err(ReadError::Format(known.map_or("zip", |(_, name)| name)))
}

impl ReadError {
    /// With the file's name.
    pub(crate) fn in_file(self, file: &str) -> WorkbookError {
        let file = file.to_owned();
        match self {
            ReadError::Format(found) => WorkbookError::Format { file, found },
            ReadError::Password => WorkbookError::Password { file },
            ReadError::Unsafe(hazard) => WorkbookError::Unsafe { file, hazard },
            ReadError::Gone => {
                WorkbookError::Io { file, source: std::io::Error::from(std::io::ErrorKind::BrokenPipe) }
            }
        }
    }
}

/// The file's name without its extension: the name that Excel gives to the sheet of a CSV file.
fn stem(file: &str) -> String {
    Path::new(file).file_stem().map_or_else(|| file.to_owned(), |s| s.to_string_lossy().into_owned())
}
