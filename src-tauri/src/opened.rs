//! A pack that somebody opened from the file manager: it waits until the pages of an open vault ask for it.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The path of the pack that was opened last and not asked for yet.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Option<String>>);

impl Opened {
    /// Takes the first pack among a program's arguments, which may be relative to `folder`.
    pub(crate) fn remember(&self, arguments: Vec<String>, folder: &str) {
        let pack = arguments.into_iter().skip(1).find(|a| a.to_lowercase().ends_with(".lzp"));
        if let Some(pack) = pack {
            let path = Path::new(folder).join(pack).display().to_string();
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
        }
    }

    /// Gives it, once.
    pub(crate) fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
