//! What the panel itself put on the list, against the envelope: the panel may depart, and how far is said.

use std::collections::BTreeMap;

use super::Envelope;
use crate::money::Fen;

/// What stands on the list by the panel's word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// How many bids.
    pub count: u32,
    /// Their money.
    pub sum: Fen,
    /// By how much that is over the total; nothing within it.
    pub over: Option<Fen>,
    /// Fields whose bids are over the field's sum, and by how much.
    pub fields_over: BTreeMap<String, Fen>,
    /// How many bids are beyond the most that may be recommended.
    pub beyond: Option<u32>,
}

impl Listed {
    /// Adds up the bids that the panel put on the list, each by its field and its award. A sum too large to be one stays at
    /// the largest there is, which is over every envelope.
    #[must_use]
    pub fn of<'a>(envelope: &Envelope, bids: impl Iterator<Item = (&'a str, Fen)>) -> Listed {
        let add = |sum: Fen, amount: Fen| sum.checked_add(amount).unwrap_or(Fen(i64::MAX));
        let over = |sum: Fen, line: Fen| sum.checked_sub(line).filter(|over| *over > Fen::ZERO);
        let mut listed = Listed::default();
        let mut fields: BTreeMap<&str, Fen> = BTreeMap::new();
        for (field, award) in bids {
            listed.count = listed.count.saturating_add(1);
            listed.sum = add(listed.sum, award);
            let of_field = fields.entry(field).or_default();
            *of_field = add(*of_field, award);
        }
        listed.over = over(listed.sum, envelope.total);
        listed.fields_over = envelope
            .fields
            .iter()
            .filter_map(|(field, line)| {
                let sum = fields.get(field.as_str()).copied().unwrap_or_default();
                over(sum, *line).map(|over| (field.clone(), over))
            })
            .collect();
        listed.beyond =
            envelope.most.and_then(|most| listed.count.checked_sub(most)).filter(|beyond| *beyond > 0);
        listed
    }

    /// Whether it goes over any line of the envelope.
    #[must_use]
    pub fn exceeds(&self) -> bool {
        self.over.is_some() || self.beyond.is_some() || !self.fields_over.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_panel_lists_is_over_only_beyond_a_line() {
        let envelope = Envelope {
            total: Fen(900),
            fields: BTreeMap::from([("新材料".to_owned(), Fen(300)), ("新能源".to_owned(), Fen(600))]),
            most: Some(2),
            cutoff: None,
        };
        let exactly = Listed::of(&envelope, [("新材料", Fen(300)), ("新能源", Fen(600))].into_iter());
        assert_eq!(
            (exactly.count, exactly.sum, exactly.exceeds()),
            (2, Fen(900), false),
            "exactly a line is within it"
        );

        let bids = [("新材料", Fen(301)), ("新能源", Fen(600)), ("数字经济", Fen(0))];
        let beyond = Listed::of(&envelope, bids.into_iter());
        assert_eq!(beyond.over, Some(Fen(1)));
        assert_eq!(beyond.fields_over, BTreeMap::from([("新材料".to_owned(), Fen(1))]));
        assert_eq!(beyond.beyond, Some(1));

        assert_eq!(Listed::of(&envelope, std::iter::empty()), Listed::default());
        let endless = [("", Fen(i64::MAX)), ("", Fen(1))];
        assert!(Listed::of(&envelope, endless.into_iter()).exceeds(), "too much to add up is too much");
    }
}
