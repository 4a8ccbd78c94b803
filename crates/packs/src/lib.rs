//! The exchange format between laptops: frame, sign, encrypt, verify, stage.
//!
//! A pack is `header ‖ age stream( manifest ‖ blobs ) ‖ trailer`; `FORMAT.md` beside this crate writes the bytes down.
//! Reading goes through one type per stage ([`open`] → [`Headed`] → [`Verified`] → [`Authorised`] → [`Opened`]), so
//! that nothing can be decrypted before the trailer holds, and nothing read before the sender's authority is known.
//! What the events and blobs mean is not this crate's business.

#![forbid(unsafe_code)]

mod bech32;
mod cbor;
pub mod certificate;
pub mod enrol;
pub mod error;
pub mod event;
pub mod event_set;
pub mod frame;
#[cfg(any(test, feature = "fuzz"))]
pub mod fuzz;
pub mod header;
pub mod ids;
pub mod key_file;
pub mod keys;
pub mod kind;
pub mod limits;
pub mod manifest;
pub mod opened;
pub mod read;
mod sealed;
pub mod sequence;
pub mod write;

pub use certificate::{Certificate, CertificateDraft};
pub use enrol::{EnrolmentRequest, MeetingCard};
pub use error::PackError;
pub use event::{Event, SignedEvent};
pub use event_set::{EventSet, Fork, ForkDecisions, Gap, Sightings};
pub use header::{Header, MAGIC};
pub use ids::{Digest, Fingerprint, Hash32, MeetingId};
pub use keys::{DeviceKeys, PublicKeys};
pub use kind::{PackKind, PartyRole};
pub use limits::Limits;
pub use manifest::{BlobEntry, JournalHead, Manifest, SchemaRange};
pub use opened::{BlobSink, Contents, MemorySink, Opened};
pub use read::{Authorised, Authority, Headed, Verified, open};
pub use sequence::{Placement, place};
pub use write::{BlobSource, Draft, PackDigest, write};
