//! A digest of a set of rows that is kept as rows come and go: 1 024 lanes of 16 bits, each row an expanded hash that is
//! added lane by lane (LtHash of Bellare and Micciancio's incremental hashing; Lewi and others, 2019). Adding and
//! removing a row costs the same whatever the size of the set, and the order of rows is nothing.

use sha2::{Digest as _, Sha256};

const LANES: usize = 1024;
/// Bytes of the lanes.
pub(crate) const BYTES: usize = LANES * 2;

/// The lanes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SetDigest([u16; LANES]);

impl SetDigest {
    /// The digest of the empty set.
    pub(crate) fn empty() -> SetDigest {
        SetDigest([0; LANES])
    }

    /// Reads stored lanes; nothing when their length is wrong.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<SetDigest> {
        if bytes.len() != BYTES {
            return None;
        }
        let mut lanes = [0; LANES];
        for (lane, pair) in lanes.iter_mut().zip(bytes.chunks_exact(2)) {
            *lane = u16::from_le_bytes(pair.try_into().ok()?);
        }
        Some(SetDigest(lanes))
    }

    /// The lanes as they are stored.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|lane| lane.to_le_bytes()).collect()
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, table: &str, id: &str, body: &str) {
        self.each(table, id, body, u16::wrapping_add);
    }

    /// Takes a row away that was added before.
    pub(crate) fn remove(&mut self, table: &str, id: &str, body: &str) {
        self.each(table, id, body, u16::wrapping_sub);
    }

    /// The digest that the journal keeps: SHA-256 over the lanes.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"lunzheng/state/1").chain_update(self.to_bytes()).finalize().into()
    }

    fn each(&mut self, table: &str, id: &str, body: &str, f: fn(u16, u16) -> u16) {
        let mut hasher = blake3::Hasher::new();
        for part in ["lunzheng/row/1", table, id, body] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        let mut expanded = [0u8; BYTES];
        hasher.finalize_xof().fill(&mut expanded);
        for (lane, pair) in self.0.iter_mut().zip(expanded.chunks_exact(2)) {
            if let Ok(pair) = pair.try_into() {
                *lane = f(*lane, u16::from_le_bytes(pair));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(rows: &[(u8, u8)]) -> SetDigest {
        let mut digest = SetDigest::empty();
        for (id, body) in rows {
            digest.add("t", &id.to_string(), &body.to_string());
        }
        digest
    }

    #[test]
    fn a_row_is_framed_so_that_nothing_can_move_between_its_parts() {
        let digest = |t: &str, id: &str, body: &str| {
            let mut d = SetDigest::empty();
            d.add(t, id, body);
            d.digest()
        };
        assert_ne!(digest("ab", "c", "d"), digest("a", "bc", "d"));
        assert_ne!(digest("a", "b", "cd"), digest("a", "bc", "d"));
    }

    proptest! {
        #[test]
        fn the_order_of_rows_is_nothing_and_removing_undoes_adding(rows in proptest::collection::btree_set((any::<u8>(), any::<u8>()), 0..12), by in 0usize..12, gone in 0usize..12) {
            let rows: Vec<(u8, u8)> = rows.into_iter().collect();
            let whole = of(&rows);
            let mut turned = rows.clone();
            turned.rotate_left(by % rows.len().max(1));
            prop_assert!(of(&turned) == whole);
            prop_assert!(SetDigest::from_bytes(&whole.to_bytes()).is_some_and(|d| d == whole));
            if !rows.is_empty() {
                let mut fewer = rows.clone();
                let (id, body) = fewer.remove(gone % rows.len());
                let mut undone = whole.clone();
                undone.remove("t", &id.to_string(), &body.to_string());
                prop_assert!(undone == of(&fewer));
                prop_assert!(undone.digest() != whole.digest());
            }
        }
    }
}
