//! The smaller forms.

use documents::model::*;
use documents::{Form, Variant};
use domain::Fen;

use super::*;

const WAN: i64 = 1_000_000;

/// Minutes of which nothing is known but the session's number: every fact is a blank.
pub fn empty_minutes() -> Form {
    let common = Common {
        session_no: "论证2026-01-03".to_owned(),
        doc_no: "论证2026-01-03/纪要".to_owned(),
        policy_version: "2023-07/1".to_owned(),
        as_of: at(17, 55),
        ..Common::default()
    };
    let bids = vec![BidMinutes {
        no_zh: "一".to_owned(),
        item_no: number(0),
        challenge_no: challenge(0),
        bid_title: bid(0),
        ..BidMinutes::default()
    }];
    Form::MinutesBid(MinutesBid { common, bids, ..MinutesBid::default() })
}

pub fn recusal_record(variant: Variant) -> Form {
    let row = |n: u32, expert: usize, ground: &str, decision: &str| RecusalRow {
        n,
        expert_name: NAMES[expert].to_owned(),
        expert_code: code(expert),
        role: some(ROLES[expert]),
        item_no: number(4),
        item_title: Some(bid(4)),
        party: some("示例大学（揭榜方）"),
        ground: some(ground),
        evidence: some("2024年共有发明专利1件"),
        raised_by: some("本人申明"),
        decision: some(decision),
    };
    Form::RecusalRecord(RecusalRecord {
        common: common("回避", variant),
        years: Some(3),
        unscored: false,
        rows: vec![row(1, 3, "丙", "回避"), row(2, 4, "庚", "不回避")],
        none_confirmed: false,
        asked_by: some("赵示例"),
        asked_at: Some(at(8, 40)),
        alias_version: some("单位名称库 2026-01/2"),
        all_names: [0, 1, 2, 5, 6].iter().map(|i| ConfirmedExpert { name: NAMES[*i].to_owned() }).collect(),
    })
}

pub fn expert_score_sheet(variant: Variant) -> Form {
    let rows = [
        ("榜题需求响应度", "指标覆盖、量化程度、检测方法", "20.00", "优", "17.5", ""),
        ("技术路线可行性", "原理依据、工艺步骤、替代方案", "25.00", "良", "21.5", "替代工艺论证略显不足"),
        ("团队和合作基础", "人员结构、前期成果、分工", "15.00", "良", "13", ""),
        ("经费预算合理性", "相关、相符、合理", "15.00", "不评", "", ""),
        ("风险和应对", "识别、预案、保险", "10.00", "良", "8.5", ""),
        ("成果转化和效益", "市场、应用场景、税收", "15.00", "良", "12.5", "应用单位已落实"),
    ];
    let criteria = rows
        .iter()
        .zip(1..)
        .map(|((criterion, points, max, band, score, remark), n)| CriterionScore {
            n: n.to_string(),
            criterion: (*criterion).to_owned(),
            points_text: some(points),
            max: some(max),
            band: some(band),
            score: (!score.is_empty()).then(|| (*score).to_owned()),
            remark: some(remark),
        })
        .collect();
    Form::ExpertScoreSheet(ExpertScoreSheet {
        of_demand: false,
        of_project: false,
        unscored: false,
        common: common("评分表/专家02/BT2026-001", variant),
        expert_name: some(NAMES[1]),
        expert_code: Some(code(1)),
        expert_role: some("技术"),
        item_no: number(0),
        item_title: bid(0),
        sponsor: Some(sponsor(0)),
        solver: Some(solver(0)),
        chief_engineer: some("冯示例"),
        sheet_name: some("揭榜方案评分表"),
        sheet_version: some("bid-default/1"),
        step: some("0.5"),
        criteria,
        gates: vec![VetoCheck {
            n: 1,
            question: "是否发现材料弄虚作假".to_owned(),
            veto_on: "是".to_owned(),
            yes_box: Some(false),
            no_box: Some(true),
            remark: some(""),
        }],
        own_max: some("85.00"),
        total: some("73.00"),
        has_total: true,
        conclusion_vote: some("修改后同意"),
        merits: some("前期基础扎实，指标可检验。"),
        problems: some("中试数据样本偏少。"),
        advice: None,
        deviation_asked: false,
        deviation_text: None,
        locked_at: Some(at(15, 10)),
        sheet_digest: Some("4c19ab078e52".to_owned() + &"3".repeat(52)),
        revision: Some(2),
        from_paper: false,
        paper_code: None,
        first_typist: None,
        second_typist: None,
        paper_text: None,
        superseded: vec![SupersededSheet {
            expert_name: NAMES[4].to_owned(),
            expert_code: code(4),
            item_no: number(3),
            when: at(15, 10),
            old_no: 1,
            old_total: "62.00分".to_owned(),
            new_no: 2,
            new_total: "73.00分".to_owned(),
            reason: some("经费一项看错一行"),
            returned: true,
            return_reason: some("经费一项录入有误"),
            approved_by: some(NAMES[0]),
            assent_blind: some("专家组组长"),
        }],
    })
}

/// The same sheet, typed from paper with one difference.
pub fn typed_score_sheet() -> Form {
    let Form::ExpertScoreSheet(sheet) = expert_score_sheet(Variant::Named) else { panic!("a sheet") };
    Form::ExpertScoreSheet(ExpertScoreSheet {
        from_paper: true,
        paper_code: some("7KQ2M-XB9HT"),
        first_typist: some("钱示例"),
        second_typist: some("周示例"),
        paper_text: some("技术路线可行性，录入甲“21.5”，录入乙“21”，对照原件认定为“21.5”（认定人：赵示例）"),
        revision: None,
        superseded: Vec::new(),
        ..sheet
    })
}

pub fn budget_review(variant: Variant) -> Form {
    let line = |subject: &str, asked: [i64; 3], recommended: [i64; 3], reason: &str| {
        let wan = |n: i64| Some(Fen(n * WAN));
        BudgetLine {
            subject: subject.to_owned(),
            req_total: wan(asked[0]),
            req_fiscal: wan(asked[1]),
            req_self: wan(asked[2]),
            rec_total: wan(recommended[0]),
            rec_fiscal: wan(recommended[1]),
            rec_self: wan(recommended[2]),
            cut_total: wan(asked[0] - recommended[0]),
            cut_fiscal: wan(asked[1] - recommended[1]),
            cut_self: wan(asked[2] - recommended[2]),
            rel: Some(true),
            conf: Some(true),
            reas: Some(reason.is_empty()),
            reason: some(reason),
        }
    };
    Form::BudgetReview(BudgetReview {
        common: common("预算/2026-01-01", variant),
        bid_no: some("FA2026-001"),
        challenge_no: challenge(0),
        bid_title: bid(0),
        sponsor: Some(sponsor(0)),
        solver: Some(solver(0)),
        total_investment: Some(Fen(12_000 * WAN)),
        lines: vec![
            line("设备费", [2000, 500, 1500], [1970, 470, 1500], "一台检测设备可共用"),
            line("业务费", [1700, 500, 1200], [1700, 500, 1200], ""),
            line("劳务费", [800, 300, 500], [800, 300, 500], ""),
            line("间接费用", [500, 200, 300], [500, 200, 300], ""),
            line("合计", [5000, 1500, 3500], [4970, 1470, 3500], ""),
        ],
        rd_requested: Some(Fen(5000 * WAN)),
        rd_recommended: Some(Fen(4970 * WAN)),
        cap_percent: some("30%"),
        cap_by_ratio: Some(Fen(1491 * WAN)),
        cap_absolute: Some(Fen(2000 * WAN)),
        cap_final: Some(Fen(1491 * WAN)),
        cap_ok: some("符合"),
        fiscal_asked: Some(Fen(1500 * WAN)),
        panel_fiscal: Some(Fen(1470 * WAN)),
        basis_text: some("业务费、劳务费、间接费用取专家所提数额的中位数，设备费由专家组另行议定"),
        fiscal_recommended: Some(Fen(1470 * WAN)),
        fiscal_ratio: some("29.58%"),
        indirect_base: Some(Fen(2500 * WAN)),
        indirect_cap: Some(Fen(575 * WAN)),
        indirect_recommended: Some(Fen(500 * WAN)),
        indirect_ok: some("符合"),
        one_case_no: some(""),
        is_lump_sum: false,
        lump_limit: Some(Fen(50 * WAN)),
        overall: some("基本合理"),
        overall_note: some("预算总体与任务匹配，建议核减共用检测设备购置费。"),
        finance_expert: some(NAMES[5]),
        finance_code: Some(code(5)),
        chair_name: some(NAMES[0]),
        chair_code: Some(code(0)),
        ..BudgetReview::default()
    })
}

/// Lines that ask for more fiscal money than the cap gives, and nobody cut the difference.
pub fn budget_beyond() -> Form {
    let Form::BudgetReview(review) = budget_review(Variant::Named) else { panic!() };
    Form::BudgetReview(BudgetReview {
        panel_fiscal: Some(Fen(1500 * WAN)),
        is_beyond: true,
        beyond: Some(Fen(9 * WAN)),
        basis_text: some("均取专家所提数额的中位数"),
        fiscal_recommended: Some(Fen(1491 * WAN)),
        fiscal_ratio: some("30.00%"),
        ..review
    })
}

/// A bid that is not agreed to: its budget was reviewed, no money is proposed.
pub fn budget_without_funds() -> Form {
    let Form::BudgetReview(review) = budget_review(Variant::Named) else { panic!() };
    Form::BudgetReview(BudgetReview {
        is_without_funds: true,
        without_funds_text: some("结论为不同意"),
        ..review
    })
}

/// An opinion on the same bid, otherwise concluded.
pub fn other_opinion(of: &str) -> Form {
    let Form::PanelOpinionBid(opinion) = panel_opinion_bid(Variant::Named) else { panic!() };
    let opinion = PanelOpinionBid { is_revise: false, revise_items: Vec::new(), ..opinion };
    Form::PanelOpinionBid(match of {
        "vetoed" => PanelOpinionBid {
            is_reject: true,
            veto_text: some("“揭榜协议是否齐备”：1名专家答“否”，专家组集体认定：成立，依据：协议缺一方签章"),
            veto_effect: some("由专家组集体确认后，结论为不同意，移交核查"),
            reason_text: some("揭榜协议不齐备，专家组集体认定成立"),
            reason_label: "理由".to_owned(),
            closing: some("专家组认为该方案尚不具备实施条件"),
            vote_note: "表决前重读了协议".to_owned(),
            vote_text: some("7人参加，7票赞成不同意"),
            ..opinion
        },
        "unfunded" => PanelOpinionBid {
            is_agree_apart: true,
            standing_text: some("立项但不资助"),
            is_unfunded: true,
            reason_text: some("评定档次为不资助"),
            reason_label: "列为立项但不资助的理由".to_owned(),
            closing: None,
            ..opinion
        },
        _ => PanelOpinionBid { is_agree: true, is_beyond: true, beyond: Some(Fen(9 * WAN)), ..opinion },
    })
}

pub fn panel_opinion_bid(variant: Variant) -> Form {
    Form::PanelOpinionBid(PanelOpinionBid {
        common: common("意见/2026-01-01", variant),
        bid_no: some("FA2026-001"),
        challenge_no: challenge(0),
        bid_title: bid(0),
        field_name: some("特种金属材料"),
        sponsor: Some(sponsor(0)),
        solver: Some(solver(0)),
        participants_text: some("示例研究院"),
        chief_engineer: some("冯示例"),
        term_text: some("2026年4月1日至2029年3月31日"),
        rd_total: Some(Fen(5000 * WAN)),
        fiscal_requested: Some(Fen(1500 * WAN)),
        fiscal_recommended: Some(Fen(1470 * WAN)),
        fiscal_ratio: some("29.58%"),
        rd_recommended: Some(Fen(4970 * WAN)),
        one_case_no: some(""),
        data_ok: Some(true),
        data_missing: some(""),
        indicators_ok: some("完全响应"),
        indicators_note: some("指标量化，检测方法明确；表面粗糙度考核值与榜题一致。"),
        adjusted_text: some("经双方协商，将中试批次由10批调整为8批，不影响核心指标"),
        route_ok: some("可行"),
        route_note: some("以前期小试为基础，关键工序有替代方案。"),
        race_text: some(""),
        team_ok: some("满足要求"),
        team_note: some("产学研分工清楚，中试条件已落实。"),
        young_ratio: some("56.25%"),
        budget_ok: some("基本合理"),
        budget_note: some("建议核减设备费30.00万元，理由见预算评审意见表。"),
        risk_level: some("中"),
        risk_note: some("关键辊系供货周期较长，应准备第二供应来源。"),
        is_revise: true,
        budget_condition: some(""),
        revise_items: vec![
            ReviseItem { n: 1, text: "补充中试阶段指标的检测条件；".to_owned() },
            ReviseItem { n: 2, text: "补充第二供应来源的证明材料。".to_owned() },
        ],
        revise_days: Some(5),
        score: some("85.95"),
        rank: some("1"),
        vote_text: some("7人参加，7票赞成修改后同意"),
        closing: some("专家组认为该方案总体可行，须按要求修改"),
        recused_text: some(""),
        talked: true,
        veto_text: Some(format!(
            "“揭榜协议是否齐备”：{}（依据：协议缺一方签章）答“否”，专家组集体认定：不成立，依据：会上补验原件",
            NAMES[3]
        )),
        veto_blind: some("“揭榜协议是否齐备”：1名专家答“否”，专家组集体认定：不成立"),
        dissent_text: some(""),
        chair_name: some(NAMES[0]),
        chair_code: Some(code(0)),
        members: (0..7)
            .map(|i| OpinionMember {
                n: u32::try_from(i + 1).unwrap(),
                name: NAMES[i].to_owned(),
                code: code(i),
                role: some(ROLES[i]),
            })
            .collect(),
        ..PanelOpinionBid::default()
    })
}

pub fn sign_in_sheet() -> Form {
    Form::SignInSheet(SignInSheet {
        common: common("签到", Variant::Named),
        experts: (0..7)
            .map(|i| SignInExpert {
                n: u32::try_from(i + 1).unwrap(),
                name: NAMES[i].to_owned(),
                substitute: i == 2,
                role: some(ROLES[i]),
                unit: some(UNITS[i]),
                post: some(TITLES[i]),
                specialty: some("材料加工"),
                phone: some("13800000000"),
                by_key: (i == 4).then(|| "口令签到 8:52".to_owned()),
            })
            .collect(),
        staff: [("赵示例", "主持"), ("钱示例", "记录"), ("孙示例", "监督")]
            .iter()
            .zip(1..)
            .map(|((name, duty), n)| SignInStaff {
                n,
                name: (*name).to_owned(),
                duty: some(duty),
                unit: some("市科技局"),
                phone: some("0351-0000000"),
            })
            .collect(),
        spare: vec![1, 2, 3],
        checked_by: some("钱示例"),
    })
}

pub fn expert_pledge() -> Form {
    Form::ExpertPledge(ExpertPledge {
        common: common("承诺书/专家02", Variant::Named),
        supervision_office: some("机关纪委"),
        supervision_phone: some("0351-0000000"),
        has_conflict: false,
        no_conflict_declared: true,
        conflict_text: None,
        expert_name: some(NAMES[1]),
        expert_unit: some(UNITS[1]),
        expert_role: some("技术"),
        consent_yes: None,
        consent_no: None,
        signed_on: None,
    })
}

pub fn recovery_sheet() -> Form {
    Form::RecoverySheet(RecoverySheet {
        common: Common {
            doc_no: "恢复码单/ab01cd23".to_owned(),
            session_no: "2026年第一批".to_owned(),
            as_of: at(9, 5),
            ..Common::default()
        },
        vault_name: "2026年第一批".to_owned(),
        vault_id: "ab01cd23".to_owned(),
        owner: "钱示例".to_owned(),
        made_at: at(9, 5),
        first: "7K3M　9QXA　0D2E　5TVB".to_owned(),
        second: "H8NR　4WZC　1GJY".to_owned(),
    })
}

/// The first member's card, before or after the laptop was enrolled.
pub fn meeting_card(enrolled: bool, variant: Variant) -> Form {
    let laptop = |text: &str| enrolled.then(|| text.to_owned());
    Form::MeetingCard(documents::model::MeetingCard {
        common: common("会议卡/专家01", variant),
        secretariat_name: "太原市科学技术局".to_owned(),
        secretariat_fp: "4820 1736 9954 0281 6673 1150".to_owned(),
        secretariat_qr: format!("LZCARD:{}", "0A1B2C3D".repeat(41)),
        holder_name: some(NAMES[0]),
        holder_code: "专家01".to_owned(),
        holder_role: some(ROLES[0]),
        laptop_no: None,
        has_laptop_fp: enrolled,
        laptop_fp: laptop("0093 5521 8847 6610 2294 7738"),
        enrolled_at: enrolled.then(|| at(8, 10)),
        compared_by: laptop("钱示例"),
        media: vec![1, 2, 3],
        help_phone: None,
        supervision_phone: None,
    })
}

fn groups(first: &str) -> String {
    std::iter::once(first).chain(["0d4e"; 15]).collect::<Vec<_>>().join(" ")
}

/// A draw, or one that was set aside.
pub fn draw_record(drawn: bool) -> Form {
    let row = |n: u32, result: &str| DrawRow {
        n,
        no: format!("ZJ{:03}", 40 - n),
        name: NAMES[n as usize % NAMES.len()].to_owned(),
        kind: "技术".to_owned(),
        specialty: some("机械工程"),
        unit: "示例工业大学机械与运载工程学院".to_owned(),
        key: Some(if drawn { groups(&format!("{n:04}")) } else { String::new() }),
        result: some(if drawn { result } else { "" }),
    };
    let quota = |n: u32, kind: &str, count: u32, alternates: u32, fit: u32| DrawQuotaRow {
        n,
        kind: kind.to_owned(),
        count,
        alternates,
        fit,
    };
    Form::DrawRecord(DrawRecord {
        common: common("抽取/1", Variant::Named),
        number: if drawn { 2 } else { 1 },
        reason: some(if drawn { "第1次抽取漏写了财务专家" } else { "" }),
        prepared_at: Some(at(8, 2)),
        prepared_by: some("钱示例"),
        quotas: vec![quota(1, "技术（机械、材料）", 1, 1, 3), quota(2, "管理", 1, 0, 1)],
        limits_text: some("与评审项目有回避情形的、本年度已参加满3次的"),
        eligible_count: 4,
        left_out_count: 1,
        left_out: vec![DrawLeftOutRow {
            no: "ZJ007".to_owned(),
            name: NAMES[6].to_owned(),
            kind: "技术".to_owned(),
            unit: "示例工业大学".to_owned(),
            reasons: "本年度已参加3次，上限3次；与评审项目有回避情形（JB-003：专家单位“示例工业大学”与揭榜方“示例工业大学机械学院”名称有从属关系）".to_owned(),
        }],
        pool_digest: groups("5be8"),
        commitment: groups("c7a1"),
        drawn,
        drawn_at: drawn.then(|| at(8, 6)),
        words: drawn.then(|| "831702".to_owned()),
        day_text: some("2026年7月8日"),
        said_by: drawn.then(|| "孙示例".to_owned()),
        witnesses: None,
        seed: drawn.then(|| groups("0707")),
        set_aside: !drawn,
        aside_at: (!drawn).then(|| at(8, 4)),
        aside_reason: (!drawn).then(|| "漏写了财务专家".to_owned()),
        rows: vec![row(1, "抽中"), row(2, ""), row(3, "候补1"), row(4, "抽中")],
        calls: if drawn {
            vec![DrawCallRow {
                when: at(8, 30),
                replaced: NAMES[1].to_owned(),
                alternate: NAMES[3].to_owned(),
                cause: "不能到会".to_owned(),
                reason: "因公出差，会前告知".to_owned(),
            }]
        } else {
            Vec::new()
        },
    })
}

/// The sheet of the third member on paper; of a finance expert where `finance`.
pub fn paper_score_sheet(finance: bool, variant: Variant) -> Form {
    let expert = if finance { 3 } else { 2 };
    let criterion = |n: u32, name: &str, max: &str, bands: &str| BlankCriterion {
        n: n.to_string(),
        criterion: name.to_owned(),
        max: max.to_owned(),
        bands_text: bands.to_owned(),
    };
    let all = [
        ("需求契合与指标", "20", "优18—20／良15—17.5／一般12—14.5／差0—11.5"),
        ("技术路线可行性", "25", "优22.5—25／良19—22／一般15—18.5／差0—14.5"),
        ("创新性", "15", "优13.5—15／良11.5—13／一般9—11／差0—8.5"),
        ("团队与合作", "15", "优13.5—15／良11.5—13／一般9—11／差0—8.5"),
        ("预期效益", "10", "优9—10／良7.5—8.5／一般6—7／差0—5.5"),
        ("经费预算合理性", "15", "优13.5—15／良11.5—13／一般9—11／差0—8.5"),
    ];
    let own = all.iter().skip(if finance { 5 } else { 0 });
    let line = |subject: &str, fiscal: i64, own: i64| BlankLine {
        subject: subject.to_owned(),
        req_fiscal: Fen(fiscal * WAN),
        req_self: Fen(own * WAN),
    };
    Form::PaperScoreSheet(PaperScoreSheet {
        common: common("纸质评分表/专家03/BT2026-001", variant),
        sheet_code: "7KQ2M-XB9HT".to_owned(),
        sheet_qr: "7KQ2MXB9HT".to_owned(),
        expert_name: some(NAMES[expert]),
        expert_code: code(expert),
        expert_role: some(ROLES[expert]),
        item_no: number(0),
        item_title: bid(0),
        sponsor: Some(sponsor(0)),
        of_demand: false,
        of_project: false,
        solver: Some(solver(0)),
        sheet_name: some("揭榜方案评分表"),
        sheet_version: some("bid-default/1"),
        step: some("0.5"),
        criteria: own.zip(1..).map(|((name, max, bands), n)| criterion(n, name, max, bands)).collect(),
        scored_parts: false,
        gates: vec![BlankGate {
            n: 1,
            question: "是否发现材料弄虚作假".to_owned(),
            veto_on: "是".to_owned(),
        }],
        lines: vec![
            line("设备费", 300, 420),
            line("业务费", 260, 310),
            line("劳务费", 90, 120),
            line("间接费用", 50, 0),
        ],
        own_max: some(if finance { "15" } else { "100" }),
        has_total: !finance,
        votes_text: some("1 同意　　2 修改后同意　　3 不同意"),
    })
}

/// The parts of the default bid sheet, in the order of its criteria.
const PARTS: [&[(&str, &str)]; 6] = [
    &[("对榜题需求的响应", "10"), ("考核指标的完整和可测", "10")],
    &[("原理和工艺依据", "10"), ("步骤和进度安排", "8"), ("难点识别和替代方案", "7")],
    &[("技术创新程度", "9"), ("自主知识产权前景", "6")],
    &[("技术总师和团队能力", "6"), ("平台和实施条件", "5"), ("双方分工与协议约定", "4")],
    &[("转化应用前景", "6"), ("经济社会效益测算", "4")],
    &[("与任务相关", "5"), ("测算依据和标准", "6"), ("资金来源和合规", "4")],
];

/// The sheet on paper where the parts of criteria are scored.
fn paper_sheet_of_parts() -> Form {
    let Form::PaperScoreSheet(mut sheet) = paper_score_sheet(false, Variant::Named) else {
        panic!("a sheet")
    };
    let with_parts = |(whole, parts): (BlankCriterion, &[(&str, &str)])| -> Vec<BlankCriterion> {
        let n = whole.n.clone();
        let sum = format!("各分项之和：{}", whole.bands_text);
        let own = parts.iter().zip(1..).map(move |((name, max), at)| BlankCriterion {
            n: format!("{n}.{at}"),
            criterion: (*name).to_owned(),
            max: (*max).to_owned(),
            bands_text: if at == 3 { "有无替代方案，是否写明".to_owned() } else { String::new() },
        });
        std::iter::once(BlankCriterion { bands_text: sum, ..whole }).chain(own).collect()
    };
    sheet.criteria = sheet.criteria.into_iter().zip(PARTS).flat_map(with_parts).collect();
    sheet.scored_parts = true;
    Form::PaperScoreSheet(sheet)
}

/// A signed sheet where the parts of criteria are scored.
fn expert_sheet_of_parts() -> Form {
    let Form::ExpertScoreSheet(mut sheet) = expert_score_sheet(Variant::Named) else { panic!("a sheet") };
    let marks: [&[&str]; 6] =
        [&["9.00", "8.50"], &["9.00", "6.50", "6.00"], &["7.50", "5.50"], &[], &[], &[]];
    let with_parts = |(at, whole): (usize, CriterionScore)| -> Vec<CriterionScore> {
        let n = whole.n.clone();
        let own =
            marks[at].iter().zip(PARTS[at]).zip(1..).map(move |((mark, (name, max)), part)| CriterionScore {
                n: format!("{n}.{part}"),
                criterion: (*name).to_owned(),
                points_text: some(if part == 3 { "有无替代方案，是否写明" } else { "" }),
                max: Some(format!("{max}.00")),
                band: some(""),
                score: some(mark),
                remark: some(""),
            });
        let text = if marks[at].is_empty() { whole.points_text.clone() } else { some("各分项之和") };
        std::iter::once(CriterionScore { points_text: text, ..whole }).chain(own).collect()
    };
    sheet.criteria = sheet.criteria.into_iter().enumerate().flat_map(with_parts).collect();
    Form::ExpertScoreSheet(sheet)
}

/// Both sheets where the parts of criteria are scored, by the names of their prints.
pub fn of_parts() -> [(&'static str, Form); 2] {
    [
        ("paper-score-sheet-parts", paper_sheet_of_parts()),
        ("expert-score-sheet-parts", expert_sheet_of_parts()),
    ]
}
