//! The paper beside the file: a person types what is blanked, so that both are really compared.

use domain::Code;

use super::Check;
use crate::refusal::{Refusal, Result};

/// Two groups of what is printed, drawn at random and blanked: whoever types them has looked at the paper.
///
/// # Errors
/// `internal` when the system gives no random bytes.
pub fn blanks(printed: &str) -> Result<(String, [usize; 2])> {
    let mut draw = [0u8; 2];
    getrandom::fill(&mut draw).map_err(Refusal::internal)?;
    let groups = printed.split(' ').count().max(2);
    let first = usize::from(draw[0]) % groups;
    let second = (first + 1 + usize::from(draw[1]) % (groups - 1)) % groups;
    let wanted = [first.min(second), first.max(second)];
    let shown: Vec<&str> = printed
        .split(' ')
        .enumerate()
        .map(|(n, group)| if wanted.contains(&n) { "____" } else { group })
        .collect();
    Ok((shown.join(" "), wanted))
}

impl Check {
    /// Holds a group as somebody read it from the paper against what is printed; counted from 1.
    pub fn compare_paper(&mut self, group: usize, typed: &str) {
        let Some(printed) = &self.printed else { return };
        let same = group
            .checked_sub(1)
            .and_then(|n| printed.split(' ').nth(n))
            .is_some_and(|there| there.eq_ignore_ascii_case(typed.trim()));
        if !same {
            let refusal = Refusal::of(Code::VerifyPaperDiffers)
                .with("what", self.file.clone())
                .with("group", group.to_string())
                .with("typed", typed.trim());
            self.problems.extend(refusal.problems());
            self.ok = false;
        }
    }
}
