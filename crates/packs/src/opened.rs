//! The last stage of reading: a pack that holds, its blobs streamed to where the caller wants them.

use crate::error::PackError;
use crate::event::SignedEvent;
use crate::header::Header;
use crate::ids::Digest;
use crate::keys::PublicKeys;
use crate::manifest::{BlobEntry, Manifest};
use crate::read::Stream;
use crate::sealed;
use std::io::{self, Read};

const BUFFER: usize = 64 * 1024;

/// What a pack says, verified: the sender's signature, the manifest, and each event by its own author's signature.
#[derive(Debug)]
pub struct Contents {
    /// The header.
    pub header: Header,
    /// The sender's keys.
    pub sender: PublicKeys,
    /// The pack's digest: BLAKE3 of everything before the trailer.
    pub digest: Digest,
    /// The manifest.
    pub manifest: Manifest,
    /// The events, in the order of the pack.
    pub events: Vec<SignedEvent>,
}

/// Takes blobs as they are decrypted. A blob is whole and right only once `end` is called for it.
pub trait BlobSink {
    /// A blob begins.
    ///
    /// # Errors
    /// Any: the reading stops with it.
    fn begin(&mut self, blob: &BlobEntry) -> io::Result<()>;

    /// The next bytes of the blob, at most 64 KiB.
    ///
    /// # Errors
    /// Any: the reading stops with it.
    fn write(&mut self, data: &[u8]) -> io::Result<()>;

    /// The blob has ended, and its size and digest are those of the manifest.
    ///
    /// # Errors
    /// Any: the reading stops with it.
    fn end(&mut self, blob: &BlobEntry) -> io::Result<()>;
}

/// Keeps blobs in memory, for packs that are known to be small.
#[derive(Debug, Default)]
pub struct MemorySink {
    /// The blobs that ended well.
    pub blobs: Vec<(BlobEntry, Vec<u8>)>,
    current: Vec<u8>,
}

impl BlobSink for MemorySink {
    fn begin(&mut self, _blob: &BlobEntry) -> io::Result<()> {
        self.current.clear();
        Ok(())
    }

    fn write(&mut self, data: &[u8]) -> io::Result<()> {
        self.current.extend_from_slice(data);
        Ok(())
    }

    fn end(&mut self, blob: &BlobEntry) -> io::Result<()> {
        self.blobs.push((blob.clone(), std::mem::take(&mut self.current)));
        Ok(())
    }
}

/// A pack that holds. Its blobs are still to be read.
pub struct Opened<R> {
    contents: Contents,
    stream: Stream<R>,
}

impl<R> std::fmt::Debug for Opened<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("contents", &self.contents).finish_non_exhaustive()
    }
}

impl<R: Read> Opened<R> {
    pub(crate) fn new(contents: Contents, mut stream: Stream<R>) -> Result<Self, PackError> {
        if contents.header.blob_size == 0 {
            at_end(&mut stream)?;
        }
        Ok(Self { contents, stream })
    }

    /// What the pack says.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Gives up the blobs, if there are any, and keeps the rest.
    #[must_use]
    pub fn into_contents(self) -> Contents {
        self.contents
    }

    /// Streams all blobs, in the manifest's order, through one buffer of 64 KiB.
    ///
    /// # Errors
    /// `Content` for a wrong digest, `Damaged` when the file changed since it was verified, `Io`, the sink's included.
    /// Whatever the sink took until then is to be thrown away.
    pub fn copy_blobs(mut self, sink: &mut dyn BlobSink) -> Result<Contents, PackError> {
        let mut buffer = vec![0; BUFFER];
        for blob in &self.contents.manifest.blobs {
            sink.begin(blob)?;
            let mut hasher = blake3::Hasher::new();
            let mut left = blob.size;
            while left > 0 {
                let want = usize::try_from(left).unwrap_or(BUFFER).min(BUFFER);
                let part = buffer.get_mut(..want).unwrap_or_default();
                self.stream.read_exact(part).map_err(sealed::from_stream)?;
                hasher.update(part);
                sink.write(part)?;
                left -= want as u64;
            }
            if blob.digest.0 != *hasher.finalize().as_bytes() {
                return Err(PackError::Content { what: "blob digest" });
            }
            sink.end(blob)?;
        }
        at_end(&mut self.stream)?;
        Ok(self.contents)
    }
}

/// Nothing may follow inside the sealed part; reading on also makes age check that its last chunk is the last.
fn at_end(stream: &mut impl Read) -> Result<(), PackError> {
    match stream.read(&mut [0; 1]).map_err(sealed::from_stream)? {
        0 => Ok(()),
        _ => Err(PackError::Content { what: "sealed part" }),
    }
}
