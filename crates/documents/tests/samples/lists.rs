//! An invented challenge list.

use documents::model::{ChallengeList, ChallengeRow, ChallengeSheet};
use documents::{Form, Variant};
use domain::Fen;

use super::{at, bid, challenge, common, some, sponsor};

fn list(rows: usize, variant: Variant) -> ChallengeList {
    let wan = |n: usize| Some(Fen(i64::try_from(n).unwrap() * 1_000_000));
    let field = |n: usize| some(["特种金属材料", "高端装备制造产业", "新能源"][n % 3]);
    ChallengeList {
        common: documents::Common {
            rule_digest: None,
            session_no: "2026年第一批".to_owned(),
            session_title: None,
            session_date: None,
            doc_no: "2026年第一批/榜单".to_owned(),
            ..common("榜单", variant)
        },
        doc_number: some(""),
        approved_text: some("经局务会议研究并报市政府审定"),
        young_percent: some("50%"),
        deadline: Some(at(17, 0)),
        submit_place: some("市科技局高新技术科"),
        submit_phone: some("0351-0000000"),
        posted_on: Some(at(0, 0).date()),
        challenge_count: u32::try_from(rows).unwrap(),
        summary: (0..rows)
            .map(|n| ChallengeRow {
                n: u32::try_from(n + 1).unwrap(),
                challenge_no: Some(challenge(n)),
                challenge_title: bid(n),
                field_name: field(n),
                sponsor: Some(sponsor(n)),
                total_investment: wan(12_000 - 500 * n),
            })
            .collect(),
        challenges: (0..rows)
            .map(|n| ChallengeSheet {
                challenge_no: Some(challenge(n)),
                demand_no: Some(format!("X-{:03}", n + 1)),
                challenge_title: bid(n),
                field_name: field(n),
                sponsor: Some(sponsor(n)),
                background: some("现有产品宽度受限，下游应用需要更宽规格。"),
                content: some("研究轧制、热处理和表面控制工艺，形成成套技术。\n在示范线上验证。"),
                key_tech: some("板形控制；边裂抑制。厚度不大于0.015毫米，成材率不低于92%。"),
                time_limit: some("36个月"),
                total_investment: wan(12_000 - 500 * n),
                solver_requirement: some("具有相关中试平台，近三年承担过同类项目。"),
                scene: some(if n == 0 { "在出题企业示范线验证。" } else { "" }),
                race_text: if n == 2 { None } else { some("接受") },
                contact_name: some("韩示例"),
                contact_phone: some("0351-0000002"),
                contact_mobile: some("13800000002"),
                internal_note: some(if n == 0 { "与省级专项联合支持建议" } else { "" }),
            })
            .collect(),
    }
}

pub fn challenge_list(rows: usize, variant: Variant) -> Form {
    Form::ChallengeList(list(rows, variant))
}

/// Before anybody decided or posted it: blanks to be filled.
pub fn draft_list() -> Form {
    let bare = list(1, Variant::Named);
    Form::ChallengeList(ChallengeList {
        approved_text: None,
        deadline: None,
        submit_place: None,
        submit_phone: None,
        posted_on: None,
        ..bare
    })
}
