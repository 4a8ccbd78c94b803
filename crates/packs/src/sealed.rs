//! The sealed part: its size, its age header, and a reader that gives out only bytes that the trailer was checked for.

use crate::error::PackError;
use crate::limits::AGE_HEADER;
use std::io::{self, BufRead, Read};

/// The sealed part is read and remembered in blocks of this size.
pub(crate) const BLOCK: u64 = 1 << 20;
/// Bytes between age's header and its first chunk.
pub(crate) const AGE_NONCE: u64 = 16;
const AGE_CHUNK: u64 = 64 * 1024;
const AGE_TAG: u64 = 16;
const AGE_FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";

/// Bytes of age's chunks for so many bytes of content (age pads nothing; the last chunk may be full).
pub(crate) fn payload_size(content: u64) -> Option<u64> {
    content.div_ceil(AGE_CHUNK).max(1).checked_mul(AGE_TAG)?.checked_add(content)
}

/// BLAKE3 of each block of the sealed part, taken when the trailer was checked.
pub(crate) type Blocks = Vec<[u8; 32]>;

/// The file is not what it was a moment ago.
#[derive(Debug, thiserror::Error)]
#[error("changed since it was verified")]
struct ChangedSince;

/// Reads the sealed part again, block by block, each compared with what was verified before a byte of it is given
/// out: a stick that answers differently the second time cannot slip anything past the trailer.
#[derive(Debug)]
pub(crate) struct SealedReader<R> {
    file: R,
    left: u64,
    blocks: std::vec::IntoIter<[u8; 32]>,
    block: Vec<u8>,
    at: usize,
}

impl<R: Read> SealedReader<R> {
    /// `file` stands at the start of the sealed part of `size` bytes.
    pub(crate) fn new(file: R, size: u64, blocks: Blocks) -> Self {
        Self { file, left: size, blocks: blocks.into_iter(), block: Vec::new(), at: 0 }
    }
}

impl<R: Read> BufRead for SealedReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.block.len() && self.left > 0 {
            // emptied first: after a failure there is nothing left to give out
            self.block.clear();
            self.at = 0;
            let mut block = std::mem::take(&mut self.block);
            read_block(&mut self.file, &mut self.left, &mut block)?;
            match self.blocks.next() {
                Some(known) if known == *blake3::hash(&block).as_bytes() => self.block = block,
                _ => return Err(io::Error::other(ChangedSince)),
            }
        }
        self.block.get(self.at..).ok_or_else(|| io::Error::other(ChangedSince))
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.at.saturating_add(amount).min(self.block.len());
    }
}

impl<R: Read> Read for SealedReader<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(buf)?;
        self.consume(read);
        Ok(read)
    }
}

/// Reads the next block of what is `left`, at most [`BLOCK`] bytes.
pub(crate) fn read_block(file: &mut impl Read, left: &mut u64, block: &mut Vec<u8>) -> io::Result<()> {
    let size = BLOCK.min(*left);
    block.resize(usize::try_from(size).map_err(io::Error::other)?, 0);
    file.read_exact(block)?;
    *left -= size;
    Ok(())
}

/// Reads age's header and checks it before the age crate sees it: version 1, one X25519 stanza a recipient and none
/// of another kind (a passphrase, for one), apart from the padding stanzas that age itself adds.
pub(crate) fn age_header(sealed: &mut impl BufRead, recipients: usize) -> Result<Vec<u8>, PackError> {
    let bad = || PackError::Content { what: "sealed part" };
    let mut header = Vec::new();
    let mut stanzas = 0;
    loop {
        let start = header.len();
        let mut limited = sealed.take((AGE_HEADER - start) as u64);
        limited.read_until(b'\n', &mut header).map_err(from_stream)?;
        let line = header.get(start..).unwrap_or_default();
        if !line.ends_with(b"\n") {
            return Err(bad());
        }
        if start == 0 && line != AGE_FIRST_LINE {
            return Err(bad());
        }
        if line.starts_with(b"--- ") {
            return if stanzas == recipients { Ok(header) } else { Err(bad()) };
        }
        if let Some(stanza) = line.strip_prefix(b"-> ") {
            let tag = stanza.split(|b| b.is_ascii_whitespace()).next().unwrap_or_default();
            match tag {
                b"X25519" => stanzas += 1,
                padding if padding.ends_with(b"-grease") => {}
                _ => return Err(bad()),
            }
        }
    }
}

/// What a failing read of the sealed part means.
pub(crate) fn from_stream(error: io::Error) -> PackError {
    if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<ChangedSince>) {
        return PackError::Damaged { what: "sealed part" };
    }
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            PackError::Content { what: "sealed part" }
        }
        _ => PackError::Io(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_payload_grows_by_a_tag_a_chunk() {
        assert_eq!(payload_size(0), Some(16));
        assert_eq!(payload_size(1), Some(17));
        assert_eq!(payload_size(65_536), Some(65_552));
        assert_eq!(payload_size(65_537), Some(65_569));
        assert_eq!(payload_size(u64::MAX), None);
    }

    #[test]
    fn a_block_that_changed_after_it_was_verified_is_not_given_out() {
        let mut data = vec![7u8; 3 << 20];
        let blocks: Blocks = data.chunks(1 << 20).map(|b| *blake3::hash(b).as_bytes()).collect();
        let mut same = SealedReader::new(Cursor::new(&data), 3 << 20, blocks.clone());
        assert_eq!(io::copy(&mut same, &mut io::sink()).unwrap(), 3 << 20);
        data[(2 << 20) + 5] ^= 1;
        let mut out = Vec::new();
        let error = SealedReader::new(Cursor::new(&data), 3 << 20, blocks).read_to_end(&mut out).unwrap_err();
        assert_eq!(out.len(), 2 << 20);
        assert!(matches!(from_stream(error), PackError::Damaged { .. }));
    }

    #[test]
    fn a_passphrase_stanza_a_stanza_too_many_or_an_endless_header_is_refused() {
        let head = |stanzas: &str| format!("age-encryption.org/v1\n{stanzas}--- mac\nrest");
        let read = |text: String, n| age_header(&mut text.as_bytes(), n);
        assert!(read(head("-> X25519 a\nb\n-> ab-grease x\n"), 1).is_ok());
        assert!(read(head("-> X25519 a\nb\n-> X25519 a\nb\n"), 1).is_err());
        assert!(read(head("-> scrypt a 18\nb\n"), 1).is_err());
        assert!(read(head("-> X25519 a\nb\n-> ssh-ed25519 a\nb\n"), 1).is_err());
        assert!(read("age-encryption.org/v2\n--- mac\n".into(), 0).is_err());
        assert!(read(head(&"x".repeat(20_000)), 1).is_err());
        assert!(read(head(&"-> a-grease\n\n".repeat(5_000)), 0).is_err());
        assert!(read(String::new(), 0).is_err());
    }
}
