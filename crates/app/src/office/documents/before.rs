//! What is signed before the first score: 签到表, 承诺书, 回避情况表. They need the frozen rules only.

use documents::model::{
    ConfirmedExpert, ExpertPledge, MeetingCard, RecusalRecord, RecusalRow, SignInExpert, SignInSheet,
    SignInStaff,
};
use documents::{Form, Variant};
use domain::Member;
use domain::gates::{Conduct, Gate, Said};
use domain::recusal::{RaisedBy, Recusal};

use super::drawn;
use super::source::Open;
use super::words::{count, line};
use crate::clock::{local, local_ms};
use crate::office::scanned_card;
use crate::refusal::Result;

/// Empty rows for substitutes.
const SPARE: u32 = 2;
/// Empty rows for storage devices.
const MEDIA: u32 = 3;
/// Years back that the grounds reach, as the form states them (practice).
const YEARS: u32 = 3;

/// 签到表
pub(super) fn sign_in(open: &Open<'_>) -> Result<Form> {
    let gone = gone_after_signing_in(open);
    let seated = open.rules.panel.iter().map(|m| (m, ""));
    let experts =
        seated.chain(gone.into_iter().map(|m| (m, "（已离组）"))).zip(1u32..).map(|((m, left), n)| {
            let expert = open.register.get(&m.expert_no);
            SignInExpert {
                n,
                name: m.name.clone(),
                substitute: drawn::substitute(open, &m.expert_no),
                role: Some(format!("{}{left}", open.role(m.category))),
                unit: Some(m.unit.clone()),
                post: m.title.clone(),
                specialty: expert.and_then(|e| e.specialty.clone()),
                phone: expert.and_then(|e| e.phone.clone()),
                by_key: by_key(open, &m.expert_no),
            }
        });
    let facts = &open.session.facts;
    let mut staff: Vec<(&str, &str)> = Vec::new();
    for (name, duty) in [(&facts.host, "主持"), (&facts.recorder, "记录"), (&facts.supervisor, "监督")]
    {
        staff.extend(name.as_deref().map(|name| (name, duty)));
    }
    staff.extend(facts.attendees.iter().flatten().map(|name| (name.as_str(), "列席")));
    let staff = staff.into_iter().zip(1u32..).map(|((name, duty), n)| SignInStaff {
        n,
        name: line(name),
        duty: Some(duty.to_owned()),
        unit: None,
        phone: None,
    });
    Ok(Form::SignInSheet(SignInSheet {
        common: open.common("签到", Variant::Named)?,
        experts: experts.collect(),
        staff: staff.collect(),
        spare: (1..=SPARE).collect(),
        checked_by: None,
    }))
}

/// Whoever signed in and left the panel since, by amended rules: the sheet was signed by them too.
fn gone_after_signing_in<'a>(open: &'a Open<'_>) -> Vec<&'a Member> {
    let present = Conduct::of(&open.session).present().unwrap_or_default();
    let came = |no: &str| present.contains(&no) || open.signed_in.contains_key(no);
    let mut gone: Vec<&Member> = Vec::new();
    for member in open.former.iter().flat_map(|before| &before.panel) {
        let no = member.expert_no.as_str();
        let there = open.member(no).is_some() || gone.iter().any(|m| m.expert_no == no);
        if came(no) && !there {
            gone.push(member);
        }
    }
    gone
}

/// How a member signed in by the own key, where that is what stands of the sign-in: whoever signed by hand as well signs here.
fn by_key(open: &Open<'_>, expert_no: &str) -> Option<String> {
    let conduct = Conduct::of(&open.session);
    let recorded = match conduct.word(Gate::SignIn).map(|word| &word.said) {
        Some(Said::SignedIn { members }) => {
            let late = conduct.arrived().map(|(_, member)| member);
            members.iter().chain(late).find(|m| m.expert_no == expert_no).map(|m| m.way)
        }
        _ => None,
    };
    let word = open.signed_in.get(expert_no)?;
    let name = if word.by_code { "口令签到" } else { "电脑签到" };
    // While nobody recorded the gate, or this member at it, the signed word is all there is.
    let holds = recorded.is_none_or(|way| way == word.way());
    holds.then(|| format!("{name} {}", local_ms(word.at_ms).format("%-H:%M")))
}

/// 承诺书, one for each member of the panel.
pub(super) fn pledges(open: &Open<'_>) -> Result<Vec<Form>> {
    open.rules.panel.iter().map(|member| pledge(open, member)).collect()
}

fn pledge(open: &Open<'_>, member: &Member) -> Result<Form> {
    let declared: Vec<String> = open
        .recusals
        .iter()
        .filter(|r| r.expert_no == member.expert_no && r.raised_by == RaisedBy::Expert)
        .map(|r| format!("与{}：{}", open.item(&r.bid_no), line(&r.evidence).trim_end_matches('。')))
        .collect();
    Ok(Form::ExpertPledge(ExpertPledge {
        common: open.common(&format!("承诺书/{}", open.code(&member.expert_no)), Variant::Named)?,
        supervision_office: None,
        supervision_phone: None,
        has_conflict: !declared.is_empty(),
        no_conflict_declared: false,
        conflict_text: Some(declared.join("；")),
        expert_name: Some(member.name.clone()),
        expert_unit: Some(member.unit.clone()),
        expert_role: Some(open.role(member.category).to_owned()),
        consent_yes: None,
        consent_no: None,
        signed_on: None,
    }))
}

/// 会议卡, one for each member of the panel; what is not known before the meeting is filled in by hand.
pub(super) fn cards(open: &Open<'_>) -> Result<Vec<Form>> {
    open.rules.panel.iter().map(|member| card(open, member)).collect()
}

fn card(open: &Open<'_>, member: &Member) -> Result<Form> {
    let code = open.code(&member.expert_no);
    let laptop = open.laptops.get(&member.expert_no);
    Ok(Form::MeetingCard(MeetingCard {
        common: open.common(&format!("会议卡/{code}"), Variant::Named)?,
        secretariat_name: open.session.office.clone(),
        secretariat_fp: open.card.keys.digits24(),
        secretariat_qr: scanned_card(&open.card),
        holder_name: Some(member.name.clone()),
        holder_code: code,
        holder_role: Some(drawn::role(open, member)),
        laptop_no: None,
        has_laptop_fp: laptop.is_some(),
        laptop_fp: laptop.map(|l| l.digits.clone()),
        enrolled_at: laptop.map(|l| local(l.compared_at)),
        compared_by: laptop.map(|l| line(&l.compared_by)),
        media: (1..=MEDIA).collect(),
        help_phone: None,
        supervision_phone: None,
    }))
}

/// 专家回避情况表
pub(super) fn recusal_record(open: &Open<'_>) -> Result<Form> {
    let conduct = Conduct::of(&open.session);
    let asked = conduct.word(Gate::Recusal).and_then(|word| match &word.said {
        Said::Asked { asked_by, .. } => Some((asked_by.clone(), local(word.at))),
        _ => None,
    });
    let raised = |m: &&Member| open.recusals.iter().any(|r| r.expert_no == m.expert_no);
    let rows: Result<Vec<RecusalRow>> =
        open.recusals.iter().enumerate().map(|(i, recusal)| row(open, i, recusal)).collect();
    let rows = rows?;
    Ok(Form::RecusalRecord(RecusalRecord {
        common: open.common("回避", Variant::Named)?,
        years: Some(YEARS),
        unscored: !open.rules.sheet.sheet.scored,
        none_confirmed: conduct.none_declared() && rows.is_empty(),
        rows,
        asked_at: asked.as_ref().map(|(_, at)| *at),
        asked_by: asked.and_then(|(by, _)| by),
        alias_version: None,
        all_names: open
            .rules
            .panel
            .iter()
            .filter(|m| !raised(m))
            .map(|m| ConfirmedExpert { name: m.name.clone() })
            .collect(),
    }))
}

fn row(open: &Open<'_>, position: usize, recusal: &Recusal) -> Result<RecusalRow> {
    let member = open.member(&recusal.expert_no);
    let item = open.items.iter().find(|i| i.no() == recusal.bid_no);
    let raised_by = match recusal.raised_by {
        RaisedBy::Match => "系统提示",
        RaisedBy::Expert => "本人申明",
        RaisedBy::Others => "他人提出",
    };
    Ok(RecusalRow {
        n: count(position + 1)?,
        expert_name: member.map_or_else(|| recusal.expert_no.clone(), |m| m.name.clone()),
        expert_code: open.code(&recusal.expert_no),
        role: member.map(|m| open.role(m.category).to_owned()),
        item_no: open.item(&recusal.bid_no),
        item_title: item.map(|i| i.title().to_owned()),
        party: item.and_then(|i| party(i, member?)),
        ground: Some(recusal.ground.letter().to_owned()),
        evidence: Some(line(&recusal.evidence)),
        raised_by: Some(raised_by.to_owned()),
        decision: recusal.decision.as_ref().map(|d| if d.recused { "回避" } else { "不回避" }.to_owned()),
    })
}

/// The party that is the member's own unit. Whom else a recusal is about, nobody recorded.
fn party(item: &domain::Item, member: &Member) -> Option<String> {
    item.parties()
        .into_iter()
        .find(|(_, unit)| *unit == member.unit)
        .map(|(part, unit)| format!("{unit}（{}）", part.zh()))
}
