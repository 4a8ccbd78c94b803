//! 专家个人评分表: what one expert signed, a sheet for each bid, bound together.

use documents::model::{CriterionScore, ExpertScoreSheet, VetoCheck};
use documents::{Form, Variant};
use domain::desk::Sheet;
use domain::fold::{Counted, Of, Trail};
use domain::percent::shown;
use domain::rules::FrozenRules;
use domain::sheet::{Criterion, Sub};
use domain::{Item, Member, paper, sheet_code};
use ranking::{Exact, Mark};

use super::reviewed;
use super::source::{Gathered, Open};
use super::words::count;
use crate::clock::local;
use crate::office::stamp::Stamp;
use crate::office::tally::TallyView;
use crate::refusal::{Refusal, Result};

/// Whether an expert signed a sheet of any bid that counts.
pub(super) fn signed(gathered: &Gathered, view: &TallyView, expert_no: &str) -> bool {
    let counts = |bid: &str| !gathered.base.recused(bid, expert_no);
    view.scoring.sheets.keys().any(|(bid, who)| who == expert_no && counts(bid))
}

/// The sheets of an expert in the order of presentation, without those of recused bids.
pub(super) fn sheets(gathered: &Gathered, stamp: &Stamp, expert_no: &str) -> Result<Vec<Form>> {
    let open = gathered.open(stamp);
    let view = gathered.view()?;
    let member = open.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?;
    let mut forms = Vec::new();
    for item in open.items.iter().filter(|i| !open.recused(i.no(), expert_no)) {
        let key = (item.no().to_owned(), expert_no.to_owned());
        if let Some(counted) = view.scoring.sheets.get(&key) {
            let mut form = form(&open, member, item, &counted.sheet)?;
            form.locked_at = gathered.signed_at.get(&counted.by.hash).copied().map(local);
            form.sheet_digest = Some(hex::encode(counted.by.hash));
            form.superseded = reviewed::steps(&open, view, &key);
            form.revision = (!form.superseded.is_empty()).then_some(counted.by.revision);
            form.deviation_text = deviation_text(&open, view, &key);
            form.deviation_asked = form.deviation_text.is_some();
            from_paper(&mut form, &view.rules, member, item, counted);
            forms.push(Form::ExpertScoreSheet(form));
        }
    }
    if forms.is_empty() {
        return Err(Refusal::not_found(format!("{}的评分表", member.name)));
    }
    Ok(forms)
}

fn form(open: &Open<'_>, member: &Member, item: &Item, sheet: &Sheet) -> Result<ExpertScoreSheet> {
    let rules = &open.rules.sheet;
    let two = |mark: Mark| Exact::from(mark).half_up(2);
    let code = open.code(&member.expert_no);
    let all = rules.scores_everything(member.category);
    let total = rules
        .criteria
        .iter()
        .try_fold(Mark::ZERO, |sum, c| sum.checked_add(sheet.marks.get(&c.id).copied()?))
        .filter(|_| all);
    Ok(ExpertScoreSheet {
        common: open.common(&format!("{}/{code}/{}", open.sheet_word(), item.no()), Variant::Named)?,
        expert_name: Some(member.name.clone()),
        expert_code: Some(code),
        expert_role: Some(open.role(member.category).to_owned()),
        item_no: open.item(item.no()),
        item_title: item.title().to_owned(),
        sponsor: Some(item.sponsor().to_owned()),
        of_demand: item.demand().is_some(),
        of_project: item.project().is_some(),
        solver: item.solver().map(str::to_owned),
        unscored: !rules.sheet.scored,
        chief_engineer: item.chief_engineer().map(str::to_owned),
        sheet_name: Some(rules.sheet.name_zh.clone()),
        sheet_version: Some(rules.sheet.id.clone()),
        step: Some(rules.sheet.step.to_string()),
        criteria: rules
            .criteria
            .iter()
            .zip(1u32..)
            .flat_map(|(c, n)| criterion(member, (c, rules.scored_subs(c)), n, sheet))
            .collect(),
        gates: gates(open, member, sheet)?,
        own_max: rules.sheet.own_max.get(&member.category).copied().map(two),
        total: total.map(two),
        has_total: all && rules.sheet.scored,
        conclusion_vote: sheet.vote.map(|v| v.zh().to_owned()),
        merits: Some(sheet.merits.clone()),
        problems: Some(sheet.problems.clone()),
        advice: Some(sheet.advice.clone()),
        deviation_asked: false,
        deviation_text: None,
        locked_at: None,
        sheet_digest: None,
        revision: None,
        superseded: Vec::new(),
        from_paper: false,
        paper_code: None,
        first_typist: None,
        second_typist: None,
        paper_text: None,
    })
}

/// What is said of a sheet that was typed from paper: its code, both typists, where they differed.
fn from_paper(form: &mut ExpertScoreSheet, rules: &FrozenRules, member: &Member, item: &Item, of: &Counted) {
    let Some(trail) = &of.paper else { return };
    let told = differences(rules, member, item, trail).into_iter();
    let told = told.map(|d| format!("{}（认定人：{}）", d.told, d.by));
    form.from_paper = true;
    form.paper_code = Some(sheet_code::printed(&trail.code));
    form.first_typist = Some(trail.first.clone());
    form.second_typist = Some(trail.second.clone());
    form.paper_text = Some(told.collect::<Vec<_>>().join("；"));
}

/// A difference between two entries of a paper sheet.
pub(super) struct Difference {
    /// Where, what each typed, what the paper says.
    pub(super) told: String,
    /// Who looked at the paper.
    pub(super) by: String,
}

/// Where the two entries of a paper sheet differed, in the order of the sheet.
pub(super) fn differences(
    rules: &FrozenRules,
    member: &Member,
    item: &Item,
    trail: &Trail,
) -> Vec<Difference> {
    let fields = paper::fields(rules, member, item);
    let said = |text: &str| if text.is_empty() { "未填".to_owned() } else { text.to_owned() };
    let told = trail.resolutions.iter().map(|r| {
        let name = fields.iter().find(|f| f.id == r.field).map_or_else(|| r.field.clone(), paper::Field::zh);
        let (first, second, taken) = (said(&r.first), said(&r.second), said(&r.taken));
        let told = format!("{name}，录入甲“{first}”，录入乙“{second}”，对照原件认定为“{taken}”");
        Difference { told, by: r.by.clone() }
    });
    told.collect()
}

/// What the expert said of deviating scores of this item.
fn deviation_text(open: &Open<'_>, view: &TallyView, of: &Of) -> Option<String> {
    let asked = open.session.asked.iter().filter(|a| (&a.bid_no, &a.expert_no) == (&of.0, &of.1));
    let said: Vec<String> = asked
        .filter_map(|a| {
            let word = reviewed::word_on(view, (of, a.criterion.as_deref()), a.revision, a.own)?;
            let criterion = a.criterion.as_ref().and_then(|id| view.rules.sheet.criterion(id));
            let what = criterion.map_or("合计", |c| c.name_zh.as_str());
            let why = if word.reason.is_empty() { String::new() } else { format!("：{}", word.reason) };
            Some(format!("{what}偏离{}，{}{}{why}", shown(a.share.ratio()), word.outcome, word.change))
        })
        .collect();
    (!said.is_empty()).then(|| format!("{}。", said.join("；")))
}

/// A criterion with the expert's mark, 不评 where it is not the expert's; then its scored parts, a line each.
fn criterion(
    member: &Member,
    (of, subs): (&Criterion, &[Sub]),
    n: u32,
    sheet: &Sheet,
) -> Vec<CriterionScore> {
    let rated = of.raters.contains(&member.category);
    let mark = sheet.marks.get(&of.id).copied();
    let two = |mark: Mark| Exact::from(mark).half_up(2);
    let parts: Vec<&str> = of.subs.iter().map(|s| s.name_zh.as_str()).collect();
    let band = mark.and_then(|mark| of.bands.iter().find(|b| mark >= b.from)).map(|b| b.name.clone());
    let whole = CriterionScore {
        n: n.to_string(),
        criterion: of.name_zh.clone(),
        points_text: Some(if subs.is_empty() { parts.join("、") } else { "各分项之和".to_owned() }),
        max: Some(two(of.max)),
        band: if rated { band } else { Some("不评".to_owned()) },
        score: if rated { mark.map(two) } else { Some(String::new()) },
        remark: Some(String::new()),
    };
    let own = subs.iter().filter(|_| rated).enumerate().map(|(at, sub)| CriterionScore {
        n: format!("{n}.{}", at + 1),
        criterion: sub.name_zh.clone(),
        points_text: Some(sub.hint.clone()),
        max: Some(two(sub.max)),
        band: Some(String::new()),
        score: sheet.sub_mark(&of.id, &sub.id).map(two),
        remark: Some(String::new()),
    });
    std::iter::once(whole).chain(own).collect()
}

/// The veto questions of this kind of expert with the answers. Under rules of an earlier build, which asked nobody, they are
/// to be ticked by hand.
fn gates(open: &Open<'_>, member: &Member, sheet: &Sheet) -> Result<Vec<VetoCheck>> {
    let own = open.rules.sheet.gates.iter().filter(|g| g.raters.contains(&member.category));
    own.enumerate()
        .map(|(i, gate)| {
            let answer = sheet.gates.get(&gate.id);
            Ok(VetoCheck {
                n: count(i + 1)?,
                question: gate.question.clone(),
                veto_on: gate.veto_on.clone(),
                yes_box: Some(answer.is_some_and(|a| a.yes)),
                no_box: Some(answer.is_some_and(|a| !a.yes)),
                remark: Some(answer.map(|a| a.reason.clone()).unwrap_or_default()),
            })
        })
        .collect()
}
