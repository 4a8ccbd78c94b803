//! The envelope that a plan is held against: that of the sessions whose lists were decided, less what other plans of the same
//! decision took of it.

use super::FundingPlan;
use crate::envelope::Envelope;
use crate::money::Fen;
use crate::policy::Policy;

/// The envelopes of several sessions as one; nothing unless each has one. A score line binds nobody after the meeting.
#[must_use]
pub fn together<'a>(envelopes: impl IntoIterator<Item = Option<&'a Envelope>>) -> Option<Envelope> {
    let mut sum: Option<Envelope> = None;
    for envelope in envelopes {
        let envelope = Envelope { cutoff: None, ..envelope?.clone() };
        let Some(so_far) = &mut sum else {
            sum = Some(envelope);
            continue;
        };
        so_far.total = add(so_far.total, envelope.total);
        so_far.most = so_far.most.zip(envelope.most).map(|(a, b)| a.saturating_add(b));
        // A field that one session bounds and the other does not is bound by the total alone.
        so_far.fields.retain(|field, _| envelope.fields.contains_key(field));
        for (field, line) in &mut so_far.fields {
            *line = add(*line, envelope.fields.get(field).copied().unwrap_or_default());
        }
    }
    sum
}

/// What is left of an envelope for one plan: others of the same decision have their part already.
#[must_use]
pub fn left_of(envelope: &Envelope, plan: &FundingPlan, others: &[FundingPlan], policy: &Policy) -> Envelope {
    let mut left = envelope.clone();
    let same = others.iter().filter(|o| o.no != plan.no && o.decision_no == plan.decision_no);
    for row in same.flat_map(|o| &o.rows) {
        let granted = row.granted(policy);
        left.total = left.total.checked_sub(granted).unwrap_or_default();
        left.most = left.most.map(|most| most.saturating_sub(1));
        if let Some(line) = left.fields.get_mut(&row.field) {
            *line = line.checked_sub(granted).unwrap_or_default();
        }
    }
    left
}

/// A sum too large to be one is no line at all.
fn add(one: Fen, other: Fen) -> Fen {
    one.checked_add(other).unwrap_or(Fen(i64::MAX))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::chain::plan::tests::issued;
    use crate::policy::shipped;

    fn lines(total: i64, fields: &[(&str, i64)], most: Option<u32>) -> Envelope {
        let fields: BTreeMap<String, Fen> =
            fields.iter().map(|(f, sum)| ((*f).to_owned(), Fen(*sum))).collect();
        Envelope { total: Fen(total), fields, most, cutoff: None }
    }

    #[test]
    fn envelopes_of_several_panels_are_one_where_each_panel_has_one() {
        let (a, b) = (lines(500, &[("x", 300), ("y", 100)], Some(3)), lines(200, &[("x", 50)], None));
        assert_eq!(together([Some(&a), Some(&b)]), Some(lines(700, &[("x", 350)], None)));
        assert_eq!(together([Some(&a), None]), None, "nobody set a line for the other");
        assert_eq!(together([]), None);
    }

    #[test]
    fn what_another_plan_of_the_decision_took_is_not_there_twice() {
        let policy = shipped();
        let other = issued();
        let field = other.rows[0].field.clone();
        let taken = Fen::sum(other.rows.iter().map(|r| r.granted(&policy))).unwrap();
        let of_field = other.rows.iter().filter(|r| r.field == field).map(|r| r.granted(&policy));
        let of_field = Fen::sum(of_field).unwrap();
        let whole = lines(taken.0 + 100, &[(&field, of_field.0 + 7)], Some(5));
        let plan = FundingPlan { no: "ZJ-2".to_owned(), rows: Vec::new(), ..issued() };
        let left = left_of(&whole, &plan, std::slice::from_ref(&other), &policy);
        assert_eq!(left, lines(100, &[(&field, 7)], Some(5 - u32::try_from(other.rows.len()).unwrap())));
        assert_eq!(left_of(&whole, &other, std::slice::from_ref(&other), &policy), whole, "not its own");
        let elsewhere = FundingPlan { decision_no: "S-9".to_owned(), ..plan };
        assert_eq!(left_of(&whole, &elsewhere, &[other], &policy), whole);
    }
}
