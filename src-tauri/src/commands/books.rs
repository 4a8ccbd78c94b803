//! The office's books: records of bids, registers, papers in folders, plain workbooks, what may be there twice.

use std::path::Path;

use app::api::bid::{BidChecked, BidForm, BidView, RaceView, YouthRuleView};
use app::api::books::{
    Book, ExpertForm, ExpertView, Exported, FolderPaper, IdentityCount, IdentityForm, ListTaken,
    PaperAttached, PaperChoice, UnitForm, UnitsView,
};
use app::api::twice::{IncomingView, SideBySide, TwiceView, TwiceWord};

adapters! {
    fn bid_view(shell, batch: String, no: String) -> BidView { shell.office(|office| office.bid_view(&batch, &no)) }

    fn bid_check(shell, batch: String, no: String, form: BidForm) -> BidChecked {
        shell.office(|office| office.bid_checked(&batch, &no, &form))
    }

    fn bid_save(shell, batch: String, no: String, form: BidForm, reason: String) -> BidView {
        shell.office(|office| office.save_bid(&batch, &no, &form, &reason))
    }

    fn race_set(shell, batch: String, challenge_no: String, race: RaceView) -> () {
        shell.office(|office| office.set_race(&batch, &challenge_no, &race))
    }

    fn youth_set(shell, rule: YouthRuleView) -> () { shell.office(|office| office.set_youth_rule(&rule)) }

    fn units_view(shell) -> UnitsView { shell.office(|office| office.units_view()) }

    fn unit_save(shell, unit: UnitForm) -> UnitsView { shell.office(|office| office.save_unit(&unit)) }

    fn unit_merge(shell, kept: String, gone: String, reason: String) -> UnitsView {
        shell.office(|office| office.merge_units(&kept, &gone, &reason))
    }

    fn unit_unmerge(shell, no: String) -> UnitsView { shell.office(|office| office.undo_merge(&no)) }

    fn units_import(shell, path: String) -> ListTaken { shell.office(|office| office.import_units(Path::new(&path))) }

    fn expert_view(shell, no: String) -> ExpertView { shell.office(|office| office.expert_view(&no)) }

    fn expert_save(shell, expert: ExpertForm, new: bool) -> ExpertView {
        shell.office(|office| office.save_expert(&expert, new))
    }

    fn identity_set(shell, no: String, identity: IdentityForm) -> ExpertView {
        shell.office(|office| office.set_identity(&no, &identity))
    }

    fn identity_show(shell, no: String, purpose: String) -> IdentityForm {
        shell.office(|office| office.show_identity(&no, &purpose))
    }

    fn identity_purge(shell, no: Option<String>, reason: String) -> IdentityCount {
        shell.office(|office| office.purge_identity(no.as_deref(), &reason))
    }

    fn identity_count(shell) -> IdentityCount { shell.office(|office| office.identity_count()) }

    fn papers_look(shell, batch: String, folder: String) -> Vec<FolderPaper> {
        shell.working(|work| shell.office(|office| office.look_at_papers(&batch, Path::new(&folder), work)))
    }

    fn papers_attach(shell, batch: String, choices: Vec<PaperChoice>) -> Vec<PaperAttached> {
        shell.working(|work| shell.office(|office| office.attach_papers(&batch, &choices, work)))
    }

    fn book_export(shell, book: Book, batch: Option<String>, path: String) -> Exported {
        shell.office(|office| office.export_book(book, batch.as_deref(), Path::new(&path)))
    }

    fn twice_view(shell, batch: String) -> TwiceView { shell.office(|office| office.twice_view(&batch)) }

    fn twice_passages(shell, new: String, old: String) -> SideBySide {
        shell.office(|office| office.side_by_side(&new, &old))
    }

    fn twice_decide(shell, new: String, old: String, word: TwiceWord, reason: String) -> () {
        shell.office(|office| office.decide_twice(&new, &old, word, &reason))
    }

    fn twice_incoming(shell) -> IncomingView { shell.incoming() }

    fn supported_import(shell, path: String) -> ListTaken {
        shell.office(|office| office.import_supported(Path::new(&path)))
    }
}
