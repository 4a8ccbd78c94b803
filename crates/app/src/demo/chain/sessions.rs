//! Sessions of the demo on projects: five experts of four kinds, each at a laptop of the own, all of one mind.

use std::path::PathBuf;

use chrono::NaiveDate;
use domain::conclusion::Conclusion;
use domain::desk::{Edit, GateAnswer};
use domain::session::{Facts, SessionKind};
use domain::units::Aliases;
use domain::{Category, Expert};
use ranking::{Comparison, Mark};
use secrecy::SecretString;

use super::Story;
use super::forms::{joint, word};
use crate::api::projects::ProjectWordView;
use crate::api::results::{DecisionView, Standing};
use crate::demo::{Demo, PASSPHRASE, book, file, folder};
use crate::desk::Desk;
use crate::office::inspect;
use crate::records::NewSession;
use crate::refusal::{Refusal, Result};

const BATCH: &str = "2026年第一批";

/// What the panel says of a project.
pub(super) struct Word {
    pub(super) no: String,
    pub(super) said: Conclusion,
    pub(super) on_project: ProjectWordView,
}

impl Word {
    /// A word with nothing beside it.
    pub(super) fn of(no: &str, said: Conclusion) -> Word {
        Word { no: no.to_owned(), said, on_project: ProjectWordView::default() }
    }
}

/// The panel of every session on projects, with its laptops.
pub(super) struct Panel {
    experts: Vec<Expert>,
    vaults: PathBuf,
    packs: PathBuf,
    papers: PathBuf,
}

impl Panel {
    /// Makes the experts known, and their laptops.
    pub(super) fn seated(demo: &Demo, story: &mut Story) -> Result<Panel> {
        let people = [
            ("KH901", Category::Technical, "褚示例", "示例重型机械研究院"),
            ("KH902", Category::Technical, "卫示例", "示例应用技术大学"),
            ("KH903", Category::Management, "蒋示例", "示例科技管理学会"),
            ("KH904", Category::Finance, "秦示例", "示例衡正会计师事务所"),
            ("KH905", Category::Legal, "尤示例", "示例明法律师事务所"),
        ];
        let experts: Vec<Expert> = people
            .into_iter()
            .map(|(no, category, name, unit)| Expert {
                no: word(no),
                name: word(name),
                category,
                unit: word(unit),
                title: Some(word("正高级")),
                specialty: None,
                phone: None,
                relations: domain::relations::Relations::default(),
            })
            .collect();
        let list = file(&folder(demo, "名单")?, "实施阶段专家登记表.xlsx");
        book::write_experts(&list, &experts)?;
        story.office.import(BATCH, &inspect(&list, workbook::Edits::default())?)?;
        let panel = Panel {
            experts,
            vaults: folder(demo, "保险库")?,
            packs: folder(demo, "数据包")?,
            papers: folder(demo, "文件")?,
        };
        for expert in &panel.experts {
            let secret = SecretString::from(PASSPHRASE);
            let vault = panel.vault(expert);
            Desk::create(&vault, &expert.name, &secret, demo.kdf, story.clock.clone())?.lock()?;
        }
        Ok(panel)
    }

    fn vault(&self, expert: &Expert) -> PathBuf {
        file(&self.vaults, &format!("{}.lunzheng", expert.no))
    }

    /// Holds a session on projects, from its opening to its documents. Nothing where there is nothing to judge.
    pub(super) fn judge(
        &mut self,
        story: &mut Story,
        (kind, no): (SessionKind, &str),
        on: &str,
        words: &[Word],
    ) -> Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        story.day(on)?;
        self.opened(story, (kind, no), on, words)?;
        for expert in &self.experts {
            self.scored(story, no, expert, words)?;
        }
        let office = &mut story.office;
        office.tally(no)?;
        office.decide_typed(no, words.iter().map(decision).collect())?;
        office.make_documents(no, &self.papers.join(no))?;
        Ok(())
    }

    fn opened(
        &self,
        story: &mut Story,
        (kind, no): (SessionKind, &str),
        on: &str,
        words: &[Word],
    ) -> Result<()> {
        let date: NaiveDate = on.parse().map_err(Refusal::internal)?;
        let new = NewSession {
            no: word(no),
            title: format!("{}会", kind.zh()),
            batch: word(BATCH),
            office: word("示例市科学技术局"),
            date,
            expired_reason: None,
        };
        let office = &mut story.office;
        office.open_session_of(kind, new)?;
        let projects: Vec<String> = words.iter().map(|w| w.no.clone()).collect();
        office.choose_bids(no, &projects)?;
        let numbers: Vec<String> = self.experts.iter().map(|e| e.no.clone()).collect();
        office.set_panel(no, &numbers)?;
        office.set_facts(no, Facts { chair: numbers.first().cloned(), ..Facts::default() })?;
        if kind == SessionKind::Acceptance {
            office.set_joint_typed(no, Some(joint(on)))?;
        }
        for found in office.propose_recusals(no, &Aliases::default())? {
            let (expert, project) = (&found.expert_no, &found.bid_no);
            office.decide_recusal(no, expert, project, true, "赵示例、孙示例", "单位相同")?;
        }
        office.freeze(no, None, Comparison::Exact, Some("演示数据没有附材料，按现有专家评审")).map(drop)
    }

    /// An expert's laptop is enrolled, takes its task, and hands its scores over.
    fn scored(&self, story: &mut Story, no: &str, expert: &Expert, words: &[Word]) -> Result<()> {
        let at = |end: &str| file(&self.packs, &format!("{no}_{}.{end}", expert.no));
        let (card, request, task, scores) = (at("lzcard"), at("lzreq"), at("任务.lzp"), at("评分.lzp"));
        let secret = SecretString::from(PASSPHRASE);
        let mut desk = Desk::open(&self.vault(expert), &secret, story.clock.clone())?;
        let office = &mut story.office;
        let digits = office.write_card(no, &card)?;
        let id = desk.pin(&card, &digits)?;
        desk.write_request(&id, &request)?;
        let pending = office.read_request(no, &request)?;
        office.enrol(no, &expert.no, &pending, &desk.digits()?, "钱示例、专家本人")?;
        office.issue_task(no, &expert.no, &task)?;
        desk.take_task(&task)?;
        desk.pledge(&id)?;
        for word in words {
            lean(&mut desk, &id, word, expert.category)?;
        }
        desk.lock_scores(&id)?;
        desk.write_scores(&id, &scores)?;
        desk.lock()?;
        let staged = office.stage(no, &scores)?;
        office.accept(no, staged).map(drop)
    }
}

/// Scores of four fifths, answers of which only those trigger that lead to the conclusion, and the vote.
fn lean(desk: &mut Desk, id: &str, word: &Word, category: Category) -> Result<()> {
    let task = desk.task(id)?;
    if !task.items.iter().any(|item| item.no() == word.no) {
        return Ok(());
    }
    let triggers = match word.said {
        Conclusion::TerminateObjective => "force",
        Conclusion::TerminateFault => "subjective",
        Conclusion::RecoverAll => "fraud",
        _ => "",
    };
    for criterion in task.rules.sheet.criteria_of(category) {
        let step = task.rules.sheet.sheet.step.millionths().max(1);
        let mark = Mark::from_millionths(criterion.max.millionths() / 5 * 4 / step * step);
        desk.edit(id, &word.no, Edit::Mark { criterion: criterion.id.clone(), mark: Some(mark) })?;
    }
    for gate in task.rules.gates_of(category) {
        let yes = (gate.veto_on == "是") == (gate.id == triggers);
        let answer = GateAnswer { yes, reason: "见证明材料".to_owned() };
        desk.edit(id, &word.no, Edit::Gate { gate: gate.id.clone(), answer: Some(answer) })?;
    }
    desk.edit(id, &word.no, Edit::Vote { conclusion: Some(word.said) })?;
    Ok(())
}

/// The panel's word, with its texts.
fn decision(of: &Word) -> DecisionView {
    DecisionView {
        bid_no: of.no.clone(),
        conclusion: of.said.into(),
        standing: Standing::None,
        feasibility_text: word("对照任务书逐项核对，情况属实。"),
        budget_text: word("专账清楚，支出合规。"),
        value_text: String::new(),
        weakness_text: String::new(),
        revise_text: word("补测两批并提交报告。"),
        reason: word("专家组合议一致"),
        vote_text: None,
        closing: String::new(),
        on_project: Some(of.on_project.clone()),
        lines: Vec::new(),
    }
}
