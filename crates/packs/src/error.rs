//! Everything that can be wrong with a pack, a card, a request or a certificate.

use crate::ids::{Fingerprint, MeetingId};
use crate::kind::{PackKind, PartyRole};
use domain::Code;

/// Why something was refused. Nothing of a refused pack may be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The file does not begin as this kind of file does.
    #[error("not a {what}")]
    NotAPack {
        /// What was expected.
        what: &'static str,
    },
    /// The file is cut, longer than it says, or malformed before any signature could be checked.
    #[error("cut or changed: {what}")]
    Damaged {
        /// The part that does not fit.
        what: &'static str,
    },
    /// A signature does not hold under the key it should hold under.
    #[error("signature does not hold: {what}")]
    Signature {
        /// What was signed.
        what: &'static str,
    },
    /// The pack, or something in it, belongs to another meeting.
    #[error("meeting {theirs}, here {ours}")]
    WrongMeeting {
        /// The meeting it belongs to.
        theirs: MeetingId,
        /// The meeting here.
        ours: MeetingId,
    },
    /// The pack is not for these keys.
    #[error("not sealed for {ours}")]
    WrongRecipient {
        /// Whom it is for.
        recipients: Vec<Fingerprint>,
        /// The keys here.
        ours: Fingerprint,
    },
    /// Nobody here knows these keys.
    #[error("unknown keys {sender}")]
    SenderUnknown {
        /// The keys that signed.
        sender: Fingerprint,
    },
    /// The sender is known, but its role may not send this.
    #[error("a {role} may not send a {kind} pack")]
    SenderMayNot {
        /// Who sent it.
        sender: Fingerprint,
        /// In which role.
        role: PartyRole,
        /// What kind of pack.
        kind: PackKind,
    },
    /// The sender's role is not the one it is registered under.
    #[error("sender says {said}, is registered as {known}")]
    SenderRole {
        /// Who sent it.
        sender: Fingerprint,
        /// The role the pack or certificate states.
        said: PartyRole,
        /// The role known here.
        known: PartyRole,
    },
    /// Written by software with a later format or schema.
    #[error("format or schema {theirs}, this software reads up to {ours}")]
    Newer {
        /// The version that is needed.
        theirs: u32,
        /// The highest version known here.
        ours: u32,
    },
    /// The pack depends on something this software does not know.
    #[error("unknown critical entry {name:?}")]
    Critical {
        /// The entry's name.
        name: String,
    },
    /// A file that holds one signed thing ends before its end.
    #[error("cut short: {size} bytes of at least {wanted}")]
    Cut {
        /// Bytes that are there.
        size: u64,
        /// Bytes that it has at least, as it says itself.
        wanted: u64,
    },
    /// A file that holds one signed thing goes on after its end.
    #[error("goes on after its end: {size} bytes instead of {wanted}")]
    AfterEnd {
        /// Bytes that are there.
        size: u64,
        /// Bytes that it has, as it says itself.
        wanted: u64,
    },
    /// Signed by the right party, and yet not right.
    #[error("content: {what}")]
    Content {
        /// The part that is wrong.
        what: &'static str,
    },
    /// A limit is exceeded.
    #[error("{what}: {size} above the limit of {limit}")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// Its size or count.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// Reading or writing failed.
    #[error("io: {0}")]
    Io(#[from] std::io::Error),
}

impl PackError {
    /// The code that the catalogue of messages knows.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::NotAPack { .. } => Code::PackNotAPack,
            Self::Damaged { .. } | Self::Signature { .. } => Code::PackSignature,
            Self::WrongMeeting { .. } => Code::PackWrongMeeting,
            Self::WrongRecipient { .. } => Code::PackWrongRecipient,
            Self::SenderUnknown { .. } | Self::SenderMayNot { .. } | Self::SenderRole { .. } => {
                Code::PackSender
            }
            Self::Newer { .. } | Self::Critical { .. } => Code::PackNewer,
            Self::Cut { .. } => Code::FileCut,
            Self::AfterEnd { .. } => Code::FileAfterEnd,
            Self::Content { .. } => Code::PackContent,
            Self::TooLarge { .. } => Code::PackTooLarge,
            Self::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Code::IoTooShort,
            Self::Io(_) => Code::Io,
        }
    }

    /// Names and values for the placeholders of the message.
    #[must_use]
    pub fn params(&self) -> Vec<(String, String)> {
        let list = |pairs: &[(&str, String)]| {
            pairs.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect::<Vec<_>>()
        };
        match self {
            Self::NotAPack { what }
            | Self::Damaged { what }
            | Self::Signature { what }
            | Self::Content { what } => list(&[("what", (*what).to_owned()), ("reason", (*what).to_owned())]),
            Self::Cut { size, wanted } | Self::AfterEnd { size, wanted } => {
                list(&[("size", size.to_string()), ("wanted", wanted.to_string())])
            }
            Self::WrongMeeting { theirs, ours } => {
                list(&[("other", theirs.to_string()), ("current", ours.to_string())])
            }
            Self::WrongRecipient { recipients, ours } => {
                let names: Vec<String> = recipients.iter().map(ToString::to_string).collect();
                list(&[("recipient", names.join(", ")), ("current", ours.to_string())])
            }
            Self::SenderUnknown { sender } => list(&[("sender", sender.to_string())]),
            Self::SenderMayNot { sender, role, kind } => list(&[
                ("sender", sender.to_string()),
                ("role", role.to_string()),
                ("kind", kind.to_string()),
            ]),
            Self::SenderRole { sender, said, known } => list(&[
                ("sender", sender.to_string()),
                ("role", said.to_string()),
                ("known", known.to_string()),
            ]),
            Self::Newer { theirs, ours } => {
                list(&[("theirs", theirs.to_string()), ("ours", ours.to_string())])
            }
            Self::Critical { name } => {
                list(&[("what", name.clone()), ("theirs", name.clone()), ("ours", "—".to_owned())])
            }
            Self::TooLarge { what, size, limit } => list(&[
                ("what", (*what).to_owned()),
                ("reason", (*what).to_owned()),
                ("size", size.to_string()),
                ("limit", limit.to_string()),
            ]),
            Self::Io(error) => list(&[("what", error.to_string()), ("reason", error.to_string())]),
        }
    }

    /// Refuses `size` above `limit`.
    pub(crate) fn at_most(what: &'static str, size: u64, limit: u64) -> Result<(), Self> {
        if size > limit { Err(Self::TooLarge { what, size, limit }) } else { Ok(()) }
    }

    /// What was malformed before a signature held is damage, not the sender's content.
    pub(crate) fn before_signature(self) -> Self {
        match self {
            Self::Content { what } => Self::Damaged { what },
            other => other,
        }
    }
}
