//! From the panel's list to signed contracts: decision, publicity, objection, announcement, plan, first payments.

use std::path::Path;

use domain::Fen;

use super::forms::{act, word};
use super::{FATES, Fate, Project, Story, proofs};
use crate::api::approval::{
    AnnouncementForm, ApprovalView, DecidedBy, DecidedForm, EvidenceForm, ObjectionChannel, ObjectionForm,
    ObjectionHandling, ObjectionStep, ObjectionVerdict, PostingForm, RulingForm,
};
use crate::api::course::{ContractForm, IndicatorForm, IndicatorKind, NodeForm};
use crate::api::course_steps::CourseStep;
use crate::api::plan::{IssueForm, PlanForm};
use crate::api::results::Standing;
use crate::demo::Demo;
use crate::files;
use crate::office::word::amount;
use crate::refusal::{Refusal, Result};

/// The session of the demo.
const SESSION: &str = "论证2026-01-03";
/// With so many winners one may be left out again.
const ENOUGH: usize = 7;

/// Decides, posts, announces, plans, issues, signs, and pays first.
pub(super) fn established(story: &mut Story, demo: &Demo) -> Result<()> {
    let folder = proofs(demo)?;
    let no = decided(story, &folder)?;
    let draft = story.office.plan_draft(&no)?;
    let form = PlanForm {
        no: draft.no.clone(),
        decision_no: no,
        rows: draft.rows.iter().map(|row| row.form.clone()).collect(),
        over_reason: String::new(),
    };
    story.office.save_plan_typed(&form, true)?;
    story.office.approve_plan_typed(&draft.no, &act("2026-03-16", "示例市人民政府"))?;
    story.day("2026-03-20")?;
    let issue =
        IssueForm { act: act("2026-03-20", "示例市财政局"), with: word("示例市科学技术局") };
    let issued = story.office.issue_plan_typed(&draft.no, &issue)?;
    let mut fates = FATES.into_iter();
    for row in issued.rows {
        let fate = if row.once { Fate::AtWork } else { fates.next().unwrap_or(Fate::AtWork) };
        let no = row.form.project_no;
        signed(story, &no, &folder)?;
        story.pay_next(&no, "2026-03-30")?;
        story.projects.push(Project { no, fate });
    }
    Ok(())
}

/// The decision with its announcement; of many winners the last is left out for an objection.
fn decided(story: &mut Story, folder: &Path) -> Result<String> {
    story.day("2026-02-06")?;
    let no = story.office.open_approval(&[word(SESSION)])?;
    let mut ruling = follows(&story.office.approval_view(&no)?);
    story.office.rule_approval_typed(&no, &ruling)?;
    story.day("2026-02-13")?;
    let mut posting = PostingForm {
        posted_on: word("2026-02-13"),
        place: word("局网站“公示公告”"),
        ..PostingForm::default()
    };
    story.office.post_approval_typed(&no, &posting)?;
    let winners = ruling.items.iter().filter(|i| i.standing == Standing::Recommended).count();
    let mut announce = "2026-03-02";
    if winners >= ENOUGH
        && let Some(last) = ruling.items.iter_mut().rfind(|i| i.standing == Standing::Recommended)
    {
        last.standing = Standing::None;
        last.reason = word("与在研项目内容重复");
        let bid = last.bid_no.clone();
        upheld(story, &no, &bid)?;
        ruling.on = word("2026-03-04");
        ruling.because = word("异议成立");
        ruling.objections = vec![word("Y-001")];
        story.office.rule_approval_typed(&no, &ruling)?;
        story.office.handle_objection_typed(&no, "Y-001", &ObjectionStep::Act)?;
        story.office.take_down_posting_typed(&no, "2026-03-04", "名单变更")?;
        posting.posted_on = word("2026-03-05");
        posting.because = word("异议成立，名单变更");
        story.office.post_approval_typed(&no, &posting)?;
        announce = "2026-03-13";
    }
    let shot = folder.join("公示网页.txt");
    files::write_bytes(&shot, "演示用：公示网页的留存件".as_bytes())?;
    story.office.prove_posting(&no, &shot)?;
    story.day(announce)?;
    let made = AnnouncementForm {
        on: word(announce),
        number: word("示例科公告〔2026〕2号"),
        place: word("局网站“公示公告”"),
    };
    story.office.announce_approval_typed(&no, &made)?;
    Ok(no)
}

/// The meeting follows the panel.
fn follows(view: &ApprovalView) -> RulingForm {
    let items = view.bids.iter().map(|bid| DecidedForm {
        bid_no: bid.bid_no.clone(),
        standing: bid.panel,
        award: bid.panel_award.clone().unwrap_or_default(),
        reason: String::new(),
    });
    RulingForm {
        on: word("2026-02-06"),
        meeting: word("局长办公会"),
        minutes_no: word("2026年第3次"),
        attendance: word("班子成员7人"),
        by: DecidedBy::Meeting,
        items: items.collect(),
        order_reason: String::new(),
        because: String::new(),
        objections: Vec::new(),
    }
}

/// An objection to a bid, taken, examined and upheld.
fn upheld(story: &mut Story, no: &str, bid: &str) -> Result<()> {
    story.day("2026-02-24")?;
    let objection = ObjectionForm {
        bids: vec![word(bid)],
        received_at: word("2026-02-24 09:30"),
        received_by: word("钱示例"),
        channel: ObjectionChannel::InPerson,
        unit: String::new(),
        sealed: false,
        person: word("周示例"),
        contact: word("0351-0000000"),
        text: word("该项目与在研项目内容相同。"),
        evidence: vec![EvidenceForm {
            name: word("立项文件"), form: word("复印件"), pages: word("3")
        }],
    };
    story.office.take_objection_typed(no, &objection)?;
    let on = || word("2026-02-24");
    let steps = [
        ObjectionStep::Identify { on: on(), by: word("钱示例"), how: word("电话核实") },
        ObjectionStep::Admit { on: on(), by: word("钱示例"), refused: None, note: String::new() },
        ObjectionStep::Examine {
            on: word("2026-03-02"),
            examiners: word("李示例、赵示例"),
            how: word("调阅立项文件，比对任务书"),
            verdict: ObjectionVerdict::Upheld,
            reason: word("两份任务书的考核指标一致"),
            handling: ObjectionHandling::LeaveOut,
        },
        ObjectionStep::Reply { on: word("2026-03-03"), text: word("异议成立，不再列入。") },
    ];
    for step in steps {
        story.office.handle_objection_typed(no, "Y-001", &step)?;
    }
    story.day("2026-03-04")
}

/// Drafts and signs a contract.
fn signed(story: &mut Story, no: &str, folder: &Path) -> Result<()> {
    let view = story.office.course_view(no)?;
    let form = agreed(view.contract, no, &view.ledger.approved)?;
    let parties = [&form.bureau, &form.sponsor, &form.solver].into_iter().chain(&form.participants);
    let by = parties.cloned().collect();
    story.take(no, &CourseStep::Draft { contract: form })?;
    let copy = folder.join(format!("任务书{no}.txt"));
    files::write_bytes(&copy, "演示用：任务书签署件".as_bytes())?;
    let copy = copy.display().to_string();
    story.take(no, &CourseStep::Sign { on: word("2026-03-25"), by, copy }).map(drop)
}

/// What bid and panel gave, with what the parties agreed.
fn agreed(form: ContractForm, no: &str, approved: &str) -> Result<ContractForm> {
    let node = |(due, task): (&str, &str)| NodeForm {
        due: word(due),
        task: word(task),
        indicators: word("成材率不低于92%"),
        ..NodeForm::default()
    };
    let indicator = IndicatorForm {
        kind: IndicatorKind::Technical,
        name: word("综合成材率"),
        target: word("≥92"),
        unit: word("%"),
        key: true,
        method: word("第三方检测"),
    };
    let mut form = ContractForm {
        no: format!("任{no}"),
        indicators: vec![indicator],
        milestones: [("2026-09-30", "中试"), ("2027-03-31", "示范应用")].map(node).to_vec(),
        duties: word("甲方管理监督，乙方筹资应用，丙方研发交付。"),
        ownership: word("成果由乙方、丙方共有，乙方优先使用。"),
        breach: word("依照法律和本任务书承担责任。"),
        ..form
    };
    within(&mut form, amount("批准财政资金", approved)?)?;
    Ok(form)
}

/// What the lines ask for beyond what was granted is raised by the sponsor: the whole stays what it was.
fn within(form: &mut ContractForm, approved: Fen) -> Result<()> {
    let mut over = Fen::ZERO;
    for line in &form.budget {
        let fiscal = amount("预算", &line.spent.fiscal)?;
        over = over.checked_add(fiscal).ok_or_else(|| Refusal::internal("a budget too large"))?;
    }
    let mut over = over.checked_sub(approved).unwrap_or_default().max(Fen::ZERO);
    for line in &mut form.budget {
        let fiscal = amount("预算", &line.spent.fiscal)?;
        let own = amount("预算", &line.spent.self_raised)?;
        let moved = over.min(fiscal);
        line.spent.fiscal = Fen(fiscal.0 - moved.0).wan();
        line.spent.self_raised = Fen(own.0 + moved.0).wan();
        over = Fen(over.0 - moved.0);
    }
    Ok(())
}
