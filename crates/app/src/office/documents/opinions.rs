//! What the panel signs on each bid: 专家组意见 and 预算评审意见. Judgements nobody recorded are blanks.

use documents::model::{BudgetLine, BudgetReview, OpinionMember, PanelOpinionBid, ReviseItem, VetoNote};
use documents::{Form, Variant};
use domain::budget::{BudgetOutcome, LineOutcome};
use domain::conclusion::{Conclusion, Standing};
use domain::funding::Mode;
use domain::gates::{Conduct, Part};
use domain::percent::shown;
use domain::recommendation::{Judged, JudgedBid};
use domain::{Bid, Category, Fen, Funds, Member};
use ranking::Exact;

use super::source::Source;
use super::words::{self, bare_line, count, line};
use super::{acts, reviewed};
use crate::refusal::Result;

/// Bids with the panel's word, in the order of presentation.
fn in_order<'a>(source: &'a Source<'_>) -> impl Iterator<Item = JudgedBid<'a>> {
    let judged = |no: &String| source.result.judged.iter().find(|j| j.item.no() == no).and_then(Judged::bid);
    source.session.bids.iter().filter_map(judged)
}

/// 专家组意见, one for each bid.
pub(super) fn opinions(source: &Source<'_>) -> Result<Vec<Form>> {
    in_order(source).map(|judged| opinion(source, &judged)).collect()
}

fn opinion(source: &Source<'_>, judged: &JudgedBid<'_>) -> Result<Form> {
    let (bid, decision, budget) = (judged.bid, judged.decision, judged.budget);
    let listed = decision.standing == Standing::Recommended;
    let revise = decision.conclusion == Conclusion::ApproveAfterRevision;
    let young = young(bid);
    let least = Exact::from_ratio(source.rules.policy.youth.least_percent.share());
    let text = |t: &str| Some(t.trim().to_owned()).filter(|t| !t.is_empty());
    let [report, questions] = talked(source, &bid.no);
    Ok(Form::PanelOpinionBid(PanelOpinionBid {
        common: source.common(&format!("意见/{}", bid.no), Variant::Named)?,
        bid_no: Some(bid.no.clone()),
        challenge_no: bid.challenge_no.clone(),
        bid_title: bid.title.clone(),
        field_name: Some(bid.field.clone()),
        sponsor: Some(bid.sponsor.clone()),
        solver: Some(bid.solver.clone()),
        participants_text: Some(bid.participants.join("、")),
        chief_engineer: bid.chief_engineer.clone(),
        term_text: Some(words::term(judged)),
        rd_total: Some(bid.rd_total),
        fiscal_requested: Some(bid.fiscal),
        fiscal_recommended: budget.map(|b| b.award.granted),
        fiscal_ratio: words::ratio(judged),
        rd_recommended: budget.map(|b| b.rd_recommended),
        is_unfunded: decision.standing == Standing::Unfunded,
        is_beyond: budget.is_some_and(|b| b.beyond_award().is_some()),
        beyond: budget.and_then(BudgetOutcome::beyond_award),
        veto_effect: Some(acts::confirmed_effects(source, &bid.no)),
        reason_text: Some(bare_line(&decision.reason)),
        reason_label: acts::reason_label(source, decision),
        one_case_no: Some(bid.approval_no.clone().unwrap_or_default()),
        route_note: text(&decision.feasibility_text),
        budget_note: text(&decision.budget_text),
        young_ratio: young.as_ref().map(|share| shown(share.ratio())),
        young_short: young.is_some_and(|share| share < least),
        // The sentence of agreement puts the bid on the list: it stands only where the panel did.
        is_agree: decision.conclusion == Conclusion::Approve && listed,
        is_agree_apart: decision.conclusion == Conclusion::Approve && !listed,
        standing_text: (!listed).then(|| decision.standing.zh().to_owned()),
        is_revise: revise,
        is_reserve: revise && !listed,
        is_reject: decision.conclusion == Conclusion::Reject,
        revise_items: if revise { revisions(&decision.revise_text) } else { Vec::new() },
        score: words::score(judged.tally),
        rank: words::rank(judged.tally),
        vote_text: acts::vote_on(source, &bid.no),
        vote_note: decision.vote_text.as_deref().map(bare_line).unwrap_or_default(),
        closing: decision.closing.as_deref().map(bare_line),
        dissent_text: acts::dissent_on(source, &bid.no, true),
        dissent_blind: acts::dissent_on(source, &bid.no, false),
        talked: report && questions,
        reported: report && !questions,
        questioned: questions && !report,
        veto_text: Some(vetoes(source, &bid.no, true)),
        veto_blind: Some(vetoes(source, &bid.no, false)),
        recused_text: Some(recused(source, &bid.no)),
        chair_name: source.chair().map(|m| m.name.clone()),
        chair_code: source.chair().map(|m| source.code(&m.expert_no)),
        members: members(source, &bid.no)?,
        ..PanelOpinionBid::default()
    }))
}

/// Whether report and questions of a bid are on record, each for itself.
fn talked(source: &Source<'_>, no: &str) -> [bool; 2] {
    let conduct = Conduct::of(&source.session);
    let talks = conduct.talks();
    [Part::Report, Part::Questions].map(|part| talks.iter().any(|t| t.bid_no == no && t.part == part))
}

/// Answers that veto a bid, and what the panel found on each.
fn vetoes(source: &Source<'_>, no: &str, whole: bool) -> String {
    let item = source.item(no);
    let of_bid = reviewed::vetoes(source).into_iter().filter(|note| note.item_no == item);
    let sentence = |note: VetoNote| {
        let (who, word) =
            if whole { (note.who, note.panel_word) } else { (note.who_blind, note.panel_word_blind) };
        let word = Some(word).filter(|word| !word.is_empty()).map(|word| format!("，专家组集体认定：{word}"));
        format!("“{}”：{who}答“{}”{}", note.question, note.answer, word.unwrap_or_default())
    };
    of_bid.map(sentence).collect::<Vec<_>>().join("；")
}

/// Share of the young among leaders and key members.
fn young(bid: &Bid) -> Option<Exact> {
    let of = |n: u32| Exact::mean(i128::from(n), 1);
    of(bid.people_young?)?.over(&of(bid.people_total?)?)
}

/// The demands for revision, one a line.
fn revisions(text: &str) -> Vec<ReviseItem> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let last = lines.len();
    let item = |(demand, n): (&&str, u32)| {
        let bare = demand.trim_end_matches(['。', '；', ';']);
        let end = if usize::try_from(n).is_ok_and(|n| n == last) { "。" } else { "；" };
        ReviseItem { n, text: format!("{bare}{end}") }
    };
    lines.iter().zip(1u32..).map(item).collect()
}

/// Who was recused from the bid.
pub(super) fn recused(source: &Source<'_>, no: &str) -> String {
    let names: Vec<&str> = source
        .rules
        .panel
        .iter()
        .filter(|m| source.recused(no, &m.expert_no))
        .map(|m| m.name.as_str())
        .collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("{}回避，未参加本项论证", names.join("、"))
    }
}

/// Members who took part; the chair signs apart.
pub(super) fn members(source: &Source<'_>, no: &str) -> Result<Vec<OpinionMember>> {
    let chair = source.chair().map(|m| m.expert_no.as_str());
    let there = |m: &&Member| chair != Some(m.expert_no.as_str()) && !source.recused(no, &m.expert_no);
    source
        .rules
        .panel
        .iter()
        .filter(there)
        .enumerate()
        .map(|(i, m)| {
            Ok(OpinionMember {
                n: count(i + 1)?,
                name: m.name.clone(),
                code: source.code(&m.expert_no),
                role: Some(m.category.zh().to_owned()),
            })
        })
        .collect()
}

/// 预算评审意见表, one for each bid.
pub(super) fn reviews(source: &Source<'_>) -> Result<Vec<Form>> {
    in_order(source).map(|judged| review(source, &judged)).collect()
}

fn review(source: &Source<'_>, judged: &JudgedBid<'_>) -> Result<Form> {
    let (bid, policy, budget) = (judged.bid, &source.rules.policy, judged.budget);
    let finance = source
        .rules
        .panel
        .iter()
        .find(|m| m.category == Category::Finance && !source.recused(&bid.no, &m.expert_no));
    let without_funds = match judged.decision.standing {
        Standing::None => Some("结论为不同意".to_owned()),
        Standing::Unfunded => Some("列为立项但不资助".to_owned()),
        Standing::Recommended | Standing::Reserve => None,
    };
    let funded = without_funds.is_none();
    let keeps = |yes: bool| Some(if yes { "符合" } else { "不符合" }.to_owned());
    let cap = budget.map(|b| b.award.cap);
    Ok(Form::BudgetReview(BudgetReview {
        common: source.common(&format!("预算/{}", bid.no), Variant::Named)?,
        bid_no: Some(bid.no.clone()),
        challenge_no: bid.challenge_no.clone(),
        bid_title: bid.title.clone(),
        sponsor: Some(bid.sponsor.clone()),
        solver: Some(bid.solver.clone()),
        total_investment: bid.total_investment,
        lines: lines(source, judged, finance),
        rd_requested: Some(bid.rd_total),
        rd_recommended: budget.map(|b| b.rd_recommended),
        cap_percent: Some(policy.cap.percent.to_string()),
        cap_by_ratio: cap.map(|c| c.by_ratio),
        cap_absolute: Some(policy.cap_absolute()),
        cap_final: cap.map(|c| c.cap),
        cap_ok: budget
            .and_then(|b| keeps(b.award.granted <= b.award.cap.cap || b.award.approval_no.is_some())),
        fiscal_asked: Some(bid.fiscal),
        panel_fiscal: budget.map(|b| b.panel_fiscal),
        is_beyond: without_funds.is_none() && budget.is_some_and(|b| b.beyond_award().is_some()),
        beyond: budget.and_then(BudgetOutcome::beyond_award),
        is_without_funds: without_funds.is_some(),
        without_funds_text: without_funds,
        basis_text: budget.map(|b| basis(&b.lines)),
        fiscal_recommended: budget.map(|b| b.award.granted),
        fiscal_ratio: words::ratio(judged),
        indirect_base: budget.map(|b| b.indirect_fiscal.base),
        indirect_cap: budget.map(|b| b.indirect_fiscal.cap),
        indirect_recommended: budget.map(|b| b.indirect_fiscal.indirect),
        indirect_ok: budget.and_then(|b| keeps(b.indirect_fiscal.within())),
        one_case_no: Some(bid.approval_no.clone().unwrap_or_default()),
        is_lump_sum: funded && budget.is_some_and(|b| b.award.mode == Mode::Once),
        lump_limit: Some(policy.once_up_to()),
        overall: None,
        overall_note: Some(judged.decision.budget_text.trim().to_owned()),
        finance_expert: finance.map(|m| m.name.clone()),
        finance_code: finance.map(|m| source.code(&m.expert_no)),
        chair_name: source.chair().map(|m| m.name.clone()),
        chair_code: source.chair().map(|m| source.code(&m.expert_no)),
    }))
}

/// Where the recommended amounts come from: which lines follow the medians, which the panel decided otherwise.
fn basis(lines: &[LineOutcome]) -> String {
    let (own, followed): (Vec<&LineOutcome>, Vec<&LineOutcome>) =
        lines.iter().partition(|l| l.median != Some(l.decided));
    let names = |of: &[&LineOutcome]| of.iter().map(|l| l.subject.zh()).collect::<Vec<_>>().join("、");
    match (followed.as_slice(), own.as_slice()) {
        (_, []) => "均取专家所提数额的中位数".to_owned(),
        ([], _) => "均由专家组另行议定".to_owned(),
        (followed, own) => {
            format!("{}取专家所提数额的中位数，{}由专家组另行议定", names(followed), names(own))
        }
    }
}

/// The lines and their sum. Without a decided budget the recommended figures are blanks. The ticks are those of the
/// finance expert who signs.
fn lines(source: &Source<'_>, judged: &JudgedBid<'_>, finance: Option<&Member>) -> Vec<BudgetLine> {
    let (bid, budget) = (judged.bid, judged.budget);
    let sheets = &source.result.view.scoring.sheets;
    let signed = finance.and_then(|m| sheets.get(&(bid.no.clone(), m.expert_no.clone())));
    let mut lines: Vec<BudgetLine> = bid
        .budget
        .iter()
        .map(|asked| {
            let outcome = budget.and_then(|b| b.lines.iter().find(|l| l.subject == asked.subject));
            let reason = outcome.map(|l| line(l.reason.as_deref().unwrap_or_default()));
            let ticks = signed.and_then(|counted| counted.sheet.lines.get(&asked.subject)).map(|l| l.ticks);
            let ticks = ticks.unwrap_or_default();
            BudgetLine {
                rel: ticks.relevant,
                conf: ticks.consistent,
                reas: ticks.reasonable,
                ..of(asked.subject.zh(), asked.requested, outcome.map(|l| (l.decided, l.cut)), reason)
            }
        })
        .collect();
    let asked = sum(bid.budget.iter().map(|l| l.requested));
    let total = |pick: fn(&LineOutcome) -> Funds| budget.map(|b| sum(b.lines.iter().map(pick)));
    let outcome = total(|l| l.decided).zip(total(|l| l.cut));
    lines.push(of("合计", asked, outcome, Some(String::new())));
    lines
}

fn sum(amounts: impl Iterator<Item = Funds>) -> Funds {
    amounts.fold(Funds::default(), |a, b| Funds {
        fiscal: a.fiscal.checked_add(b.fiscal).unwrap_or_default(),
        self_raised: a.self_raised.checked_add(b.self_raised).unwrap_or_default(),
    })
}

fn of(subject: &str, asked: Funds, outcome: Option<(Funds, Funds)>, reason: Option<String>) -> BudgetLine {
    let decided = outcome.map(|(decided, _)| decided);
    let cut = outcome.map(|(_, cut)| cut);
    let total = |funds: Option<Funds>| -> Option<Fen> { funds.and_then(Funds::total) };
    BudgetLine {
        subject: subject.to_owned(),
        req_total: asked.total(),
        req_fiscal: Some(asked.fiscal),
        req_self: Some(asked.self_raised),
        rec_total: total(decided),
        rec_fiscal: decided.map(|f| f.fiscal),
        rec_self: decided.map(|f| f.self_raised),
        cut_total: total(cut),
        cut_fiscal: cut.map(|f| f.fiscal),
        cut_self: cut.map(|f| f.self_raised),
        rel: None,
        conf: None,
        reas: None,
        reason,
    }
}
