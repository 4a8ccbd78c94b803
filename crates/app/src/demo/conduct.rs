//! The morning of the demo meeting, gate by gate, as the secretary records it.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use domain::Expert;
use domain::gates::{Answer, Attended, ChairWay, Part, Said, SignWay};

use crate::clock::SteppedClock;
use crate::office::Office;
use crate::refusal::Result;

/// Most items whose presentations are recorded one by one: with more the day would not hold them.
const MOST_TALKS: usize = 120;
/// Minutes of the day for all reports, and for all questions.
const FOR_ALL: usize = 120;

/// From the sign-in to the end of the presentations. The chair is the first member; whoever is recused says so.
pub(super) fn until_scoring(
    office: &mut Office,
    session: &str,
    (panel, numbers): (&[Expert], &[String]),
    clock: &SteppedClock,
    start: DateTime<Utc>,
) -> Result<()> {
    let say = |office: &mut Office, minute: i64, said: Said| {
        clock.forward_to(start + Duration::minutes(minute));
        office.record_gate(session, said, None)
    };
    let signed = |e: &Expert| Attended { expert_no: e.no.clone(), way: SignWay::Paper };
    say(office, 10, Said::SignedIn { members: panel.iter().map(signed).collect() })?;
    let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    let on_paper = panel.iter().map(|e| e.no.clone()).collect();
    let read_by = Some("孙示例".to_owned());
    say(office, 17, Said::Disciplined { read_by, from: at(8, 41), to: at(8, 46), on_paper })?;
    let recusals = office.recusals(session)?;
    let answer = |e: &Expert| Answer {
        expert_no: e.no.clone(),
        conflict: recusals.iter().any(|r| r.expert_no == e.no && r.in_force()),
    };
    let asked_by = Some("赵示例".to_owned());
    say(office, 22, Said::Asked { asked_by, answers: panel.iter().map(answer).collect() })?;
    if let Some(chair) = panel.first() {
        let way = ChairWay::Elected { votes: u32::try_from(panel.len()).ok() };
        say(office, 26, Said::Chaired { expert_no: chair.no.clone(), way, proposed_by: None })?;
    }
    clock.forward_to(start + Duration::minutes(30));
    office.draw_order(session, "831702", Some("孙示例、各揭榜方代表".to_owned()))?;
    talks(office, session, numbers, clock, start + Duration::minutes(35))?;
    office.record_gate(session, Said::Heard, None)
}

/// Reports and questions one after the other; the first report goes on for two minutes more than planned.
fn talks(
    office: &mut Office,
    session: &str,
    numbers: &[String],
    clock: &SteppedClock,
    mut at: DateTime<Utc>,
) -> Result<()> {
    if numbers.len() > MOST_TALKS {
        return Ok(());
    }
    let of = office.session(session)?;
    let order = domain::gates::Conduct::of(&of).order();
    let recusals = office.recusals(session)?;
    let minutes = (FOR_ALL / numbers.len().max(1)).clamp(1, 10);
    let minutes = u32::try_from(minutes).unwrap_or(1);
    for (place, bid_no) in order.iter().enumerate() {
        for part in [Part::Report, Part::Questions] {
            clock.forward_to(at);
            let said = Said::TalkBegan { bid_no: bid_no.clone(), part, minutes };
            office.record_gate(session, said, None)?;
            let over = if place == 0 && part == Part::Report { 2 } else { 0 };
            at += Duration::minutes(i64::from(minutes) + over) - Duration::seconds(10);
        }
        clock.forward_to(at);
        let recused = recusals.iter().any(|r| r.bid_no == *bid_no && r.in_force());
        let said = Said::TalkEnded { bid_no: bid_no.clone(), recused_out: recused.then_some(true) };
        office.record_gate(session, said, None)?;
        at += Duration::seconds(20);
    }
    Ok(())
}
