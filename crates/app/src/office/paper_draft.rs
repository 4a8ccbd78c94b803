//! A paper sheet on its way: what may be typed now, what both entries say together.

use std::collections::BTreeMap;

use domain::desk::Sheet;
use domain::fold::{Of, Scoring};
use domain::paper::{self, Resolution, Typed, Value};
use domain::recusal::Recusal;
use domain::rules::FrozenRules;
use domain::session::{Session, SessionKind, Stage};
use domain::{Code, Finding, Item, Member, sheet_code};
use vault::Reader;

use super::prepare::recusals;
use super::tally::scoring;
use super::{frozen, items, session};
use crate::api::paper::TypedState;
use crate::paper_records::{Entry, PaperDraft};
use crate::refusal::{Refusal, Result};

/// A sheet of paper: whose, of what, under which rules.
pub(crate) struct Paper {
    pub(crate) session: Session,
    pub(crate) rules: FrozenRules,
    pub(crate) digest: String,
    pub(crate) member: Member,
    pub(crate) item: Item,
    pub(crate) scoring: Scoring,
    pub(crate) draft: Option<PaperDraft>,
}

/// What both entries say together.
pub(crate) struct Together {
    /// The values that count: those that are alike, and what the paper says of the others as far as somebody looked.
    pub(crate) values: BTreeMap<String, Value>,
    /// Where they differ; `taken` is empty while nobody looked.
    pub(crate) resolutions: Vec<Resolution>,
}

impl Paper {
    /// Reads it.
    ///
    /// # Errors
    /// `record.not_found` for no member or item of the session; `score.recused`; `rules.not_frozen`.
    pub(crate) fn read(r: &Reader<'_>, session_no: &str, expert_no: &str, bid_no: &str) -> Result<Paper> {
        let session = session(r, session_no)?;
        let rules = frozen(r, &session)?;
        let member = rules.rules.member(expert_no).ok_or_else(|| Refusal::not_found(expert_no))?.clone();
        let item = items(r, &session)?.into_iter().find(|i| i.no() == bid_no);
        let item = item.ok_or_else(|| Refusal::not_found(bid_no))?;
        if recusals(r, &session)?.iter().any(|x| is_out(x, bid_no, expert_no)) {
            return Err(Refusal::of(Code::ScoreRecused).with("bid_no", bid_no));
        }
        let draft = r.get(&format!("{}/{expert_no}/{bid_no}", session.meeting_id))?;
        let scoring = scoring(r, &session)?.scoring.clone();
        let digest = rules.printed_under(expert_no, bid_no)?;
        Ok(Paper { rules: rules.rules, digest, member, item, scoring, draft, session })
    }

    /// As [`Paper::read`], while scores are typed.
    ///
    /// # Errors
    /// Those, and `session.out_of_order` after the scores were taken together.
    pub(crate) fn open(r: &Reader<'_>, session_no: &str, expert_no: &str, bid_no: &str) -> Result<Paper> {
        let paper = Paper::read(r, session_no, expert_no, bid_no)?;
        typing_now(&paper.session)?;
        Ok(paper)
    }

    pub(crate) fn of(&self) -> Of {
        (self.item.no().to_owned(), self.member.expert_no.clone())
    }

    pub(crate) fn kind(&self) -> SessionKind {
        self.rules.kind()
    }

    pub(crate) fn code(&self) -> String {
        sheet_code::of(&self.digest, &self.member.expert_no, self.item.no())
    }

    pub(crate) fn fields(&self) -> Vec<paper::Field<'_>> {
        paper::fields(&self.rules, &self.member, &self.item)
    }

    /// The draft, or `paper.step`.
    pub(crate) fn draft(&self) -> Result<&PaperDraft> {
        self.draft.as_ref().ok_or_else(|| self.step())
    }

    /// A step that this sheet does not have now.
    pub(crate) fn step(&self) -> Refusal {
        let code = sheet_code::printed(&self.code());
        Refusal::of(Code::PaperStep).with("sheet", code).with("state", zh(self.state()))
    }

    /// The revision of paper that is here, whatever counts.
    pub(crate) fn typed_revision(&self) -> u32 {
        let of = self.of();
        let aside = self.scoring.settled.get(&of).map(|s| s.aside.as_slice()).unwrap_or_default();
        let versions = self.scoring.versions(&of);
        let all = versions.iter().chain(aside);
        let typed = all.filter(|v| matches!(v, domain::fold::Version::Scored(c) if c.paper.is_some()));
        let here = typed.map(|v| v.by().revision).max();
        here.or_else(|| self.scoring.conflicts.get(&of).map(|c| c.paper.revision)).unwrap_or(0)
    }

    /// Whether a further entry wants a reason.
    pub(crate) fn needs_reason(&self) -> bool {
        self.typed_revision() > 0 || self.scoring.closed.contains_key(&self.member.expert_no)
    }

    /// Where it stands.
    pub(crate) fn state(&self) -> TypedState {
        let of = self.of();
        if let Some(draft) = &self.draft {
            return self.draft_state(draft);
        }
        state_of(&self.session, &self.scoring, &of)
    }

    fn draft_state(&self, draft: &PaperDraft) -> TypedState {
        match &draft.second {
            None if draft.first.done_at.is_none() => TypedState::First,
            None => TypedState::FirstDone,
            Some(second) if second.done_at.is_none() => TypedState::Second,
            Some(second) => match self.together(draft, second) {
                Ok(both) if both.resolutions.iter().all(|r| !r.by.is_empty()) => TypedState::Ready,
                _ => TypedState::Differs,
            },
        }
    }

    /// What was typed, read.
    pub(crate) fn values(&self, typed: &Typed) -> Result<BTreeMap<String, Value>> {
        Ok(paper::read_all(&self.fields(), typed, self.kind())?)
    }

    /// Both entries side by side.
    pub(crate) fn together(&self, draft: &PaperDraft, second: &Entry) -> Result<Together> {
        let fields = self.fields();
        let (mut values, other) = (self.values(&draft.first.typed)?, self.values(&second.typed)?);
        let printed = |value: Option<&Value>| value.map(Value::to_string).unwrap_or_default();
        let mut resolutions = Vec::new();
        for field in paper::differences(&fields, &values.clone(), &other) {
            let (first, second) = (printed(values.get(&field.id)), printed(other.get(&field.id)));
            values.remove(&field.id);
            let mut resolution = Resolution {
                field: field.id.clone(),
                first,
                second,
                taken: String::new(),
                by: String::new(),
            };
            if let Some(looked) = draft.looked.get(&field.id) {
                let taken = field.read(&looked.text, self.kind())?;
                resolution.taken = printed(taken.as_ref());
                resolution.by.clone_from(&looked.by);
                values.extend(taken.map(|value| (field.id.clone(), value)));
            }
            resolutions.push(resolution);
        }
        Ok(Together { values, resolutions })
    }

    /// The sheet that values make, or what is wrong with them.
    pub(crate) fn sheet(&self, values: &BTreeMap<String, Value>) -> std::result::Result<Sheet, Vec<Finding>> {
        paper::sheet((&self.rules, &self.member, &self.item), values)
    }
}

/// Whether scores are typed: the rules are frozen and nothing was taken together.
pub(crate) fn typing_now(session: &Session) -> Result<()> {
    match session.stage {
        Stage::Frozen | Stage::Scoring => Ok(()),
        stage => {
            Err(Refusal::of(Code::StepOutOfOrder).with("stage", stage.zh()).with("step", "纸质评分录入"))
        }
    }
}

/// Whether a recusal takes an item from an expert, or may.
pub(crate) fn is_out(recusal: &Recusal, bid_no: &str, expert_no: &str) -> bool {
    let open = recusal.in_force() || recusal.decision.is_none();
    recusal.bid_no == bid_no && recusal.expert_no == expert_no && open
}

/// Where a sheet stands of which nothing is being typed.
pub(crate) fn state_of(session: &Session, scoring: &Scoring, of: &Of) -> TypedState {
    let missed = |m: &domain::session::Missed| m.expert_no == of.1 && m.bid_no.as_deref() == Some(&of.0);
    if scoring.conflicts.contains_key(of) {
        return TypedState::Conflict;
    }
    match (scoring.sheets.get(of), scoring.abstained.get(of)) {
        (Some(counted), _) if counted.paper.is_some() => TypedState::Counted,
        (Some(_), _) | (_, Some(_)) => TypedState::Laptop,
        _ if session.missed.iter().any(missed) => TypedState::Missing,
        _ => TypedState::None,
    }
}

/// `paper.conflict` for every sheet from a laptop and from paper of which nobody decided; not where its expert is recused.
pub(crate) fn conflicts(rules: &FrozenRules, scoring: &Scoring, recusals: &[Recusal]) -> Vec<Finding> {
    let open = scoring.conflicts.keys().filter(|(bid, expert)| {
        !recusals.iter().any(|x| x.in_force() && x.bid_no == *bid && x.expert_no == *expert)
    });
    open.map(|(bid, expert)| {
        let name = rules.member(expert).map(|m| m.name.clone()).unwrap_or_default();
        let finding = Finding::error(Code::PaperConflict).with("bid_no", bid.clone());
        finding.with("expert", expert.clone()).with("name", name)
    })
    .collect()
}

/// In the office's words.
const fn zh(state: TypedState) -> &'static str {
    match state {
        TypedState::None => "未录入",
        TypedState::First => "第一人录入中",
        TypedState::FirstDone => "待第二人录入",
        TypedState::Second => "第二人录入中",
        TypedState::Differs => "两次录入不一致",
        TypedState::Ready => "两次录入一致，待计入",
        TypedState::Counted => "已计入",
        TypedState::Laptop => "已由电脑提交",
        TypedState::Conflict => "电脑、纸质各有一份，待认定",
        TypedState::Missing => "按“缺”处理",
    }
}
