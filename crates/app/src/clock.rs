//! Time is passed in: the real clock in the product, a stepped one where a meeting is replayed.

use std::sync::Mutex;

use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, Utc};

/// Something that tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that begins at a given time and moves on by a step whenever it is asked: for replayed meetings and tests.
#[derive(Debug)]
pub struct SteppedClock {
    next: Mutex<DateTime<Utc>>,
    step: Duration,
}

impl SteppedClock {
    /// A clock that first tells `start`.
    #[must_use]
    pub fn new(start: DateTime<Utc>, step: Duration) -> SteppedClock {
        SteppedClock { next: Mutex::new(start), step }
    }

    /// Moves the clock on to `time`, if that is later.
    pub fn forward_to(&self, time: DateTime<Utc>) {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *next = (*next).max(time);
    }
}

impl Clock for SteppedClock {
    fn now(&self) -> DateTime<Utc> {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = *next;
        *next = now + self.step;
        now
    }
}

/// Local civil time. The whole country keeps one time, eight hours ahead of UTC, without summer time.
#[must_use]
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    FixedOffset::east_opt(8 * 3600)
        .map_or_else(|| at.naive_utc(), |beijing| at.with_timezone(&beijing).naive_local())
}

/// Local civil time of a number of milliseconds since 1970.
#[must_use]
pub fn local_ms(at_ms: i64) -> NaiveDateTime {
    local(DateTime::from_timestamp_millis(at_ms).unwrap_or_default())
}
