use chrono::NaiveDate;
use documents::model::{ParallelPanel, ParallelRow, ParallelSummary};
use documents::{Form, Variant};

use super::common;

fn panel(at: usize, count: u32) -> ParallelPanel {
    let other = at > 0;
    ParallelPanel {
        label: ["第一专家组", "第二专家组"][at].to_owned(),
        no: ["论证2026-01-03", "论证2026-01-04"][at].to_owned(),
        title: ["揭榜方案论证会（第一会场）", "揭榜方案论证会（第二会场）"][at].to_owned(),
        date: NaiveDate::from_ymd_opt(2026, 1, 20).unwrap(),
        office: "示例市科学技术局".to_owned(),
        members_text: ["技术4人、行业管理2人、财务1人", "技术3人、行业管理1人、财务1人"][at].to_owned(),
        chair: Some(["吴示例", "欧阳示例"][at].to_owned()),
        count,
        sheet: "bid-default/1".to_owned(),
        full: "100".to_owned(),
        rules_digest: ["1b", "5c"][at].repeat(32),
        from_archive: other,
        archive_digest: other.then(|| "a7".repeat(32)),
        compared_with: other.then(|| "郑示例".to_owned()),
    }
}

fn row(panel: usize, rank: usize) -> ParallelRow {
    let number = panel * 20 + rank;
    ParallelRow {
        panel: ["第一专家组", "第二专家组"][panel].to_owned(),
        rank: Some(rank.to_string()),
        challenge_no: Some(format!("2026-01-{number:02}")),
        item_no: format!("JB-{number:03}"),
        title: "高纯净特种不锈钢精密带材连续退火工艺与装备".to_owned(),
        solver: Some("示例工业大学".to_owned()),
        score: Some(format!("{}.25", 90 - rank)),
        valid_n: ["6/7", "5"][panel].to_owned(),
        conclusion: if rank == 2 { "修改后同意" } else { "同意" }.to_owned(),
        standing: Some(if rank == 3 { "备选" } else { "建议立项" }.to_owned()),
        fiscal: if rank == 3 { "—".to_owned() } else { format!("{}.00", 130 - rank) },
        standard: Some(format!("{}.04", 60 - rank)),
    }
}

/// Two panels, whose methods are the same or not.
pub fn parallel_summary(scored_alike: bool) -> Form {
    let rows: Vec<ParallelRow> = [(0, 7), (1, 5)]
        .into_iter()
        .flat_map(|(panel, n)| (1..=n).map(move |rank| row(panel, rank)))
        .collect();
    Form::ParallelSummary(ParallelSummary {
        common: common("分会场汇总", Variant::Named),
        panels: vec![panel(0, 7), panel(1, 5)],
        count: u32::try_from(rows.len()).ok(),
        rows,
        scored_alike,
    })
}
