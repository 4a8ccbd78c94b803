//! What can stop a reading, a recognition or a writing as a whole. Findings about single cells are not errors: they
//! are [`domain::Finding`]s of the [`crate::Inspection`].

use domain::Code;

/// Why a file cannot be read safely. The token is a parameter of the message, its words live in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// The file is larger than [`crate::limits::FILE_BYTES`].
    FileTooLarge,
    /// One part or all parts together unpack to more than the limits.
    UnpacksTooLarge,
    /// More cells than [`crate::limits::CELLS`].
    TooManyCells,
    /// More sheets, styles, merges or parts than a real workbook has.
    TooManyParts,
    /// More rows of data than a list has.
    TooManyRows,
    /// More findings than anybody could look at.
    TooManyFindings,
    /// A text longer than Excel itself allows.
    TextTooLong,
    /// The container is cut, changed or not a container.
    ContainerDamaged,
    /// A part is missing or is not the XML it should be.
    PartDamaged,
    /// A quotation in a CSV file never ends.
    QuoteNotClosed,
    /// A text file holds zero bytes or other control characters.
    NotText,
    /// The reader's process broke down.
    ReaderCrashed,
    /// The reader's process asked for more memory than it may have.
    ReaderOutOfMemory,
    /// The reader's process took longer than it may.
    ReaderTimedOut,
    /// The reader's process said something that no reader says.
    ReaderGarbled,
}

impl Hazard {
    /// Every reason there is.
    pub const ALL: [Hazard; 15] = [
        Hazard::FileTooLarge,
        Hazard::UnpacksTooLarge,
        Hazard::TooManyCells,
        Hazard::TooManyParts,
        Hazard::TooManyRows,
        Hazard::TooManyFindings,
        Hazard::TextTooLong,
        Hazard::ContainerDamaged,
        Hazard::PartDamaged,
        Hazard::QuoteNotClosed,
        Hazard::NotText,
        Hazard::ReaderCrashed,
        Hazard::ReaderOutOfMemory,
        Hazard::ReaderTimedOut,
        Hazard::ReaderGarbled,
    ];

    /// The reason that a token names.
    #[must_use]
    pub fn parse(token: &str) -> Option<Hazard> {
        Hazard::ALL.into_iter().find(|h| h.as_str() == token)
    }

    /// The token of the reason.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Hazard::FileTooLarge => "file_too_large",
            Hazard::UnpacksTooLarge => "unpacks_too_large",
            Hazard::TooManyCells => "too_many_cells",
            Hazard::TooManyParts => "too_many_parts",
            Hazard::TooManyRows => "too_many_rows",
            Hazard::TooManyFindings => "too_many_findings",
            Hazard::TextTooLong => "text_too_long",
            Hazard::ContainerDamaged => "container_damaged",
            Hazard::PartDamaged => "part_damaged",
            Hazard::QuoteNotClosed => "quote_not_closed",
            Hazard::NotText => "not_text",
            Hazard::ReaderCrashed => "reader_crashed",
            Hazard::ReaderOutOfMemory => "reader_out_of_memory",
            Hazard::ReaderTimedOut => "reader_timed_out",
            Hazard::ReaderGarbled => "reader_garbled",
        }
    }
}

/// Why a workbook was not read, recognised or written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The file is something else; `found` names what (`xls_old`, `html`, `pdf`, `docx`, `empty`, …).
    #[error("{file}: {found}, not a workbook this program reads")]
    Format {
        /// Name of the file as the user knows it.
        file: String,
        /// What the contents are.
        found: &'static str,
    },
    /// The file is encrypted.
    #[error("{file}: protected by a password")]
    Password {
        /// Name of the file as the user knows it.
        file: String,
    },
    /// Reading on would not be safe.
    #[error("{file}: not safe to read: {}", hazard.as_str())]
    Unsafe {
        /// Name of the file as the user knows it.
        file: String,
        /// Why.
        hazard: Hazard,
    },
    /// No sheet holds a table.
    #[error("{file}: no table found")]
    NoTable {
        /// Name of the file as the user knows it.
        file: String,
    },
    /// A correction or a drop names a row that no table has.
    #[error("{sheet}!{place}: no such row")]
    NoSuchRow {
        /// The sheet named.
        sheet: String,
        /// The cell or row named.
        place: String,
    },
    /// A chosen column is none, or no table of its sheet has the chosen field.
    #[error("{sheet}!{column}: no such column or field")]
    NoSuchColumn {
        /// The sheet named.
        sheet: String,
        /// The letters given.
        column: String,
        /// The field chosen.
        field: String,
    },
    /// The file cannot be opened.
    #[error("{file}: {source}")]
    Io {
        /// Name of the file as the user knows it.
        file: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A workbook could not be put together.
    #[error("cannot write the workbook: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// A list to write is larger than a sheet, or its totals do not fit.
    #[error("cannot write the workbook: {0}")]
    Unwritable(&'static str),
}

impl WorkbookError {
    /// The code of the message.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            WorkbookError::Format { .. } => Code::BookFormat,
            WorkbookError::Password { .. } => Code::BookPassword,
            WorkbookError::Unsafe { .. } => Code::BookUnsafeFile,
            WorkbookError::NoTable { .. } => Code::BookNoTable,
            WorkbookError::NoSuchRow { .. } => Code::ImportNoSuchRow,
            WorkbookError::NoSuchColumn { .. } => Code::ImportNoSuchColumn,
            WorkbookError::Io { .. } => Code::Io,
            WorkbookError::Write(_) | WorkbookError::Unwritable(_) => Code::Internal,
        }
    }

    /// The parameters of the message: `file`, and `found`, `reason` or `sheet` and `place` where they apply.
    #[must_use]
    pub fn params(&self) -> Vec<(String, String)> {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        match self {
            WorkbookError::Format { file, found } => vec![pair("file", file), pair("found", found)],
            WorkbookError::Password { file } | WorkbookError::NoTable { file } => vec![pair("file", file)],
            WorkbookError::Unsafe { file, hazard } => {
                vec![pair("file", file), pair("reason", hazard.as_str())]
            }
            WorkbookError::NoSuchRow { sheet, place } => vec![pair("sheet", sheet), pair("place", place)],
            WorkbookError::NoSuchColumn { sheet, column, field } => {
                vec![pair("sheet", sheet), pair("column", column), pair("field", field)]
            }
            WorkbookError::Io { file, source } => {
                vec![pair("file", file), pair("reason", &source.to_string())]
            }
            WorkbookError::Write(source) => vec![pair("reason", &source.to_string())],
            WorkbookError::Unwritable(reason) => vec![pair("reason", reason)],
        }
    }
}
