//! What a file is, judged by its first bytes.

/// What the contents are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A zip container: perhaps an .xlsx, .xlsb or .ods.
    Zip,
    /// An OLE container: perhaps an .xls, or an encrypted .xlsx.
    Ole,
    /// Records of an .xls without a container, as some programs write them.
    Records,
    /// An HTML page, perhaps with tables.
    Html,
    /// Text: perhaps a CSV.
    Text,
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
        return Format::Ole;
    }
    for (magic, name) in [
        (&b"%PDF"[..], "pdf"),
        (b"{\\rtf", "rtf"),
        (b"\x89PNG", "image"),
        (b"\xFF\xD8\xFF", "image"),
        (b"Rar!", "rar"),
        (b"7z\xBC\xAF", "7z"),
        (b"MIME-Version:", "mhtml"),
    ] {
        if bytes.starts_with(magic) {
            return Format::Other(name);
        }
    }
    match bytes {
        [0x09, 0x08, _, 0x00, _, 0x05 | 0x06, ..] => return Format::Records,
        [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04 | 0x06 | 0x08 | 0x10, 0x00, ..] => {
            return Format::Other("xls_old");
        }
        _ => {}
    }
    match markup(bytes) {
        Some("html") => Format::Html,
        Some(other) => Format::Other(other),
        None => Format::Text,
    }
}

/// Whether a text is markup under another name: many systems export HTML as `.xls`.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let mut head = head.trim_start_matches('\u{feff}').trim_start();
    // Pages begin with remarks, and with whatever a template leaves.
    while let Some(after) = head.strip_prefix("<!--") {
        head = after.split_once("-->").map_or("", |(_, rest)| rest).trim_start();
    }
    if !head.starts_with('<') {
        return None;
    }
    if head.contains("schemas-microsoft-com:office:spreadsheet") && head.starts_with("<?xml") {
        return Some("xml_spreadsheet");
    }
    let html = ["<html", "<!doctype html", "<table", "<tr", "<meta", "<div", "<style", "<body"]
        .iter()
        .any(|tag| head.contains(tag));
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
        assert_eq!(detect("\u{feff}<HTML><body>".as_bytes()), Format::Html);
        assert_eq!(detect("\n\n<!-- 说明 -->\n<!-- 2 --><table>".as_bytes()), Format::Html);
        assert_eq!(detect(b"<?xml version='1.0'?><note/>"), Format::Other("xml"));
        assert_eq!(detect("编号,名称\n".as_bytes()), Format::Text);
        assert_eq!(detect("\t编号\t名称\n".as_bytes()), Format::Text);
        assert_eq!(detect(OLE), Format::Ole);
        assert_eq!(detect(b"\x09\x08\x10\x00\x00\x06\x05\x00"), Format::Records);
        assert_eq!(detect(b"\x09\x04\x06\x00\x00\x00\x10\x00"), Format::Other("xls_old"));
    }
}
