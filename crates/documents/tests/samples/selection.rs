//! Invented forms around a session and a selection: rules, fees, receipts; publicity, announcement, plan.

use chrono::{NaiveDate, NaiveDateTime};
use documents::model::{
    AgendaStep, ClearedThing, FeeRow, FeeSheet, FormalCheck, FormalItem, FundingGoal, FundingNotice,
    FundingPlan, FundingRow, HandedDevice, LaptopReceipt, MeetingRules, ObjectionForm, ObjectionPaper,
    ObjectionReply, ObjectionStep, PublicityNotice, PublicityRow, ReceivedPack, RemovedBid, Request,
    RequestAttachment, SettledObjection, WinnerAnnouncement, WinnerRow,
};
use documents::{Common, Form, Variant};
use domain::Fen;

use super::{NAMES, ROLES, UNITS, bid, challenge, code, common, solver, some, sponsor, time};

/// R&D input, fiscal money and its three parts of the twelve projects, in 百元.
const MONEY: [[i64; 5]; 12] = [
    [497_000, 147_000, 44_100, 58_800, 44_100],
    [400_000, 120_000, 36_000, 48_000, 36_000],
    [360_000, 105_500, 31_650, 42_200, 31_650],
    [300_000, 90_000, 27_000, 36_000, 27_000],
    [500_000, 150_000, 45_000, 60_000, 45_000],
    [340_000, 100_000, 30_000, 40_000, 30_000],
    [336_000, 90_000, 27_000, 36_000, 27_000],
    [250_000, 74_250, 22_275, 29_700, 22_275],
    [210_000, 60_000, 18_000, 24_000, 18_000],
    [140_000, 40_000, 12_000, 16_000, 12_000],
    [17_000, 5_000, 5_000, 0, 0],
    [15_000, 4_500, 4_500, 0, 0],
];
const RATIOS: [&str; 12] = [
    "29.58%", "30.00%", "29.31%", "30.00%", "30.00%", "29.41%", "26.79%", "29.70%", "28.57%", "28.57%",
    "29.41%", "30.00%",
];
/// The third challenge runs a race of two.
const CHALLENGES: [usize; 12] = [0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10];

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn moment(date: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    date.and_hms_opt(hour, minute, 0).unwrap()
}

fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap()
}

pub fn project_no(index: usize) -> String {
    format!("P-2026-{:03}", index + 1)
}

/// What a form of no session has in common with the others.
pub fn of_batch(document: &str, variant: Variant) -> Common {
    Common {
        rule_digest: None,
        session_no: "2026年第一批".to_owned(),
        session_title: None,
        session_date: None,
        session_start: None,
        session_end: None,
        session_place: None,
        doc_no: format!("2026年第一批/{document}"),
        ..common(document, variant)
    }
}

pub fn meeting_rules() -> Form {
    let step = |time: &str, step: &str, content: &str, who: &str| AgendaStep {
        time_text: some(time),
        step: step.to_owned(),
        content: some(content),
        who: some(who),
    };
    Form::MeetingRules(MeetingRules {
        common: common("会议须知", Variant::Named),
        agenda: vec![
            step("8时30分至9时", "签到和承诺", "核验身份、签承诺书、申明回避、推举组长", "工作人员"),
            step("9时至12时", "汇报和质询", "揭榜方案BT2026-001至BT2026-007", "组长"),
            step("14时至16时", "汇报和质询", "揭榜方案BT2026-008至BT2026-013", "组长"),
            step("16时至17时40分", "打分和合议", "独立打分、锁定、汇总、合议、签字", "组长"),
        ],
        report_minutes: Some(12),
        question_minutes: Some(10),
        help_phone: some("0351-0000000"),
        storage_place: some("会议室入口存放柜"),
        supervision_office: some("机关纪委"),
        supervision_phone: some("0351-0000001"),
        supervision_email: some("jw@example.gov.cn"),
    })
}

/// Fees of the panel with whole or masked numbers; the finance department has not said every tax where not `taxed`.
pub fn fees(taxed: bool) -> FeeSheet {
    let rows = (0..7)
        .map(|i| {
            let net = Fen(if i == 3 { 90_000 } else { 150_000 });
            let tax = (taxed || i != 2).then_some(Fen(if i == 3 { 2_500 } else { 16_667 }));
            FeeRow {
                n: number(i),
                name: NAMES[i].to_owned(),
                unit: some(UNITS[i]),
                grade: some(if i == 0 { "院士、全国知名专家" } else { "高级" }),
                id_no: Some(format!("14010519{}0307{:03}X", 60 + i, i)),
                bank: some("示例银行太原分行"),
                account: Some(format!("62220202001122{:05}", 33_440 + i)),
                days_text: some(if i == 3 { "0.5" } else { "1" }),
                rate: Some(Fen(150_000)),
                net: Some(net),
                tax,
                gross: tax.and_then(|tax| net.checked_add(tax)),
            }
        })
        .collect();
    FeeSheet {
        common: common("咨询费", Variant::Named),
        rows,
        float_percent: some("50%"),
        half_percent: some("60%"),
        third_percent: some("50%"),
        consent_recorded: taxed,
        keep_text: some("发放完毕并归档满三个月"),
        funding_source: some("部门预算科技评审经费"),
        prepared_by: some("钱示例"),
        paid_on: taxed.then(|| day(2026, 1, 26)),
        ..FeeSheet::default()
    }
    .added_up()
    .unwrap()
}

pub fn publicity_notice(variant: Variant) -> Form {
    let rows = (0..12)
        .map(|i| PublicityRow {
            n: number(i),
            challenge_no: challenge(CHALLENGES[i]),
            bid_title: bid(i),
            field_name: some(["特种金属材料", "高端装备制造产业", "新能源"][i % 3]),
            sponsor: Some(sponsor(i)),
            solver: Some(solver(i)),
            remark: some(if CHALLENGES[i] == 2 { "赛马（一组）" } else { "" }),
            score: Some(format!("{}.95", 85 - i)),
            fiscal: Some(Fen(MONEY[i][1] * 10_000)),
            internal_note: some(if i == 1 { "修改稿已复核" } else { "" }),
        })
        .collect();
    Form::PublicityNotice(PublicityNotice {
        common: of_batch("公示", variant),
        steps_recorded: true,
        posted_on: Some(day(2026, 2, 13)),
        publicity_from: Some(day(2026, 2, 14)),
        publicity_to: Some(day(2026, 2, 27)),
        publicity_days: Some(5),
        starts_next_day: true,
        starts_same_day: false,
        calendar_text: some("2026年节假日安排（春节放假和调休已计入）"),
        rows,
        count: Some(12),
        review_memo: some("局务会议2026年2月6日审定"),
        has_race: true,
        accept_office: some("市科技局高新技术科"),
        accept_person: some("钱示例"),
        accept_phone: some("0351-0000000"),
        accept_email: some("kjj@example.gov.cn"),
        accept_address: some("太原市示例路1号"),
        accept_post: some("030000"),
        accept_hours: some("工作日8时30分至12时、14时30分至18时"),
        supervision_office: some("机关纪委"),
        supervision_phone: some("0351-0000001"),
    })
}

pub fn winner_announcement(variant: Variant) -> Form {
    Form::WinnerAnnouncement(WinnerAnnouncement {
        common: of_batch("揭榜公告", variant),
        publicity_from: Some(day(2026, 2, 14)),
        publicity_to: Some(day(2026, 2, 27)),
        no_objection: false,
        objections_resolved: true,
        removed: vec![RemovedBid {
            challenge_no: challenge(11),
            bid_title: bid(11),
            reason: some("揭榜方书面放弃"),
        }],
        rows: (0..12)
            .map(|i| WinnerRow {
                n: number(i),
                challenge_no: challenge(CHALLENGES[i]),
                bid_title: bid(i),
                sponsor: Some(sponsor(i)),
                solver: Some(solver(i)),
                remark: some(if CHALLENGES[i] == 2 { "赛马" } else { "" }),
            })
            .collect(),
        count: Some(12),
        objection_rows: vec![SettledObjection {
            n: 1,
            objection_no: "Y2026-001".to_owned(),
            about: some("反映揭榜方不具备约定的中试条件"),
            finding: some("不成立"),
            answered_on: Some(day(2026, 3, 4)),
        }],
        contact_office: some("市科技局高新技术科"),
        contact_phone: some("0351-0000000"),
        announced_on: Some(day(2026, 3, 5)),
    })
}

pub fn funding_plan(is_draft: bool, variant: Variant) -> Form {
    let rows = (0..12)
        .map(|i| {
            let [rd, fiscal, first, milestone, last] = MONEY[i].map(|n| Some(Fen(n * 10_000)));
            FundingRow {
                n: number(i),
                project_no: project_no(i),
                project_title: bid(i),
                sponsor: Some(sponsor(i)),
                account_text: some(if is_draft { "" } else { "户名和账号另附" }),
                solver: Some(solver(i)),
                term_text: some("2026.4—2029.3"),
                rd_total: rd,
                fiscal,
                ratio: some(RATIOS[i]),
                mode: some(if i < 10 { "分期" } else { "一次" }),
                first,
                milestone,
                last,
                remark: some(if i == 2 { "就高核减后" } else { "" }),
            }
        })
        .collect();
    let plan = FundingPlan {
        common: of_batch("资金计划", variant),
        is_draft,
        year_text: some("2026年度"),
        doc_number: some("并财教〔2026〕00号"),
        expenditure_item: None,
        rows,
        goals: (0..3)
            .map(|i| FundingGoal {
                n: number(i),
                project_no: project_no(i),
                goal: some("形成成套工艺并建成示范线"),
                indicator: some(["最小厚度", "氧含量", "单井日产气量"][i]),
                target: some(["≤0.015毫米", "≤5ppm", "≥3000立方米"][i]),
            })
            .collect(),
        count: Some(12),
        first_percent: some("30%"),
        milestone_percent: some("40%"),
        lump_limit: Some(Fen(50_000_000)),
        cap_percent: some("30%"),
        cap_absolute: Some(Fen(2_000_000_000)),
        approval_text: some("市政府2026年3月9日审定"),
        prepared_by: some("钱示例"),
        checked_by: some("赵示例"),
        issued_on: Some(day(2026, 3, 16)),
        finance_office_name: some("太原市财政局"),
        ..FundingPlan::default()
    };
    Form::FundingPlan(plan.added_up().unwrap())
}

pub fn funding_notice(variant: Variant) -> Form {
    Form::FundingNotice(FundingNotice {
        common: of_batch("下达", variant),
        doc_number: some("并财教〔2026〕00号"),
        addressees: some("各有关单位"),
        approval_text: some("市政府2026年3月9日审定"),
        expenditure_item: some("2060404科技条件专项"),
        count: Some(12),
        total_fiscal: Some(Fen(9_862_500_000)),
        total_first: Some(Fen(3_025_250_000)),
        finance_office_name: some("太原市财政局"),
        issued_on: Some(day(2026, 3, 16)),
    })
}

pub fn request() -> Form {
    let attachment = |n: u32, name: &str| RequestAttachment { n, name: name.to_owned() };
    Form::Request(Request {
        common: of_batch("请示/资金计划", Variant::Named),
        doc_number: some("并科请〔2026〕00号"),
        signer_name: some("李示例"),
        addressee: some("市人民政府"),
        subject: some("审定2026年第一批科技项目资金计划"),
        is_list: false,
        is_plan: true,
        is_pay: false,
        steps_recorded: true,
        count: Some(12),
        total: Some(Fen(9_862_500_000)),
        attachments: vec![attachment(1, "科技项目资金计划表（送审稿）"), attachment(2, "公示和异议办理情况")],
        contact_text: some("钱示例，0351-0000000"),
        dated_on: Some(day(2026, 3, 6)),
    })
}

pub fn objection_form(variant: Variant) -> Form {
    let step = |n: u32, when: NaiveDateTime, step: &str, who: &str, what: &str| ObjectionStep {
        n,
        when: Some(when.format("%Y年%-m月%-d日 %-H时%-M分").to_string()),
        step: step.to_owned(),
        who: some(who),
        what: some(what),
    };
    Form::ObjectionForm(ObjectionForm {
        common: of_batch("异议/Y2026-001", variant),
        objection_no: "Y2026-001".to_owned(),
        batch_item: some("2026-01-09　生物基聚酰胺连续聚合"),
        publicity_to: Some(day(2026, 2, 27)),
        received_at: Some(moment(day(2026, 2, 25), 10, 20)),
        received_by: some("钱示例"),
        channel: some("当面递交"),
        is_unit: true,
        objector_unit: some("示例检测中心"),
        objector_name: some("许示例"),
        objector_contact: some("138****0003"),
        id_check_text: some("当面核对姓名，未留存证件号码"),
        objection_text: some("反映揭榜方不具备约定的中试条件。"),
        evidence: vec![
            ObjectionPaper {
                n: 1,
                name: "情况说明".to_owned(),
                form: some("原件"),
                pages: Some(3),
                digest: Some("11aa22bb33cc".to_owned() + &"4".repeat(52)),
            },
            ObjectionPaper {
                n: 2,
                name: "平台使用合同".to_owned(),
                form: some("复印件"),
                pages: Some(12),
                digest: some(""),
            },
        ],
        in_period: some("是"),
        is_accepted: true,
        is_refused: false,
        not_accept_reason: some(""),
        examiners_text: some("赵示例、孙示例"),
        examination_text: some("调取平台使用合同，约请双方到会说明。"),
        finding: some("不成立"),
        finding_reason: some("中试条件由参与单位提供，已有书面承诺。"),
        handling: some("维持"),
        answer_text: some("已书面答复异议人。"),
        answered_on: Some(day(2026, 3, 4)),
        answer_days: Some(15),
        timeline: vec![
            step(1, moment(day(2026, 2, 25), 10, 20), "登记", "钱示例", "收到书面材料15页"),
            step(2, moment(day(2026, 2, 25), 16, 5), "受理", "赵示例", "符合受理条件，予以受理"),
            step(3, moment(day(2026, 3, 4), 9, 0), "答复", "钱示例", "书面答复，当面签收"),
        ],
    })
}

/// An objection that came late and was not taken on.
pub fn late_objection() -> Form {
    let Form::ObjectionForm(form) = objection_form(Variant::Named) else { panic!("an objection") };
    Form::ObjectionForm(ObjectionForm {
        objection_no: "Y2026-002".to_owned(),
        received_at: Some(moment(day(2026, 3, 2), 9, 40)),
        is_unit: false,
        objector_unit: some(""),
        in_period: some("否"),
        is_accepted: false,
        is_refused: true,
        not_accept_reason: some("逾期"),
        evidence: Vec::new(),
        timeline: Vec::new(),
        ..form
    })
}

pub fn objection_reply() -> Form {
    Form::ObjectionReply(ObjectionReply {
        common: of_batch("异议/Y2026-001/答复", Variant::Named),
        objection_no: "Y2026-001".to_owned(),
        objector_name: some("许示例"),
        received_on: Some(day(2026, 2, 25)),
        batch_item: some("2026-01-09　生物基聚酰胺连续聚合"),
        finding: some("不成立"),
        finding_reason: some("中试条件由参与单位提供，已有书面承诺。"),
        handling_text: some("维持公示内容。"),
        supervision_office: some("机关纪委"),
        supervision_phone: some("0351-0000001"),
        answered_on: Some(day(2026, 3, 4)),
    })
}

pub fn formal_check(lacking: bool) -> Form {
    let items = [
        ("揭榜协议已签订并载明合作内容、经费", "四（四）"),
        ("揭榜协议载明人才引育", "四（四）"),
        ("揭榜协议载明知识产权归属", "四（四）"),
        ("方案由出题企业和揭榜方共同编制并盖章", "四（四）"),
        ("考核指标响应榜题", "四（一）"),
        ("研发投入总额与项目总投资分列", "四（六）"),
        ("财政申请额不超过研发投入总额的30%和2000万元", "四（六）"),
        ("青年科技人才比例", "四（四）"),
        ("同一内容是否获得其他政策支持", "六（一）"),
        ("不含国家秘密", ""),
    ];
    Form::FormalCheck(FormalCheck {
        common: of_batch("形式审查/B-2026-001", Variant::Named),
        bid_no: "B-2026-001".to_owned(),
        challenge_no: Some(challenge(0)),
        bid_title: bid(0),
        sponsor: Some(sponsor(0)),
        solver: Some(solver(0)),
        received_on: Some(day(2025, 12, 9)),
        checks: (0..)
            .zip(items)
            .map(|(i, (item, basis))| FormalItem {
                n: number(i),
                item: item.to_owned(),
                basis: some(basis),
                ok: (!lacking || i != 8).then_some(!lacking || i != 2),
                note: some(if lacking && i == 2 { "协议未写明归属" } else { "" }),
            })
            .collect(),
        is_ok: !lacking,
        is_lacking: lacking,
        supplement_text: some(if lacking { "补充协议，写明知识产权归属" } else { "" }),
        supplement_due: lacking.then(|| day(2025, 12, 17)),
        checked_on: Some(day(2025, 12, 12)),
    })
}

pub fn laptop_receipt(variant: Variant) -> Form {
    let device = |n: u32, what: &str, serial: &str| HandedDevice {
        n,
        what: what.to_owned(),
        serial: some(serial),
        out_time: Some(time(8, 15)),
        back_time: Some(time(17, 50)),
        state: Some(true),
        note: some(""),
    };
    let pack = |n: u32, kind: &str, no: &str, minute: u32| ReceivedPack {
        n,
        kind: some(kind),
        pack_no: no.to_owned(),
        digest: Some(format!("4c19ab07{n:04}") + &"8".repeat(52)),
        imported: Some(true),
        when: Some(time(15, minute)),
    };
    let cleared = |n: u32, what: &str| ClearedThing {
        n,
        what: what.to_owned(),
        done: some("已清除"),
        method: some("销毁密钥后删除文件"),
        when: Some(time(17, 52)),
    };
    Form::LaptopReceipt(LaptopReceipt {
        common: common("回执/电脑07", variant),
        receipt_no: some("H2026-01-03-07"),
        holder_name: some(NAMES[2]),
        holder_code: code(2),
        laptop_no: some("电脑07"),
        devices: vec![
            device(1, "笔记本电脑", "电脑07"),
            device(2, "会议专用存储设备", "U-07"),
            device(3, &format!("纸质资料（{}专家）", ROLES[2]), "Z-07"),
        ],
        packs: vec![pack(1, "任务包", "T-03-0001", 2), pack(2, "评分包", "S-03-0002", 12)],
        journal_head_expert: Some("77ab03d95c10".to_owned() + &"9".repeat(52)),
        journal_head_office: Some("5be812f9c3a4".to_owned() + &"2".repeat(52)),
        all_received: true,
        packs_missing: false,
        clearing: vec![
            cleared(1, "会议数据库和任务资料"),
            cleared(2, "密钥材料"),
            cleared(3, "临时文件和导出文件"),
        ],
        kept_text: some("无"),
        problem_text: some("无"),
        manager_name: some("周示例"),
    })
}

/// The forms around a session and a selection, by the names of their prints.
pub fn selection_forms() -> Vec<(&'static str, Form)> {
    vec![
        ("meeting-rules", meeting_rules()),
        ("fee-sheet", Form::FeeSheet(fees(true))),
        ("fee-sheet-masked", Form::FeeSheet(fees(false).masked())),
        ("publicity-notice", publicity_notice(Variant::Named)),
        ("publicity-notice-redacted", publicity_notice(Variant::Redacted)),
        ("winner-announcement", winner_announcement(Variant::Named)),
        ("winner-announcement-redacted", winner_announcement(Variant::Redacted)),
        ("funding-plan", funding_plan(false, Variant::Named)),
        ("funding-plan-draft", funding_plan(true, Variant::Named)),
        ("funding-plan-redacted", funding_plan(false, Variant::Redacted)),
        ("funding-notice", funding_notice(Variant::Named)),
        ("funding-notice-redacted", funding_notice(Variant::Redacted)),
        ("request", request()),
        ("objection-form", objection_form(Variant::Named)),
        ("objection-form-blind", objection_form(Variant::Blind)),
        ("objection-form-redacted", objection_form(Variant::Redacted)),
        ("objection-form-late", late_objection()),
        ("objection-reply", objection_reply()),
        ("formal-check", formal_check(false)),
        ("formal-check-lacking", formal_check(true)),
        ("laptop-receipt", laptop_receipt(Variant::Named)),
        ("laptop-receipt-blind", laptop_receipt(Variant::Blind)),
    ]
}
