//! 共用一机: the laptop while it is passed round.

use app::SecretString;
use app::api::HomeFacts;
use app::api::shared::{SharedView, TurnOpened, TurnView};

adapters! {
    fn shared_view(shell, no: String) -> SharedView { shell.office(|office| office.shared_view(&no)) }

    fn shared_clear(shell, no: String) -> SharedView {
        shell.office(|office| {
            office.shared_clear(&no)?;
            office.shared_view(&no)
        })
    }

    fn shared_begin(shell, no: String) -> TurnView { shell.shared_begin(&no) }

    fn shared_turn(shell) -> Option<TurnView> { Ok(shell.shared_turn()) }

    fn shared_code(shell, expert: String, code: String, again: String, signs_in: bool) -> TurnView {
        let (code, again) = (SecretString::from(code), SecretString::from(again));
        shell.shared_code(&expert, (&code, &again), signs_in)
    }

    fn shared_open(shell, expert: String, code: String) -> TurnOpened {
        shell.shared_open(&expert, &SecretString::from(code))
    }

    fn shared_back(shell) -> TurnView { shell.shared_back() }

    fn shared_end(shell, passphrase: String) -> HomeFacts { shell.shared_end(&SecretString::from(passphrase)) }
}
