//! What the minutes say of a meeting's gates: each sentence only where its gate was recorded, each time as it was written down,
//! and a blank where nobody recorded anything.

use chrono::{DateTime, Utc};
use documents::model::{BackNote, GateStep, LateSignature, SigningRefusal};
use domain::Member;
use domain::fold::Scoring;
use domain::gates::{Attended, ChairWay, Conduct, Gate, GateWord, Mark, OrderWay, Part, Said, SignWay};

use super::minutes::CHAIR;
use super::source::Source;
use super::talks::{Times, named, presented, recorded};
use super::words::bare_line;
use crate::clock::local;

/// A text for the named copy and the same for a blind one.
pub(super) type Both = [Option<String>; 2];

/// What is printed of the conduct.
pub(super) struct Conducted {
    /// How scores came in, as far as signatures prove it.
    pub(super) form: Option<String>,
    /// The steps that are on record.
    pub(super) agenda: Option<String>,
    /// How the order of presentation was found.
    pub(super) order: Both,
    /// How the chair was found.
    pub(super) chair_way: Both,
    pub(super) discipline_read: bool,
    pub(super) discipline_by: Option<String>,
    pub(super) pledges_signed: bool,
    pub(super) all_asked: bool,
    pub(super) none_declared: bool,
    pub(super) recused_left_room: bool,
    pub(super) scored_independently: bool,
    /// The experts whose sheets were typed from paper, by two people; empty where none was.
    pub(super) paper_experts: Both,
    /// The experts who scored on the one laptop that was passed round; empty where none did.
    pub(super) shared_experts: Both,
    pub(super) steps: Vec<GateStep>,
    pub(super) gone_back: Vec<BackNote>,
    pub(super) refusals: Vec<SigningRefusal>,
    pub(super) signed_late: Vec<LateSignature>,
}

/// Reads it.
pub(super) fn conducted(source: &Source<'_>) -> Conducted {
    let conduct = Conduct::of(&source.session);
    let scoring = &source.result.view.scoring;
    let panel = &source.rules.panel;
    let pledged = |no: &String| scoring.pledged.contains(no) || conduct.pledged_on_paper().contains(no);
    let session = &source.session;
    // A score counts with the signature of its expert's keys, on the own laptop or on the one that is passed round, or typed
    // twice from the signed paper; there is no other way in.
    let by = |way: Way| {
        panel.iter().filter(move |m| ways(source, scoring, &m.expert_no).contains(&way)).collect::<Vec<_>>()
    };
    let (own, shared, paper) = (by(Way::Own), by(Way::Shared), by(Way::Paper));
    let named = |who: &[&Member]| {
        let joined =
            |of: &dyn Fn(&Member) -> String| Some(who.iter().map(|m| of(m)).collect::<Vec<_>>().join("、"));
        [joined(&|m| m.name.clone()), joined(&|m| source.code(&m.expert_no))]
    };
    let complete = session.excused.is_empty() && session.missed.is_empty() && session.reopenings.is_empty();
    let everybody = panel.iter().all(|m| scoring.locked.contains(&m.expert_no));
    let recused: Vec<&str> =
        source.recusals.iter().filter(|r| r.in_force()).map(|r| r.bid_no.as_str()).collect();
    let out = |no: &&str| conduct.recused_out(no) == Some(true);
    Conducted {
        form: form(!own.is_empty(), !shared.is_empty(), !paper.is_empty()).map(str::to_owned),
        agenda: Some(agenda(source, &conduct, !scoring.sheets.is_empty())).filter(|text| !text.is_empty()),
        paper_experts: named(&paper),
        shared_experts: named(&shared),
        order: order(source, &conduct),
        chair_way: chair_way(source, &conduct),
        discipline_read: conduct.discipline_read(),
        discipline_by: match conduct.word(Gate::Pledge).map(|word| &word.said) {
            Some(Said::Disciplined { read_by, .. }) => Some(read_by.clone().unwrap_or_default()),
            _ => Some(String::new()),
        },
        // Where the gate is not on record its row tells who pledged at a laptop, and nothing else does.
        pledges_signed: conduct.discipline_read() && panel.iter().all(|m| pledged(&m.expert_no)),
        all_asked: conduct.all_asked(),
        none_declared: conduct.none_declared() && recused.is_empty(),
        recused_left_room: !recused.is_empty() && recused.iter().all(out),
        scored_independently: !own.is_empty()
            && shared.is_empty()
            && paper.is_empty()
            && complete
            && everybody,
        steps: steps(source, &conduct),
        gone_back: gone_back(&conduct),
        refusals: refusals(source, &conduct),
        signed_late: signed_late(source, &conduct),
    }
}

/// How a score came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// 一人一机
    Own,
    /// 共用一机
    Shared,
    /// 纸质评分
    Paper,
}

/// How the scores and abstentions of a member came in.
fn ways(source: &Source<'_>, scoring: &Scoring, expert_no: &str) -> Vec<Way> {
    let signed = |hash: &[u8; 32]| if source.on_shared.contains(hash) { Way::Shared } else { Way::Own };
    let sheets = scoring.sheets.iter().filter(|((_, who), _)| who == expert_no);
    let words = scoring.abstained.iter().filter(|((_, who), _)| who == expert_no);
    let sheets = sheets.map(|(_, c)| if c.paper.is_some() { Way::Paper } else { signed(&c.by.hash) });
    sheets.chain(words.map(|(_, a)| signed(&a.by.hash))).collect()
}

/// What the form of scoring is called; nothing where no score came in.
fn form(own: bool, shared: bool, paper: bool) -> Option<&'static str> {
    match (own, shared, paper) {
        (false, false, false) => None,
        (true, false, false) => Some("一人一机"),
        (false, true, false) => Some("共用一机"),
        (false, false, true) => Some("纸质评分"),
        _ => Some("混合"),
    }
}

/// The steps on record, in their order. Signing comes after the minutes.
fn agenda(source: &Source<'_>, conduct: &Conduct<'_>, scored: bool) -> String {
    let (talks, items) = (conduct.talks(), source.rules.bids.len());
    let part = |part: Part| match recorded(&talks, part) {
        0 => None,
        n if n == items => Some(named(part).to_owned()),
        n => Some(format!("{}（记录了{items}项中{n}项）", named(part))),
    };
    let discussed = conduct.standing().of(Gate::Discussion) == Mark::Passed;
    let held = [
        part(Part::Report),
        part(Part::Questions),
        scored.then(|| Gate::Scoring.zh().to_owned()),
        Some(Gate::Lock.zh().to_owned()),
        Some(Gate::Tally.zh().to_owned()),
        discussed.then(|| "合议".to_owned()),
    ];
    let names: Vec<String> = held.into_iter().flatten().collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}和{last}", rest.join("、")),
        None => String::new(),
    }
}

fn order(source: &Source<'_>, conduct: &Conduct<'_>) -> Both {
    let Some(Said::Ordered { way, witnesses, .. }) = conduct.ordered().map(|word| &word.said) else {
        let noted = &source.session.facts.order_text;
        return [noted.clone(), noted.clone()];
    };
    let way = match way {
        OrderWay::Lot { seed } => format!("以现场报出的数字{seed}抽签确定"),
        OrderWay::Hand => "由现场抽签确定".to_owned(),
        OrderWay::Set => "按会前确定的次序".to_owned(),
    };
    let seen = witnesses.as_ref().map_or_else(|| way.clone(), |w| format!("{way}（见证人：{w}）"));
    [Some(seen), Some(way)]
}

fn chair_way(source: &Source<'_>, conduct: &Conduct<'_>) -> Both {
    let Some(Said::Chaired { way, proposed_by, .. }) = conduct.word(Gate::Chair).map(|word| &word.said)
    else {
        let noted = &source.session.facts.chair_way;
        return [noted.clone(), noted.clone()];
    };
    let bare = match way {
        ChairWay::Elected { votes: Some(votes) } => format!("专家组推举（{votes}人同意）"),
        ChairWay::Elected { votes: None } => "专家组推举".to_owned(),
        ChairWay::Appointed { .. } => "指定".to_owned(),
    };
    let by = match way {
        ChairWay::Appointed { by } => format!("{by}指定"),
        ChairWay::Elected { .. } => bare.clone(),
    };
    let named = proposed_by.as_ref().map_or_else(|| by.clone(), |who| format!("{who}提名、{by}"));
    [Some(named), Some(bare)]
}

/// When the secretariat locked and took the scores together, which is later than the last expert's own lock.
pub(super) fn tallied_at(source: &Source<'_>) -> Option<DateTime<Utc>> {
    Conduct::of(&source.session).word(Gate::Tally).map(|word| word.at)
}

/// A row for each gate that lies before the minutes, and for the last expert's own lock.
fn steps(source: &Source<'_>, conduct: &Conduct<'_>) -> Vec<GateStep> {
    let gates = [
        Gate::SignIn,
        Gate::Pledge,
        Gate::Recusal,
        Gate::Chair,
        Gate::Presentation,
        Gate::Lock,
        Gate::Tally,
        Gate::Discussion,
    ];
    let mut times = Times::begin();
    gates.into_iter().filter_map(|gate| step(source, conduct, gate, &mut times)).collect()
}

fn step(source: &Source<'_>, conduct: &Conduct<'_>, gate: Gate, times: &mut Times) -> Option<GateStep> {
    if gate == Gate::Lock {
        let last = source.result.view.locked_at?;
        let name = "末位专家锁定".to_owned();
        let nothing = Some(String::new());
        return Some(GateStep {
            name,
            when: Some(times.tell(last)),
            detail: nothing.clone(),
            detail_blind: nothing,
            ..GateStep::default()
        });
    }
    let word = conduct.word(gate);
    let left_out = conduct.left_out(gate);
    let when = word.map(|word| when(conduct, gate, word, times));
    let [detail, detail_blind] =
        word.map_or_else(Default::default, |word| detail(source, conduct, word, times));
    let by_laptop = if gate == Gate::Pledge && !conduct.discipline_read() { pledges(source) } else { None };
    let [detail, detail_blind] = match &by_laptop {
        Some(pledged) if left_out.is_none() => [pledged.clone(), pledged.clone()],
        _ => [detail, detail_blind],
    };
    let held = gate == Gate::Presentation && left_out.is_none();
    let heard = if held { presented(source, conduct) } else { None };
    Some(GateStep {
        name: if gate == Gate::Tally { "秘书锁定、汇总" } else { gate.zh() }.to_owned(),
        when,
        left_out: left_out.is_some(),
        instead: by_laptop.map(|pledged| format!("没有宣读会议纪律，{pledged}")).unwrap_or_default(),
        reason: left_out.map(bare_line),
        unrecorded: held && heard.is_none(),
        detail: Some(heard.clone().unwrap_or(detail)),
        detail_blind: Some(heard.unwrap_or(detail_blind)),
    })
}

/// Who of the panel pledged at a laptop, where that is all that is on record; nothing where nobody did.
fn pledges(source: &Source<'_>) -> Option<String> {
    let (panel, scoring) = (&source.rules.panel, &source.result.view.scoring);
    let all = panel.len();
    let told = match panel.iter().filter(|m| scoring.pledged.contains(&m.expert_no)).count() {
        0 => return None,
        n if n == all => format!("{n}名专家均在评审电脑上作出承诺"),
        n => format!("{all}名专家中{n}名在评审电脑上作出承诺"),
    };
    Some(told)
}

/// When a gate was recorded. What was recorded after a later gate is said to be so.
fn when(conduct: &Conduct<'_>, gate: Gate, word: &GateWord, times: &mut Times) -> String {
    let after = |g: &Gate| *g > gate && conduct.word(*g).is_some_and(|later| later.at < word.at);
    let late = if Gate::ALL.iter().any(after) { "（补记）" } else { "" };
    format!("{}{late}", times.tell(word.at))
}

/// Who came, and how they signed in: named, then blind.
fn signed_in(
    source: &Source<'_>,
    conduct: &Conduct<'_>,
    members: &[Attended],
    times: &mut Times,
) -> [String; 2] {
    let name = |no: &str| source.anyone(no).map_or_else(|| no.to_owned(), |m| m.name.clone());
    let ways = [("手签", SignWay::Paper), ("口令签到", SignWay::Code), ("电脑签到", SignWay::Laptop)];
    let signed: Vec<String> = ways
        .into_iter()
        .map(|(name, way)| (name, members.iter().filter(|m| m.way == way).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{name}{count}名"))
        .collect();
    let signed = if signed.is_empty() { String::new() } else { format!("，其中{}", signed.join("、")) };
    let mut named = format!("到会专家{}名{signed}", members.len());
    let mut blind = named.clone();
    for (at, member) in conduct.arrived() {
        let at = times.tell(at);
        named.push_str(&format!("；{}于{at}到会", name(&member.expert_no)));
        blind.push_str(&format!("；{}于{at}到会", source.code(&member.expert_no)));
    }
    for (at, no, why) in conduct.left() {
        let at = times.tell(at);
        named.push_str(&format!("；{}于{at}离会，理由：{}", name(no), bare_line(why)));
        blind.push_str(&format!("；{}于{at}离会", source.code(no)));
    }
    [named, blind]
}

/// What was recorded at a gate: named, then blind.
fn detail(source: &Source<'_>, conduct: &Conduct<'_>, word: &GateWord, times: &mut Times) -> [String; 2] {
    let name = |no: &str| source.anyone(no).map_or_else(|| no.to_owned(), |m| m.name.clone());
    let code = |no: &str| source.code(no);
    let both = |text: String| [text.clone(), text];
    match &word.said {
        Said::SignedIn { members } => signed_in(source, conduct, members, times),
        Said::Disciplined { from, to, .. } => {
            let time = |at: &chrono::NaiveTime| at.format("%-H时%M分").to_string();
            both(match (from, to) {
                (Some(from), Some(to)) => format!("宣读纪律自{}至{}", time(from), time(to)),
                (Some(from), None) => format!("宣读纪律自{}开始", time(from)),
                (None, Some(to)) => format!("宣读纪律至{}结束", time(to)),
                (None, None) => String::new(),
            })
        }
        Said::Asked { asked_by, answers } => {
            let by = asked_by.as_ref().map(|who| format!("由{who}询问，")).unwrap_or_default();
            let declared = answers.iter().filter(|a| a.conflict).count();
            let some = match declared {
                0 => "均申明没有需要回避的情形".to_owned(),
                n => format!("其中{n}名申明有需要回避的情形"),
            };
            both(format!("{by}{}名专家作了回答，{some}", answers.len()))
        }
        Said::Chaired { expert_no, .. } => {
            [format!("组长{}", name(expert_no)), format!("组长{}", code(expert_no))]
        }
        Said::Discussed => {
            both(conduct.discussion_began().map(|at| format!("自{}开始", times.tell(at))).unwrap_or_default())
        }
        _ => both(String::new()),
    }
}

fn gone_back(conduct: &Conduct<'_>) -> Vec<BackNote> {
    let all = conduct.gone_back();
    all.map(|(at, gate, reason, approved_by)| BackNote {
        when: local(at),
        gate: gate.zh().to_owned(),
        reason: Some(bare_line(reason)),
        approved_by: Some(approved_by.to_owned()),
        assent_blind: Some(CHAIR.to_owned()),
    })
    .collect()
}

fn refusals(source: &Source<'_>, conduct: &Conduct<'_>) -> Vec<SigningRefusal> {
    let all = conduct.refused().into_iter();
    all.map(|(_, no, reason)| SigningRefusal {
        expert_name: source.anyone(no).map_or_else(|| no.to_owned(), |m| m.name.clone()),
        expert_code: source.code(no),
        reason: Some(bare_line(reason)),
    })
    .collect()
}

/// Members who signed after the signing was recorded. A paper that was made before does not tell of them, and holds: it may be
/// the one that they signed.
fn signed_late(source: &Source<'_>, conduct: &Conduct<'_>) -> Vec<LateSignature> {
    let all = conduct.signed_late().into_iter().filter(|(at, _)| *at <= source.stamp.at);
    all.map(|(at, no)| LateSignature {
        expert_name: source.anyone(no).map_or_else(|| no.to_owned(), |m| m.name.clone()),
        expert_code: source.code(no),
        when: local(at),
    })
    .collect()
}
