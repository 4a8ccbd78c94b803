//! 评审纪要 from what was recorded. A fact nobody recorded stays nothing and prints as a blank.

use std::collections::BTreeSet;

use documents::Variant;
use documents::model::{
    Attachment, BidMinutes, MinutesBid, PanelMember, Question, RankingRow, RecusalNote, Reopening,
};
use domain::Category;
use domain::conclusion::{Conclusion, Standing};
use domain::gates::Conduct;
use domain::recommendation::{Judged, JudgedBid, Recommendation};
use domain::told_apart::told_apart;

use super::acts;
use super::conduct::{Conducted, conducted};
use super::source::Source;
use super::talks::talk_text;
use super::ties::ties;
use super::words::{self, bare};
use super::{drawn, parallel, twice};
use super::{proceedings, reviewed};
use crate::clock::local;
use crate::refusal::{Refusal, Result};

/// A count as the form takes it.
fn count(n: usize) -> Result<u32> {
    u32::try_from(n).map_err(Refusal::internal)
}

/// Fills the minutes.
pub(super) fn minutes(source: &Source<'_>, recommendation: &Recommendation<'_>) -> Result<MinutesBid> {
    let rules = &source.result.view.rules;
    let judged: Vec<JudgedBid<'_>> = source.result.judged.iter().filter_map(Judged::bid).collect();
    let concluded =
        |c: Conclusion| count(judged.iter().filter(|j| j.decision.conclusion == c).count()).map(Some);
    let challenges: BTreeSet<&str> = judged.iter().map(|j| j.bid.challenge_no.as_str()).collect();
    let [twice_text, twice_blind] = twice::sentences(source).map(Some);
    let held = conducted(source);
    let [order_text, order_blind] = held.order.clone();
    Ok(MinutesBid {
        challenge_count: Some(count(challenges.len())?),
        bid_count: Some(count(judged.len())?),
        order_text,
        order_blind,
        sheet_name: Some(rules.sheet.sheet.name_zh.clone()),
        sheet_version: Some(rules.sheet.sheet.id.clone()),
        uses_trimmed: words::trim_min(rules).is_some(),
        raters_text: Some(words::who_scores(&rules.sheet)),
        uses_median: words::uses_median(rules),
        basis_text: words::basis(rules),
        by_criterion: rules.sheet.sheet.by_criterion,
        trim_min: words::trim_min(rules),
        outlier_percent: Some(rules.sheet.sheet.deviation_percent.to_string()),
        tie_rule_text: Some(words::tie_rule(rules)),
        cutoff_text: Some(words::cutoffs(rules)),
        recusals: recusals(source),
        no_recusal_confirmed: held.none_declared,
        recused_left_room: held.recused_left_room,
        bids: bids(source),
        ranking: judged.iter().map(|j| ranking_row(source, j)).collect(),
        outliers: reviewed::outliers(source),
        vetoes: reviewed::vetoes(source),
        abstentions: reviewed::abstentions(source),
        superseded: reviewed::superseded(source),
        tie_steps_text: Some(words::tie_steps(&told_apart(rules, &source.result.view.tally), &|no| {
            source.item(no)
        })),
        ties: ties(source),
        reopenings: reopenings(source),
        agree_count: concluded(Conclusion::Approve)?,
        revise_count: concluded(Conclusion::ApproveAfterRevision)?,
        reject_count: concluded(Conclusion::Reject)?,
        recommended_count: Some(count(recommendation.recommended.len())?),
        recommended_fiscal: Some(recommendation.total_fiscal),
        reserve_text: Some(numbers(source, &recommendation.reserves)),
        unfunded_text: Some(numbers(source, &recommendation.unfunded)),
        race_text: Some(races(recommendation)),
        twice_text,
        twice_blind,
        other_matters: Some(other_matters(source)),
        attachments: attachments(!source.session.draws.is_empty()),
        ..happened(source, held)?
    })
}

/// What happened to the rules, to laptops, packs and data, and in the room.
fn happened(source: &Source<'_>, held: Conducted) -> Result<MinutesBid> {
    let told = proceedings::told(source)?;
    Ok(MinutesBid {
        frozen_at: Some(local(source.first_frozen())),
        frozen_before_scores: told.amendments.is_empty(),
        amended_scoring: told.amended_scoring,
        amendments: told.amendments,
        incidents_no: Some(if told.any { "四" } else { "三" }.to_owned()),
        incidents: told.incidents,
        has_proceedings: told.any,
        revoked_laptops: told.revoked,
        withdrawn_packs: told.withdrawn,
        forks: told.forks,
        restores: told.restores,
        ..acted(source, held)?
    })
}

/// What the panel did together beside its conclusions, and the envelope within which it concluded.
fn acted(source: &Source<'_>, held: Conducted) -> Result<MinutesBid> {
    Ok(MinutesBid {
        envelopes: acts::envelopes(source),
        proposal_text: acts::proposal(source),
        departures: acts::departures(source),
        votes: acts::votes(source),
        parallel_text: parallel::sentence(source),
        remarks: acts::remarks(source),
        dissents: acts::dissents(source),
        no_dissent_confirmed: acts::nobody_dissents(source),
        ..people(source, held)?
    })
}

/// Who was there and what the panel is: the part of the minutes that says nothing of any bid.
fn people(source: &Source<'_>, held: Conducted) -> Result<MinutesBid> {
    let facts = &source.session.facts;
    let rules = &source.result.view.rules;
    let of =
        |category: Category| count(rules.panel.iter().filter(|m| m.category == category).count()).map(Some);
    let [chair_way, chair_way_blind] = held.chair_way;
    let [draw_seed_text, draw_seed_blind] = drawn::sentence(source)?;
    let [paper_experts, paper_codes] = held.paper_experts;
    let [shared_experts, shared_codes] = held.shared_experts;
    Ok(MinutesBid {
        common: source.common("纪要", Variant::Named)?,
        organizer: facts.organizer.clone(),
        host_name: facts.host.clone(),
        recorder_name: facts.recorder.clone(),
        supervisor_name: facts.supervisor.clone(),
        attendees_text: facts.attendees.as_ref().map(|names| names.join("、")),
        meeting_form: held.form,
        expert_count: Some(count(rules.panel.len())?),
        technical_count: of(Category::Technical)?,
        management_count: of(Category::Management)?,
        finance_count: of(Category::Finance)?,
        chair_name: source.chair().map(|m| m.name.clone()),
        chair_code: source.chair().map(|m| source.code(&m.expert_no)),
        chair_way,
        chair_way_blind,
        draw_seed_text,
        draw_seed_blind,
        experts: experts(source)?,
        discipline_read: held.discipline_read,
        discipline_by: held.discipline_by,
        pledges_signed: held.pledges_signed,
        recusals_declared: held.all_asked,
        agenda_text: held.agenda,
        scored_independently: held.scored_independently,
        paper_experts,
        paper_codes,
        shared_experts,
        shared_codes,
        steps: held.steps,
        gone_back: held.gone_back,
        refusals: held.refusals,
        signed_late: held.signed_late,
        ..MinutesBid::default()
    })
}

/// The panel in its order, the chair marked.
pub(super) fn experts(source: &Source<'_>) -> Result<Vec<PanelMember>> {
    let chair = source.chair().map(|m| m.expert_no.as_str());
    source
        .result
        .view
        .rules
        .panel
        .iter()
        .enumerate()
        .map(|(i, m)| {
            Ok(PanelMember {
                n: count(i + 1)?,
                name: m.name.clone(),
                code: source.code(&m.expert_no),
                role: source.role(m.category).to_owned(),
                unit: Some(m.unit.clone()),
                title: m.title.clone(),
                // That somebody was drawn is asserted by the record of a draw alone.
                drawn_text: drawn::way(source, &m.expert_no, m.drawn),
                is_chair: chair == Some(m.expert_no.as_str()),
            })
        })
        .collect()
}

/// What a recused expert takes no part in.
fn recused_from(source: &Source<'_>) -> &'static str {
    if source.rules.sheet.sheet.scored {
        "回避，不参加该项讨论和评分"
    } else {
        "回避，不参加该项讨论和表决"
    }
}

/// Recusals in force.
pub(super) fn recusals(source: &Source<'_>) -> Vec<RecusalNote> {
    source
        .recusals
        .iter()
        .filter(|r| r.in_force())
        .filter_map(|r| {
            let member = source.member(&r.expert_no)?;
            Some(RecusalNote {
                expert_name: member.name.clone(),
                expert_code: source.code(&r.expert_no),
                item_no: source.item(&r.bid_no),
                ground: Some(bare(&words::line(&r.evidence))),
                decision: Some(recused_from(source).to_owned()),
            })
        })
        .collect()
}

/// What was said on each bid, in the order of presentation.
fn bids(source: &Source<'_>) -> Vec<BidMinutes> {
    let recorded = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let conduct = Conduct::of(&source.session);
    let order = conduct.order();
    order
        .iter()
        .filter_map(|no| source.result.judged.iter().find(|j| j.item.no() == no)?.bid())
        .enumerate()
        .map(|(i, j)| {
            let hearing = source.hearing(&j.bid.no);
            BidMinutes {
                no_zh: words::numeral(i + 1),
                item_no: source.item(&j.bid.no),
                challenge_no: j.bid.challenge_no.clone(),
                bid_title: j.bid.title.clone(),
                sponsor: Some(j.bid.sponsor.clone()),
                solver: Some(words::solver(&j)),
                reporter: hearing.and_then(|h| h.reporter.clone()),
                talk_text: Some(talk_text(source, &j.bid.no)),
                questions: hearing.map(questions).unwrap_or_default(),
                no_questions: false,
                feasibility_text: recorded(&j.decision.feasibility_text),
                budget_text: recorded(&j.decision.budget_text),
                // Of a bid that is agreed to as it stands, or refused, nothing is to be revised.
                revise_text: Some(match j.decision.conclusion.asks_revision() {
                    true => j.decision.revise_text.trim().to_owned(),
                    false => String::new(),
                }),
                conclusion: Some(j.decision.conclusion.zh().to_owned()),
            }
        })
        .collect()
}

/// Questions and answers; an answer nobody wrote is a blank.
pub(super) fn questions(hearing: &domain::session::Hearing) -> Vec<Question> {
    let bare = |text: &str| text.trim().trim_end_matches('。').to_owned();
    hearing
        .questions
        .iter()
        .map(|q| Question { q: bare(&q.question), a: Some(bare(&q.answer)).filter(|a| !a.is_empty()) })
        .collect()
}

/// A row of the ranking.
fn ranking_row(source: &Source<'_>, judged: &JudgedBid<'_>) -> RankingRow {
    RankingRow {
        rank: words::rank(judged.tally).unwrap_or_else(|| "—".to_owned()),
        item_no: source.item(&judged.bid.no),
        challenge_no: judged.bid.challenge_no.clone(),
        bid_title: judged.bid.title.clone(),
        solver: judged.bid.solver.clone(),
        valid_n: judged.tally.valid_n(),
        score: words::score(judged.tally).or_else(|| Some("—".to_owned())),
        conclusion: Some(judged.decision.conclusion.zh().to_owned()),
    }
}

/// Who assents to a reopening, without a name.
pub(super) const CHAIR: &str = "专家组组长";

/// Reopenings of the scoring.
pub(super) fn reopenings(source: &Source<'_>) -> Vec<Reopening> {
    source
        .session
        .reopenings
        .iter()
        .map(|r| Reopening {
            when: local(r.at),
            reason: bare(&words::line(&r.reason)),
            approved_by: Some(r.approved_by.clone()),
            assent_blind: Some(CHAIR.to_owned()),
        })
        .collect()
}

/// Numbers of bids in one text.
fn numbers(source: &Source<'_>, judged: &[JudgedBid<'_>]) -> String {
    judged.iter().map(|j| source.item(&j.bid.no)).collect::<Vec<_>>().join("、")
}

/// Challenges with more than one recommended bid.
fn races(recommendation: &Recommendation<'_>) -> String {
    let mut texts: Vec<String> = Vec::new();
    let challenges: BTreeSet<&str> =
        recommendation.recommended.iter().map(|j| j.bid.challenge_no.as_str()).collect();
    for challenge in challenges {
        let count = recommendation.recommended.iter().filter(|j| j.bid.challenge_no == challenge).count();
        if count > 1 {
            texts.push(format!("榜题{challenge}的{count}份方案由出题企业选择赛马"));
        }
    }
    texts.join("；")
}

/// What was passed over with a reason, who was excused, reasons of conclusions, and what the secretary wrote.
pub(super) fn other_matters(source: &Source<'_>) -> String {
    let mut lines: Vec<String> = source.session.facts.other_matters.clone().into_iter().collect();
    let end = |text: &str| format!("{}。", bare(text));
    // Where nothing is scored no score is missing.
    let of = if source.rules.sheet.sheet.scored { "评分" } else { "核查表" };
    lines.extend(source.session.passed_over.iter().map(|text| end(text)));
    for excused in &source.session.excused {
        let name = source.member(&excused.expert_no).map_or("", |m| m.name.as_str());
        lines.push(end(&format!("{name}的{of}按“缺”处理：{}", excused.reason)));
    }
    for missed in &source.session.missed {
        let name = source.member(&missed.expert_no).map_or("", |m| m.name.as_str());
        lines.push(end(&match &missed.bid_no {
            Some(bid) => format!("{name}对{}的{of}按“缺”处理：{}", source.item(bid), missed.reason),
            None => format!("{name}电脑的记录不连续，按已收到的汇总：{}", missed.reason),
        }));
    }
    // A signed sheet that was returned is told where it was signed anew.
    let back = source.session.given_back.iter();
    for back in back.filter(|g| g.revision.is_none() || g.ended.is_some()) {
        let name = source.member(&back.expert_no).map_or("", |m| m.name.as_str());
        let (item, assent) = (source.item(&back.bid_no), &back.approved_by);
        lines.push(end(&match &back.ended {
            None => format!("{item}退回{name}补评（组长{assent}同意）：{}", back.reason),
            Some(why) => format!(
                "{item}退回{name}重评（组长{assent}同意，因{}），其后撤销，原{of}有效：{why}",
                bare(&back.reason)
            ),
        }));
    }
    for judged in &source.result.judged {
        let decision = &judged.decision;
        // A departure from the envelope is told with its reason where the scores are.
        let told = acts::departs(source, judged.item.no()).is_some();
        if let Some(departure) = acts::departs_from_grade(source, judged.item.no()) {
            lines.push(end(&format!("{}{departure}", source.item(judged.item.no()))));
        } else if !decision.reason.trim().is_empty() && !told {
            let standing = if decision.standing == Standing::Recommended || judged.item.bid().is_none() {
                String::new()
            } else {
                format!("（{}）", decision.standing.zh())
            };
            lines.push(end(&format!("{}{standing}：{}", source.item(judged.item.no()), decision.reason)));
        }
    }
    lines.join("\n")
}

/// What lies beside the minutes.
fn attachments(drawn: bool) -> Vec<Attachment> {
    let draws = drawn.then_some("专家抽取记录");
    (1u32..)
        .zip(["评分汇总表", "成功揭榜方建议名单"].into_iter().chain(draws))
        .map(|(n, name)| Attachment { n, name: name.to_owned() })
        .collect()
}
