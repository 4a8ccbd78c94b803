//! What came from whom, what people settle about it, and the end of a session.

use std::path::Path;

use app::SecretString;
use app::api::board::TaskMade;
use app::api::desk::DeskHome;
use app::api::ledger::{ArchiveMade, LedgerView, ReceiptTaken};
use app::api::parallel::{RoomConfirmed, RoomFiles, RoomLook, RoomsView};
use app::office::ForkChoice;

/// A word on a fork as the screen sends it.
#[derive(serde::Deserialize)]
pub(crate) struct ForkWord {
    device: String,
    number: u64,
    chosen: String,
    by: String,
    witness: String,
    reason: String,
}

adapters! {
    fn ledger_view(shell, no: String) -> LedgerView { shell.office(|office| office.ledger_view(&no)) }

    fn pack_undo(shell, no: String, digest: String, reason: String) -> LedgerView {
        shell.office(|office| {
            office.undo_pack(&no, &digest, &reason)?;
            office.ledger_view(&no)
        })
    }

    fn fork_settle(shell, no: String, word: ForkWord) -> LedgerView {
        let ForkWord { device, number, chosen, by, witness, reason } = word;
        let choice = ForkChoice { device, number, chosen, by, witness, reason };
        shell.office(|office| {
            office.settle_fork(&no, choice)?;
            office.ledger_view(&no)
        })
    }

    fn laptop_revoke(shell, no: String, device: String, by: String, reason: String) -> LedgerView {
        shell.office(|office| {
            office.revoke_laptop(&no, &device, &by, &reason)?;
            office.ledger_view(&no)
        })
    }

    fn rooms_view(shell, no: String) -> RoomsView {
        shell.office(|office| office.rooms_view(&no))
    }

    fn room_look(shell, no: String, files: RoomFiles, passphrase: String) -> RoomLook {
        let passphrase = SecretString::from(passphrase);
        shell.office(|office| office.room_look(&no, &files, &passphrase))
    }

    fn room_take(
        shell, no: String, files: RoomFiles, passphrase: String, confirmed: RoomConfirmed
    ) -> () {
        let passphrase = SecretString::from(passphrase);
        shell.office(|office| office.take_room(&no, &files, &passphrase, &confirmed))
    }

    fn room_take_back(shell, no: String, archive: String, reason: String) -> () {
        shell.office(|office| office.take_room_back(&no, &archive, &reason))
    }

    fn archive_write(
        shell, no: String, path: String, key_path: String, passphrase: String, supervisors: Vec<String>
    ) -> ArchiveMade {
        let passphrase = SecretString::from(passphrase);
        let requests: Vec<&Path> = supervisors.iter().map(Path::new).collect();
        shell.office(|office| {
            office.write_archive(&no, Path::new(&path), Path::new(&key_path), &passphrase, &requests)
        })
    }

    fn results_write(shell, no: String, folder: String) -> Vec<TaskMade> {
        shell.working(|work| shell.office(|office| office.issue_results(&no, Path::new(&folder), work)))
    }

    fn receipt_take(shell, no: String, path: String, out: String, by: String) -> ReceiptTaken {
        shell.office(|office| office.take_receipt(&no, Path::new(&path), Path::new(&out), &by))
    }

    fn request_code(shell, meeting: String) -> String { shell.desk(|desk| desk.request_code(&meeting)) }

    fn desk_clear(shell, meeting: String, path: String) -> DeskHome {
        shell.desk(|desk| {
            desk.clear(&meeting, Path::new(&path))?;
            desk.home_view()
        })
    }

    fn desk_receipt(shell, meeting: String, path: String) -> () {
        shell.desk(|desk| desk.write_receipt_again(&meeting, Path::new(&path)))
    }
}
