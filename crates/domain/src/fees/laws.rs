//! What holds of fees whatever the rates are.

use proptest::prelude::*;

use super::*;

fn rules() -> impl Strategy<Value = FeeRules> {
    (1_i64..=20_000, 1_i64..=20_000, 0_u32..=100, 1_u32..=100, 1_u32..=100).prop_map(
        |(senior, other, eminent_percent, half_percent, third_percent)| FeeRules {
            senior: Some(Fen(senior * YUAN)),
            other: Some(Fen(other * YUAN)),
            eminent_percent,
            half_percent,
            third_percent,
        },
    )
}

fn grade() -> impl Strategy<Value = FeeGrade> {
    prop::sample::select(FeeGrade::ALL.to_vec())
}

fn entries() -> impl Strategy<Value = Vec<FeeEntry>> {
    let entry =
        (grade(), 0..=MOST_HALF_DAYS, 0_i64..1_000_000).prop_map(|(grade, half_days, tax)| FeeEntry {
            expert_no: String::new(),
            grade: Some(grade),
            half_days,
            tax: Some(Fen(tax)),
            consent: false,
        });
    prop::collection::vec(entry, 0..12)
}

proptest! {
    #[test]
    fn another_day_is_never_paid_less(rules in rules(), grade in grade(), half_days in 0..MOST_HALF_DAYS) {
        // Half a day is at most a whole one, so even the half that becomes a day is paid no less.
        let net = |half_days| rules.net(grade, half_days).unwrap();
        prop_assert!(net(half_days) <= net(half_days + 1));
        prop_assert!(net(half_days) < net(half_days + 2));
    }

    #[test]
    fn the_fee_is_the_exact_one_to_half_a_fen(rules in rules(), grade in grade(), half_days in 0..=MOST_HALF_DAYS) {
        use num_rational::BigRational;
        let whole = |n: i64| BigRational::from_integer(n.into());
        let part = |percent: u32| BigRational::new(percent.into(), 100.into());
        // Day by day, as the rule is written.
        let mut exact = whole(0);
        let mut left = half_days;
        let mut day = 1;
        while left > 0 {
            let of_day = if day > 2 { part(rules.third_percent) } else { whole(1) };
            exact += if left == 1 { of_day * part(rules.half_percent) } else { of_day };
            left = left.saturating_sub(2);
            day += 1;
        }
        exact *= whole(rules.rate(grade).unwrap().0);
        let off = whole(rules.net(grade, half_days).unwrap().0) - exact;
        prop_assert!(off > -BigRational::new(1.into(), 2.into()) && off <= BigRational::new(1.into(), 2.into()));
    }

    #[test]
    fn the_sums_are_those_of_the_rows_and_net_with_tax_is_gross(rules in rules(), entries in entries()) {
        let all = sums(&rules, &entries);
        let rows: Vec<FeeAmounts> =
            entries.iter().filter(|e| e.half_days > 0).map(|e| e.amounts(&rules)).collect();
        prop_assert_eq!(all.people, rows.len());
        prop_assert_eq!(all.net.unwrap().0, rows.iter().map(|r| r.net.unwrap().0).sum::<i64>());
        prop_assert_eq!(all.net.unwrap().checked_add(all.tax.unwrap()), all.gross);
        for row in rows {
            prop_assert_eq!(row.net.unwrap().checked_add(row.tax.unwrap()), row.gross);
        }
    }

    #[test]
    fn days_that_are_printed_are_read_again(half_days in 0_u32..1_000) {
        prop_assert_eq!(super::half_days(&days_text(half_days)), Some(half_days));
    }
}
