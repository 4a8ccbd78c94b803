//! How large anything may be. Every length in a pack is checked against these, and against what is left of the file,
//! before a byte is allocated for it.

const KIB: u64 = 1024;
const MIB: u64 = 1024 * KIB;
const GIB: u64 = 1024 * MIB;

/// The limits of one reading. The defaults are the format's own; a reader may lower them, never raise them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The whole file, bytes.
    pub pack: u64,
    /// The header in the clear, bytes.
    pub header: u64,
    /// The manifest, bytes.
    pub manifest: u64,
    /// Events in a pack.
    pub events: u64,
    /// The body of one event, bytes.
    pub event_body: u64,
    /// Blobs in a pack.
    pub blobs: u64,
    /// One blob, bytes.
    pub blob: u64,
    /// Recipients of a pack.
    pub recipients: u64,
    /// Certificates in a pack.
    pub certificates: u64,
    /// Names in the critical list.
    pub critical: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pack: 64 * GIB,
            header: 64 * KIB,
            manifest: 64 * MIB,
            events: 100_000,
            event_body: MIB,
            blobs: 10_000,
            blob: 4 * GIB,
            recipients: 64,
            certificates: 1_000,
            critical: 64,
        }
    }
}

/// Bytes of a blob's name.
pub const BLOB_NAME: usize = 255;
/// Bytes of the name of a kind of event or of a critical entry (ASCII).
pub const WORD: usize = 64;
/// Bytes of a person's id in the secretariat's register.
pub const PERSON: usize = 128;
/// Bytes of a person's name.
pub const NAME: usize = 256;
/// Bytes of a card, a request or a certificate file.
pub const SMALL_FILE: u64 = 4096;
/// Bytes of the age header inside a pack: 64 stanzas and one of padding fit twice.
pub const AGE_HEADER: usize = 16 * 1024;
