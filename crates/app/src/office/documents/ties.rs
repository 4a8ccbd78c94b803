//! How people settled ties, in the words of minutes and summary. Nothing is said of a vote that is not on record.

use documents::model::TieNote;
use domain::collective::tie::TieBy;
use domain::session::TieDecision;

use super::acts;
use super::source::Source;
use super::words::{self, bare};

/// Ties that humans settled.
pub(super) fn ties(source: &Source<'_>) -> Vec<TieNote> {
    let bare = |text: &str| Some(bare(text));
    source
        .session
        .ties
        .iter()
        .map(|tie| TieNote {
            items_text: source.items(&tie.order),
            step: bare(&way_named(source, tie)),
            step_blind: bare(&way_blind(source, tie)),
            named_text: acts::picks(source, tie, true),
            named_blind: acts::picks(source, tie, false),
            held_by: tie.how.as_ref().and_then(|how| bare(how.held_by())),
            counted_by: bare(counted_by(tie)),
            left_text: left_tied(source, tie),
            reason: bare(&format!("{}{}", bare_reason(tie), not_voted(source, tie))),
            witnesses: bare(&tie.witnesses),
        })
        .collect()
}

fn bare_reason(tie: &TieDecision) -> String {
    bare(&words::line(&tie.reason))
}

/// Beside a lot whose reason speaks of votes: that none is on record, where none is.
fn not_voted(source: &Source<'_>, tie: &TieDecision) -> &'static str {
    let ties = source.session.ties.iter();
    let same = |other: &TieDecision| tie.order.iter().all(|no| other.order.contains(no));
    let voted = ties
        .take_while(|other| !std::ptr::eq(*other, tie))
        .any(|other| matches!(other.how, Some(TieBy::Vote(_))) && same(other));
    let claims = tie.reason.contains('票') || tie.reason.contains("表决");
    if matches!(tie.how, Some(TieBy::Lot(_))) && claims && !voted {
        "（此前没有登记表决）"
    } else {
        ""
    }
}

/// How a tie was settled: a vote as its counts; a lot with how and by whom it was drawn.
pub(super) fn way_named(source: &Source<'_>, tie: &TieDecision) -> String {
    match &tie.how {
        Some(TieBy::Lot(lot)) if lot.method.trim() == "抽签" => format!("抽签（抽签人：{}）", lot.drawn_by),
        Some(TieBy::Lot(lot)) => {
            format!("抽签（方式：{}；抽签人：{}）", bare(&words::line(&lot.method)), lot.drawn_by)
        }
        Some(TieBy::Vote(_)) | None => tie.way_zh(&|no| source.item(no)),
    }
}

/// How a tie was settled, without a name: a vote as its counts, a lot as a lot. How it was drawn was typed, as were the words of
/// earlier builds: they may name people.
pub(super) fn way_blind(source: &Source<'_>, tie: &TieDecision) -> String {
    match &tie.how {
        Some(TieBy::Lot(_)) => "抽签".to_owned(),
        Some(TieBy::Vote(_)) => tie.way_zh(&|no| source.item(no)),
        None => "见具名件所载方式".to_owned(),
    }
}

/// The items that equal counts left tied; nothing where all were told apart.
pub(super) fn left_tied(source: &Source<'_>, tie: &TieDecision) -> Option<String> {
    let items = |group: Vec<&str>| group.into_iter().map(|no| source.item(no)).collect::<Vec<_>>().join("、");
    let left: Vec<String> = tie.left().into_iter().map(items).collect();
    (!left.is_empty()).then(|| left.join("；"))
}

/// Who counted a vote on a tie; empty of a lot.
pub(super) fn counted_by(tie: &TieDecision) -> &str {
    match &tie.how {
        Some(TieBy::Vote(vote)) => &vote.counted_by,
        Some(TieBy::Lot(_)) | None => "",
    }
}
