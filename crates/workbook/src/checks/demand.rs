//! Checks of a demand beyond what it must state (rule 2, which `rows` looks at).

use domain::Finding;

use super::Check;

/// Runs them.
pub(super) fn check(check: &Check<'_>, findings: &mut Vec<Finding>) {
    check.term(findings);
    check.research_in_whole(findings);
}
