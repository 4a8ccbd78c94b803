//! The demo goes on through the whole chain: every fate of a project, and a ledger whose sums hold.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use app::api::course::FundsLine;
use app::demo::{self, Demo};
use domain::Fen;

fn wan(text: &str) -> Fen {
    Fen::parse_with_unit(&format!("{text}万元")).unwrap()
}

#[test]
fn the_demo_goes_on_to_acceptance_remediation_and_every_end_and_its_ledger_holds_to_the_fen() {
    let scratch = tempfile::tempdir().unwrap();
    let out = scratch.path().join("demo");
    let demo = Demo { out, bids: 14, experts: 5, from: None, seed: 1, kdf: app::Kdf::FLOOR };
    let summary = demo::hold(&demo, &|_, _, _| {}).unwrap();
    let book = demo::go_on(&demo, &|_, _, _| {}).unwrap();
    assert_eq!(book.len(), summary.recommended - 1, "one was left out for an objection that was upheld");
    for line in &book {
        let (paid, left) = (line.paid.as_ref().unwrap(), line.left.as_ref().unwrap());
        assert_eq!(Fen(wan(paid).0 + wan(left).0), wan(&line.approved), "{line:?}");
    }
    let of = |state: &str| book.iter().filter(|l| l.state == state).collect::<Vec<&FundsLine>>();
    let accepted = of("验收通过");
    assert_eq!((accepted.len(), accepted[0].left.as_deref()), (1, Some("0.00")), "every payment was made");
    assert_eq!(of("限期整改").len(), 1);
    let ended = of("已终止");
    assert_eq!(ended.len(), 3);
    assert!(ended.iter().any(|l| l.recover.as_ref() == Some(&l.refunded)), "what was not spent came back");
    assert!(ended.iter().any(|l| l.recover == l.paid), "of proved fraud everything that was paid");
    assert!(
        of("实施中").iter().any(|l| l.approved == "50.00" && l.left.as_deref() == Some("0.00")),
        "at once"
    );
}
