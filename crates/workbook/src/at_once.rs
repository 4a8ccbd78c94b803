//! Work on many rows, shared out among the processors. Rows are judged and typed one by one, whoever does it: the outcome
//! is the same on one processor as on many.

use std::ops::Range;

/// Fewer rows than this are not worth a thread.
const WORTH_IT: usize = 1_000;
/// More threads than this are not started, whatever the machine has.
const THREADS: usize = 8;

/// So many rows cut into pieces, one for each processor. A cut goes down as long as `holds` says that a row does not begin
/// a piece.
#[must_use]
pub fn pieces(rows: usize, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let size = rows.div_ceil(threads).max(WORTH_IT);
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < rows {
        let mut to = rows.min(from + size);
        while to < rows && holds(to) {
            to += 1;
        }
        pieces.push(from..to);
        from = to;
    }
    pieces
}

/// Does the same with each piece, at once, and gives the outcomes in their order.
pub fn at_once<P: Sync, R: Send>(pieces: &[P], work: impl Fn(&P) -> R + Sync) -> Vec<R> {
    let [first, rest @ ..] = pieces else { return Vec::new() };
    let work = &work;
    std::thread::scope(|scope| {
        let others: Vec<_> = rest.iter().map(|piece| scope.spawn(move || work(piece))).collect();
        let mut outcomes = vec![work(first)];
        // A piece that breaks down breaks the whole down, as it would without threads.
        outcomes
            .extend(others.into_iter().map(|o| o.join().unwrap_or_else(|p| std::panic::resume_unwind(p))));
        outcomes
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_in_one_piece_and_a_held_row_begins_none(rows in 0usize..20_000, held in 2usize..9) {
            let pieces = pieces(rows, |row| row % held != 0);
            let all: Vec<usize> = pieces.iter().cloned().flatten().collect();
            prop_assert_eq!(all, (0..rows).collect::<Vec<_>>());
            prop_assert!(pieces.iter().all(|piece| piece.start % held == 0));
            let sums = at_once(&pieces, |piece| piece.clone().sum::<usize>());
            prop_assert_eq!(sums.iter().sum::<usize>(), (0..rows).sum::<usize>());
        }
    }
}
