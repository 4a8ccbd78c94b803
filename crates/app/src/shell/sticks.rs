//! What the window does about a backup on a stick.

use secrecy::SecretString;
use vault::Vault;

use super::{Open, Refused, Shell, clock, whole};
use crate::api::HomeFacts;
use crate::api::keys::StickView;
use crate::sticks;

impl Shell {
    /// What a backup on a stick says of itself; no passphrase is needed.
    ///
    /// # Errors
    /// Those of [`sticks::card`], with their words.
    pub fn stick(folder: &str) -> Refused<StickView> {
        whole(folder).and_then(sticks::card).map_err(|refusal| refusal.problems())
    }

    /// Brings a vault back from a backup on a stick and opens it. What was open is locked first.
    ///
    /// # Errors
    /// Those of [`sticks::bring_back`], with their words.
    pub fn bring_back(&self, backup: &str, to: &str, passphrase: &SecretString) -> Refused<HomeFacts> {
        self.put(to, || {
            let (place, folder) = (whole(backup)?, whole(to)?);
            // Told in KiB: a figure of the surfaces has 32 bits.
            let kib = |bytes: u64| usize::try_from(bytes.div_ceil(1024)).unwrap_or(usize::MAX);
            self.working(|work| {
                let step = |read, all| work.step("vault.bring_back", kib(read), kib(all));
                sticks::bring_back(place, folder, passphrase, clock(), step)
            })?;
            Open::of(Vault::open_with(folder, &Vault::unlock(folder, passphrase)?)?)
        })
    }
}
