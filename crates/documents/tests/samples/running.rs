//! Invented forms of running projects: contract, milestone, payment, letters, acceptance and end.

use documents::model::{
    AcceptanceResult, AssessmentMember, Contract, ContractBudgetLine, ContractIndicator, ContractMilestone,
    ContractParty, ContractPerson, ContractTask, ExtensionReply, IndicatorCheck, IpRule, MilestoneAssessment,
    MoneyLine, PaperCheck, PayeeAccount, Payment, PaymentOpinion, PaymentSum, RectificationNotice,
    RectifyItem, SolverPayment, TeamTask, TerminationDecision,
};
use documents::{Common, Form, Variant};
use domain::Fen;

use super::selection::{day, of_batch, project_no};
use super::{NAMES, ROLES, bid, challenge, code, common, solver, some, sponsor};

const WAN: i64 = 1_000_000;

fn wan(n: i64) -> Option<Fen> {
    Some(Fen(n * WAN))
}

pub fn milestone_assessment(variant: Variant) -> Form {
    let paper =
        |n: u32, paper: &str| PaperCheck { n, paper: paper.to_owned(), given: Some(true), note: some("") };
    let indicator = |n: u32, name: &str, target: &str, actual: &str, key: bool| IndicatorCheck {
        n,
        indicator: name.to_owned(),
        target: some(target),
        actual: some(actual),
        is_key: Some(key),
        evidence: some("检测报告3份"),
        verdict: some("达到"),
    };
    let money = |source: &str, planned: i64, arrived: i64, spent: i64| MoneyLine {
        source: source.to_owned(),
        planned: wan(planned),
        arrived: wan(arrived),
        spent: wan(spent),
        note: some(""),
    };
    Form::MilestoneAssessment(MilestoneAssessment {
        common: Common {
            session_no: "考核2027-02".to_owned(),
            session_title: some("2027年第二次里程碑节点考核"),
            session_date: Some(day(2027, 7, 15)),
            ..common("考核表/P-2026-001", variant)
        },
        project_no: project_no(0),
        project_title: bid(0),
        contract_no: some("任2026-001"),
        sponsor: Some(sponsor(0)),
        solver: Some(solver(0)),
        chief_engineer: some("冯示例"),
        milestone_no: some("一"),
        milestone_task: some("完成中试"),
        due_on: Some(day(2027, 6, 30)),
        applied_on: Some(day(2027, 6, 21)),
        papers: vec![
            paper(1, "项目实施进展情况报告"),
            paper(2, "指标完成情况的印证资料"),
            paper(3, "会计师事务所研发费用专项审计报告"),
            paper(4, "项目资金专账和研发支出凭证复印件"),
        ],
        papers_ok: true,
        papers_lacking: false,
        indicators: vec![
            indicator(1, "最小厚度", "≤0.015毫米", "0.014毫米", true),
            indicator(2, "成材率", "≥92%", "93.1%", true),
            indicator(3, "中试连续运行", "≥72小时", "80小时", false),
        ],
        money: vec![
            money("财政资金", 441, 441, 420),
            money("出题企业自筹", 2000, 2000, 1980),
            money("揭榜方投入", 200, 200, 200),
        ],
        rd_spent: wan(2600),
        audit_no: some("示例会审字2027第018号"),
        audit_opinion: some("无保留意见"),
        realloc_text: some("设备费由承担单位调剂1次，有记录备查"),
        people_change_text: some("无"),
        self_text: some("本节点任务已全部完成，中试线达到约定产能。"),
        progress_text: some("中试线连续稳定运行80小时，数据真实。"),
        problem_text: some("部分批次缺第三方检测。"),
        advice_text: some("尽快补充检测并优化供应链。"),
        has_score: true,
        score: some("88.00"),
        box_pass: Some(true),
        box_rectify: Some(false),
        box_fail: Some(false),
        rectify_text: some(""),
        rectify_due: None,
        payable: wan(588),
        finance_expert: some(NAMES[5]),
        finance_code: Some(code(5)),
        chair_name: some(NAMES[0]),
        chair_code: Some(code(0)),
        members: (0..7)
            .map(|i| AssessmentMember {
                n: u32::try_from(i + 1).unwrap(),
                name: NAMES[i].to_owned(),
                code: code(i),
                role: Some(format!("{}{}", ROLES[i], if i == 0 { "（组长）" } else { "" })),
            })
            .collect(),
        dissent_text: Some(format!("{}认为应当延长运行时间。", NAMES[4])),
        dissent_blind: some("一名专家认为应当延长运行时间。"),
    })
}

/// The opinion after a milestone, or on first payments where not `milestone`.
pub fn payment_opinion(milestone: bool, variant: Variant) -> Form {
    let figures: [[i64; 4]; 4] =
        [[1470, 441, 588, 441], [1200, 360, 480, 360], [1055, 0, 422, 316], [900, 270, 360, 270]];
    let payments: Vec<Payment> = (0..4)
        .map(|i| {
            let [approved, paid, at_milestone, first] = figures[i];
            // The third project's first payment was 316.50.
            let paid = if i == 2 { Fen(316_500_000) } else { Fen(paid * WAN) };
            let first = if i == 2 { paid } else { Fen(first * WAN) };
            Payment {
                n: u32::try_from(i + 1).unwrap(),
                project_no: project_no(i),
                project_title: bid(i),
                payee: Some(sponsor(i)),
                tranche: some(if milestone { "节点" } else { "首次" }),
                approved: wan(approved),
                paid: Some(if milestone { paid } else { Fen::ZERO }),
                amount: Some(if milestone { Fen(at_milestone * WAN) } else { first }),
                note: some(if milestone && i == 0 { "节点一，考核评分88.00分" } else { "" }),
            }
        })
        .collect();
    let sum = |item: &str, amount: Option<Fen>, note: &str| PaymentSum {
        item: item.to_owned(),
        amount,
        note: some(note),
    };
    let mut opinion = PaymentOpinion {
        common: of_batch("拨付意见", variant),
        is_first: !milestone,
        is_milestone: milestone,
        contracts_signed: !milestone,
        milestones_passed: milestone,
        payees_are_sponsors: true,
        in_plan: true,
        lump_limit: wan(50),
        minutes_no: some(if milestone { "考核2027-02" } else { "" }),
        minutes_date: milestone.then(|| day(2027, 7, 15)),
        payments,
        count: Some(4),
        sums: vec![
            sum("本次拨付项目批准总额", wan(4625), "资金计划下达数，4项合计"),
            sum("此前累计已拨付", if milestone { Some(Fen(1_387_500_000)) } else { Some(Fen::ZERO) }, ""),
        ],
        accounts: (0..4)
            .map(|i| PayeeAccount {
                n: u32::try_from(i + 1).unwrap(),
                payee: sponsor(i),
                payee_bank: some("示例银行太原分行"),
                payee_account: Some(format!("0405012345678900{i}")),
            })
            .collect(),
        objections_text: some("没有未办结事项"),
        approval_no: some(""),
        contact_text: some("市科技局高新技术科 0351-0000000"),
        signers_text: some("经办、科室、分管、主要负责人依次审签"),
        dated_on: Some(day(2027, 7, 20)),
        ..PaymentOpinion::default()
    };
    opinion.total = opinion.total_of_payments().unwrap();
    Form::PaymentOpinion(opinion)
}

pub fn acceptance_result(passed: bool, variant: Variant) -> Form {
    Form::AcceptanceResult(AcceptanceResult {
        common: of_batch("验收结论/P-2026-001", variant),
        result_no: some("验收2029-001"),
        project_no: project_no(0),
        project_title: bid(0),
        contract_no: some("任2026-001"),
        sponsor: Some(sponsor(0)),
        solver: Some(solver(0)),
        accepted_on: Some(day(2029, 5, 15)),
        conclusion: some(if passed { "通过" } else { "未通过" }),
        is_fail: !passed,
        is_joint: true,
        close_reason: some(""),
        fail_text: some(if passed { "" } else { "未经批准变更考核指标" }),
        money_text: some(if passed { "末次拨付441.00万元，累计拨付1470.00万元" } else { "" }),
        reaccept_months: Some(6),
        dated_on: Some(day(2029, 5, 22)),
    })
}

pub fn rectification_notice() -> Form {
    let item = |n: u32, text: &str| RectifyItem { n, text: text.to_owned() };
    Form::RectificationNotice(RectificationNotice {
        common: of_batch("整改/P-2026-006", Variant::Named),
        notice_no: some("整改2027-01"),
        sponsor: Some(sponsor(2)),
        project_no: project_no(5),
        project_title: bid(4),
        milestone_no: some("一"),
        minutes_no: some("考核2027-02"),
        items: vec![item(1, "补测两批样品并提交检测报告。"), item(2, "补齐2027年上半年专账凭证复印件。")],
        due_on: Some(day(2027, 9, 30)),
        dated_on: Some(day(2027, 7, 20)),
    })
}

pub fn extension_reply(granted: bool) -> Form {
    Form::ExtensionReply(ExtensionReply {
        common: of_batch("延期/P-2026-007", Variant::Named),
        doc_number: some("并科函〔2028〕00号"),
        sponsor: Some(sponsor(2)),
        project_no: project_no(6),
        project_title: bid(5),
        applied_on: Some(day(2028, 9, 4)),
        cause_text: some("暴雨致试制线停产"),
        is_granted: granted,
        is_refused: !granted,
        from_on: Some(day(2029, 3, 31)),
        extend_to: Some(day(2029, 9, 30)),
        extend_months: Some(6),
        refuse_text: some(""),
        dues_text: some(""),
        dated_on: Some(day(2028, 9, 18)),
    })
}

pub fn termination_decision(variant: Variant) -> Form {
    Form::TerminationDecision(TerminationDecision {
        common: of_batch("终止/P-2026-005", variant),
        decision_no: some("终止2028-01"),
        sponsor: Some(sponsor(1)),
        solver: some("示例研究院"),
        project_no: project_no(4),
        project_title: bid(3),
        contract_no: some("任2026-005"),
        opinion_no: some("终止论证2028-01"),
        told_on: Some(day(2028, 4, 6)),
        hearing_text: some("两单位均书面表示无异议。"),
        facts_text: some("关键试制线因水灾损毁，项目无法继续实施。"),
        responsible_text: some("不可抗力所致，发榜方和揭榜方均无主观责任"),
        is_fraud: false,
        is_stop: true,
        approved: wan(1500),
        paid: wan(450),
        spent: wan(310),
        stop_amount: wan(1050),
        recover_amount: wan(140),
        nothing_back: false,
        return_by: None,
        return_days: Some(30),
        return_account_text: some("国库账户信息另附"),
        dated_on: Some(day(2028, 4, 20)),
    })
}

pub fn contract(variant: Variant) -> Form {
    let party = |n: u32, name: &str, role: &str, code: &str, rep: &str| ContractParty {
        n,
        name: name.to_owned(),
        role: some(role),
        credit_code: some(code),
        rep: some(rep),
    };
    let line = |subject: &str, fiscal: i64, own: i64, note: &str| ContractBudgetLine {
        subject: subject.to_owned(),
        total: wan(fiscal + own),
        fiscal: wan(fiscal),
        own: wan(own),
        note: some(note),
    };
    let indicator =
        |n: u32, kind: &str, name: &str, target: &str, key: bool, method: &str| ContractIndicator {
            n,
            kind: some(kind),
            indicator: name.to_owned(),
            target: some(target),
            is_key: Some(key),
            method: some(method),
        };
    let person = |n: u32, name: &str, role: &str, title: &str, young: bool, work: &str| ContractPerson {
        n,
        name: name.to_owned(),
        role: some(role),
        unit: some("示例理工大学"),
        title: some(title),
        age_ok: Some(young),
        work: some(work),
    };
    Form::Contract(Contract {
        common: of_batch("任务书/P-2026-001", variant),
        contract_no: some("任2026-001"),
        project_no: project_no(0),
        challenge_no: Some(challenge(0)),
        project_title: bid(0),
        programme_class: some("太原市重点研发计划（重大科技专项）揭榜挂帅项目"),
        field_name: some("特种金属材料"),
        term_start: Some(day(2026, 4, 1)),
        term_end: Some(day(2029, 3, 31)),
        long_term_reason: some(""),
        sponsor: Some(sponsor(0)),
        sponsor_code: some("91140100000000000A"),
        sponsor_rep: some("韩示例"),
        sponsor_contact: some("杨示例 0351-0000002"),
        sponsor_bank: some("示例银行太原分行"),
        sponsor_account: some("04050123456789001"),
        solvers: vec![
            party(1, "示例理工大学", "揭榜方", "12140000000000000B", "冯示例"),
            party(2, "示例研究院", "参与单位", "12140000000000000C", "陈示例"),
        ],
        agreement_no: some("协议2025-118"),
        agreement_on: Some(day(2025, 12, 1)),
        goal: some("形成宽幅极薄带成套工艺并建成示范线。"),
        duties_text: some("乙方提供试制线，丙方负责工艺开发。"),
        ownership_text: some("专利归丙方，乙方在本市独占实施。"),
        breach_text: some("逾期交付的，丙方按揭榜协议向乙方承担责任。"),
        contents: vec![
            ContractTask {
                n: 1,
                title: "板形控制".to_owned(),
                text: some("建立控制模型并完成中试。"),
                owner: some("示例理工大学"),
            },
            ContractTask {
                n: 2,
                title: "示范线".to_owned(),
                text: some("建成年产200吨示范线。"),
                owner: Some(sponsor(0)),
            },
        ],
        team_tasks: vec![TeamTask {
            n: 1,
            unit: "示例研究院".to_owned(),
            text: some("检测方法"),
            amount: wan(200),
        }],
        scene_text: some("在乙方示范线验证，面向两家下游用户试用。"),
        adjust_text: some("中试批次由10批调整为8批，核心指标不变"),
        people: vec![
            person(1, "冯示例", "技术总师", "教授", false, "总体技术"),
            person(2, "陈示例", "课题负责人", "研究员", true, "检测方法"),
            person(3, "褚示例", "骨干", "副教授", true, "板形控制"),
        ],
        young_percent: some("50%"),
        young_ratio: some("66.67%"),
        indicators: vec![
            indicator(1, "技术", "最小厚度", "≤0.015毫米", true, "有资质的第三方检测报告"),
            indicator(2, "技术", "成材率", "≥92%", true, "连续三个月生产记录和检测报告"),
            indicator(3, "知识产权", "发明专利", "受理不少于6件", false, "受理通知书"),
        ],
        milestones: vec![
            ContractMilestone {
                n: "一".to_owned(),
                due_on: Some(day(2027, 6, 30)),
                task: some("完成中试"),
                indicators_text: some("指标1、2达到约定值"),
                pay_percent: some("40%"),
                pay: wan(588),
            },
            ContractMilestone {
                n: "二".to_owned(),
                due_on: Some(day(2029, 3, 31)),
                task: some("建成示范线，提交验收报告"),
                indicators_text: some("全部指标"),
                pay_percent: some("30%"),
                pay: wan(441),
            },
        ],
        rectify_months: Some(3),
        reaccept_months: Some(6),
        rd_total: wan(4970),
        total_investment: wan(12_000),
        fiscal: wan(1470),
        self_raised: wan(3500),
        fiscal_ratio: some("29.58%"),
        cap_percent: some("30%"),
        cap_absolute: wan(2000),
        one_case_no: some(""),
        first: wan(441),
        first_percent: some("30%"),
        milestone_total: wan(588),
        milestone_percent: some("40%"),
        last: wan(441),
        lump_limit: wan(50),
        budget: vec![
            line("设备费", 470, 1500, "中试线购置"),
            line("业务费", 500, 1200, "材料、测试化验加工"),
            line("劳务费", 300, 500, ""),
            line("间接费用", 200, 300, ""),
            line("合计", 1470, 3500, ""),
        ],
        solver_payments: vec![
            SolverPayment {
                n: 1,
                solver: "示例理工大学".to_owned(),
                stage_text: some("协议生效后"),
                amount: wan(300),
                condition: some("按揭榜协议第六条"),
            },
            SolverPayment {
                n: 2,
                solver: "示例理工大学".to_owned(),
                stage_text: some("节点一通过后"),
                amount: wan(400),
                condition: some("按揭榜协议第六条"),
            },
        ],
        talent_text: some("派驻工程师6名，联合培养研究生8名。"),
        ip_background: some("丙方已有专利3件，清单见附件。"),
        ip_rules: vec![IpRule {
            n: 1,
            kind: "发明专利".to_owned(),
            owner: some("乙方、丙方共有"),
            usage: some("乙方独家使用"),
            benefit: some("转让收益按7比3分配"),
        }],
        return_days: Some(30),
        is_no_race: true,
        race_group: some(""),
        copies_total: Some(9),
        copies_each: Some(2),
        copies_finance: Some(1),
        signed_on: Some(day(2026, 3, 25)),
        ..Contract::default()
    })
}

/// A small project that is paid at once.
pub fn lump_contract() -> Form {
    let Form::Contract(form) = contract(Variant::Named) else { panic!("a contract") };
    Form::Contract(Contract {
        is_lump_sum: true,
        is_race: true,
        is_no_race: false,
        race_group: some("一组"),
        one_case_no: some("并政函〔2026〕00号"),
        ..form
    })
}

/// The forms of running projects, by the names of their prints.
pub fn running_forms() -> Vec<(&'static str, Form)> {
    vec![
        ("contract", contract(Variant::Named)),
        ("contract-redacted", contract(Variant::Redacted)),
        ("contract-lump", lump_contract()),
        ("milestone-assessment", milestone_assessment(Variant::Named)),
        ("milestone-assessment-blind", milestone_assessment(Variant::Blind)),
        ("payment-opinion", payment_opinion(true, Variant::Named)),
        ("payment-opinion-redacted", payment_opinion(true, Variant::Redacted)),
        ("payment-opinion-first", payment_opinion(false, Variant::Named)),
        ("acceptance-result", acceptance_result(true, Variant::Named)),
        ("acceptance-result-redacted", acceptance_result(true, Variant::Redacted)),
        ("acceptance-result-failed", acceptance_result(false, Variant::Named)),
        ("rectification-notice", rectification_notice()),
        ("extension-reply", extension_reply(true)),
        ("extension-reply-refused", extension_reply(false)),
        ("termination-decision", termination_decision(Variant::Named)),
        ("termination-decision-redacted", termination_decision(Variant::Redacted)),
    ]
}
