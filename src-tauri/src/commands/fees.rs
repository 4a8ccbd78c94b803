//! What experts are paid for a session, and the papers that stand outside of every set: the fee sheet, 形式审查表.

use std::path::Path;

use app::api::documents::SavedDocument;
use app::api::fees::{FeeRulesForm, FeeRulesView, FeesForm, FeesView};
use tauri::ipc::Response;

use super::raw;

adapters! {
    fn fee_rules(shell) -> FeeRulesView { shell.office(|office| office.fee_rules()) }

    fn fee_rules_set(shell, form: FeeRulesForm) -> FeeRulesView {
        shell.office(|office| office.set_fee_rules(&form))
    }

    fn fees_view(shell, no: String) -> FeesView { shell.office(|office| office.fees_view(&no)) }

    fn fees_check(shell, no: String, form: FeesForm) -> FeesView {
        shell.office(|office| office.fees_checked(&no, &form))
    }

    fn fees_save(shell, no: String, form: FeesForm) -> FeesView {
        shell.office(|office| office.save_fees(&no, &form))
    }

    fn fees_purge(shell, no: String, reason: String) -> FeesView {
        shell.office(|office| office.purge_fees(&no, &reason))
    }

    fn fee_sheet_preview(shell, no: String) -> Response {
        shell.office(|office| office.preview_fees(&no)).map(raw)
    }

    fn fee_sheet_save(shell, no: String, purpose: Option<String>, path: String) -> SavedDocument {
        shell.office(|office| office.save_fee_sheet(&no, purpose.as_deref(), Path::new(&path)))
    }

    fn formal_check_preview(shell, batch: String, no: String) -> Response {
        shell.office(|office| office.preview_formal_check(&batch, &no)).map(raw)
    }

    fn formal_check_save(shell, batch: String, no: String, path: String) -> SavedDocument {
        shell.office(|office| office.save_formal_check(&batch, &no, Path::new(&path)))
    }

    fn formal_checks_save(shell, batch: String, folder: String) -> Vec<SavedDocument> {
        shell.working(|work| shell.office(|office| office.save_formal_checks(&batch, Path::new(&folder), work)))
    }
}
