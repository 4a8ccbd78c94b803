//! Enrolment: the small files by which two laptops learn each other's keys, in the clear and without any name.
//!
//! The secretariat's [`MeetingCard`] goes to the experts, each expert's [`EnrolmentRequest`] comes back. Their
//! signatures prove possession of the keys, not who holds them: that is what two people comparing
//! [`PublicKeys::digits24`] in both directions are for, and nothing may be sealed to keys before that.

use crate::cbor::{Reader, Writer};
use crate::error::PackError;
use crate::frame;
use crate::ids::MeetingId;
use crate::keys::{DeviceKeys, PublicKeys};
use crate::limits::SMALL_FILE;

/// How a kind of small file begins.
pub(crate) struct SmallFile {
    pub(crate) magic: [u8; 8],
    pub(crate) what: &'static str,
}

const VERSION: u32 = 1;

impl SmallFile {
    /// magic ‖ major (u16) ‖ minor (u16) ‖ one CBOR item.
    pub(crate) fn wrap(&self, body: &[u8]) -> Vec<u8> {
        [self.magic.as_slice(), &[0, 1, 0, 0], body].concat()
    }

    pub(crate) fn unwrap<'b>(&self, file: &'b [u8]) -> Result<&'b [u8], PackError> {
        PackError::at_most(self.what, file.len() as u64, SMALL_FILE)?;
        let rest = file.strip_prefix(&self.magic).ok_or(PackError::NotAPack { what: self.what })?;
        let (version, body) = rest.split_first_chunk::<4>().ok_or(PackError::Damaged { what: self.what })?;
        let major = u32::from(u16::from_be_bytes([version[0], version[1]]));
        match major {
            0 => Err(PackError::NotAPack { what: self.what }),
            VERSION => Ok(body),
            theirs => Err(PackError::Newer { theirs, ours: VERSION }),
        }
    }
}

macro_rules! self_signed {
    ($(#[doc = $doc:literal])+ $name:ident, $purpose:expr, $magic:expr, $what:literal) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            /// The meeting.
            pub meeting: MeetingId,
            /// The keys of the device that made this file.
            pub keys: PublicKeys,
            /// Ed25519 by those keys over the framed meeting and keys.
            pub signature: [u8; 64],
        }

        impl $name {
            const FILE: SmallFile = SmallFile { magic: *$magic, what: $what };

            /// Makes and signs one.
            #[must_use]
            pub fn issue(keys: &DeviceKeys, meeting: MeetingId) -> Self {
                let public = keys.public();
                let signature = keys.sign($purpose, &[meeting.as_bytes(), &public.sign, &public.seal]);
                Self { meeting, keys: public, signature }
            }

            /// Checks that the maker holds the signing key, and that the keys are sound.
            ///
            /// # Errors
            /// `Content` for unsound keys, `Signature`.
            pub fn verify(&self) -> Result<(), PackError> {
                self.keys.check()?;
                let fields: [&[u8]; 3] = [self.meeting.as_bytes(), &self.keys.sign, &self.keys.seal];
                self.keys.verify($what, $purpose, &fields, &self.signature)
            }

            /// The file's bytes; short enough for a QR code.
            #[must_use]
            pub fn to_bytes(&self) -> Vec<u8> {
                Self::FILE.wrap(&self.body())
            }

            /// Reads a file and verifies it.
            ///
            /// # Errors
            /// `NotAPack`, `Damaged`, `Newer`, `TooLarge`, `Content`, `Signature`.
            pub fn from_bytes(file: &[u8]) -> Result<Self, PackError> {
                let body = Self::FILE.unwrap(file)?;
                let read = Self::read(body).map_err(PackError::before_signature)?;
                read.verify()?;
                Ok(read)
            }

            fn body(&self) -> Vec<u8> {
                let mut w = Writer::new();
                w.array(4).bytes(self.meeting.as_bytes()).bytes(&self.keys.sign);
                w.bytes(&self.keys.seal).bytes(&self.signature);
                w.finish()
            }

            fn read(body: &[u8]) -> Result<Self, PackError> {
                let mut r = Reader::new(body, $what);
                r.tuple(4)?;
                let meeting = MeetingId(r.fixed()?);
                let keys = PublicKeys { sign: r.fixed()?, seal: r.fixed()? };
                let read = Self { meeting, keys, signature: r.fixed()? };
                r.end()?;
                if read.body() == body { Ok(read) } else { Err(PackError::Content { what: $what }) }
            }
        }
    };
}

self_signed! {
    /// The secretariat's keys for one meeting, for the experts to pin once the digits are compared. File `.lzcard`.
    MeetingCard, frame::CARD, b"\x89LZC\r\n\x1a\n", "meeting card"
}
self_signed! {
    /// An expert's or supervisor's keys, for the secretariat to certify once the digits are compared. File `.lzreq`.
    EnrolmentRequest, frame::REQUEST, b"\x89LZR\r\n\x1a\n", "enrolment request"
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Code;

    fn card() -> MeetingCard {
        MeetingCard::issue(&DeviceKeys::generate().unwrap(), MeetingId([7; 16]))
    }

    #[test]
    fn a_card_and_a_request_read_back_and_fit_a_qr_code() {
        let card = card();
        assert_eq!(MeetingCard::from_bytes(&card.to_bytes()).unwrap(), card);
        let request = EnrolmentRequest::issue(&DeviceKeys::generate().unwrap(), card.meeting);
        assert_eq!(EnrolmentRequest::from_bytes(&request.to_bytes()).unwrap(), request);
        assert!(request.to_bytes().len() < 200);
    }

    #[test]
    fn every_cut_and_every_flipped_bit_of_a_card_is_refused() {
        let file = card().to_bytes();
        for len in 0..file.len() {
            assert!(MeetingCard::from_bytes(&file[..len]).is_err(), "cut at {len}");
        }
        // the minor version is not signed: a later minor may only add, and reads the same
        for bit in (0..file.len() * 8).filter(|b| !(80..96).contains(b)) {
            let mut changed = file.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(MeetingCard::from_bytes(&changed).is_err(), "bit {bit}");
        }
        assert!(MeetingCard::from_bytes(&[file, vec![0]].concat()).is_err());
    }

    #[test]
    fn a_card_is_no_request_and_its_signature_is_of_no_use_as_one() {
        let card = card();
        assert_eq!(EnrolmentRequest::from_bytes(&card.to_bytes()).unwrap_err().code(), Code::PackNotAPack);
        let forged = EnrolmentRequest { meeting: card.meeting, keys: card.keys, signature: card.signature };
        assert_eq!(forged.verify().unwrap_err().code(), Code::PackSignature);
    }

    #[test]
    fn a_request_with_a_sealing_key_to_which_anyone_can_read_is_refused() {
        let keys = DeviceKeys::generate().unwrap();
        let public = PublicKeys { seal: [0; 32], ..keys.public() };
        let meeting = MeetingId([7; 16]);
        let signature = keys.sign(frame::REQUEST, &[meeting.as_bytes(), &public.sign, &public.seal]);
        let request = EnrolmentRequest { meeting, keys: public, signature };
        let error = EnrolmentRequest::from_bytes(&request.to_bytes()).unwrap_err();
        assert_eq!(error.code(), Code::PackContent);
    }
}
