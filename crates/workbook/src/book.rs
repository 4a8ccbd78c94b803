//! What there is to say about a file as a whole.

use std::path::Path;

use domain::{Code, Finding};

use crate::grid::Book;

/// Endings of names by the format of the contents. WPS writes its own `.et` in the formats of Excel.
const ENDINGS: [(&str, &[&str]); 6] = [
    ("xlsx", &["xlsx", "xlsm", "xltx", "xltm", "et"]),
    ("xls", &["xls", "xlt", "et", "ett"]),
    ("xlsb", &["xlsb"]),
    ("ods", &["ods", "ots"]),
    ("csv", &["csv", "txt", "tsv", "tab"]),
    ("html", &["html", "htm"]),
];

/// Findings that have no place in a sheet. A name without an ending that any format has says nothing.
pub(crate) fn findings(book: &Book) -> Vec<Finding> {
    let ending = Path::new(&book.file).extension().map(|e| e.to_string_lossy().to_lowercase());
    let Some(ending) = ending else { return Vec::new() };
    let known = ENDINGS.iter().any(|(_, endings)| endings.contains(&ending.as_str()));
    let own = ENDINGS.iter().any(|(f, endings)| *f == book.format && endings.contains(&ending.as_str()));
    if !known || own {
        return Vec::new();
    }
    let finding = Finding::warning(Code::ExtensionMismatch).with("file", book.file.clone());
    vec![finding.with("extension", ending).with("format", book.format)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_ends_as_another_format_does_is_said_and_nothing_else_is() {
        let said = |file: &str, format| {
            let book = Book {
                file: file.to_owned(),
                format,
                default_password: false,
                is_1904: false,
                sheets: Vec::new(),
            };
            findings(&book).iter().map(|f| f.code.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(said("名单.xls", "xlsx"), ["extension_mismatch"]);
        assert_eq!(said("名单.XLS", "html"), ["extension_mismatch"]);
        for (file, format) in
            [("名单.XLSX", "xlsx"), ("名单.et", "xls"), ("名单", "xlsx"), ("名单.2024", "csv")]
        {
            assert!(said(file, format).is_empty(), "{file}");
        }
    }
}
