//! Three parties of one small meeting, whose keys are the same in every run: those of the golden packs.

use std::sync::OnceLock;

use packs::{Authority, DeviceKeys, Fingerprint, MeetingId, PartyRole, PublicKeys};

/// The meeting of the golden packs.
pub(crate) const MEETING: MeetingId = MeetingId([0x4d; 16]);

/// The parties: secretariat, expert, the archive's reader.
pub(crate) fn parties() -> &'static [DeviceKeys; 3] {
    static KEYS: OnceLock<[DeviceKeys; 3]> = OnceLock::new();
    KEYS.get_or_init(|| [1, 2, 3].map(keys))
}

fn keys(seed: u8) -> DeviceKeys {
    let mut bytes = vec![1];
    bytes.extend((0..64).map(|i| seed.wrapping_mul(29).wrapping_add(i)));
    DeviceKeys::from_secret_bytes(&bytes).unwrap()
}

/// Whose fingerprint it is.
pub(crate) fn party(of: Fingerprint) -> Option<&'static DeviceKeys> {
    parties().iter().find(|k| k.fingerprint() == of)
}

/// The public keys of an author, as a vault knows them.
pub(crate) fn known(author: &Fingerprint) -> Option<PublicKeys> {
    party(*author).map(DeviceKeys::public)
}

/// How `reader` reads what `sender` sends: the secretariat's keys are pinned, and everybody else is an expert.
pub(crate) fn authority(sender: Fingerprint, reader: &DeviceKeys) -> Authority {
    let secretariat = parties()[0].public();
    let role = if sender == secretariat.fingerprint() { PartyRole::Secretariat } else { PartyRole::Expert };
    Authority { secretariat: Some(secretariat), ..Authority::of(MEETING, reader.fingerprint(), role) }
}
