//! The statistics that inform: every published figure again, and the laws they must keep.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use ranking::stats::{
    Draws, Estimate, Metric, Silence, Table, alpha, fleiss, icc, icc_all_cells, kendall, severity,
};

const FEW: Draws = Draws { draws: 100, seed: 1 };

/// A table of the folder `data`, and the name it has in the reference.
fn table(text: &str) -> Table {
    let row = |line: &str| line.split(',').map(|cell| cell.trim().parse().ok()).collect();
    Table::new(text.lines().skip(1).map(row).collect())
}

fn shrout_fleiss() -> Table {
    table(include_str!("data/shrout_fleiss_1979.csv"))
}

fn anxiety() -> Table {
    table(include_str!("data/anxiety.csv"))
}

fn krippendorff() -> Table {
    table(include_str!("data/krippendorff_2011.csv"))
}

/// Everything of the reference that is said of one table, by the reference's names.
fn figures(table: &Table) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    let icc = icc(table).unwrap();
    for (kind, three) in [("1", icc.single), ("k", icc.average)] {
        for (form, estimate) in (1..).zip(three) {
            let Estimate { value, low, high } = estimate;
            found.insert(format!("ICC({form},{kind})"), value);
            found.insert(format!("ICC({form},{kind})|lo95"), low.unwrap());
            found.insert(format!("ICC({form},{kind})|hi95"), high.unwrap());
        }
    }
    let kendall = kendall(table).unwrap();
    found.insert("KendallW(ties)".to_owned(), kendall.w);
    found.insert("KendallW(no tie corr)".to_owned(), kendall.w_uncorrected);
    found.insert("chisq".to_owned(), kendall.chi_square);
    found.insert("p".to_owned(), kendall.p.unwrap());
    for (name, metric) in [("ordinal", Metric::Ordinal), ("interval", Metric::Interval)] {
        // computed with irr on tables without an empty cell: see `Alpha::as_in_irr`
        found.insert(format!("KrippAlpha({name})"), alpha(table, metric, FEW).unwrap().as_in_irr.unwrap());
    }
    found
}

#[test]
fn every_line_of_the_reference_is_reproduced_to_four_digits() {
    let mut found = BTreeMap::new();
    for (name, table) in [
        ("ShroutFleiss1979", shrout_fleiss()),
        ("irr::anxiety", anxiety()),
        ("irr::video", table(include_str!("data/video.csv"))),
    ] {
        found.extend(figures(&table).into_iter().map(|(figure, value)| (format!("{name}|{figure}"), value)));
    }
    for (name, metric) in [
        ("nominal", Metric::Nominal),
        ("ordinal", Metric::Ordinal),
        ("interval", Metric::Interval),
        ("ratio", Metric::Ratio),
    ] {
        let value = alpha(&krippendorff(), metric, FEW).unwrap().estimate.value;
        found.insert(format!("Krippendorff-nmm|alpha({name})"), value);
    }
    let diagnoses = fleiss(&table(include_str!("data/fleiss_1971.csv")), FEW).unwrap();
    found.insert("Fleiss1971 diagnoses|kappa".to_owned(), diagnoses.estimate.value);
    let mut lines = 0;
    for line in include_str!("data/reference.tsv").lines() {
        let (name, want) = line.split_once('\t').unwrap();
        let want: f64 = want.parse().unwrap();
        let got = *found.get(name).unwrap_or_else(|| panic!("no figure for {name}"));
        let digits = |x: f64| format!("{x:.3e}");
        assert_eq!(digits(got), digits(want), "{name}: {got} for {want}");
        assert!((got - want).abs() <= 1e-7 * want.abs().max(1.0), "{name}: {got} for {want}");
        lines += 1;
    }
    assert_eq!(lines, 74);
}

#[test]
fn alpha_of_a_complete_table_is_krippendorffs_own_and_not_the_one_of_irr() {
    // by hand for Shrout and Fleiss' table: squares within items 112.75, in all 168.96, of 24 scores by 4 judges;
    // α = 1 − 23 · (2·4/3 · 112.75) / (2·24 · 168.958)
    let found = alpha(&shrout_fleiss(), Metric::Interval, FEW).unwrap();
    let by_hand = 1.0 - 23.0 * (8.0 / 3.0 * 112.75) / (48.0 * 168.958_333_3);
    assert!((found.estimate.value - by_hand).abs() < 1e-8, "{found:?}");
    // the definition itself, pair by pair
    for table in [shrout_fleiss(), anxiety(), krippendorff()] {
        let found = alpha(&table, Metric::Interval, FEW).unwrap().estimate.value;
        assert!((found - pair_by_pair(&table)).abs() < 1e-10);
    }
    assert_eq!(alpha(&krippendorff(), Metric::Interval, FEW).unwrap().as_in_irr, None);
}

/// Interval alpha as it is defined: all pairs within items, all pairs among all.
fn pair_by_pair(table: &Table) -> f64 {
    let rows: Vec<Vec<f64>> =
        table.rows().iter().map(|row| row.iter().flatten().copied().collect()).collect();
    let rows: Vec<Vec<f64>> = rows.into_iter().filter(|row: &Vec<f64>| row.len() > 1).collect();
    let pairs = |of: &[f64]| -> f64 { of.iter().flat_map(|a| of.iter().map(move |b| (a - b).powi(2))).sum() };
    let all = rows.concat();
    let n = all.len() as f64;
    let seen: f64 = rows.iter().map(|row| pairs(row) / (row.len() as f64 - 1.0)).sum();
    1.0 - (seen / n) / (pairs(&all) / (n * (n - 1.0)))
}

#[test]
fn the_test_of_kappa_is_the_one_published_for_the_diagnoses() {
    // Fleiss 1971 gives κ = 0.430; irr's kappam.fleiss z = 17.7
    let found = fleiss(&table(include_str!("data/fleiss_1971.csv")), Draws::default()).unwrap();
    assert!((found.z - 17.652).abs() < 5e-3, "{found:?}");
    let (low, high) = (found.estimate.low.unwrap(), found.estimate.high.unwrap());
    assert!(low < 0.43 && 0.43 < high && high - low < 0.4, "{found:?}");
}

#[test]
fn a_complete_table_gives_the_same_correlation_from_variance_components() {
    for table in [shrout_fleiss(), anxiety()] {
        let (by_squares, by_components) = (icc(&table).unwrap(), icc_all_cells(&table).unwrap());
        assert!((by_squares.single[1].value - by_components.agreement).abs() < 1e-9);
        assert!((by_squares.single[2].value - by_components.consistency).abs() < 1e-9);
    }
}

#[test]
fn missing_cells_are_used_by_alpha_and_by_variance_components_and_leave_complete_cases() {
    let table = krippendorff();
    let complete = icc(&table).unwrap();
    assert_eq!((complete.items, complete.left_out), (8, 4));
    let alpha = alpha(&table, Metric::Interval, FEW).unwrap();
    assert_eq!((alpha.items, alpha.scores), (11, 40));
    assert_eq!(icc_all_cells(&table).unwrap().scores, 41);
    assert_eq!(kendall(&table).unwrap().left_out, 4);
}

#[test]
fn below_sensible_sizes_every_figure_is_silent_with_its_reason() {
    let small =
        Table::new(vec![vec![Some(1.0), Some(2.0), Some(1.5)], vec![Some(3.0), Some(4.0), Some(2.0)]]);
    let two = Table::new((0..9u32).map(|i| vec![Some(f64::from(i)), Some(f64::from(i * i))]).collect());
    for (table, silence) in [
        (small, Silence::FewItems { have: 2, need: 5 }),
        (two, Silence::FewRaters { have: 2, need: 3 }),
        (Table::new(Vec::new()), Silence::FewRaters { have: 0, need: 3 }),
    ] {
        assert_eq!(icc(&table).unwrap_err(), silence);
        assert_eq!(icc_all_cells(&table).unwrap_err(), silence);
        assert_eq!(kendall(&table).unwrap_err(), silence);
        assert_eq!(alpha(&table, Metric::Ordinal, FEW).unwrap_err(), silence);
        assert_eq!(fleiss(&table, FEW).unwrap_err(), silence);
        assert_eq!(severity(&table).unwrap_err(), silence);
    }
}

/// Tables of 5 to 9 items and 3 to 6 raters with half points from 0 to 10, one cell in eight empty.
fn tables() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    (5usize..10, 3usize..7).prop_flat_map(|(items, raters)| {
        let cell = prop_oneof![7 => (0u32..=20).prop_map(|x| Some(f64::from(x) / 2.0)), 1 => Just(None)];
        prop::collection::vec(prop::collection::vec(cell, raters), items)
    })
}

/// All figures of a table that do not hang on a draw, in one list.
fn everything(table: &Table) -> Vec<Option<f64>> {
    let mut all = Vec::new();
    if let Ok(icc) = icc(table) {
        let of = |e: &Estimate| [Some(e.value), e.low, e.high];
        all.extend(icc.single.iter().chain(&icc.average).flat_map(of));
    }
    all.extend(kendall(table).ok().map(|k| Some(k.w)));
    all.extend(icc_all_cells(table).ok().map(|c| Some(c.consistency)));
    for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio] {
        all.push(alpha(table, metric, Draws { draws: 1, seed: 1 }).ok().map(|a| a.estimate.value));
    }
    all.extend(fleiss(table, Draws { draws: 1, seed: 1 }).ok().map(|f| Some(f.estimate.value)));
    all
}

fn alike(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    let near = |(a, b): (&Option<f64>, &Option<f64>)| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * a.abs().max(1.0),
        (a, b) => a == b,
    };
    a.len() == b.len() && a.iter().zip(b).all(near)
}

proptest! {
    #[test]
    fn the_order_of_items_and_raters_does_not_matter(rows in tables(), turn in 1usize..5) {
        let before = everything(&Table::new(rows.clone()));
        let mut turned = rows;
        let (items, raters) = (turned.len(), turned[0].len());
        turned.rotate_left(turn % items);
        turned.swap(0, items - 1);
        for row in &mut turned {
            row.rotate_left(turn % raters);
            row.swap(0, raters - 1);
        }
        let after = everything(&Table::new(turned));
        prop_assert!(alike(&before, &after), "{before:?} {after:?}");
    }

    #[test]
    fn concordance_lies_within_nought_and_one(rows in tables()) {
        if let Ok(found) = kendall(&Table::new(rows)) {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&found.w), "{found:?}");
            prop_assert!(found.w_uncorrected <= found.w + 1e-12);
            prop_assert!((0.0..=1.0).contains(&found.p.unwrap()));
        }
    }

    #[test]
    fn perfect_agreement_is_one_by_every_measure(column in prop::collection::vec(0u32..=20, 5..9), raters in 3usize..6) {
        prop_assume!(column.iter().any(|x| *x != column[0]));
        let table = Table::new(column.iter().map(|x| vec![Some(f64::from(*x) / 2.0); raters]).collect());
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval, Metric::Ratio] {
            let found = alpha(&table, metric, FEW).unwrap().estimate.value;
            prop_assert!((found - 1.0).abs() < 1e-12, "{metric:?} {found}");
        }
        prop_assert!((kendall(&table).unwrap().w - 1.0).abs() < 1e-9);
        prop_assert!((icc(&table).unwrap().single[1].value - 1.0).abs() < 1e-9);
        prop_assert!((fleiss(&table, FEW).unwrap().estimate.value - 1.0).abs() < 1e-9);
    }

    #[test]
    fn no_measure_is_above_one_and_levels_sum_to_nought(rows in tables()) {
        let table = Table::new(rows);
        for value in everything(&table).into_iter().flatten() {
            prop_assert!(value <= 1.0 + 1e-9, "{value}");
        }
        if let Ok(found) = severity(&table) {
            let sum: f64 = found.raters.iter().flatten().map(|r| r.effect).sum();
            prop_assert!(sum.abs() < 1e-8, "{sum}");
            prop_assert!(found.raters.iter().flatten().all(|r| r.effect.abs() <= r.raw.abs().max(20.0)));
        }
    }

    #[test]
    fn alpha_of_an_order_does_not_change_with_the_scale(rows in tables()) {
        let squared = rows.iter().map(|row| row.iter().map(|x| x.map(|x| x * x + 3.0)).collect()).collect();
        let of = |rows| alpha(&Table::new(rows), Metric::Ordinal, FEW);
        match (of(rows), of(squared)) {
            (Ok(a), Ok(b)) => prop_assert!((a.estimate.value - b.estimate.value).abs() < 1e-9),
            (a, b) => prop_assert_eq!(a, b),
        }
    }
}
