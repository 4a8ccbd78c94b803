//! Writes an example of every form as PDF into a folder: `cargo run -p documents --example print_examples -- DIR [TEMPLATES]`.
//! With a folder of templates, those are used in place of the built-in ones: for looking at a changed one without building.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::PathBuf;
use std::time::Instant;

use samples::Of;

use documents::{Fonts, Form, Options, Variant, read_digest, render};

/// The forms, by the names of their files.
fn forms() -> Vec<(&'static str, Form)> {
    vec![
        ("minutes-bid", samples::minutes_bid(5, Variant::Named)),
        ("minutes-bid-blind", samples::minutes_bid(3, Variant::Blind)),
        ("minutes-bid-empty", samples::empty_minutes()),
        ("minutes-bid-40", samples::minutes_bid(40, Variant::Named)),
        ("minutes-milestone", samples::minutes_project(Of::Milestone, Variant::Named)),
        ("minutes-acceptance", samples::minutes_project(Of::Acceptance, Variant::Named)),
        ("minutes-termination", samples::minutes_project(Of::Termination, Variant::Named)),
        ("opinion-milestone", samples::panel_opinion_project(Of::Milestone, Variant::Named)),
        ("opinion-acceptance", samples::panel_opinion_project(Of::Acceptance, Variant::Named)),
        ("opinion-termination", samples::panel_opinion_project(Of::Termination, Variant::Named)),
        ("check-list-termination", samples::check_list()),
        ("recommendation-list", samples::recommendation_list(12, Variant::Named)),
        ("recommendation-list-public", samples::recommendation_list(12, Variant::Redacted)),
        ("recommendation-list-40", samples::recommendation_list(40, Variant::Named)),
        ("parallel-summary", samples::parallel_summary(true)),
        ("score-summary", samples::score_summary(13, Variant::Named)),
        ("score-summary-40", samples::score_summary(40, Variant::Named)),
        ("draw-record", samples::draw_record(true)),
        ("recusal-record", samples::recusal_record(Variant::Named)),
        ("recusal-record-blind", samples::recusal_record(Variant::Blind)),
        ("expert-score-sheet", samples::expert_score_sheet(Variant::Named)),
        ("paper-score-sheet", samples::paper_score_sheet(false, Variant::Named)),
        ("paper-score-sheet-finance", samples::paper_score_sheet(true, Variant::Named)),
        ("expert-score-sheet-typed", samples::typed_score_sheet()),
        ("budget-review", samples::budget_review(Variant::Named)),
        ("budget-review-beyond", samples::budget_beyond()),
        ("budget-review-without-funds", samples::budget_without_funds()),
        ("panel-opinion-bid-beyond", samples::other_opinion("beyond")),
        ("panel-opinion-bid-unfunded", samples::other_opinion("unfunded")),
        ("panel-opinion-bid-vetoed", samples::other_opinion("vetoed")),
        ("panel-opinion-bid", samples::panel_opinion_bid(Variant::Named)),
        ("sign-in-sheet", samples::sign_in_sheet()),
        ("expert-pledge", samples::expert_pledge()),
        ("challenge-list", samples::challenge_list(13, Variant::Named)),
        ("challenge-list-draft", samples::draft_list()),
        ("challenge-list-public", samples::challenge_list(3, Variant::Redacted)),
        ("meeting-card", samples::meeting_card(true, Variant::Named)),
        ("meeting-card-before", samples::meeting_card(false, Variant::Named)),
        ("recovery-sheet", samples::recovery_sheet()),
    ]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    let templates = std::env::args().nth(2).map(PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let fonts = Fonts::embedded();
    let further = samples::selection_forms()
        .into_iter()
        .chain(samples::running_forms())
        .chain(samples::programme_forms());
    for (name, form) in forms().into_iter().chain(samples::of_parts()).chain(further) {
        let own = templates.as_ref().map(|folder| folder.join(form.id()).with_extension("md"));
        let template = own.map(std::fs::read_to_string).transpose()?;
        let started = Instant::now();
        let rendered = match render(&form, &fonts, &Options { template }) {
            Ok(rendered) => rendered,
            Err(error) => {
                println!("{name}: {error}");
                continue;
            }
        };
        let took = started.elapsed();
        std::fs::write(folder.join(format!("{name}.pdf")), &rendered.pdf)?;
        let read = Instant::now();
        let back = read_digest(&rendered.pdf).map(|c| c.digest == rendered.digest);
        println!(
            "{name}: {} pages, {} KB, {took:.1?}, read back {back:?} in {:.1?}",
            rendered.pages,
            rendered.pdf.len() / 1024,
            read.elapsed()
        );
    }
    Ok(())
}
