//! Who sits on a panel: named from the register, or drawn from it in the open (`domain::draw`); and alternates called.

use std::path::Path;

use domain::draw::{ByHand, Called, Cause, Draw, DrawPlan, Limits, Outcome, Quota, SetAside};
use domain::draw::{drawn_in, next_alternate, seated};
use domain::panel::{self, Drawn};
use domain::session::{Session, Stage};
use domain::{Code, Finding, Member};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vault::{Reader, Writer};

use super::draw_pool::pool;
use super::typed::given;
use super::{Office, panel as panel_of, preparing, session};
use crate::access::{Act, reason};
use crate::api::draw::{DrawCause, DrawForm, DrawPool};
use crate::api::session::SetupView;
use crate::files;
use crate::records::{DrawSeedRecord, ExpertRecord, MemberRecord, SessionRecord, draw_seed_id};
use crate::refusal::{Refusal, Result};
use crate::shipped;
use crate::views::drawn_pool;

/// A draw as it is carried away: whatever is needed to draw it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DrawFile {
    /// Which form: `lunzheng/draw-record/1`.
    pub(crate) format: String,
    /// 会议编号
    pub(crate) session_no: String,
    /// 会议名称
    pub(crate) title: String,
    /// Random meeting id, hex.
    pub(crate) meeting_id: String,
    /// The text of the pool, whose SHA-256 is its digest.
    pub(crate) pool_text: String,
    /// The draw.
    pub(crate) draw: Draw,
}

/// What a file of a draw says it is.
pub(crate) const DRAW_FILE: &str = "lunzheng/draw-record/1";

impl Office {
    /// Builds the panel in its order. Whoever was drawn is marked so by the record of the draw and stays; everybody else is
    /// named. What the rules say of the panel comes back; errors among it keep the rules from being frozen.
    ///
    /// # Errors
    /// `record.not_found` for an expert who is not in the register; `draw.member_stays` for a drawn member who is not among them;
    /// `draw.open` for one who may yet be drawn; not once the rules are frozen.
    pub fn set_panel(&mut self, session_no: &str, experts: &[String]) -> Result<Vec<Finding>> {
        let act = Act::new("session.panel", session_no).with(json!({ "experts": experts }));
        self.access.record(act, |w| {
            let session = preparing(w, session_no, "专家组")?;
            let before = panel_of(w, &session)?;
            let drawn = seated(&session.draws);
            for member in before.iter().filter(|m| drawn.contains(&m.expert_no.as_str())) {
                if !experts.contains(&member.expert_no) {
                    return Err(Refusal::of(Code::DrawnStays).with("expert", member.name.clone()));
                }
            }
            let may_be_drawn =
                |no: &String| session.draws.iter().any(|d| d.is_open() && d.candidate(no).is_some());
            if let Some(no) = experts.iter().find(|no| may_be_drawn(no)) {
                return Err(open_draw(&session).unwrap_or_else(|| Refusal::not_found(no.clone())));
            }
            let mut members = Vec::new();
            for no in experts {
                let expert: ExpertRecord = w.get(no)?.ok_or_else(|| Refusal::not_found(no.clone()))?;
                // An earlier build noted by hand who was drawn: that stays as it was noted.
                let noted = before.iter().any(|m| m.expert_no == *no && m.drawn == Drawn::Random);
                let is_drawn = noted || drawn.contains(&no.as_str());
                members.push(Member::of(&expert.0, if is_drawn { Drawn::Random } else { Drawn::Named }));
            }
            put_panel(w, &session, &members)?;
            Ok(panel::check_of(session.kind, &members, &shipped::policy()?))
        })
    }

    /// Whom a plan would draw from, with what falls short. Nothing is recorded.
    ///
    /// # Errors
    /// `reason.missing` for somebody left out by hand without one; `record.not_found`.
    pub fn draw_pool(&self, session_no: &str, form: DrawForm) -> Result<DrawPool> {
        let plan = plan(form)?;
        self.access.read(|r| {
            let pool = pool(r, &session(r, session_no)?, &plan)?;
            let short = pool.shortage(&plan);
            Ok(drawn_pool(&plan, &pool, &short))
        })
    }

    /// Prepares a draw: pool and seed stand from here on, and their commitment is shown. Another one after the first needs a
    /// reason; none is prepared while one is open.
    ///
    /// # Errors
    /// `draw.open`, `reason.missing`, `draw.empty`, `draw.short`; not once the rules are frozen.
    pub fn prepare_draw(&mut self, session_no: &str, form: DrawForm, why: Option<&str>) -> Result<SetupView> {
        let plan = plan(form)?;
        let mut seed = [0u8; 32];
        getrandom::fill(&mut seed).map_err(Refusal::internal)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let (draw, seed) = self.access.read(|r| {
            let session = preparing(r, session_no, "抽取专家")?;
            if let Some(open) = open_draw(&session) {
                return Err(open);
            }
            if plan.limits.conflicts && session.bids.is_empty() {
                // Nobody could be left out for a conflict with nothing, and the record would say that it was looked at.
                return Err(Refusal::of(Code::SessionEmpty).with("session", session_no));
            }
            let again = match session.draws.is_empty() {
                true => None,
                false => Some(reason("再次抽取专家", why.unwrap_or(""))?),
            };
            let number = u32::try_from(session.draws.len() + 1).map_err(Refusal::internal)?;
            let pool = pool(r, &session, &plan)?;
            Ok(Draw::prepare(&session.meeting_id, number, again, (at, by), plan, pool, seed)?)
        })?;
        let mut act = Act::new("draw.prepare", format!("{session_no}/{}", draw.number)).with(json!({
            "pool_digest": draw.digest,
            "commitment": draw.commitment,
            "eligible": draw.pool.eligible.len(),
            "left_out": draw.pool.left_out.len(),
        }));
        act.reason.clone_from(&draw.reason);
        self.access.record_at(at, act, |w| {
            let mut session = preparing(w, session_no, "抽取专家")?;
            let (meeting, draw_no) = (session.meeting_id.clone(), draw.number);
            w.put(&DrawSeedRecord { meeting, draw: draw_no, seed })?;
            session.draws.push(draw);
            Ok(w.put(&SessionRecord(session))?)
        })?;
        self.setup_view(session_no)
    }

    /// Draws with the words that were said in the room. What was drawn stands; members come onto the panel.
    ///
    /// # Errors
    /// `draw.not_open`, `draw.words`, `draw.seed_lost`, `panel.twice`; not once the rules are frozen.
    pub fn draw_panel(
        &mut self,
        session_no: &str,
        words: &str,
        said_by: Option<String>,
        witnesses: Option<String>,
    ) -> Result<SetupView> {
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let (number, outcome) = self.access.read(|r| {
            let session = preparing(r, session_no, "抽取专家")?;
            let draw = session.draws.iter().find(|d| d.is_open()).ok_or_else(not_open)?;
            let kept: Option<DrawSeedRecord> = r.get(&draw_seed_id(&session.meeting_id, draw.number))?;
            let drawn = draw.result(&kept.map(|k| k.seed).unwrap_or_default(), words, (at, by))?;
            let outcome = Outcome { said_by: given(said_by), witnesses: given(witnesses), ..drawn };
            Ok((draw.number, outcome))
        })?;
        let act = Act::new("draw.draw", format!("{session_no}/{number}")).with(json!({
            "seed": outcome.seed,
            "words": outcome.words,
            "said_by": outcome.said_by,
            "witnesses": outcome.witnesses,
            "members": outcome.members.iter().map(|s| &s.expert_no).collect::<Vec<_>>(),
            "alternates": outcome.alternates.iter().map(|s| &s.expert_no).collect::<Vec<_>>(),
        }));
        self.access.record_at(at, act, |w| {
            let mut session = preparing(w, session_no, "抽取专家")?;
            let mut panel = panel_of(w, &session)?;
            for seat in &outcome.members {
                let member = member(w, &seat.expert_no)?;
                if panel.iter().any(|m| m.expert_no == member.expert_no) {
                    return Err(Refusal::of(Code::PanelTwice).with("expert", member.name));
                }
                panel.push(member);
            }
            let draw = session.draws.iter_mut().find(|d| d.is_open()).ok_or_else(not_open)?;
            draw.outcome = Some(outcome);
            forget_seed(w, &session, number)?;
            put_panel(w, &session, &panel)?;
            Ok(w.put(&SessionRecord(session))?)
        })?;
        self.set_up_anew(session_no)
    }

    /// Gives a prepared draw up before it is drawn. It stays on record with the reason; its seed is forgotten.
    ///
    /// # Errors
    /// `draw.not_open`, `reason.missing`; not once the rules are frozen.
    pub fn set_draw_aside(&mut self, session_no: &str, why: &str) -> Result<SetupView> {
        let why = reason("作废已准备的抽取", why)?;
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let act = Act::new("draw.set_aside", session_no).because(why.clone());
        self.access.record_at(at, act, |w| {
            let mut session = preparing(w, session_no, "抽取专家")?;
            let draw = session.draws.iter_mut().find(|d| d.is_open()).ok_or_else(not_open)?;
            draw.set_aside = Some(SetAside { at, by, reason: why });
            let number = draw.number;
            forget_seed(w, &session, number)?;
            Ok(w.put(&SessionRecord(session))?)
        })?;
        self.setup_view(session_no)
    }

    /// Calls the next alternate in a member's place, with a reason. Where none is left, a drawn member's place is given up.
    ///
    /// # Errors
    /// `draw.after_freeze`; `reason.missing`; `record.not_found` for somebody who is not on the panel, or who was named and has no
    /// alternate.
    pub fn call_alternate(
        &mut self,
        session_no: &str,
        expert_no: &str,
        cause: DrawCause,
        why: &str,
    ) -> Result<SetupView> {
        let why = reason("调用候补专家", why)?;
        let cause: Cause = cause.into();
        let (at, by) = (self.access.clock.now(), self.access.actor.clone());
        let (member, number, alternate) = self.access.read(|r| {
            let session = session(r, session_no)?;
            let panel = panel_of(r, &session)?;
            let member = panel.iter().find(|m| m.expert_no == expert_no).cloned();
            let member = member.ok_or_else(|| Refusal::not_found(expert_no))?;
            if session.stage != Stage::Preparing {
                return Err(Refusal::of(Code::DrawAfterFreeze).with("expert", member.name));
            }
            let next = next_alternate(&session.draws, &panel, &member);
            let next = next.map(|(number, candidate)| (number, Some(candidate.no.clone())));
            let given_up = || drawn_in(&session.draws, expert_no).map(|number| (number, None));
            let (number, alternate) = next.or_else(given_up).ok_or_else(|| Refusal::not_found("候补专家"))?;
            Ok((member, number, alternate))
        })?;
        let act = Act::new("draw.call", format!("{session_no}/{number}"))
            .because(why.clone())
            .with(json!({ "replaced": expert_no, "alternate": alternate, "cause": cause }));
        self.access.record_at(at, act, |w| {
            let mut session = preparing(w, session_no, "调用候补专家")?;
            let mut panel = panel_of(w, &session)?;
            let place = panel.iter().position(|m| m.expert_no == expert_no);
            let place = place.ok_or_else(|| Refusal::not_found(expert_no))?;
            panel.remove(place);
            if let Some(no) = &alternate {
                panel.insert(place, self::member(w, no)?);
            }
            let draw = session.draws.iter_mut().find(|d| d.number == number).ok_or_else(not_open)?;
            draw.called.push(Called {
                at,
                by,
                replaced: expert_no.to_owned(),
                replaced_name: member.name,
                alternate,
                cause,
                reason: why,
            });
            put_panel(w, &session, &panel)?;
            Ok(w.put(&SessionRecord(session))?)
        })?;
        self.set_up_anew(session_no)
    }

    /// Writes a draw with everything that drawing it again needs.
    ///
    /// # Errors
    /// `record.not_found` for a draw that was not drawn: its seed is not told; `io`.
    pub fn write_draw(&self, session_no: &str, number: u32, path: &Path) -> Result<String> {
        let session = self.session(session_no)?;
        let draw = session.draws.into_iter().find(|d| d.number == number && d.outcome.is_some());
        let draw = draw.ok_or_else(|| Refusal::not_found(format!("{session_no}/{number}")))?;
        let file = DrawFile {
            format: DRAW_FILE.to_owned(),
            session_no: session.no,
            title: session.title,
            pool_text: draw.pool.text(&session.meeting_id, draw.number, &draw.plan),
            meeting_id: session.meeting_id,
            draw,
        };
        files::write_private(path, &serde_json::to_vec_pretty(&file)?)?;
        Ok(path.display().to_string())
    }
}

/// What of the draws keeps the rules from being frozen, or asks for a reason.
pub(crate) fn unfinished(session: &Session, panel: &[Member]) -> Vec<Finding> {
    let open = session.draws.iter().filter(|d| d.is_open());
    let mut findings: Vec<Finding> =
        open.map(|d| Finding::error(Code::DrawOpen).with("draw", d.number.to_string())).collect();
    for no in seated(&session.draws) {
        if panel.iter().all(|m| m.expert_no != no) {
            let name = session.draws.iter().find_map(|d| d.candidate(no)).map_or(no, |c| c.name.as_str());
            findings.push(Finding::warning(Code::DrawnMissing).with("expert", name));
        }
    }
    findings
}

/// `draw.open`, where one is.
fn open_draw(session: &Session) -> Option<Refusal> {
    let open = session.draws.iter().find(|d| d.is_open())?;
    Some(Refusal::of(Code::DrawOpen).with("draw", open.number.to_string()))
}

/// The seed is in the record of the draw now, or nowhere.
fn forget_seed(w: &Writer<'_>, session: &Session, number: u32) -> Result<()> {
    let kept: Option<DrawSeedRecord> = w.get(&draw_seed_id(&session.meeting_id, number))?;
    if let Some(kept) = kept {
        w.delete(&kept)?;
    }
    Ok(())
}

fn not_open() -> Refusal {
    Refusal::of(Code::DrawNotOpen)
}

/// A member who was drawn.
fn member(r: &Reader<'_>, expert_no: &str) -> Result<Member> {
    let expert: ExpertRecord = r.get(expert_no)?.ok_or_else(|| Refusal::not_found(expert_no))?;
    Ok(Member::of(&expert.0, Drawn::Random))
}

/// Makes the panel this one, in this order.
pub(super) fn put_panel(w: &Writer<'_>, session: &Session, members: &[Member]) -> Result<()> {
    for old in w.list_prefix::<MemberRecord>(&format!("{}/", session.meeting_id))? {
        w.delete(&old)?;
    }
    for (position, member) in (0u32..).zip(members) {
        let (meeting, member) = (session.meeting_id.clone(), member.clone());
        w.put(&MemberRecord { meeting, position, member })?;
    }
    Ok(())
}

/// A plan as it was typed, canonical.
fn plan(form: DrawForm) -> Result<DrawPlan> {
    let quotas = form.quotas.into_iter().map(|quota| Quota {
        category: quota.category.into(),
        specialty: quota
            .specialty
            .split(|c: char| c.is_whitespace() || "、，,；;/".contains(c))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        count: quota.count,
        alternates: quota.alternates,
    });
    let by_hand = form.by_hand.into_iter().map(|one| {
        let reason = reason("不参加抽取的专家", &one.reason)?;
        Ok(ByHand { expert_no: one.no, reason })
    });
    let limits = Limits { conflicts: form.conflicts, most_in_year: form.most_in_year, rest: form.rest };
    Ok(DrawPlan { quotas: quotas.collect(), limits, by_hand: by_hand.collect::<Result<_>>()? }.canonical())
}
