//! Long work that somebody watches: how far it is, and whether it is to stop. What is one step stays one step: work is
//! asked between steps only.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use domain::Code;

use crate::api::documents::Progress;
use crate::refusal::{Refusal, Result};

/// Long work under way.
#[derive(Debug, Default)]
pub struct Work {
    now: Mutex<Option<Progress>>,
    stop: AtomicBool,
}

impl Work {
    /// Nothing under way.
    #[must_use]
    pub fn new() -> Work {
        Work::default()
    }

    /// Says how far the work is, and asks whether it goes on.
    ///
    /// # Errors
    /// `work.stopped` once somebody asked it to stop.
    pub fn step(&self, what: &str, done: usize, of: usize) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Refusal::of(Code::WorkStopped));
        }
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Progress { what: what.to_owned(), done: number(done), of: number(of) });
        Ok(())
    }

    /// The work is over, whatever came of it.
    pub fn end(&self) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.stop.store(false, Ordering::Relaxed);
    }

    /// How far it is; nothing when nothing runs.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks it to stop. Without work under way there is nothing to stop.
    pub fn stop(&self) {
        if self.progress().is_some() {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_was_asked_to_stop_ends_at_its_next_step_and_the_next_work_begins_afresh() {
        let work = Work::new();
        work.stop();
        assert!(work.step("documents.make", 0, 2).is_ok(), "nothing was under way");
        work.stop();
        assert_eq!(work.step("documents.make", 1, 2).map_err(|r| r.code()), Err(Code::WorkStopped));
        work.end();
        assert!(work.step("tasks.write", 0, 1).is_ok());
        assert_eq!(work.progress().map(|p| p.what), Some("tasks.write".to_owned()));
    }
}
