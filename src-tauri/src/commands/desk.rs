//! The expert's desk.

use app::api::desk::{CardRead, DeskBid, DeskEdit, DeskHome, DeskSaved, DeskView, SheetVersions, TaskTaken};
use app::api::session::Ground;
use app::{whole, whole_or_scanned};

adapters! {
    fn desk_home(shell) -> DeskHome { shell.desk(|desk| desk.home_view()) }

    fn card_read(shell, path: String) -> CardRead {
        shell.desk(|desk| desk.read_card_view(whole_or_scanned(&path)?))
    }

    fn card_pin(shell, path: String, typed: String) -> String {
        shell.desk(|desk| desk.pin(whole_or_scanned(&path)?, &typed))
    }

    fn request_write(shell, meeting: String, path: String) -> () {
        shell.desk(|desk| desk.write_request(&meeting, whole(&path)?))
    }

    fn task_take(shell, path: String) -> TaskTaken {
        shell.desk(|desk| desk.take_task_typed(whole(&path)?))
    }

    fn desk_view(shell, meeting: String) -> DeskView { shell.desk(|desk| desk.desk_view(&meeting)) }

    fn desk_sign_in(shell, meeting: String, path: String) -> DeskHome {
        shell.desk(|desk| {
            desk.sign_in_to(&meeting, whole(&path)?)?;
            desk.home_view()
        })
    }

    fn pledge(shell, meeting: String) -> DeskView {
        shell.desk(|desk| {
            desk.pledge(&meeting)?;
            desk.desk_view(&meeting)
        })
    }

    fn desk_bid(shell, meeting: String, bid: String) -> DeskBid {
        shell.desk(|desk| desk.bid_view(&meeting, &bid))
    }

    fn desk_edit(shell, meeting: String, bid: String, edit: DeskEdit) -> DeskSaved {
        shell.desk(|desk| desk.edit_typed(&meeting, &bid, edit))
    }

    fn desk_recuse(shell, meeting: String, bid: String, ground: Ground, evidence: String) -> DeskView {
        shell.desk(|desk| {
            desk.recuse(&meeting, &bid, ground.into(), &evidence)?;
            desk.desk_view(&meeting)
        })
    }

    fn desk_lock(shell, meeting: String, seen: bool) -> DeskView {
        shell.desk(|desk| {
            desk.lock_seen(&meeting, seen)?;
            desk.desk_view(&meeting)
        })
    }

    fn desk_uphold(shell, meeting: String, bid: String, criterion: Option<String>, reason: String) -> DeskView {
        shell.desk(|desk| {
            desk.uphold(&meeting, &bid, criterion.as_deref(), &reason)?;
            desk.desk_view(&meeting)
        })
    }

    fn desk_reconsider(shell, meeting: String, bid: String) -> DeskView {
        shell.desk(|desk| {
            desk.reconsider(&meeting, &bid)?;
            desk.desk_view(&meeting)
        })
    }

    fn desk_versions(shell, meeting: String, bid: String) -> SheetVersions {
        shell.desk(|desk| desk.own_versions(&meeting, &bid))
    }

    fn scores_write(shell, meeting: String, path: String) -> String {
        shell.desk(|desk| Ok(desk.write_scores(&meeting, whole(&path)?)?.to_string()))
    }
}
