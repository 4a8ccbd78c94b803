//! The container of .xlsx, .xlsb and .ods: named parts, each unpacked as a stream that stops at a ceiling, so that a few kilobytes
//! cannot become gigabytes.

use std::io::{BufRead, BufReader, Cursor, Error, ErrorKind, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::ReadError;
use crate::error::Hazard;
use crate::limits;

/// An opened container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// A stream that fails rather than give more bytes than it may.
pub(super) struct Capped<'p, R> {
    inner: R,
    part_left: u64,
    all_left: &'p mut u64,
}

impl<R: Read> Read for Capped<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let got = self.inner.read(buffer)?;
        let bytes = u64::try_from(got).unwrap_or(u64::MAX);
        match (self.part_left.checked_sub(bytes), self.all_left.checked_sub(bytes)) {
            (Some(part), Some(all)) => {
                self.part_left = part;
                *self.all_left = all;
                Ok(got)
            }
            _ => Err(Error::from(ErrorKind::FileTooLarge)),
        }
    }
}

impl<'a> Package<'a> {
    /// Opens the container and looks at its list of parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Hazard::ContainerDamaged)?;
        if archive.len() > limits::PARTS {
            return Err(Hazard::TooManyParts.into());
        }
        Ok(Self { archive, left: limits::UNPACKED_BYTES })
    }

    /// The container itself, for those who copy its parts as they are packed.
    pub(super) fn archive(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.archive
    }

    /// The same container for another thread, with what is left to unpack; what that one unpacked is then [`Package::spend`]t.
    pub(super) fn again(&self) -> Self {
        Self { archive: self.archive.clone(), left: self.left }
    }

    /// Counts what was unpacked from `other`, which came of [`Package::again`] when so much was `left`.
    pub(super) fn spend(&mut self, other: &Package<'_>, left: u64) -> Result<(), ReadError> {
        let spent = left.saturating_sub(other.left);
        self.left = self.left.checked_sub(spent).ok_or(Hazard::UnpacksTooLarge)?;
        Ok(())
    }

    /// What is left to unpack, in bytes.
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Whether the container says that it is an OpenDocument spreadsheet; one that says nothing may be.
    pub(super) fn is_spreadsheet(&mut self) -> bool {
        let mut kind = String::new();
        match self.archive.by_name("mimetype") {
            Ok(part) => part.take(200).read_to_string(&mut kind).is_ok() && kind.contains("spreadsheet"),
            Err(_) => true,
        }
    }

    /// What a part claims to unpack to, in bytes.
    pub(super) fn size(&mut self, stored: &str) -> u64 {
        self.archive.by_name(stored).map_or(0, |part| part.size())
    }

    /// The stored name of a part, found without regard to case, as Excel does.
    pub(super) fn find(&self, name: &str) -> Option<String> {
        let wanted = name.trim_start_matches('/');
        let names = self.archive.file_names().filter_map(Result::ok);
        names.map(|n| n.into_owned()).find(|n| n.replace('\\', "/").eq_ignore_ascii_case(wanted))
    }

    /// Opens a part as a stream of bytes. One that claims, or turns out, to be too large is refused.
    pub(super) fn part(&mut self, stored: &str) -> Result<impl BufRead, ReadError> {
        let part = self.archive.by_name(stored).map_err(|_| Hazard::ContainerDamaged)?;
        let (size, packed) = (part.size(), part.compressed_size());
        // Text of a real sheet packs thirty times, never thousands of times.
        if size > limits::PART_BYTES || (size > limits::RATIO_FROM && size / limits::RATIO > packed) {
            return Err(Hazard::UnpacksTooLarge.into());
        }
        let capped = Capped { inner: part, part_left: limits::PART_BYTES, all_left: &mut self.left };
        Ok(BufReader::with_capacity(64 * 1024, capped))
    }

    /// Unpacks a part as text, within the same ceilings. What it claims to be long is not asked for beforehand.
    pub(super) fn text(&mut self, stored: &str) -> Result<String, ReadError> {
        let mut text = String::new();
        match self.part(stored)?.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(e) if e.kind() == ErrorKind::FileTooLarge => Err(Hazard::UnpacksTooLarge.into()),
            Err(_) => Err(Hazard::PartDamaged.into()),
        }
    }

    /// Opens a part as a stream of XML.
    pub(super) fn xml(&mut self, stored: &str) -> Result<quick_xml::Reader<impl BufRead>, ReadError> {
        let mut reader = quick_xml::Reader::from_reader(self.part(stored)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(reader)
    }
}

/// The name of an element without its prefix. Names are a few bytes long: they are looked through one by one.
pub(super) fn local<'n>(name: quick_xml::name::QName<'n>) -> &'n str {
    let name = name.into_inner();
    name.bytes().position(|b| b == b':').and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// Reads XML that was unpacked before: of a large part, which is then not copied event by event.
pub(super) fn xml_of(text: &str) -> quick_xml::Reader<&[u8]> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// An attribute by its local name (`id` finds `r:id`), unescaped.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            return Ok(Some(value?.into_owned()));
        }
    }
    Ok(None)
}

/// An attribute that is true or false.
pub(super) fn flag(element: &BytesStart<'_>, name: &str) -> Result<bool, ReadError> {
    Ok(attribute(element, name)?.is_some_and(|v| matches!(v.as_str(), "1" | "true" | "on")))
}

/// An attribute that is a whole number; anything else is as if it were not there.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Result<Option<u32>, ReadError> {
    Ok(attribute(element, name)?.and_then(|v| v.trim().parse().ok()))
}

/// The character or characters of an entity; unknown entities stand for nothing, so that none is ever expanded.
pub(super) fn entity(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// What a reader of [`xml_of`] has yet to read of `text`.
pub(super) fn unread<'x>(reader: &quick_xml::Reader<&[u8]>, text: &'x str) -> &'x str {
    text.len().checked_sub(reader.get_ref().len()).and_then(|read| text.get(read..)).unwrap_or_default()
}

/// Goes past what was taken by other means of what a reader had [`unread`].
pub(super) fn go_past(reader: &mut quick_xml::Reader<&[u8]>, bytes: usize) {
    reader.stream().consume(bytes);
}
