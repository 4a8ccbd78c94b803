//! What is noted of a vote beside its counts. The counts are those of the recorded vote, which is checked against who was there;
//! a note that names some of its own would stand beside them unchecked.

/// Whether a note names counts of votes or of people who voted: `9票同意`, `七票`, `3 人反对`, `三名专家弃权`.
#[must_use]
pub fn counts_votes(note: &str) -> bool {
    const CHOICES: [&str; 5] = ["同意", "赞成", "反对", "弃权", "通过"];
    let signs: Vec<char> = note.chars().filter(|c| !c.is_whitespace()).collect();
    let chosen = CHOICES.iter().any(|word| note.contains(word));
    signs.windows(2).any(|pair| match pair {
        ['0'..='9' | '０'..='９', '票' | '人'] => true,
        [n, '票'] => is_numeral(*n),
        // 三人反对 is a count, 由一人宣读 is none.
        ['0'..='9' | '０'..='９', '名' | '位'] => chosen,
        [n, '人' | '名' | '位'] => is_numeral(*n) && chosen,
        _ => false,
    })
}

/// A sign of which Chinese numbers are made.
const fn is_numeral(sign: char) -> bool {
    matches!(
        sign,
        '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
    )
}

#[cfg(test)]
mod tests {
    use super::counts_votes;

    #[test]
    fn a_note_that_names_counts_of_votes_or_voters_is_known_as_one() {
        for note in [
            "9票同意",
            "同意 7 票",
            "７票",
            "七票赞成",
            "十一票",
            "5人同意",
            "3 人反对",
            "三人反对，其余同意",
            "2名专家弃权",
        ] {
            assert!(counts_votes(note), "{note}");
        }
    }

    #[test]
    fn what_is_said_of_a_vote_without_a_count_is_a_note() {
        for note in
            ["", "举手表决", "全票通过", "复议一次后表决", "由组长一人宣读计票结果", "2026年1月20日表决"]
        {
            assert!(!counts_votes(note), "{note}");
        }
    }
}
