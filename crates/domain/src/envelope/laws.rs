use proptest::prelude::*;
use ranking::Mark;

use super::*;

/// A bid to be laid out: field, challenge, race, points, whether it is agreed, amount.
type Given = (u8, u8, bool, i32, bool, Option<i64>);

struct Case {
    bids: Vec<(String, String, String, Exact, Given)>,
}

impl Case {
    fn of(given: &[Given]) -> Case {
        let mut given = given.to_vec();
        given.sort_by_key(|g| -g.3);
        let bid = |(at, g): (usize, Given)| {
            let total = Exact::from(Mark::points(g.3));
            (format!("B{at}"), format!("领域{}", g.0), format!("BT-{}", g.1), total, g)
        };
        Case { bids: given.into_iter().enumerate().map(bid).collect() }
    }

    /// Competition ranks by total: who has the same total is tied.
    fn ranked(&self) -> Vec<Ranked<'_>> {
        let rank = |points: i32| self.bids.iter().filter(|b| b.4.3 > points).count() + 1;
        let tied = |points: i32| self.bids.iter().filter(|b| b.4.3 == points).count() > 1;
        let grade = |points: i32| if points < 70 { Grade::NoFunds } else { Grade::Second };
        self.bids
            .iter()
            .map(|(no, field, challenge_no, total, (_, _, race, points, agrees, takes))| Ranked {
                no,
                field,
                challenge_no,
                race: *race,
                rank: Some(rank(*points)),
                tied: tied(*points),
                total: Some(total),
                agrees: *agrees,
                grade: Some(grade(*points)),
                takes: takes.map(Fen),
            })
            .collect()
    }
}

fn laid(envelope: &Envelope, bids: &[Ranked<'_>]) -> Proposal {
    propose(envelope, Comparison::Exact, bids, &winners())
}

fn winners() -> BTreeMap<String, u32> {
    BTreeMap::from([("BT-0".to_owned(), 2)])
}

fn given() -> impl Strategy<Value = Vec<Given>> {
    let takes = prop::option::weighted(0.97, 0i64..60);
    let bid = (0u8..3, 0u8..12, any::<bool>(), 60i32..95, prop::bool::weighted(0.9), takes);
    prop::collection::vec(bid, 0..14)
}

fn lines() -> impl Strategy<Value = Envelope> {
    let field = prop::option::of(1i64..120);
    (1i64..300, [field.clone(), field], prop::option::of(1u32..8)).prop_map(|(total, sums, most)| Envelope {
        total: Fen(total),
        fields: (0..).zip(sums).filter_map(|(n, sum)| Some((format!("领域{n}"), Fen(sum?)))).collect(),
        most,
        cutoff: Some(Mark::points(65)),
    })
}

fn recommended(proposal: &Proposal) -> Vec<&str> {
    let places = proposal.places.iter();
    places.filter(|p| p.standing == Some(Standing::Recommended)).map(|p| p.no.as_str()).collect()
}

proptest! {
    #[test]
    fn no_line_is_ever_gone_over_and_every_bid_has_one_place(given in given(), envelope in lines()) {
        let case = Case::of(&given);
        let bids = case.ranked();
        let proposal = laid(&envelope, &bids);
        let numbers: Vec<&str> = proposal.places.iter().map(|p| p.no.as_str()).collect();
        prop_assert_eq!(numbers, bids.iter().map(|b| b.no).collect::<Vec<_>>());
        let listed = recommended(&proposal);
        let of = |field: Option<&str>| {
            let mine = bids.iter().filter(|b| listed.contains(&b.no));
            Fen::sum(mine.filter(|b| field.is_none_or(|f| f == b.field)).filter_map(|b| b.takes)).unwrap()
        };
        prop_assert_eq!(proposal.sum, of(None));
        prop_assert!(proposal.sum <= envelope.total);
        prop_assert!(envelope.fields.iter().all(|(field, sum)| of(Some(field)) <= *sum));
        prop_assert!(envelope.most.is_none_or(|most| proposal.count <= most));
        prop_assert_eq!(usize::try_from(proposal.count).unwrap(), listed.len());
        for place in &proposal.places {
            let silent = matches!(place.standing, Some(Standing::Recommended | Standing::None));
            prop_assert_eq!(place.why.is_none(), silent, "{:?}", place);
        }
    }

    #[test]
    fn without_fields_the_line_is_a_prefix_of_what_competes(given in given(), total in 1i64..300) {
        let alone: Vec<Given> = given.iter().zip(0u8..).map(|(g, n)| (g.0, n, g.2, g.3, g.4, g.5)).collect();
        let case = Case::of(&alone);
        let bids = case.ranked();
        let proposal = laid(&Envelope { total: Fen(total), ..Envelope::default() }, &bids);
        let competes = |no: &str| bids.iter().any(|b| b.no == no && b.agrees && b.grade != Some(Grade::NoFunds));
        let in_order: Vec<bool> = proposal
            .places
            .iter()
            .filter(|p| competes(&p.no))
            .map(|p| p.standing == Some(Standing::Recommended))
            .collect();
        prop_assert!(in_order.windows(2).all(|w| w[0] || !w[1]), "{:?}", proposal.places);
    }

    #[test]
    fn exactly_the_line_is_within_it_and_one_fen_less_is_not(given in given()) {
        let case = Case::of(&given);
        let bids = case.ranked();
        let all = laid(&Envelope { total: Fen(1_000_000), ..Envelope::default() }, &bids);
        if all.sum <= Fen(1) {
            return Ok(());
        }
        let exact = laid(&Envelope { total: all.sum, ..Envelope::default() }, &bids);
        prop_assert_eq!(recommended(&exact), recommended(&all));
        let less = laid(&Envelope { total: Fen(all.sum.0 - 1), ..Envelope::default() }, &bids);
        prop_assert!(less.sum < all.sum);
    }

    #[test]
    fn more_money_takes_nobody_off(given in given(), envelope in lines(), more in 0i64..200) {
        let case = Case::of(&given);
        let bids = case.ranked();
        let wider = Envelope { total: Fen(envelope.total.0 + more), ..envelope.clone() };
        let (small, large) = (laid(&envelope, &bids), laid(&wider, &bids));
        let listed = recommended(&large);
        prop_assert!(recommended(&small).iter().all(|no| listed.contains(no)));
    }

    #[test]
    fn the_order_of_tied_bids_changes_no_place(given in given(), envelope in lines(), seed in any::<u64>()) {
        let coarse: Vec<Given> = given.iter().map(|g| (g.0, g.1, g.2, g.3 / 7 * 7, g.4, g.5)).collect();
        let case = Case::of(&coarse);
        let bids = case.ranked();
        let mut other = bids.clone();
        other.sort_by_key(|b| {
            let at: u64 = b.no.bytes().map(u64::from).sum();
            (b.rank, at.wrapping_mul(seed | 1).rotate_left(17))
        });
        let places = |bids: &[Ranked<'_>]| -> BTreeMap<String, Option<Standing>> {
            laid(&envelope, bids).places.into_iter().map(|p| (p.no, p.standing)).collect()
        };
        prop_assert_eq!(places(&bids), places(&other));
    }
}

fn four(amounts: [i64; 4]) -> Case {
    let points = [90, 85, 80, 75];
    let bid = |(at, (amount, points))| (u8::from(at == 1), at, false, points, true, Some(amount));
    Case::of(&(0u8..).zip(amounts.into_iter().zip(points)).map(bid).collect::<Vec<_>>())
}

fn told(proposal: &Proposal) -> Vec<(Option<Standing>, Option<Code>)> {
    proposal.places.iter().map(|p| (p.standing, p.why.as_ref().map(|w| w.code))).collect()
}

#[test]
fn the_first_that_goes_over_ends_the_sum_and_a_field_ends_by_itself() {
    use Standing::{Recommended, Reserve};
    let case = four([50, 60, 10, 5]);
    let bids = case.ranked();
    let total = Envelope { total: Fen(100), ..Envelope::default() };
    let (over, ended) = (Some(Code::EnvelopeOverTotal), Some(Code::EnvelopeEnded));
    let places =
        [(Some(Recommended), None), (Some(Reserve), over), (Some(Reserve), ended), (Some(Reserve), ended)];
    let proposal = laid(&total, &bids);
    assert_eq!(told(&proposal), places);
    let why = proposal.places[1].why.as_ref().unwrap();
    assert_eq!(
        why.params,
        [("sum", "0.0001"), ("over", "0.00001")].map(|(n, v)| (n.to_owned(), v.to_owned()))
    );
    let fields = BTreeMap::from([("领域1".to_owned(), Fen(59))]);
    let by_field = laid(&Envelope { fields, ..total }, &bids);
    let places = [
        (Some(Recommended), None),
        (Some(Reserve), Some(Code::EnvelopeOverField)),
        (Some(Recommended), None),
        (Some(Recommended), None),
    ];
    assert_eq!(told(&by_field), places);
    let running: Vec<i64> = by_field.places.iter().map(|p| p.running.0).collect();
    assert_eq!((running, by_field.sum), (vec![50, 50, 60, 65], Fen(65)));
}

#[test]
fn grade_and_score_line_set_apart_without_taking_money() {
    let given =
        [(0, 0, false, 90, true, Some(50)), (0, 1, false, 69, true, Some(9)), (0, 2, false, 64, true, None)];
    let case = Case::of(&given);
    let lines = Envelope { total: Fen(50), cutoff: Some(Mark::points(65)), ..Envelope::default() };
    let proposal = laid(&lines, &case.ranked());
    let places = [
        (Some(Standing::Recommended), None),
        (Some(Standing::Unfunded), Some(Code::EnvelopeNoFunds)),
        (Some(Standing::Reserve), Some(Code::EnvelopeUnderCutoff)),
    ];
    assert_eq!(told(&proposal), places);
}

#[test]
fn a_challenge_has_one_bid_without_a_race_and_not_more_than_its_sponsors_number_with_one() {
    let of = |race: bool| {
        let given: Vec<Given> = [90, 85, 80].into_iter().map(|p| (0, 0, race, p, true, Some(1))).collect();
        let case = Case::of(&given);
        told(&laid(&Envelope { total: Fen(9), ..Envelope::default() }, &case.ranked()))
    };
    let (listed, apart) = ((Some(Standing::Recommended), None), |code| (Some(Standing::Reserve), Some(code)));
    assert_eq!(of(false), [listed, apart(Code::EnvelopeNoRace), apart(Code::EnvelopeNoRace)]);
    assert_eq!(of(true), [listed, listed, apart(Code::EnvelopeRaceFull)]);
}

#[test]
fn a_tie_across_the_line_and_an_unknown_amount_leave_open_what_hangs_on_them() {
    let tie = |a: i64, b: i64| {
        let given = [
            (0, 1, false, 80, true, Some(a)),
            (0, 2, false, 80, true, Some(b)),
            (0, 3, false, 75, true, Some(1)),
        ];
        let case = Case::of(&given);
        told(&laid(&Envelope { total: Fen(10), ..Envelope::default() }, &case.ranked()))
    };
    let open = (None, Some(Code::EnvelopeTie));
    assert_eq!(tie(6, 6), [open, open, (None, Some(Code::EnvelopeTieBefore))]);
    assert_eq!(tie(4, 5), [(Some(Standing::Recommended), None); 3], "both fit in any order");
    assert_eq!(tie(11, 12)[0].0, Some(Standing::Reserve), "neither fits in any order");
    // The larger one goes over wherever it stands, and ends the line for the smaller one where it is first.
    assert_eq!(tie(11, 4)[..2], [(Some(Standing::Reserve), Some(Code::EnvelopeOverTotal)), open]);
    let given = [(0, 1, false, 80, true, None), (0, 2, false, 75, true, Some(1))];
    let case = Case::of(&given);
    let unknown = told(&laid(&Envelope { total: Fen(10), ..Envelope::default() }, &case.ranked()));
    assert_eq!(unknown, [(None, Some(Code::EnvelopeAmountOpen)), (None, Some(Code::EnvelopeAmountBefore))]);
}
