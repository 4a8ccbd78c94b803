//! How identity and bank numbers are shown where nobody needs them whole (practice: masked on screen, in no public list).

/// The last characters that stay readable: people compare these.
const TAIL: usize = 4;
/// What must stay hidden at least, or the ends would tell the number.
const LEAST_HIDDEN: usize = 4;

/// The number with its middle hidden, a star for each character: its first `head` and its last four stay. One that is too
/// short for that is hidden whole.
#[must_use]
pub fn masked(number: &str, head: usize) -> String {
    let length = number.chars().count();
    let short = length < head.saturating_add(TAIL + LEAST_HIDDEN);
    let hidden = |i: usize| short || (i >= head && i < length - TAIL);
    number.chars().enumerate().map(|(i, c)| if hidden(i) { '*' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn the_middle_of_a_number_is_hidden_and_a_short_one_whole() {
        assert_eq!(masked("140105199003071234", 3), "140***********1234");
        assert_eq!(masked("6222020200112233445", 4), "6222***********3445");
        assert_eq!(masked("622202021234", 4), "6222****1234");
        assert_eq!(masked("62220202123", 4), "***********");
        assert_eq!(masked("", usize::MAX), "");
    }

    #[test]
    fn no_number_of_any_length_shows_more_than_its_ends() {
        for length in 0..40 {
            for head in 0..6 {
                let number: String = "7".repeat(length);
                let shown = masked(&number, head);
                assert_eq!(shown.len(), length);
                assert!(shown.matches('7').count() <= head + 4);
                assert!(length == 0 || shown.matches('*').count() >= length.min(4));
            }
        }
    }
}
