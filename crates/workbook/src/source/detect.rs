//! What a file is, judged by its first bytes.

/// What the contents are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A zip container: perhaps an xlsx.
    Zip,
    /// Text: perhaps a CSV.
    Text,
    /// An encrypted workbook in an OLE container.
    Encrypted,
    /// Something that is not read; the token names it.
    Other(&'static str),
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const HEAD: usize = 4096;

/// Judges the contents.
pub(super) fn detect(bytes: &[u8]) -> Format {
    if bytes.is_empty() {
        return Format::Other("empty");
    }
    if bytes.starts_with(b"PK") {
        return Format::Zip;
    }
    if bytes.starts_with(OLE) {
        let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = bytes.windows(encrypted.len()).any(|w| w == encrypted);
        return if found { Format::Encrypted } else { Format::Other("xls") };
    }
    for (magic, name) in [
        (&b"%PDF"[..], "pdf"),
        (b"{\\rtf", "rtf"),
        (b"\x89PNG", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"Rar!", "rar"),
        (b"7z\xBC\xAF", "7z"),
    ] {
        if bytes.starts_with(magic) {
            return Format::Other(name);
        }
    }
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) {
        return Format::Other("xls");
    }
    markup(bytes).map_or(Format::Text, Format::Other)
}

/// Whether a text is markup under another name: many systems export HTML as `.xls`.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return None;
    }
    if head.contains("schemas-microsoft-com:office:spreadsheet") && head.starts_with("<?xml") {
        return Some("xml_spreadsheet");
    }
    let html =
        ["<html", "<!doctype html", "<table", "<meta", "<div", "<style"].iter().any(|tag| head.contains(tag));
    Some(if html { "html" } else { "xml" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_judged_by_its_contents() {
        assert_eq!(detect(b""), Format::Other("empty"));
        assert_eq!(detect(b"PK\x03\x04"), Format::Zip);
        assert_eq!(detect(b"%PDF-1.7"), Format::Other("pdf"));
        assert_eq!(detect("\u{feff}<HTML><body>".as_bytes()), Format::Other("html"));
        assert_eq!(detect("编号,名称\n".as_bytes()), Format::Text);
        let mut ole = OLE.to_vec();
        assert_eq!(detect(&ole), Format::Other("xls"));
        ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(detect(&ole), Format::Encrypted);
    }
}
