//! Sessions on projects: a milestone, an acceptance, a termination.

use documents::model::{
    ExpertScoreSheet, GroundTick, MinutesProject, OpinionMember, PanelMember, PanelOpinionProject,
    ProjectMinutes, VetoCheck, VetoNote,
};
use documents::{Form, Variant};
use domain::Fen;

use super::{BIDS, NAMES, ROLES, TITLES, UNITS, at, code, common, some};

/// Which kind of session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Milestone,
    Acceptance,
    Termination,
}

fn wan(amount: i64) -> Option<Fen> {
    Some(Fen(amount * 1_000_000))
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

fn title(of: Of) -> &'static str {
    match of {
        Of::Milestone => "里程碑节点考核",
        Of::Acceptance => "结题验收",
        Of::Termination => "终止论证",
    }
}

fn entry(of: Of, index: usize) -> ProjectMinutes {
    let ends = of == Of::Termination;
    let conclusion = match (of, index) {
        (Of::Milestone, 0) | (Of::Acceptance, 0) => "通过",
        (Of::Milestone, _) => "限期整改",
        (Of::Acceptance, _) => "未通过",
        (Of::Termination, _) => "客观原因终止",
    };
    let second = index == 1;
    ProjectMinutes {
        no_zh: ["一", "二"][index].to_owned(),
        project_no: format!("P-2026-00{}", index + 1),
        project_title: BIDS[index].to_owned(),
        sponsor: some("示例特钢股份有限公司"),
        solver: some("示例理工大学"),
        milestone_name: some(if of == Of::Milestone { "第1节点（中试）" } else { "" }),
        due_on: day("2027-06-30"),
        reporter: some("冯示例"),
        talk_text: some(""),
        proposer: ends.then(|| "出题企业".to_owned()),
        proposed_on: if ends { day("2028-03-01") } else { None },
        proposed_reason: some("关键试制线因水灾损毁"),
        questions: Vec::new(),
        first_text: some(if ends {
            "经查，完成任务约四成；属不可归责于双方的客观原因。"
        } else {
            "约定5项，完成5项，其中粗糙度优于约定值。"
        }),
        money_text: some("财政资金专账清楚，支出合规。"),
        problems_text: some(if second { "第三方检测批次偏少。" } else { "" }),
        follow_text: some(if second { "补测两批并提交报告。" } else { "" }),
        until: if second && of == Of::Milestone { day("2027-09-30") } else { None },
        has_until: second && of == Of::Milestone,
        approved: wan(1500),
        paid: wan(450),
        spent: if second { None } else { wan(310) },
        ends,
        of_fraud: false,
        stop: if ends { wan(1050) } else { None },
        recover: if ends { wan(140) } else { None },
        trace_text: some(if ends {
            "停拨：批准1500.00万元－已拨450.00万元＝1050.00万元；收回：已拨450.00万元－已支出310.00万元＝140.00万元"
        } else {
            ""
        }),
        payable: if of == Of::Milestone { wan(600) } else { None },
        score: some(if ends { "—" } else { "88.00" }),
        valid_n: "4/5".to_owned(),
        leanings_text: format!("{conclusion}5人"),
        conclusion: some(conclusion),
        grounds_text: some(if second && of == Of::Acceptance {
            "事由：因主观原因未完成主要目标和任务；资金使用违反规定或者审计问题未整改"
        } else {
            ""
        }),
    }
}

/// The minutes of a session on projects.
pub fn minutes_project(of: Of, variant: Variant) -> Form {
    let scored = of != Of::Termination;
    let count = if of == Of::Termination { 1 } else { 2 };
    Form::MinutesProject(MinutesProject {
        common: documents::Common {
            session_title: Some(format!("2027年{}会", title(of))),
            ..common("纪要", variant)
        },
        kind_text: title(of).to_owned(),
        of_milestone: of == Of::Milestone,
        of_acceptance: of == Of::Acceptance,
        of_termination: of == Of::Termination,
        organizer: some("市科技局高新技术科"),
        host_name: some("赵示例"),
        recorder_name: some("钱示例"),
        supervisor_name: some("孙示例"),
        attendees_text: some(""),
        project_count: Some(count),
        expert_count: Some(5),
        kinds_text: some("技术专家4人、管理专家1人"),
        chair_name: some(NAMES[0]),
        chair_code: Some(code(0)),
        chair_way: some("全体专家推举"),
        chair_way_blind: some("全体专家推举"),
        experts: (0..5)
            .map(|i| PanelMember {
                n: u32::try_from(i + 1).unwrap(),
                name: NAMES[i].to_owned(),
                code: code(i),
                role: ROLES[i].to_owned(),
                unit: some(UNITS[i]),
                title: some(TITLES[i]),
                drawn_text: some("指定"),
                is_chair: i == 0,
            })
            .collect(),
        joint_recorded: of == Of::Acceptance,
        joint_on: day("2027-01-10"),
        bureau_rep: some("赵示例"),
        sponsor_rep: some("韩示例"),
        sponsor: some("示例特钢股份有限公司"),
        third_party: some(""),
        discipline_read: true,
        discipline_by: some("赵示例"),
        pledges_signed: true,
        recusals_declared: true,
        scored_independently: true,
        paper_experts: some(""),
        paper_codes: some(""),
        shared_experts: some(""),
        shared_codes: some(""),
        amendments: Vec::new(),
        incidents: super::meeting::incidents(),
        sheet_name: Some(format!("{}{}", title(of), if scored { "评分表" } else { "核查表" })),
        sheet_version: some("milestone-default/1"),
        frozen_at: Some(at(8, 50)),
        scored,
        uses_trimmed: true,
        trim_min: Some(5),
        raters_text: some("技术、管理、法律专家对全部指标评分，财务专家只对经费投入和使用评分"),
        outlier_percent: some("30%"),
        signed_late: vec![documents::model::LateSignature {
            expert_name: NAMES[4].to_owned(),
            expert_code: code(4),
            when: at(18, 20),
        }],
        no_recusal_confirmed: true,
        no_dissent_confirmed: true,
        projects: (0..usize::try_from(count).unwrap()).map(|i| entry(of, i)).collect(),
        vetoes: if of == Of::Termination {
            vec![VetoNote {
                item_no: "P-2026-001".to_owned(),
                question: "是否由不可抗力引起".to_owned(),
                answer: "是".to_owned(),
                who: format!("{}（依据：应急管理部门灾害证明）", NAMES[0]),
                who_blind: "1名专家".to_owned(),
                panel_word: "成立".to_owned(),
                panel_word_blind: "成立".to_owned(),
                effect: "可以认定为客观原因".to_owned(),
                conclusion: "客观原因终止".to_owned(),
                reason_label: "理由".to_owned(),
                panel_text: None,
            }]
        } else {
            Vec::new()
        },
        counts_text: some(match of {
            Of::Milestone => "通过1项，限期整改1项，不通过0项",
            Of::Acceptance => "通过1项，结题0项，未通过1项",
            Of::Termination => "延期实施0项，客观原因终止1项，主观原因终止0项，弄虚作假追回全部0项",
        }),
        payable_total: if of == Of::Milestone { wan(600) } else { None },
        other_matters: some(""),
        ..MinutesProject::default()
    })
}

/// What the panel signs on one project: a milestone to be put right, results not accepted, an end by fault.
pub fn panel_opinion_project(of: Of, variant: Variant) -> Form {
    let ends = of == Of::Termination;
    let grounds = ["因主观原因未完成主要目标和任务", "资金使用违反规定或者审计问题未整改", "其他"];
    Form::PanelOpinionProject(PanelOpinionProject {
        common: common("意见/P-2026-001", variant),
        opinion_title: match of {
            Of::Milestone => "里程碑节点考核意见",
            Of::Acceptance => "结题验收意见",
            Of::Termination => "项目终止论证意见",
        }
        .to_owned(),
        of_milestone: of == Of::Milestone,
        of_acceptance: of == Of::Acceptance,
        of_termination: ends,
        project_no: "P-2026-001".to_owned(),
        project_title: BIDS[0].to_owned(),
        contract_no: some("任2026-001"),
        term_text: some("2026.4—2029.3"),
        sponsor: some("示例特钢股份有限公司"),
        solver: some("示例理工大学"),
        chief_engineer: some("冯示例"),
        milestone_name: some("第1节点（中试）"),
        due_on: day("2027-06-30"),
        indicators_text: some("成材率不低于92%。"),
        papers_text: some(if ends {
            ""
        } else {
            "进展情况报告（验收报告）、印证资料、专项审计报告；未登记专账和支出凭证复印件"
        }),
        joint_recorded: of == Of::Acceptance,
        joint_on: day("2027-01-10"),
        bureau_rep: some("赵示例"),
        sponsor_rep: some("韩示例"),
        proposer: some("出题企业"),
        proposed_on: day("2028-03-01"),
        first_text: some("约定5项，完成4项。"),
        money_text: some("专账清楚。"),
        problems_text: some(if ends { "" } else { "第三方检测批次偏少。" }),
        follow_text: some(if of == Of::Milestone { "补测两批并提交报告。" } else { "" }),
        until: if of == Of::Milestone { day("2027-09-30") } else { None },
        approved: wan(1500),
        paid: wan(450),
        spent: wan(310),
        payable: if of == Of::Milestone { wan(600) } else { None },
        ends,
        stop: if ends { wan(1050) } else { None },
        recover: if ends { wan(140) } else { None },
        scored: !ends,
        score: some("71.50"),
        leanings_text: "限期整改4人，通过1人".to_owned(),
        conclusion: some("限期整改"),
        is_rectify: of == Of::Milestone,
        is_fail: of == Of::Acceptance,
        is_fault: ends,
        grounds: grounds
            .iter()
            .enumerate()
            .map(|(i, text)| GroundTick { tick: Some(i == 0), text: (*text).to_owned() })
            .collect(),
        responsible: some("揭榜方"),
        third_party: some("示例科技评估中心"),
        reason_text: some(if ends { "揭榜方擅自停止研发投入。" } else { "" }),
        closing: if of == Of::Acceptance { None } else { some("专家组认为有指标事项尚需补正") },
        vote_text: some(if ends { "5人参加表决，4票赞成，1票反对" } else { "" }),
        recused_text: some(""),
        dissent_text: some(""),
        dissent_blind: some(""),
        chair_name: some(NAMES[0]),
        chair_code: Some(code(0)),
        members: (1..5)
            .map(|i| OpinionMember {
                n: u32::try_from(i).unwrap(),
                name: NAMES[i].to_owned(),
                code: code(i),
                role: some(ROLES[i]),
            })
            .collect(),
        ..PanelOpinionProject::default()
    })
}

/// What one expert answers of a termination, where nothing is scored.
pub fn check_list() -> Form {
    let gate = |n: u32, question: &str, veto_on: &str, yes: bool, remark: &str| VetoCheck {
        n,
        question: question.to_owned(),
        veto_on: veto_on.to_owned(),
        yes_box: Some(yes),
        no_box: Some(!yes),
        remark: some(remark),
    };
    Form::ExpertScoreSheet(ExpertScoreSheet {
        common: common("评分表/专家01/P-2026-001", Variant::Named),
        expert_name: some(NAMES[0]),
        expert_code: Some(code(0)),
        expert_role: some("技术"),
        item_no: "P-2026-001".to_owned(),
        item_title: BIDS[0].to_owned(),
        sponsor: some("示例特钢股份有限公司"),
        of_project: true,
        unscored: true,
        solver: some("示例理工大学"),
        chief_engineer: some("冯示例"),
        sheet_name: some("项目终止论证核查表"),
        sheet_version: some("termination-default/1"),
        step: some("0.5"),
        gates: vec![
            gate(1, "是否由不可抗力引起", "是", true, "应急管理部门灾害证明"),
            gate(2, "继续实施是否仍有必要和条件", "是", false, ""),
        ],
        conclusion_vote: some("客观原因终止"),
        merits: some("已完成部分资料完整。"),
        locked_at: Some(at(15, 10)),
        sheet_digest: Some("4c19ab078e52".to_owned() + &"3".repeat(52)),
        ..ExpertScoreSheet::default()
    })
}
