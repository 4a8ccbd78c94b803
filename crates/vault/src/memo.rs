//! What was computed from rows and is asked for again and again: kept while the journal's head stays where it is. The head
//! holds the digest of every row, so what is kept is of exactly the rows that are read. It lies in the open vault and goes
//! with it when that is locked.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A kept value of some type.
type Kept = Arc<dyn Any + Send + Sync>;

/// Values by name, all of one journal head.
#[derive(Default)]
pub(crate) struct Memo {
    of: Mutex<([u8; 32], BTreeMap<String, Kept>)>,
}

impl Memo {
    /// The value under a name, if it is of this head and type.
    pub(crate) fn get<T: Any + Send + Sync>(&self, head: [u8; 32], name: &str) -> Option<Arc<T>> {
        let of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = (of.0 == head).then(|| of.1.get(name).cloned()).flatten()?;
        drop(of);
        kept.downcast().ok()
    }

    /// Keeps a value; those of another head are dropped.
    pub(crate) fn keep(&self, head: [u8; 32], name: &str, value: Kept) {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        if of.0 != head {
            *of = (head, BTreeMap::new());
        }
        of.1.insert(name.to_owned(), value);
    }
}
