//! The three documents of the meeting as a whole.

use documents::model::*;
use documents::{Form, Variant};
use domain::Fen;

use super::*;

const WAN: i64 = 1_000_000;

fn score(index: usize) -> String {
    let hundredths = 8595 - 137 * index;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn conclusion(index: usize) -> String {
    ["修改后同意", "同意", "同意"][index % 3].to_owned()
}

/// Gates of which one was left out and one nobody recorded.
fn steps() -> Vec<GateStep> {
    let step = |name: &str, when: &str, detail: String, blind: String| GateStep {
        name: name.to_owned(),
        when: some(when),
        detail: Some(detail),
        detail_blind: Some(blind),
        ..GateStep::default()
    };
    let late = |who: &str| format!("到会专家6名，其中手签6名；{who}于9时40分到会");
    vec![
        step("签到", "2026年1月20日8时52分", late(NAMES[6]), late(&code(6))),
        GateStep {
            name: "纪律与承诺".to_owned(),
            left_out: true,
            reason: Some(format!("会前一日已由{}宣读", NAMES[3])),
            ..GateStep::default()
        },
        step("推举组长", "9时45分（补记）", format!("组长{}", NAMES[0]), format!("组长{}", code(0))),
        GateStep { unrecorded: true, ..step("汇报与质询", "11时20分", String::new(), String::new()) },
        step("末位专家锁定", "14时59分", String::new(), String::new()),
        step("秘书锁定、汇总", "15时01分", String::new(), String::new()),
        GateStep { name: "合议复议".to_owned(), ..GateStep::default() },
    ]
}

const DRAWN: &str = "其中指定产生3名，自专家库随机抽取产生4名。第1次抽取于2026年1月16日15时02分准备，备选23名、排除5名，公布承诺值5be8 6a01 77c2 0d4e 9b13 e0f5 2a68 41d7 c39a 8e25 f016 b74c 02d9 6ea3 95fb 1c80，其后";
const SAID: &str = "报出“831702”，据此于2026年1月16日15时06分抽取4名、候补3名";

pub fn minutes_bid(bids: usize, variant: Variant) -> Form {
    let experts = (0..7).map(member).collect();
    Form::MinutesBid(MinutesBid {
        common: common("纪要", variant),
        organizer: some("市科技局高新技术科"),
        host_name: some("赵示例（高新技术科科长）"),
        recorder_name: some("钱示例"),
        supervisor_name: some("孙示例（机关纪委）"),
        attendees_text: some("李示例（市财政局）、周示例（规划科）"),
        meeting_form: some("一人一机"),
        challenge_count: Some(13),
        bid_count: u32::try_from(bids).ok(),
        expert_count: Some(7),
        technical_count: Some(4),
        management_count: Some(2),
        finance_count: Some(1),
        chair_name: some(NAMES[0]),
        chair_code: Some(code(0)),
        chair_way: some(&format!("{}提名、专家组推举（5人同意）", NAMES[1])),
        chair_way_blind: some("专家组推举（5人同意）"),
        draw_seed_text: some(&format!(
            "{DRAWN}由孙示例{SAID}；周示例不能到会（因公出差），由候补{}替换",
            NAMES[2]
        )),
        draw_seed_blind: some(&format!("{DRAWN}当场{SAID}；1名专家不能到会，由候补（{}）替换", code(2))),
        experts,
        discipline_read: true,
        discipline_by: some("孙示例"),
        pledges_signed: true,
        recusals_declared: true,
        agenda_text: some("汇报、质询（记录了15项中14项）、独立打分、锁定、汇总和合议"),
        order_text: some(&format!("以现场报出的数字831702抽签确定（见证人：{}）", NAMES[2])),
        order_blind: some("以现场报出的数字831702抽签确定"),
        scored_independently: true,
        paper_experts: some(""),
        paper_codes: some(""),
        shared_experts: some(""),
        shared_codes: some(""),
        steps: steps(),
        gone_back: vec![BackNote {
            when: at(9, 40),
            gate: "推举组长".to_owned(),
            reason: Some(format!("{}迟到，未参加推举", NAMES[6])),
            approved_by: some(NAMES[0]),
            assent_blind: some("专家组组长"),
        }],
        refusals: vec![SigningRefusal {
            expert_name: NAMES[5].to_owned(),
            expert_code: code(5),
            reason: Some(format!("{}认为第七项的结论未经表决", NAMES[5])),
        }],
        sheet_name: some("揭榜方案评分表"),
        sheet_version: some("bid-default/1"),
        frozen_at: Some(at(8, 50)),
        frozen_before_scores: false,
        uses_trimmed: true,
        raters_text: some("技术、管理、法律专家对全部指标评分，财务专家只对经费预算合理性评分"),
        by_criterion: true,
        trim_min: Some(5),
        outlier_percent: some("30%"),
        tie_rule_text: some("依次比较技术路线可行性、经费预算合理性得分，仍相同的由专家组表决或者抽签决定并说明理由"),
        cutoff_text: some(
            "结论为同意或者修改后同意的，80分及以上优先资助，70分及以上不足80分可资助，不足70分不资助（可列为备选或者立项但不资助）；结论为不同意的不定档",
        ),
        recusals: vec![RecusalNote {
            expert_name: NAMES[3].to_owned(),
            expert_code: code(3),
            item_no: number(4),
            ground: some("近三年与揭榜方人员共有专利"),
            decision: some("回避，不参加该项讨论和评分"),
        }],
        recused_left_room: true,
        bids: (0..bids).map(bid_minutes).collect(),
        ranking: (0..bids).map(ranking_row).collect(),
        outliers: vec![Outlier {
            expert_name: NAMES[4].to_owned(),
            expert_code: code(4),
            challenge_no: number(3),
            criterion: None,
            deviation: "34.20%".to_owned(),
            outcome: some("修改评分"),
            reason: some("认为关键设备国产化条件尚不具备"),
            change_text: some("由62.00分改为70.00分"),
        }],
        vetoes: vec![VetoNote {
            item_no: number(3),
            question: "是否发现材料弄虚作假".to_owned(),
            answer: "是".to_owned(),
            who: format!("{}（依据：检测报告编号查无此件）", NAMES[2]),
            who_blind: "1名专家".to_owned(),
            panel_word: "不成立，依据：检测机构书面说明系编号笔误，无记名表决，赞成1票、反对6票、弃权0票，以到会的过半数为通过，未通过".to_owned(),
            panel_word_blind: "不成立，无记名表决，赞成1票、反对6票、弃权0票，以到会的过半数为通过，未通过".to_owned(),
            effect: String::new(),
            conclusion: "修改后同意".to_owned(),
            reason_label: "理由".to_owned(),
            panel_text: some("经向检测机构核实，系编号笔误"),
        }],
        abstentions: vec![AbstentionNote {
            expert_name: NAMES[1].to_owned(),
            expert_code: code(1),
            item_no: number(2),
            reason: "检测报告缺页，无法判断".to_owned(),
        }],
        superseded: vec![SupersededSheet {
            expert_name: NAMES[4].to_owned(),
            expert_code: code(4),
            item_no: number(3),
            when: at(16, 20),
            old_no: 1,
            old_total: "62.00分".to_owned(),
            new_no: 2,
            new_total: "70.00分".to_owned(),
            reason: some("漏看中试数据"),
            returned: true,
            return_reason: some("经费一项录入有误"),
            approved_by: some(NAMES[0]),
            assent_blind: some("专家组组长"),
        }],
        tie_steps_text: some("BT2026-003与BT2026-004得分相同，依技术路线可行性得分确定先后"),
        ties: vec![TieNote {
            items_text: "BT2026-006与BT2026-009".to_owned(),
            step: some("记名表决（BT2026-006得5票、BT2026-009得2票，弃权0票，得票多者在前）"),
            step_blind: some("记名表决（BT2026-006得5票、BT2026-009得2票，弃权0票，得票多者在前）"),
            named_text: format!("BT2026-006：{}；BT2026-009：{}、{}", NAMES[..5].join("、"), NAMES[5], NAMES[6]),
            named_blind: "BT2026-006：专家01、专家02、专家03、专家04、专家05；BT2026-009：专家06、专家07"
                .to_owned(),
            held_by: some("孙示例"),
            counted_by: some("钱示例"),
            left_text: None,
            reason: some("前者应用单位已落实中试场地"),
            witnesses: some("孙示例、钱示例"),
        }],
        reopenings: vec![Reopening {
            when: at(16, 5),
            reason: "一份纸质评分录入有误".to_owned(),
            approved_by: some(NAMES[0]),
            assent_blind: some("专家组组长"),
        }],
        amended_scoring: true,
        amendments: amendments(),
        incidents_no: some("四"),
        incidents: incidents(),
        has_proceedings: true,
        revoked_laptops: vec![RevokedLaptop {
            expert_name: NAMES[1].to_owned(),
            expert_code: code(1),
            when: at(10, 12),
            by: "赵示例".to_owned(),
            reason: Some(format!("{}的电脑途中遗失", NAMES[1])),
        }],
        withdrawn_packs: vec![WithdrawnPack {
            expert_name: NAMES[2].to_owned(),
            expert_code: code(2),
            when: at(11, 20),
            by: "钱示例".to_owned(),
            sequence: 1,
            digest: "0123456789ab".to_owned(),
            reason: some("专家说明交错了U盘"),
            again: true,
        }],
        forks: forks(),
        restores: vec![RestoreNote {
            when: at(15, 40),
            by: "钱示例".to_owned(),
            back_to: Some(at(14, 30)),
            reason: Some(format!("误删了{}登记的结论", NAMES[0])),
            acts_text: "锁定汇总、登记专家组结论".to_owned(),
            entries: 9,
            approved_by: some(NAMES[0]),
            assent_blind: some("专家组组长"),
            stays: true,
            unread: false,
        }],
        dissents: vec![Dissent {
            expert_name: NAMES[2].to_owned(),
            expert_code: code(2),
            challenge_no: number(7),
            when: Some(at(16, 20)),
            late: false,
            text: "认为知识产权归属约定不够明确，建议补充协议后再定。".to_owned(),
        }],
        envelopes: envelopes(),
        proposal_text: "按盘子建议列入12项，合计9862.50万元，余137.50万元".to_owned(),
        departures: vec![DepartureNote {
            item_no: number(4),
            proposed: "备选".to_owned(),
            why: "列入后超出资金总额10000.00万元，超出62.50万元".to_owned(),
            standing: "建议立项".to_owned(),
            reason: some("属链上急需，同领域无其他方案"),
        }],
        parallel_text: some(
            "揭榜方案论证会（第二会场）（会议编号论证2026-01-04）评审5项，结果取自其归档（摘要a7a7a7a7a7a7）",
        ),
        votes: vec![VoteNote {
            matter: format!("{}号结论为“同意”", number(4)),
            text: "记名表决，赞成2票、反对1票、弃权0票，以到会的过半数为通过，通过".to_owned(),
            named_text: format!("赞成：{}、{}；反对：{}", NAMES[0], NAMES[1], NAMES[2]),
            named_blind: format!("赞成：{}、{}；反对：{}", code(0), code(1), code(2)),
            counted_by: "孙示例".to_owned(),
        }],
        remarks: vec![RemarksNote {
            supervisor: "孙示例".to_owned(),
            when: at(16, 30),
            text: "评审过程按规则进行，未发现违反纪律的情形。".to_owned(),
            late: false,
        }],
        agree_count: Some(9),
        revise_count: Some(5),
        reject_count: Some(1),
        recommended_count: Some(12),
        recommended_fiscal: Some(Fen(9_862_500_000)),
        reserve_text: some("BT2026-012"),
        unfunded_text: some("BT2026-013"),
        race_text: some(
            "榜题2026-01-03的两份方案需求目标一致、技术路线均可行且明显不同，出题企业书面选择赛马2项",
        ),
        twice_text: some(
            "BT2026-004与2025年示例计划项目《示例大学合金板材成形》名称相近（相似度92%），孙示例于2026年1月8日认定是重复，就高不重复，理由：两份任务书的考核指标一致",
        ),
        twice_blind: some(
            "BT2026-004与2025年示例计划项目名称相近（相似度92%），2026年1月8日认定是重复，就高不重复",
        ),
        other_matters: some("BT2026-007的出题企业应于3日内补交协议原件。"),
        attachments: ["评分汇总表", "专家组意见", "成功揭榜方建议名单"]
            .iter()
            .zip(1..)
            .map(attachment)
            .collect(),
        ..MinutesBid::default()
    })
}

/// An envelope and the one that took its place.
fn envelopes() -> Vec<EnvelopeNote> {
    let first = EnvelopeNote {
        when: at(9, 5),
        total: Fen(9_500_000_000),
        lines_text: String::new(),
        basis: "本批次预算安排".to_owned(),
        reason: String::new(),
    };
    let next = EnvelopeNote {
        when: at(15, 10),
        total: Fen(10_000_000_000),
        lines_text: "其中新能源3000.00万元，不超过15项，分数线70分".to_owned(),
        reason: "市财政追加".to_owned(),
        ..first.clone()
    };
    vec![first, next]
}

/// A fork that was settled, one that nobody settled, and one that was seen after the tally.
fn forks() -> Vec<ForkNote> {
    let note = |index: usize| ForkNote {
        expert_name: NAMES[index].to_owned(),
        expert_code: code(index),
        number: 3,
        seen_at: Some(at(11, 40)),
        packs_text: "第1号数据包（摘要0123456789ab）、第1号数据包（摘要ba9876543210）".to_owned(),
        ..ForkNote::default()
    };
    let settled = ForkNote {
        settled: true,
        settled_at: Some(at(11, 55)),
        by: some("赵示例"),
        witness: some("孙示例"),
        kept_text: some("第1号数据包（摘要0123456789ab）中的记录"),
        reason: Some(format!("{}当面确认用第一台电脑评分", NAMES[5])),
        ..note(5)
    };
    vec![settled, note(6), ForkNote { late: true, ..note(3) }]
}

fn attachment((name, n): (&&str, u32)) -> Attachment {
    Attachment { n, name: (*name).to_owned() }
}

fn member(index: usize) -> PanelMember {
    PanelMember {
        n: u32::try_from(index + 1).unwrap(),
        name: NAMES[index].to_owned(),
        code: code(index),
        role: ROLES[index].to_owned(),
        unit: some(UNITS[index]),
        title: some(TITLES[index]),
        drawn_text: some(if index == 4 { "指定" } else { "随机抽取" }),
        is_chair: index == 0,
    }
}

fn bid_minutes(index: usize) -> BidMinutes {
    let questions = (0..index % 3)
        .map(|n| Question {
            q: ["表面粗糙度指标的检测方法和样本数量", "关键辊系供货周期较长时的替代方案"][n].to_owned(),
            a: some(
                ["由第三方检测机构按批抽样，每批不少于5件", "已与第二供应商签订意向书，价格约325.50万元"][n],
            ),
        })
        .collect();
    BidMinutes {
        no_zh: zh(index + 1),
        item_no: number(index),
        challenge_no: challenge(index),
        bid_title: bid(index),
        sponsor: Some(sponsor(index)),
        solver: Some(solver(index)),
        reporter: some("技术总师冯示例"),
        talk_text: some(
            "汇报9时50分至10时01分（规定10分钟，超时1分钟），质询10时01分至10时10分（规定10分钟）",
        ),
        questions,
        no_questions: index.is_multiple_of(3),
        feasibility_text: some(
            "技术路线清晰，关键工艺有前期试验支撑，总体可行；“中试—量产”转化环节安排合理。",
        ),
        budget_text: some(
            "预算与任务基本匹配，设备费核减30.00万元（一台检测设备可共用），其余科目测算依据充分。",
        ),
        revise_text: some(if index.is_multiple_of(3) {
            "补充中试阶段指标的检测条件"
        } else {
            ""
        }),
        conclusion: Some(conclusion(index)),
    }
}

fn ranking_row(index: usize) -> RankingRow {
    RankingRow {
        rank: (index + 1).to_string(),
        item_no: number(index),
        challenge_no: challenge(index),
        bid_title: bid(index),
        solver: solver(index),
        valid_n: if index == 4 { "5/6" } else { "6/7" }.to_owned(),
        score: Some(score(index)),
        conclusion: Some(conclusion(index)),
    }
}

pub fn recommendation_list(rows: usize, variant: Variant) -> Form {
    Form::RecommendationList(RecommendationList {
        common: common("建议名单", variant),
        rows: (0..rows).map(recommendation_row).collect(),
        reserves: vec![ReserveRow {
            n: 1,
            item_no: number(11),
            challenge_no: challenge(11),
            bid_title: bid(11),
            sponsor: Some(sponsor(2)),
            solver: some("示例大学"),
            remark: "按资金盘子为建议立项，专家组定为备选：中试条件未落实".to_owned(),
            rank: some("13"),
        }],
        unfunded: vec![UnfundedRow {
            n: 1,
            item_no: number(12),
            challenge_no: challenge(12),
            bid_title: bid(12),
            sponsor: Some(sponsor(3)),
            solver: some("示例研究院"),
            reason: some("同一内容已获其他市级政策支持"),
        }],
        cap_percent: some("30%"),
        cap_absolute: Some(Fen(2000 * WAN)),
        count: u32::try_from(rows).ok(),
        total_rd: Some(Fen(33_650 * WAN)),
        total_fiscal: Some(Fen(9_862_500_000)),
        has_race: rows > 2,
        signers: (2..=7).collect(),
    })
}

fn recommendation_row(index: usize) -> RecommendationRow {
    let n = i64::try_from(index).unwrap();
    RecommendationRow {
        n: u32::try_from(index + 1).unwrap(),
        item_no: number(index),
        challenge_no: challenge(index),
        bid_title: bid(index),
        field_name: some(["特种金属材料", "高端装备制造", "新能源", "生物医药"][index % 4]),
        sponsor: Some(sponsor(index)),
        solver: Some(solver(index)),
        chief_engineer: some(["冯示例", NAMES[3], "史𠅤华", "李䶮"][index % 4]),
        term_text: some("2026.4—2029.3"),
        rd_total: Some(Fen((4970 - 100 * n) * WAN)),
        fiscal: Some(Fen(if index == 3 { 1_391_225_000 } else { (1470 - 30 * n) * WAN })),
        ratio: some("29.58%"),
        score: Some(score(index)),
        rank: Some((index + 1).to_string()),
        race_mark: some(if index == 2 { "是（一组）" } else { "否" }),
        remark: some(if index.is_multiple_of(3) { "修改后同意" } else { "" }),
    }
}

pub fn score_summary(items: usize, variant: Variant) -> Form {
    let criteria = [
        "榜题需求响应度（20）",
        "技术路线可行性（25）",
        "团队和合作基础（15）",
        "经费预算合理性（15）",
        "风险和应对（10）",
        "成果转化和效益（15）",
    ];
    Form::ScoreSummary(ScoreSummary {
        common: common("汇总", variant),
        sheet_name: some("揭榜方案评分表"),
        sheet_version: some("bid-default/1"),
        frozen_at: Some(at(8, 50)),
        locked_at: Some(at(14, 59)),
        tallied_at: Some(at(15, 1)),
        trim_min: Some(5),
        valid_min: Some(5),
        outlier_percent: some("30%"),
        tie_rule_text: some(
            "依次比较技术路线可行性、经费预算合理性得分，仍相同的由专家组表决或者抽签决定并说明理由",
        ),
        by_displayed: false,
        exact_pairs_text: some(""),
        tie_steps_text: some(""),
        uses_trimmed: true,
        raters_text: some("技术、管理、法律专家对全部指标评分，财务专家只对经费预算合理性评分"),
        uses_median: false,
        basis_text: None,
        advisory: false,
        by_criterion: true,
        raters: (0..7)
            .map(|i| Rater { code: code(i), name: NAMES[i].to_owned(), role: ROLES[i].to_owned() })
            .collect(),
        items: (0..items).map(summary_item).collect(),
        criteria: criteria.iter().map(|head| Criterion { head: (*head).to_owned() }).collect(),
        outliers_reviewed: true,
        events: vec![
            SummaryEvent {
                n: 1,
                event: "偏离复核".to_owned(),
                item_no: number(3),
                detail: "专家05偏离34.20%，复核后维持".to_owned(),
                detail_blind: "专家05偏离34.20%，复核后维持".to_owned(),
                who: some("组长、孙示例"),
                who_blind: some("专家组组长"),
                when: some("15时30分"),
            },
            SummaryEvent {
                n: 2,
                event: "重新开启".to_owned(),
                detail: format!("{}的纸质评分录入有误", NAMES[2]),
                detail_blind: "见实名存档件".to_owned(),
                who: some(NAMES[0]),
                who_blind: some("专家组组长"),
                when: some("16时05分"),
                ..SummaryEvent::default()
            },
        ],
    })
}

fn summary_item(index: usize) -> SummaryItem {
    let cell = |expert: usize| match (index, expert) {
        (_, 5) => "—".to_owned(),
        (4, 3) => "回避".to_owned(),
        (6, 1) => "缺".to_owned(),
        _ => format!(
            "{}.{}",
            88 - (index * 3 + expert) % 19,
            if expert.is_multiple_of(2) { "50" } else { "00" }
        ),
    };
    SummaryItem {
        n: u32::try_from(index + 1).unwrap(),
        item_no: number(index),
        item_title: bid(index),
        scores: (0..7)
            .map(|e| ScoreCell {
                cell: cell(e),
                outlier_mark: if (index, e) == (3, 4) { "▲" } else { "" }.to_owned(),
            })
            .collect(),
        low_n_mark: if index == 8 { "※" } else { "" }.to_owned(),
        valid_n: if index == 4 { "5/6" } else { "6/7" }.to_owned(),
        high: "—".to_owned(),
        low: "—".to_owned(),
        points: (0..6)
            .map(|c| CriterionCell {
                cell: format!(
                    "{}.50（{}→{}）",
                    20 - 2 * c,
                    if c == 3 { 7 } else { 6 },
                    if c == 3 { 5 } else { 4 }
                ),
                dropped: format!("↑{} ↓{}.5", 22 - 2 * c, 15 - 2 * c),
            })
            .collect(),
        score: Some(score(index)),
        sheet_score: Some(score(index)),
        rank: Some((index + 1).to_string()),
        conclusion: Some(conclusion(index)),
    }
}

/// A late bid, an expert who was replaced, and another sheet.
fn amendments() -> Vec<AmendmentNote> {
    let late = "补充BT2026-009号方案，排在其他方案之后";
    let first = AmendmentNote {
        when: at(9, 10),
        version: 2,
        text: late.to_owned(),
        text_blind: some(late),
        kept_text: String::new(),
        aside_text: None,
        aside_blind: None,
        reason: some("邮寄的方案开会当天上午送达"),
        approved_by: some(NAMES[0]),
        assent_blind: some("专家组组长"),
        former: "0123456789abcdef".to_owned(),
        digest: "fedcba9876543210".to_owned(),
    };
    let second = AmendmentNote {
        when: at(10, 40),
        version: 3,
        text: format!("由候补专家{}替换欧示例", NAMES[3]),
        text_blind: Some(format!("由候补的{}替换原专家01", code(3))),
        kept_text: "已签的2份评分表留存，不计入".to_owned(),
        reason: some("欧示例突发疾病离场"),
        former: "fedcba9876543210".to_owned(),
        digest: "00112233445566ff".to_owned(),
        ..first.clone()
    };
    let sheet = "修订评分表：“创新性”由20分改为15分，增加指标“数据安全”（5分）";
    let third = AmendmentNote {
        when: at(11, 5),
        version: 4,
        text: sheet.to_owned(),
        text_blind: some(sheet),
        kept_text: "修订时已收到评分表3份；修订前签署的评分表共3份留存，不计入，全部按修订后的评分表核对或者重评后重新签署"
            .to_owned(),
        aside_text: Some(format!("{}：BT2026-001、BT2026-002；{}：BT2026-001", NAMES[1], NAMES[2])),
        aside_blind: Some(format!("{}：BT2026-001、BT2026-002；{}：BT2026-001", code(1), code(2))),
        reason: some("评分表漏列数据安全一项"),
        former: "00112233445566ff".to_owned(),
        digest: "8899aabbccddeeff".to_owned(),
        ..first.clone()
    };
    vec![first, second, third]
}

/// A dead laptop, and a power cut that is about nobody.
pub(super) fn incidents() -> Vec<IncidentNote> {
    let dead = IncidentNote {
        when: at(10, 5),
        kind: "评审电脑故障".to_owned(),
        expert_name: some(NAMES[1]),
        expert_code: Some(code(1)),
        what: some("开机后黑屏"),
        done: some("换用备用电脑，重新登记"),
        witness: some("孙示例"),
    };
    let nobody = || Some(String::new());
    let cut = IncidentNote {
        when: at(14, 20),
        kind: "断电".to_owned(),
        expert_name: nobody(),
        expert_code: nobody(),
        what: nobody(),
        done: some("来电后核对日志，继续评分"),
        witness: nobody(),
    };
    vec![dead, cut]
}
