//! 分会场评审结果汇总表: the own panel and those taken in from archives, side by side, each by its own ranks.

use documents::Variant;
use documents::model::{ParallelPanel, ParallelRow, ParallelSummary};
use domain::Code;
use domain::conclusion::Standing;
use domain::parallel::{PanelLine, PanelResult, Taken, taken};

use super::source::Source;
use super::words;
use crate::refusal::{Refusal, Result};

fn count(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(Refusal::internal)
}

/// Fills the summary.
pub(super) fn summary(source: &Source<'_>) -> Result<ParallelSummary> {
    let others = taken(&source.session);
    if others.is_empty() {
        return Err(Refusal::of(Code::ParallelNone));
    }
    let own = PanelResult::of(&source.session, &source.rules, &source.rules_digest, &source.result.judged)?;
    let all: Vec<(&PanelResult, Option<&Taken<'_>>)> =
        std::iter::once((&own, None)).chain(others.iter().map(|t| (t.panel, Some(t)))).collect();
    let mut panels = Vec::new();
    let mut rows = Vec::new();
    for (at, (panel, from)) in all.iter().enumerate() {
        let label = format!("第{}专家组", words::numeral(at + 1));
        rows.extend(panel.lines.iter().map(|line| row(&label, line)));
        panels.push(head(label, panel, *from)?);
    }
    Ok(ParallelSummary {
        common: source.common("分会场汇总", Variant::Named)?,
        count: Some(count(rows.len())?),
        scored_alike: others.iter().all(|t| own.scores_as(t.panel)),
        panels,
        rows,
    })
}

fn head(label: String, panel: &PanelResult, from: Option<&Taken<'_>>) -> Result<ParallelPanel> {
    let members: Vec<String> = panel.members.iter().map(|(kind, n)| format!("{}{n}人", kind.zh())).collect();
    Ok(ParallelPanel {
        label,
        no: panel.session_no.clone(),
        title: panel.title.clone(),
        date: panel.date,
        office: panel.office.clone(),
        members_text: members.join("、"),
        chair: panel.chair.clone(),
        count: count(panel.lines.len())?,
        sheet: panel.sheet.clone(),
        full: panel.full.clone(),
        rules_digest: panel.rules_digest.clone(),
        from_archive: from.is_some(),
        archive_digest: from.map(|t| t.evidence.archive.clone()),
        compared_with: from.map(|t| t.compared_with.to_owned()),
    })
}

fn row(panel: &str, line: &PanelLine) -> ParallelRow {
    let some = |text: &str| Some(text.to_owned());
    ParallelRow {
        panel: panel.to_owned(),
        rank: some(&line.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string())),
        challenge_no: some(&line.challenge_no),
        item_no: line.no.clone(),
        title: line.title.clone(),
        solver: some(&line.solver),
        score: some(&line.total.as_ref().map_or_else(|| "—".to_owned(), |t| t.half_up(2))),
        valid_n: line.valid_n.clone(),
        conclusion: line.conclusion.zh().to_owned(),
        standing: some(if line.standing == Standing::None { "—" } else { line.standing.zh() }),
        fiscal: line.award.map_or_else(|| "—".to_owned(), domain::Fen::wan),
        standard: some(&line.standard.as_ref().map_or_else(|| "—".to_owned(), |s| s.half_up(2))),
    }
}

/// What the minutes say of panels that were taken in before they were signed; nothing where nothing was recorded.
pub(super) fn sentence(source: &Source<'_>) -> Option<String> {
    let signed = source
        .session
        .gates
        .iter()
        .find(|word| matches!(word.said, domain::gates::Said::Signed { .. }))
        .map(|word| word.at);
    let before = |t: &Taken<'_>| signed.is_none_or(|signed| t.at <= signed);
    let others: Vec<String> = taken(&source.session)
        .into_iter()
        .filter(before)
        .map(|t| {
            let digest: String = t.evidence.archive.chars().take(12).collect();
            let (title, no, n) = (&t.panel.title, &t.panel.session_no, t.panel.lines.len());
            format!("{title}（会议编号{no}）评审{n}项，结果取自其归档（摘要{digest}）")
        })
        .collect();
    (!others.is_empty()).then(|| others.join("；"))
}
