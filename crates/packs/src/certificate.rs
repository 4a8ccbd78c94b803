//! Certificates: the secretariat's word that these keys belong to this person in this role, for one meeting.

use crate::cbor::{Reader, Writer};
use crate::enrol::SmallFile;
use crate::error::PackError;
use crate::frame;
use crate::ids::{Fingerprint, MeetingId};
use crate::keys::{DeviceKeys, PublicKeys};
use crate::kind::PartyRole;
use crate::limits::{NAME, PERSON};
use chrono::{DateTime, SubsecRound, Utc};

const WHAT: &str = "certificate";
const FILE: SmallFile = SmallFile { magic: *b"\x89LZT\r\n\x1a\n", what: WHAT };

/// What the secretariat certifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateDraft {
    /// The meeting it is valid for.
    pub meeting: MeetingId,
    /// The person's id in the secretariat's register, 1 to 128 bytes.
    pub person: String,
    /// The person's name, 1 to 256 bytes. Certificates travel sealed inside packs, never in the clear.
    pub name: String,
    /// The role.
    pub role: PartyRole,
    /// The keys, after their digits were compared.
    pub keys: PublicKeys,
    /// When it was issued; kept to the millisecond.
    pub issued_at: DateTime<Utc>,
    /// The issuer's running number.
    pub serial: u64,
}

/// A signed certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// What is certified.
    pub draft: CertificateDraft,
    /// Whose signature it bears.
    pub issuer: Fingerprint,
    /// Ed25519 by the issuer.
    pub signature: [u8; 64],
}

impl std::ops::Deref for Certificate {
    type Target = CertificateDraft;

    fn deref(&self) -> &CertificateDraft {
        &self.draft
    }
}

impl Certificate {
    /// Signs a certificate with the secretariat's keys.
    ///
    /// # Errors
    /// `Content` for an empty or too long text or unsound keys.
    pub fn issue(secretariat: &DeviceKeys, draft: CertificateDraft) -> Result<Self, PackError> {
        let draft = CertificateDraft { issued_at: draft.issued_at.trunc_subsecs(3), ..draft };
        draft.check()?;
        let issuer = secretariat.fingerprint();
        let signature = with_fields(&draft, issuer, |fields| secretariat.sign(frame::CERTIFICATE, fields));
        Ok(Self { draft, issuer, signature })
    }

    /// Checks that the secretariat with these keys issued it, and that the certified keys are sound.
    ///
    /// # Errors
    /// `SenderUnknown` for another issuer, `Content`, `Signature`.
    pub fn verify(&self, secretariat: &PublicKeys) -> Result<(), PackError> {
        if self.issuer != secretariat.fingerprint() {
            return Err(PackError::SenderUnknown { sender: self.issuer });
        }
        self.draft.check()?;
        with_fields(&self.draft, self.issuer, |fields| {
            secretariat.verify(WHAT, frame::CERTIFICATE, fields, &self.signature)
        })
    }

    /// The bytes as they stand in a manifest.
    #[must_use]
    pub fn to_carried(&self) -> Vec<u8> {
        let d = &self.draft;
        let mut w = Writer::new();
        w.array(10).bytes(d.meeting.as_bytes()).text(&d.person).text(&d.name).uint(d.role.number());
        w.bytes(&d.keys.sign).bytes(&d.keys.seal).time(d.issued_at).uint(d.serial);
        w.bytes(&self.issuer.0).bytes(&self.signature);
        w.finish()
    }

    /// Reads [`Certificate::to_carried`]; says nothing about the signature.
    ///
    /// # Errors
    /// `Content`.
    pub fn from_carried(bytes: &[u8]) -> Result<Self, PackError> {
        let mut r = Reader::new(bytes, WHAT);
        r.tuple(10)?;
        let draft = CertificateDraft {
            meeting: MeetingId(r.fixed()?),
            person: r.text(PERSON)?.to_owned(),
            name: r.text(NAME)?.to_owned(),
            role: PartyRole::from_number(r.uint()?).ok_or_else(|| r.bad())?,
            keys: PublicKeys { sign: r.fixed()?, seal: r.fixed()? },
            issued_at: r.time()?,
            serial: r.uint()?,
        };
        let read = Self { draft, issuer: Fingerprint(r.fixed()?), signature: r.fixed()? };
        r.end()?;
        if read.to_carried() == bytes { Ok(read) } else { Err(PackError::Content { what: WHAT }) }
    }

    /// The bytes of a file of its own, `.lzcert`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        FILE.wrap(&self.to_carried())
    }

    /// Reads a file; says nothing about the signature, see [`Certificate::verify`].
    ///
    /// # Errors
    /// `NotAPack`, `Damaged`, `Newer`, `TooLarge`.
    pub fn from_bytes(file: &[u8]) -> Result<Self, PackError> {
        Self::from_carried(FILE.unwrap(file)?).map_err(PackError::before_signature)
    }
}

impl CertificateDraft {
    fn check(&self) -> Result<(), PackError> {
        let fits = |text: &str, limit| (1..=limit).contains(&text.len());
        if !fits(&self.person, PERSON) || !fits(&self.name, NAME) {
            return Err(PackError::Content { what: WHAT });
        }
        self.keys.check()
    }
}

fn with_fields<T>(d: &CertificateDraft, issuer: Fingerprint, use_them: impl FnOnce(&[&[u8]]) -> T) -> T {
    use_them(&[
        d.meeting.as_bytes(),
        d.person.as_bytes(),
        d.name.as_bytes(),
        &d.role.number().to_be_bytes(),
        &d.keys.sign,
        &d.keys.seal,
        &d.issued_at.timestamp_millis().to_be_bytes(),
        &d.serial.to_be_bytes(),
        &issuer.0,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Code;

    fn draft() -> CertificateDraft {
        CertificateDraft {
            meeting: MeetingId([3; 16]),
            person: "expert-04".into(),
            name: "王芳".into(),
            role: PartyRole::Expert,
            keys: DeviceKeys::generate().unwrap().public(),
            issued_at: Utc::now(),
            serial: 4,
        }
    }

    #[test]
    fn a_certificate_holds_under_its_issuer_only_and_reads_back() {
        let secretariat = DeviceKeys::generate().unwrap();
        let certificate = Certificate::issue(&secretariat, draft()).unwrap();
        certificate.verify(&secretariat.public()).unwrap();
        let again = Certificate::from_bytes(&certificate.to_bytes()).unwrap();
        assert_eq!(again, certificate);
        again.verify(&secretariat.public()).unwrap();
        let other = DeviceKeys::generate().unwrap().public();
        assert_eq!(certificate.verify(&other).unwrap_err().code(), Code::PackSender);
    }

    #[test]
    fn a_changed_field_breaks_the_signature() {
        let secretariat = DeviceKeys::generate().unwrap();
        let good = Certificate::issue(&secretariat, draft()).unwrap();
        let changes: [fn(&mut CertificateDraft); 6] = [
            |d| d.meeting = MeetingId([4; 16]),
            |d| d.person = "expert-05".into(),
            |d| d.name = "王方".into(),
            |d| d.role = PartyRole::Supervisor,
            |d| d.serial = 5,
            |d| d.issued_at += chrono::TimeDelta::milliseconds(1),
        ];
        for change in changes {
            let mut certificate = good.clone();
            change(&mut certificate.draft);
            assert_eq!(certificate.verify(&secretariat.public()).unwrap_err().code(), Code::PackSignature);
        }
    }

    #[test]
    fn nobody_is_certified_without_a_name_or_with_unsound_keys() {
        let secretariat = DeviceKeys::generate().unwrap();
        assert!(
            Certificate::issue(&secretariat, CertificateDraft { name: String::new(), ..draft() }).is_err()
        );
        assert!(
            Certificate::issue(&secretariat, CertificateDraft { person: "x".repeat(129), ..draft() })
                .is_err()
        );
        let keys = PublicKeys { sign: [0; 32], seal: [0; 32] };
        assert!(Certificate::issue(&secretariat, CertificateDraft { keys, ..draft() }).is_err());
    }
}
