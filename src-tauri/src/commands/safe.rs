//! Keys, backups, and going back to one.

use std::path::Path;

use app::SecretString;
use app::api::HomeFacts;
use app::api::keys::{
    BackupsView, ExaminationView, KeysView, RecoverySheetMade, RestoreView, RestoreWord, StickView,
};
use app::safekeeping;
use app::shell::Shell;

adapters! {
    fn keys_view(shell) -> KeysView { shell.keys() }

    fn user_add(shell, name: String, supervisor: bool, passphrase: String) -> KeysView {
        shell.add_user(&name, supervisor, &SecretString::from(passphrase))
    }

    fn user_remove(shell, slot: u32, reason: String) -> KeysView { shell.remove_user(slot, &reason) }

    fn passphrase_change(shell, old: String, new: String) -> () {
        shell.change_passphrase(&SecretString::from(old), &SecretString::from(new))
    }

    fn recovery_write(shell, path: String) -> RecoverySheetMade { shell.write_recovery_sheet(&path) }

    fn vault_export(shell, folder: String, passphrase: String) -> String {
        shell.export(&folder, &SecretString::from(passphrase))
    }

    fn backups_view(shell) -> BackupsView { shell.vault(safekeeping::backups_view) }

    fn backup_now(shell) -> BackupsView { shell.vault(safekeeping::backup_now) }

    fn backup_to(shell, folder: String) -> String {
        shell.vault(|vault| safekeeping::backup_to(vault, Path::new(&folder)))
    }

    fn restore_view(shell, name: String) -> RestoreView {
        shell.vault(|vault| safekeeping::restore_view(vault, &name))
    }

    fn restore_do(shell, name: String, word: RestoreWord) -> HomeFacts { shell.restore(&name, &word) }

    fn vault_examine(_shell, folder: String, passphrase: String) -> ExaminationView {
        Shell::examine(&folder, &SecretString::from(passphrase))
    }

    fn vault_open_reading(shell, folder: String, passphrase: String) -> HomeFacts {
        shell.open_reading(&folder, &SecretString::from(passphrase))
    }

    fn stick_view(_shell, folder: String) -> StickView { Shell::stick(&folder) }

    fn stick_bring_back(shell, backup: String, folder: String, passphrase: String) -> HomeFacts {
        shell.bring_back(&backup, &folder, &SecretString::from(passphrase))
    }

    fn restore_closed_view(_shell, folder: String, name: String, passphrase: String) -> RestoreView {
        Shell::restore_preview(&folder, &name, &SecretString::from(passphrase))
    }

    fn restore_closed(shell, folder: String, name: String, passphrase: String, word: RestoreWord) -> HomeFacts {
        shell.restore_closed(&folder, &name, &SecretString::from(passphrase), &word)
    }

    fn journal_export(shell, path: String) -> String {
        shell.vault(|vault| app::journal::export(vault, Path::new(&path)))
    }
}
