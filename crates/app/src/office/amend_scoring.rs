//! 修订评分表和计分方法: a draft of both beside the frozen rules, and what it makes of them. Nothing of the draft counts until it is
//! amended to; it lies in the vault until then, and goes when it is dropped.

use domain::amendment::{Change, SheetAndMethod, carried};
use domain::desk::Sheet;
use domain::method::Method;
use domain::rules::FrozenRules;
use domain::session::{Session, Stage};
use domain::{Code, Finding};
use ranking::Comparison;
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::{Reader, Record, Table, Writer};

use super::amend::Plan;
use super::method::{basis, method_of, rule as rule_of};
use super::sheets::form::{bands_left, form_of, part_sum, sheet_of, with_ids};
use super::tally::scoring;
use super::{Office, frozen, session};
use crate::access::Act;
use crate::api::Problem;
use crate::api::amend::{AmendDraftForm, AmendDraftView, AmendMarks};
use crate::paper_records::PaperDraft;
use crate::records::{RulesRecord, stored};
use crate::refusal::{Refusal, Result};
use crate::views::words::count;
use crate::views::{aggregation, method_form};

/// Where drafts begin among the settings.
const DRAFTS: &str = "sheet/amend/";

/// A draft of another sheet and another method, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AmendDraft {
    /// Meeting id.
    pub(crate) meeting: String,
    /// Number of the version that it was begun over.
    pub(crate) over: u32,
    /// What was typed.
    pub(crate) form: AmendDraftForm,
}
stored!(AmendDraft, Setting, |me| format!("{DRAFTS}{}", me.meeting));

impl Office {
    /// The draft of another sheet and another method; the rules in force while nothing was drafted.
    ///
    /// # Errors
    /// `rules.not_frozen`, `record.not_found`.
    pub fn amend_draft(&self, session_no: &str) -> Result<AmendDraftView> {
        self.access.read(|r| view(r, &session(r, session_no)?))
    }

    /// Keeps a draft as it was typed, whole or not. It changes nothing of the rules.
    ///
    /// # Errors
    /// `rules.not_frozen`; `session.out_of_order` once the scores were taken together.
    pub fn save_amend_draft(&mut self, session_no: &str, form: &AmendDraftForm) -> Result<AmendDraftView> {
        let act = Act::new("amend.draft", session_no).with(json!({ "criteria": form.sheet.criteria.len() }));
        self.access.record(act, |w| {
            let session = session(w, session_no)?;
            let rules = frozen(w, &session)?;
            in_time(&session)?;
            let sheet = with_ids(form.sheet.clone());
            let form = AmendDraftForm { sheet, ..form.clone() };
            w.put(&AmendDraft { meeting: session.meeting_id, over: rules.rules.version(), form })?;
            Ok(())
        })?;
        self.amend_draft(session_no)
    }

    /// Drops a draft: the rules in force are shown again.
    ///
    /// # Errors
    /// `rules.not_frozen`, `record.not_found`.
    pub fn drop_amend_draft(&mut self, session_no: &str) -> Result<AmendDraftView> {
        self.access.record(Act::new("amend.drop", session_no), |w| {
            let session = session(w, session_no)?;
            Ok(own(w, &session)?.map_or(Ok(()), |draft| w.delete(&draft))?)
        })?;
        self.amend_draft(session_no)
    }
}

/// Amendments are made until the scores are taken together.
fn in_time(session: &Session) -> Result<()> {
    match session.stage {
        Stage::Frozen | Stage::Scoring => Ok(()),
        stage => Err(Refusal::of(Code::StepOutOfOrder).with("stage", stage.zh()).with("step", "修订规则")),
    }
}

fn own(r: &Reader<'_>, session: &Session) -> Result<Option<AmendDraft>> {
    Ok(r.get(&format!("{DRAFTS}{}", session.meeting_id))?)
}

fn view(r: &Reader<'_>, session: &Session) -> Result<AmendDraftView> {
    let RulesRecord { rules, .. } = frozen(r, session)?;
    let (form, begun, problems) = match own(r, session)? {
        None => (as_it_is(session, &rules), false, Vec::new()),
        Some(draft) => {
            let mut found = read(&draft.form, &rules).err().map(|refusal| refusal.0).unwrap_or_default();
            found.extend(bands_left(&draft.form.sheet, &rules.sheet));
            (draft.form, true, found.iter().map(Problem::of).collect())
        }
    };
    let part_sums = form.sheet.criteria.iter().map(part_sum).collect();
    Ok(AmendDraftView { form, begun, problems, part_sums })
}

/// The rules in force as a form.
fn as_it_is(session: &Session, rules: &FrozenRules) -> AmendDraftForm {
    let method = method_of(session, &rules.sheet);
    AmendDraftForm {
        sheet: form_of(&rules.sheet),
        method: method_form(&method, Some(rules)),
        by_displayed: rules.comparison == Comparison::Displayed,
    }
}

/// The sheet and the method that a form comes to, over those in force: article, conclusions and grades are not edited, and a
/// trimming that was frozen stays as it is where nothing of it was changed.
fn read(form: &AmendDraftForm, rules: &FrozenRules) -> Result<SheetAndMethod> {
    let sheet = sheet_of(&form.sheet, &rules.sheet)?;
    let basis = basis(&form.method)?;
    let same = aggregation(rules.aggregation) == form.method.aggregation
        && sheet.sheet.trim_min == rules.sheet.sheet.trim_min;
    let rule = if same { rules.aggregation } else { rule_of(form.method.aggregation, &sheet) };
    let comparison = if form.by_displayed { Comparison::Displayed } else { Comparison::Exact };
    Ok(SheetAndMethod { sheet, aggregation: rule, comparison, basis })
}

/// What was drafted.
///
/// # Errors
/// `amend.same` where nothing was; what the draft lacks, each with its place.
pub(super) fn drafted(r: &Reader<'_>, session: &Session, rules: &FrozenRules) -> Result<SheetAndMethod> {
    let draft = own(r, session)?.ok_or_else(|| Refusal::of(Code::AmendSame))?;
    read(&draft.form, rules)
}

/// What it changes, with what the office knew of scores then.
///
/// # Errors
/// `amend.same`.
pub(super) fn change(
    r: &Reader<'_>,
    session: &Session,
    rules: &FrozenRules,
    to: &SheetAndMethod,
) -> Result<Change> {
    let signed = signed(r, session)?.len();
    let change = Change::scoring(rules, to, (count(signed), !session.reopenings.is_empty()))?;
    match &change {
        Change::Scoring { edits, .. } if edits.is_empty() => Err(Refusal::of(Code::AmendSame)),
        _ => Ok(change),
    }
}

/// The sheets and abstentions that count now, by item and expert.
fn signed(r: &Reader<'_>, session: &Session) -> Result<Vec<(String, String)>> {
    let known = scoring(r, session)?;
    let both = known.scoring.sheets.keys().chain(known.scoring.abstained.keys());
    Ok(both.chain(known.scoring.conflicts.keys()).cloned().collect())
}

/// The method of a session with another one in its place; an earlier stage stays.
pub(super) fn method(session: &Session, to: &SheetAndMethod) -> Option<Method> {
    let first = session.method.as_ref().and_then(|method| method.first.clone());
    let method = Method { rule: to.aggregation, basis: to.basis.clone(), first };
    (method != Method::of(&to.sheet)).then_some(method)
}

/// Whose sheets it sets aside, a paper sheet that is being typed, or that scores are known to the office.
pub(super) fn what_it_meets(r: &Reader<'_>, session: &Session, change: &Change) -> Result<Vec<Finding>> {
    let Change::Scoring { anew, signed: here, seen, .. } = change else { return Ok(Vec::new()) };
    let mut findings = Vec::new();
    if *anew {
        let drafts: Vec<PaperDraft> = r.list_prefix(&format!("{}/", session.meeting_id))?;
        if !drafts.is_empty() {
            let sheets: Vec<String> =
                drafts.iter().map(|d| format!("{}/{}", d.bid_no, d.expert_no)).collect();
            findings.push(Finding::error(Code::PaperOpen).with("sheets", sheets.join("、")));
        }
        let rules = frozen(r, session)?.rules;
        let signed = signed(r, session)?;
        let of = |no: &str| signed.iter().filter(|(_, who)| who == no).count();
        let named = rules.panel.iter().filter(|m| of(&m.expert_no) > 0);
        let names: Vec<String> = named.map(|m| format!("{}（{}份）", m.name, of(&m.expert_no))).collect();
        if !names.is_empty() {
            let names_en = names.join(", ").replace('（', " (").replace("份）", ")");
            let finding = Finding::warning(Code::AmendSetsAside).with("count", here.to_string());
            findings.push(finding.with("names", names.join("、")).with("names_en", names_en));
        }
    } else if *here > 0 || *seen {
        let said = if *seen {
            ["，而且评分曾经汇总、结果已为人知", ", and their result is known"]
        } else {
            ["", ""]
        };
        let finding = Finding::warning(Code::AmendMethodLate).with("count", here.to_string());
        findings.push(finding.with("seen", said[0]).with("seen_en", said[1]));
    }
    Ok(findings)
}

/// Which marks stay at the desks, where everything is scored anew.
pub(super) fn marks(plan: &Plan) -> Option<AmendMarks> {
    let to = plan.scoring.as_ref().filter(|_| plan.change.scores_anew())?;
    let from = &plan.before.rules.sheet;
    let kept = |id: &str| {
        let top = from.criterion(id).map(|c| (c.id.clone(), c.max));
        let full = Sheet { marks: top.into_iter().collect(), ..Sheet::default() };
        let raters = to.sheet.criterion(id).map(|c| c.raters.clone()).unwrap_or_default();
        raters.iter().any(|kind| !carried(&full, from, &to.sheet, *kind).marks.is_empty())
    };
    let (kept, empty): (Vec<_>, Vec<_>) = to.sheet.criteria.iter().partition(|c| kept(&c.id));
    let names = |list: Vec<&domain::sheet::Criterion>| list.iter().map(|c| c.name_zh.clone()).collect();
    Some(AmendMarks { kept: names(kept), empty: names(empty) })
}

/// Records what follows at the office: the method, and where everything is scored anew that nothing of the former sheets is
/// returned or missing any more. The draft has done its work.
pub(super) fn put(
    w: &Writer<'_>,
    session: &mut Session,
    to: &SheetAndMethod,
    (anew, why): (bool, &str),
) -> Result<()> {
    if anew {
        let known = scoring(w, session)?;
        for back in &mut session.given_back {
            if super::returns::is_open(back, &known.scoring) {
                back.ended = Some(why.to_owned());
            }
        }
        session.missed.retain(|missed| missed.bid_no.is_none());
    }
    session.method = method(session, to);
    Ok(own(w, session)?.map_or(Ok(()), |draft| w.delete(&draft))?)
}
