//! What the bureau writes on a project: 限期整改通知书, 结题验收结论书, 延期批复, 终止（资金收回）决定书 (policy 四（七）).

use documents::Common;
use documents::model::{
    AcceptanceResult, ExtensionReply, RectificationNotice, RectifyItem, TerminationDecision,
};
use domain::Fen;
use domain::chain::contract::NewDue;
use domain::chain::course::{Accepted, Argument, SuspicionOutcome};
use domain::conclusion::Conclusion;

use super::{Gathered, said, sentence};
use crate::office::documents::words::numeral;
use crate::office::text::bare_line;
use crate::refusal::Result;

impl Gathered {
    /// The notice of what is to be put right, of the last such word.
    ///
    /// # Errors
    /// `project.lacks` where no panel said so.
    pub(super) fn rectification(&self, common: Common) -> Result<RectificationNotice> {
        let mut judged = self.course.judgements.iter().rev();
        let found = judged.find(|j| j.conclusion == Conclusion::Rectify);
        let Some(judged) = found else {
            return Err(self.lacks("限期整改的考核结论", "a word to put a milestone right", "四（七）1"));
        };
        let item = |(text, n): (&String, u32)| RectifyItem { n, text: format!("{}。", bare_line(text)) };
        Ok(RectificationNotice {
            notice_no: judged.notice.as_ref().map(|n| n.number.clone()),
            sponsor: said(&self.record.project.sponsor),
            project_no: self.record.project.no.clone(),
            project_title: self.record.project.title.clone(),
            milestone_no: Some(numeral(judged.milestone)),
            minutes_no: said(&judged.session_no),
            items: judged.mend.iter().zip(1..).map(item).collect(),
            due_on: judged.until,
            dated_on: judged.notice.as_ref().map(|n| n.on),
            common,
        })
    }

    /// The result of the acceptance that was concluded last.
    ///
    /// # Errors
    /// `project.lacks` before one was.
    pub(super) fn acceptance(&self, common: Common) -> Result<AcceptanceResult> {
        let Some(accepted) = self.course.accepted() else {
            return Err(self.lacks("验收结论", "the result of an acceptance", "四（七）3"));
        };
        let word = &accepted.word;
        let project = &self.record.project;
        let (closed, failed) =
            (word.conclusion == Conclusion::Close, word.conclusion == Conclusion::AcceptanceFail);
        let grounds = word.grounds.iter().map(|g| g.zh().to_owned());
        let other = said(&bare_line(&word.reason));
        let why: Vec<String> = grounds.chain(other.clone()).collect();
        let conclusion = match word.conclusion {
            Conclusion::AcceptancePass => "通过",
            Conclusion::Close => "结题",
            _ => "未通过",
        };
        Ok(AcceptanceResult {
            result_no: said(&word.result_no),
            project_no: project.no.clone(),
            project_title: project.title.clone(),
            contract_no: self.contract_no(),
            sponsor: said(&project.sponsor),
            solver: said(&project.solver),
            accepted_on: Some(word.on),
            conclusion: Some(conclusion.to_owned()),
            is_fail: failed,
            is_joint: true,
            close_reason: Some(other.filter(|_| closed).unwrap_or_default()),
            fail_text: Some(if failed { why.join("；") } else { String::new() }),
            money_text: Some(money(accepted)),
            reaccept_months: self.reaccept_months(),
            dated_on: Some(word.signed.on),
            common,
        })
    }

    /// The answer to the application that was asked for last.
    ///
    /// # Errors
    /// `project.lacks` where nobody asked.
    pub(super) fn extension(&self, common: Common) -> Result<ExtensionReply> {
        let Some(asked) = self.course.extensions.last() else {
            return Err(self.lacks("延期申请", "an application to go on longer", "四（七）4"));
        };
        let reply = asked.reply.as_ref();
        let before = self.course.extensions.iter().rev().skip(1);
        let earlier = before.filter_map(|e| e.reply.as_ref()?.to).next();
        let from = earlier.or(self.course.contract.as_ref().map(|c| c.end));
        let to = reply.and_then(|r| r.to);
        Ok(ExtensionReply {
            doc_number: reply.map(|r| r.act.number.clone()),
            sponsor: said(&asked.by),
            project_no: self.record.project.no.clone(),
            project_title: self.record.project.title.clone(),
            applied_on: Some(asked.applied_on),
            cause_text: said(&bare_line(&asked.cause)),
            is_granted: to.is_some(),
            is_refused: reply.is_some_and(|r| r.to.is_none()),
            from_on: from,
            extend_to: to,
            refuse_text: Some(reply.map(|r| bare_line(&r.reason)).unwrap_or_default()),
            dues_text: Some(reply.map(|r| dues(&r.dues)).unwrap_or_default()),
            extend_months: from.zip(to).and_then(|(from, to)| whole_months(from, to)),
            dated_on: reply.map(|r| r.act.on),
            common,
        })
    }

    /// The decision to end, as it was taken; before it, what the panel's word makes of it.
    ///
    /// # Errors
    /// `project.lacks` before a panel argued the end.
    pub(super) fn termination(&self, common: Common) -> Result<TerminationDecision> {
        let ending = self.course.endings.last();
        let Some((ending, argued)) = ending.and_then(|e| Some((e, e.argument.as_ref()?))) else {
            return Err(self.lacks("终止的论证结论", "a conclusion that ends it", "四（七）4"));
        };
        let decided = ending.decided.as_ref();
        let conclusion = decided.map_or(argued.conclusion, |d| d.conclusion);
        let figures = match decided {
            Some(decided) => Some(decided.figures),
            None => self.course.end_figures(conclusion).ok().flatten(),
        };
        let project = &self.record.project;
        let contract = self.course.contract.as_ref();
        Ok(TerminationDecision {
            decision_no: decided.map(|d| d.act.number.clone()),
            sponsor: said(&project.sponsor),
            solver: said(&project.solver),
            project_no: project.no.clone(),
            project_title: project.title.clone(),
            contract_no: self.contract_no(),
            opinion_no: said(&argued.session_no),
            told_on: ending.told.as_ref().map(|t| t.on),
            hearing_text: ending.told.as_ref().map(|t| sentence(&t.hearing)),
            facts_text: self.facts(argued),
            responsible_text: self.responsible(argued),
            is_fraud: conclusion == Conclusion::RecoverAll,
            is_stop: matches!(conclusion, Conclusion::TerminateObjective | Conclusion::TerminateFault),
            approved: Some(self.course.grant.approved),
            paid: figures.map(|f| f.paid),
            spent: figures.and_then(|f| f.spent).or(self.course.ledger().spent.map(|s| s.fiscal)),
            stop_amount: figures.map(|f| f.stop),
            recover_amount: figures.map(|f| f.recover),
            nothing_back: figures.is_some_and(|f| f.recover == Fen::ZERO),
            return_by: decided.and_then(|d| d.return_by),
            return_days: contract.and_then(|c| c.particulars.return_days),
            return_account_text: Some(String::new()),
            dated_on: decided.map(|d| d.act.on),
            common,
        })
    }
}

impl Gathered {
    /// What was found: what the examination found of fraud, and what the panel said.
    fn facts(&self, argued: &Argument) -> Option<String> {
        let proved = self.proved(argued).map(|o| {
            format!("{}（{}，{}）", bare_line(&o.found), bare_line(&o.act.by), bare_line(&o.act.number))
        });
        let said = said(&bare_line(&argued.facts));
        let all: Vec<String> = proved.into_iter().chain(said).collect();
        (!all.is_empty()).then(|| format!("{}。", all.join("；")))
    }

    /// Who is responsible; of proved fraud what the examination found, of an end without fault that it was none.
    fn responsible(&self, argued: &Argument) -> Option<String> {
        match (argued.responsible, argued.conclusion) {
            (Some(responsible), _) => Some(responsible.zh().to_owned()),
            (None, Conclusion::TerminateObjective) => Some("因客观原因终止".to_owned()),
            (None, _) => self.proved(argued).map(|o| format!("见核查结果（{}）", bare_line(&o.act.number))),
        }
    }

    /// The finding of fraud that everything is recovered for.
    fn proved(&self, argued: &Argument) -> Option<&SuspicionOutcome> {
        let outcomes = self.course.suspicions.iter().rev().filter_map(|s| s.outcome.as_ref());
        let mut holds = outcomes.filter(|o| o.proved && o.overturned.is_none());
        (argued.conclusion == Conclusion::RecoverAll).then(|| holds.next()).flatten()
    }
}

/// What is paid last, with its figures; empty where nothing was asked.
fn money(accepted: &Accepted) -> String {
    let settled = &accepted.settlement;
    let above = match settled.over_cap {
        Fen::ZERO => String::new(),
        over => format!("；已拨超过重新计算的上限{}万元，由市科技管理部门会同市财政管理部门处理", over.wan()),
    };
    format!(
        "经审计的研发投入总额{}万元（{}），批准{}万元，已拨{}万元，末次拨付{}万元{above}",
        settled.audited_rd.wan(),
        bare_line(&accepted.word.audit_no),
        settled.approved.wan(),
        settled.paid.wan(),
        settled.payable.wan()
    )
}

/// Milestones that are due later: 第一节点至2027年6月30日.
fn dues(dues: &[NewDue]) -> String {
    let one =
        |due: &NewDue| format!("第{}节点至{}", numeral(due.milestone), due.due.format("%Y年%-m月%-d日"));
    dues.iter().map(one).collect::<Vec<_>>().join("，")
}

/// How many whole months lie between two days; nothing where there are days over.
fn whole_months(from: chrono::NaiveDate, to: chrono::NaiveDate) -> Option<u32> {
    // The days after: from the end of a month to the end of another there are whole months too.
    let (from, to) = (from.succ_opt()?, to.succ_opt()?);
    (1..=1200).find(|n| from.checked_add_months(chrono::Months::new(*n)) == Some(to))
}
