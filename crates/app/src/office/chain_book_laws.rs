//! The law of the chain's sheets: what goes out comes in again as it was, and no cell runs.

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
    use domain::challenge_list::{
        Batch, BatchGround, Correction, Deciding, LeftOut, ListDecision, Listed, Publication,
    };
    use domain::demand::{Collected, Note, NoteKind, Sender};
    use domain::panel::Drawn;
    use domain::selection::{DemandConclusion, PanelWord, Revised, Status, WordSource};
    use domain::{Category, Demand, Fen, Member};
    use proptest::collection::vec;
    use proptest::option::of;
    use proptest::prelude::*;
    use proptest::sample::select;
    use proptest::strategy::ValueTree as _;
    use workbook::Edits;
    use workbook::write::ListBook;

    use crate::demand_records::{BatchRecord, DemandRecord, Move, Provincial, ReviewRecord};
    use crate::office::chain_book::{Chain, chain, sheets};

    /// What an office types: prose in lines, dashes and 无 among it, and what would run if it were a formula.
    fn said() -> BoxedStrategy<String> {
        prop_oneof![
            Just("无".to_owned()),
            Just("—".to_owned()),
            "[=+@-][轧制氢能]{1,3}[0-9 ]{0,4}。",
            " [轧制氢能]{1,6}\n（二）[0-9%、；=]{0,12} ",
            "[储运装备“”，。（）A-Za-z0-9 ]{0,24}[材料院]",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        ]
        .boxed()
    }

    /// As [`said`], or nothing.
    fn prose() -> BoxedStrategy<String> {
        prop_oneof![Just(String::new()), said()].boxed()
    }

    fn day() -> impl Strategy<Value = NaiveDate> {
        (0u64..4_000).prop_map(|n| NaiveDate::from_ymd_opt(2023, 7, 15).unwrap() + Days::new(n))
    }

    fn moment() -> impl Strategy<Value = DateTime<Utc>> {
        (0i64..400_000_000_000)
            .prop_map(|ms| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(1_600_000_000_000 + ms))
    }

    fn amount() -> impl Strategy<Value = Fen> {
        (0i64..900_000_000_000).prop_map(Fen)
    }

    prop_compose! {
        fn collected()(on in day(), sender in select(vec![Sender::District, Sender::Enterprise, Sender::Other]), from in prose()) -> Collected {
            Collected { on, sender, from }
        }
    }

    prop_compose! {
        fn note()(on in day(), kind in select(vec![NoteKind::Visit, NoteKind::Talk, NoteKind::Other]), who in prose(), text in said()) -> Note {
            Note { on, kind, who, text }
        }
    }

    prop_compose! {
        fn demand()(
            (title, sponsor, field, field_reason) in (said(), said(), of(said()), of(said())),
            (sponsor_code, contact, phone, scene) in (of(said()), of(said()), of(said()), of(said())),
            (background, content, indicators, requirements) in (of(said()), of(said()), of(said()), of(said())),
            (start, end, term_months, race_allowed) in (of(day()), of(day()), of(0u32..90), of(any::<bool>())),
            (total_investment, rd_total) in (of(amount()), of(amount())),
            (collected, notes) in (of(collected()), vec(note(), 0..3)),
        ) -> Demand {
            Demand {
                no: String::new(), title, field, field_reason, sponsor, sponsor_code, contact, phone, background, content,
                indicators, start, end, term_months, total_investment, rd_total, requirements, scene, race_allowed, collected,
                notes,
            }
        }
    }

    prop_compose! {
        fn word()(
            (review, reason, revise) in (said(), prose(), prose()),
            source in prop_oneof![prose().prop_map(|why| WordSource::Hand { why }), Just(WordSource::Session)],
            conclusion in select(vec![DemandConclusion::List, DemandConclusion::ListAfterRevision, DemandConclusion::Defer]),
            score in of(0i64..100_000_000), revised in of((day(), prose())),
        ) -> PanelWord {
            PanelWord {
                review, source, conclusion, reason, revise,
                score: score.map(ranking::Mark::from_millionths),
                revised: revised.map(|(on, note)| Revised { on, note }),
            }
        }
    }

    prop_compose! {
        fn record()(
            (demand, status, review, batch) in (demand().boxed(), select(Status::ALL.to_vec()), of(said()), of(said())),
            (word, provincial) in (of(word().boxed()), of((day(), prose()))),
            moves in vec((moment(), select(Status::ALL.to_vec()), prose()), 0..4),
        ) -> DemandRecord {
            DemandRecord {
                demand, status, review, word, batch,
                provincial: provincial.map(|(on, note)| Provincial { on, note }),
                import: None,
                changed: false,
                moves: moves.into_iter().map(|(at, to, reason)| Move { at, to, reason }).collect(),
            }
        }
    }

    prop_compose! {
        fn member()(expert_no in said(), name in said(), category in select(Category::ALL.to_vec()), unit in prose(), title in of(said()), drawn in select(vec![Drawn::Named, Drawn::Random])) -> Member {
            Member { expert_no, name, category, unit, title, drawn }
        }
    }

    prop_compose! {
        fn review()(title in said(), date in day(), panel in vec(member(), 0..3), demands in vec("X-[0-9]{3}", 0..4), passed_over in vec(said(), 0..3)) -> ReviewRecord {
            ReviewRecord { no: String::new(), title, date, panel, demands, passed_over }
        }
    }

    prop_compose! {
        fn decision()(on in day(), number in prose(), by in prose(), attendance in prose(), left in vec(("X-[0-9]{3}", prose()), 0..3)) -> ListDecision {
            let left_out = left.into_iter().map(|(demand_no, reason)| LeftOut { demand_no, reason }).collect();
            ListDecision { on, number, by, attendance, left_out }
        }
    }

    prop_compose! {
        fn correction()(which in select(vec![Deciding::Study, Deciding::Approval]), at in moment(), recorded_by in prose(), reason in prose(), decision in decision()) -> Correction {
            Correction { which, at, recorded_by, reason, decision }
        }
    }

    prop_compose! {
        fn batch()(
            (office, made_on, ground_text, expired_reason) in (prose(), day(), prose(), of(said())),
            grounds in proptest::sample::subsequence(vec![BatchGround::Urgency, BatchGround::Field, BatchGround::Money], 0..=3),
            (study, approval, corrections) in (of(decision()), of(decision()), vec(correction(), 0..3)),
            publication in of((day(), 0u32..86_400, prose(), prose(), prose())),
            numbers in vec(of(said()), 0..4),
        ) -> (Batch, Vec<Option<String>>) {
            let publication = publication.map(|(on, seconds, number, place, phone)| Publication {
                on, number, place, phone,
                deadline: on.and_time(chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap()),
            });
            let batch = Batch {
                name: String::new(), office, made_on, grounds, ground_text, expired_reason, listed: Vec::new(), study, approval,
                publication, corrections,
            };
            (batch, numbers)
        }
    }

    /// A chain whose numbers are all different, and whose lists name its demands.
    fn chains() -> BoxedStrategy<Chain> {
        let parts = (vec(record().boxed(), 1..5), vec(review().boxed(), 0..3), vec(batch().boxed(), 0..3));
        let chain = parts.prop_map(|(demands, reviews, batches)| {
            let mut chain = Chain { demands, reviews, batches: Vec::new() };
            for (n, record) in chain.demands.iter_mut().enumerate() {
                record.demand.no = format!("X-{n:03}");
            }
            for (n, review) in chain.reviews.iter_mut().enumerate() {
                review.no = format!("2026-L{n}");
            }
            let numbers: Vec<String> = chain.demands.iter().map(|d| d.demand.no.clone()).collect();
            for (n, (mut batch, listed)) in batches.into_iter().enumerate() {
                batch.name = format!("2026年第{n}批");
                let lines = numbers.iter().cloned().zip(listed);
                batch.listed =
                    lines.map(|(demand_no, challenge_no)| Listed { demand_no, challenge_no }).collect();
                chain.batches.push(BatchRecord(batch));
            }
            chain
        });
        chain.boxed()
    }

    fn book(chain: &Chain) -> workbook::Book {
        let sheets = sheets(chain).unwrap().into_iter().filter(|s| !s.rows.is_empty()).collect();
        let created = NaiveDate::from_ymd_opt(2026, 1, 20).unwrap();
        let bytes = workbook::write::recommendation_list(&ListBook { created, sheets }).unwrap();
        workbook::read(&bytes, "导出.xlsx").unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn demands_reviews_and_batches_go_out_and_come_in_again_field_by_field_and_no_cell_runs(out in chains()) {
            let read = book(&out);
            prop_assert!(read.sheets.iter().flat_map(|s| s.rows.values().flatten()).all(|c| !c.formula));
            let (again, findings) = chain(&read);
            prop_assert_eq!(findings, vec![]);
            prop_assert_eq!(again, out);
            let inspection = workbook::recognise(&read, &Edits::default()).unwrap();
            prop_assert!(inspection.tables.is_empty(), "the importer leaves these sheets alone");
        }
    }

    #[test]
    fn what_somebody_wrote_into_the_book_and_cannot_be_read_is_said_at_its_cell() {
        let runner = &mut proptest::test_runner::TestRunner::deterministic();
        let mut out = chains().new_tree(runner).unwrap().current();
        let demand = &mut out.demands[0];
        demand.demand.notes = vec![Note {
            on: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
            kind: NoteKind::Visit,
            who: String::new(),
            text: "走访".to_owned(),
        }];
        out.demands.truncate(1);
        out.batches.clear();
        let mut read = book(&out);
        let text = |column, text: &str| workbook::grid::Cell {
            column,
            value: workbook::grid::CellValue::Text(text.into()),
            formula: false,
            percent: false,
        };
        let of =
            |read: &mut workbook::Book, name: &str| read.sheets.iter().position(|s| s.name == name).unwrap();
        let at = of(&mut read, "需求总表");
        let row = *read.sheets[at].rows.keys().last().unwrap();
        read.sheets[at].put(row, text(23, "办结"));
        let at = of(&mut read, "需求记录");
        let row_of_note = *read.sheets[at].rows.keys().last().unwrap();
        read.sheets[at].put(row_of_note, text(2, "去年冬天"));
        let (_, findings) = chain(&read);
        let places: Vec<_> = findings.iter().filter_map(|f| f.place.cell.clone()).collect();
        assert_eq!(places[..2], [format!("W{row}"), format!("B{row_of_note}")]);
        assert!(findings.iter().all(domain::Finding::blocks));
    }
}
