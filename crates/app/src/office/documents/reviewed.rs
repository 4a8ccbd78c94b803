//! What experts said of their own scores beside giving them: words on deviating ones, abstentions, sheets signed anew,
//! answers that veto. What nobody said stays nothing.

use std::collections::BTreeSet;

use documents::model::{AbstentionNote, Outlier, SupersededSheet, VetoNote};
use domain::collective::Collective;
use domain::deviation::{Deviation, deviations};
use domain::fold::{Of, Version};
use domain::percent::shown;
use domain::rules::FrozenRules;
use domain::session::{Asked, GivenBack};
use ranking::{Exact, Mark};

use super::acts;
use super::minutes::CHAIR;
use super::source::{Open, Source};
use super::words::bare;
use crate::clock::local_ms;
use crate::office::tally::TallyView;

/// What an expert said of a deviating score.
pub(super) struct Word {
    /// 维持原评分 or 修改评分.
    pub(super) outcome: &'static str,
    /// Why.
    pub(super) reason: String,
    /// `由88.00分改为80.00分`; empty where it stands.
    pub(super) change: String,
    /// When it was signed, in milliseconds since 1970; nothing where the question went with an amended sheet.
    pub(super) at_ms: Option<i64>,
}

/// The word on a score of a revision of a sheet; nothing while there is none.
pub(super) fn word_on(
    view: &TallyView,
    (of, criterion): (&Of, Option<&str>),
    revision: u32,
    own: Mark,
) -> Option<Word> {
    let key = (of.0.clone(), of.1.clone(), criterion.map(str::to_owned));
    if let Some(upheld) = view.scoring.upheld.get(&key).filter(|u| u.revision == revision) {
        return Some(Word {
            outcome: "维持原评分",
            reason: bare(&upheld.reason),
            change: String::new(),
            at_ms: Some(upheld.at_ms),
        });
    }
    // Asked on a sheet that was amended since: the question went with it.
    if view
        .scoring
        .outdated
        .get(of)
        .is_some_and(|words| words.iter().any(|o| o.said.by().revision == revision))
    {
        let outcome = "评分表修订后重新评分";
        return Some(Word { outcome, reason: String::new(), change: String::new(), at_ms: None });
    }
    let next =
        view.scoring.versions(of).into_iter().find(|v| Some(v.by().revision) == revision.checked_add(1))?;
    let now = match (criterion, next.sheet()) {
        (_, None) => "弃权".to_owned(),
        (Some(id), Some(sheet)) => sheet.marks.get(id).copied().map(points).unwrap_or_default(),
        (None, Some(_)) => sum(view, &of.1, &next),
    };
    Some(Word {
        outcome: "修改评分",
        reason: bare(next.change().unwrap_or_default()),
        change: format!("由{}改为{now}", points(own)),
        at_ms: Some(next.by().at_ms),
    })
}

fn points(mark: Mark) -> String {
    format!("{}分", Exact::from(mark).half_up(2))
}

/// The sum of what an expert gave, or that nothing was given.
pub(super) fn sum(view: &TallyView, expert_no: &str, version: &Version) -> String {
    sum_under(&view.rules, expert_no, version)
}

/// The same of what was signed under a version of the rules.
fn sum_under(rules: &FrozenRules, expert_no: &str, version: &Version) -> String {
    let Some(sheet) = version.sheet() else { return "弃权".to_owned() };
    let criteria = rules.member(expert_no).map(|m| rules.sheet.criteria_of(m.category));
    let marks = criteria.into_iter().flatten().map(|c| sheet.marks.get(&c.id).copied());
    let sum = marks.into_iter().try_fold(Mark::ZERO, |sum, mark| sum.checked_add(mark?));
    sum.map_or_else(|| "—".to_owned(), points)
}

/// Deviating scores: those about which an expert was asked, whatever became of them, and those of this tally about which
/// nobody was asked yet. What the expert did not say is filled in by hand.
pub(super) fn outliers(source: &Source<'_>) -> Vec<Outlier> {
    let view = &source.result.view;
    let row = |of: &Of, id: Option<&String>, deviation: String, word: Option<Word>| -> Option<Outlier> {
        let member = source.member(&of.1).filter(|_| !source.recused(&of.0, &of.1))?;
        let word = word.map(|w| (w.outcome, w.reason, w.change));
        Some(Outlier {
            expert_name: member.name.clone(),
            expert_code: source.code(&of.1),
            challenge_no: source.item(&of.0),
            criterion: id.and_then(|id| view.rules.sheet.criterion(id)).map(|c| c.name_zh.clone()),
            deviation,
            outcome: word.as_ref().map(|w| w.0.to_owned()),
            reason: word.as_ref().map(|w| w.1.clone()),
            change_text: word.map(|w| w.2).filter(|text| !text.is_empty()),
        })
    };
    let asked = source.session.asked.iter().filter_map(|a| {
        let of = (a.bid_no.clone(), a.expert_no.clone());
        let word = word_on(view, (&of, a.criterion.as_deref()), a.revision, a.own);
        row(&of, a.criterion.as_ref(), shown(a.share.ratio()), word)
    });
    let far = source.result.judged.iter().flat_map(|j| deviations(&view.rules, &j.tally));
    let others = far.filter(|d| asked_of(source, d).is_none()).filter_map(|d| {
        let expert_no = view.rules.panel.get(d.member)?.expert_no.clone();
        row(&(d.bid_no.clone(), expert_no), d.criterion.as_ref(), shown(d.share.ratio()), None)
    });
    asked.chain(others).collect()
}

/// The question about a deviation of this tally, if it was asked of the sheet that counts.
pub(super) fn asked_of<'a>(source: &'a Source<'_>, deviation: &Deviation) -> Option<&'a Asked> {
    let view = &source.result.view;
    let expert_no = &view.rules.panel.get(deviation.member)?.expert_no;
    let revision = view.scoring.revision(&(deviation.bid_no.clone(), expert_no.clone()))?;
    source.session.asked.iter().find(|a| {
        (&a.expert_no, &a.bid_no, &a.criterion, a.revision)
            == (expert_no, &deviation.bid_no, &deviation.criterion, revision)
    })
}

/// Answers that veto, with the panel's word on the item.
pub(super) fn vetoes(source: &Source<'_>) -> Vec<VetoNote> {
    let panel = &source.result.view.rules.panel;
    let mut notes = Vec::new();
    for judged in &source.result.judged {
        for veto in source.result.view.vetoes(judged.item.no()) {
            let who = veto.words.iter().filter_map(|word| {
                let name = &panel.get(word.member)?.name;
                Some(format!("{name}（依据：{}）", bare(&word.reason)))
            });
            notes.push(VetoNote {
                item_no: source.item(judged.item.no()),
                question: veto.question.trim_end_matches(['？', '?']).to_owned(),
                answer: veto.veto_on.clone(),
                who: who.collect::<Vec<_>>().join("、"),
                who_blind: format!("{}名专家", veto.words.len()),
                panel_word: panel_word(source, judged.item.no(), &veto.gate),
                panel_word_blind: acts::veto_word(source, judged.item.no(), &veto.gate, false),
                effect: acts::confirmed_effect(source, judged.item.no(), &veto),
                conclusion: judged.decision.conclusion.zh().to_owned(),
                reason_label: acts::reason_label(source, &judged.decision),
                panel_text: Some(bare(&judged.decision.reason)).filter(|text| !text.is_empty()),
            });
        }
    }
    notes
}

/// The panel's word on a veto, with who counted where it was voted on; empty where it said nothing.
pub(super) fn panel_word(source: &Source<'_>, no: &str, gate: &str) -> String {
    let word = acts::veto_word(source, no, gate, true);
    let vote = Collective::of(&source.session).veto(no, gate).and_then(|(.., vote)| vote);
    match vote.map(|vote| bare(&vote.counted_by)).filter(|who| !who.is_empty()) {
        Some(who) => format!("{word}，计票人：{who}"),
        None => word,
    }
}

/// Items of which an expert gives no score.
pub(super) fn abstentions(source: &Source<'_>) -> Vec<AbstentionNote> {
    let abstained = source.result.view.scoring.abstained.iter();
    abstained
        .filter(|((bid, expert), _)| !source.recused(bid, expert))
        .filter_map(|((bid, expert), word)| {
            Some(AbstentionNote {
                expert_name: source.member(expert)?.name.clone(),
                expert_code: source.code(expert),
                item_no: source.item(bid),
                reason: bare(&word.reason),
            })
        })
        .collect()
}

/// Sheets that were signed in the place of earlier ones, each step by itself; not those of an amended sheet, which the amendment
/// tells all together.
pub(super) fn superseded(source: &Source<'_>) -> Vec<SupersededSheet> {
    let scoring = &source.result.view.scoring;
    let of: BTreeSet<&Of> = scoring.superseded.keys().chain(scoring.outdated.keys()).collect();
    of.into_iter()
        .filter(|(bid, expert)| !source.recused(bid, expert))
        .flat_map(|of| every_step(source, &source.result.view, of))
        .filter_map(|(amended, step)| (!amended).then_some(step))
        .collect()
}

/// The steps from an expert's first signed word on an item to the one that counts, also over amendments of the sheet. Words of
/// one revision, from two laptops, are no step.
pub(super) fn steps(open: &Open<'_>, view: &TallyView, of: &Of) -> Vec<SupersededSheet> {
    every_step(open, view, of).into_iter().map(|(_, step)| step).collect()
}

/// Each step, and whether it leads over an amendment of the sheet.
fn every_step(open: &Open<'_>, view: &TallyView, of: &Of) -> Vec<(bool, SupersededSheet)> {
    let Some(member) = open.member(&of.1) else { return Vec::new() };
    // What counts was signed since the sheet was amended last; nobody needs to know under which of the versions since.
    let under = |version: u32| {
        let at = usize::try_from(version).ok().and_then(|version| version.checked_sub(1));
        at.and_then(|at| open.former.get(at)).unwrap_or(&view.rules)
    };
    let outdated = view.scoring.outdated.get(of).into_iter().flatten();
    let mut versions: Vec<(Version, Option<u32>, &FrozenRules)> =
        outdated.map(|o| (o.said.clone(), Some(o.version), under(o.version))).collect();
    versions.extend(view.scoring.versions(of).into_iter().map(|version| (version, None, &view.rules)));
    let pairs = versions.iter().zip(versions.iter().skip(1));
    pairs
        .filter(|((old, ..), (new, ..))| new.by().revision > old.by().revision)
        .map(|((old, was, before), (new, is, now))| {
            // What does not count any more leads to what counts over such an amendment, also where a later one took it back.
            let amended = was != is && (is.is_none() || before.scoring().ok() != now.scoring().ok());
            let revision = old.by().revision;
            let is_of = |g: &&GivenBack| (&g.bid_no, &g.expert_no) == (&of.0, &of.1);
            let returned = |g: &&GivenBack| g.revision == Some(revision) && g.ended.is_none();
            let back = open.session.given_back.iter().find(|g| is_of(g) && returned(g));
            let step = SupersededSheet {
                expert_name: member.name.clone(),
                expert_code: open.code(&of.1),
                item_no: open.item(&of.0),
                when: local_ms(new.by().at_ms),
                old_no: revision,
                old_total: sum_under(before, &of.1, old),
                new_no: new.by().revision,
                new_total: sum_under(now, &of.1, new),
                reason: if amended {
                    Some("评分表修订，重新评分".to_owned())
                } else {
                    new.change().map(bare).filter(|text| !text.is_empty())
                },
                returned: back.is_some(),
                return_reason: back.map(|g| bare(&g.reason)),
                approved_by: back.map(|g| g.approved_by.clone()),
                assent_blind: back.map(|_| CHAIR.to_owned()),
            };
            (amended, step)
        })
        .collect()
}
