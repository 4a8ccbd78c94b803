//! Lists and papers of the secretariat.

use std::path::Path;

use app::api::demands::CollectedView;
use app::api::home::OfficeHome;
use app::api::intake::{
    AmountUnit, BidLine, ExpertLine, ImportDone, IntakeView, PaperCard, PaperKind, SentBackView, SheetRow,
    TableKind,
};

adapters! {
    fn office_home(shell) -> OfficeHome { shell.office(|office| office.home_view()) }

    fn bid_list(shell, batch: String) -> Vec<BidLine> { shell.office(|office| office.bid_lines(&batch)) }

    fn expert_list(shell) -> Vec<ExpertLine> { shell.office(|office| office.expert_lines()) }

    fn paper_attach(shell, batch: String, bid_no: String, kind: PaperKind, path: String) -> PaperCard {
        shell.office(|office| office.attach_paper(&batch, &bid_no, kind, Path::new(&path)))
    }

    fn paper_remove(shell, batch: String, bid_no: String, id: String) -> () {
        shell.office(|office| office.remove_paper(&batch, &bid_no, &id))
    }

    fn intake_open(shell, path: String) -> IntakeView { shell.open_draft(&path) }

    fn intake_rows(shell, sheet: String, from: u32, count: u32) -> Vec<SheetRow> {
        shell.with_draft(|draft| draft.rows(&sheet, from, count))
    }

    fn intake_correct(shell, sheet: String, cell: String, text: String) -> IntakeView {
        shell.edit_draft(|draft| draft.correct(&sheet, &cell, &text))
    }

    fn intake_drop(shell, sheet: String, row: u32, reason: String) -> IntakeView {
        shell.edit_draft(|draft| draft.drop_row(&sheet, row, &reason))
    }

    fn intake_keep(shell, sheet: String, row: u32) -> IntakeView {
        shell.edit_draft(|draft| draft.keep_row(&sheet, row))
    }

    fn intake_map(shell, sheet: String, letters: String, field: Option<String>) -> IntakeView {
        shell.edit_draft(|draft| draft.map(&sheet, &letters, field.as_deref()))
    }

    fn intake_batch(shell, batch: String) -> IntakeView {
        shell.edit_draft(|draft| {
            draft.into_batch(&batch);
            Ok(())
        })
    }

    fn intake_amend(shell, sheet: String, row: u32, replace: bool) -> IntakeView {
        shell.edit_draft(|draft| {
            draft.amend(&sheet, row, replace);
            Ok(())
        })
    }

    fn intake_amend_all(shell, replace: bool) -> IntakeView {
        shell.office_draft(|office, draft| office.amend_all(draft, replace))
    }

    fn intake_take_as(shell, sheet: String, at: String, kind: TableKind) -> IntakeView {
        shell.edit_draft(|draft| draft.take_as(&sheet, &at, kind.into()))
    }

    fn intake_unit(shell, sheet: String, unit: AmountUnit) -> IntakeView {
        shell.edit_draft(|draft| draft.say_unit(&sheet, unit))
    }

    fn intake_forget(shell, fingerprint: String) -> IntakeView {
        shell.office_draft(|office, draft| office.forget_mapping(draft, &fingerprint))
    }

    fn intake_send_back(shell, path: String) -> SentBackView { shell.send_back(&path) }

    fn intake_undo(shell) -> IntakeView { shell.edit_draft(|draft| draft.undo()) }

    fn intake_import(shell, batch: String, collected: Option<CollectedView>, remember: Option<String>) -> ImportDone {
        shell.import_draft(&batch, collected, remember.as_deref())
    }

    fn intake_close(shell) -> () {
        shell.close_draft();
        Ok(())
    }
}
