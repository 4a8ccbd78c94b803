//! Lists that stand beside bids: their people and their milestones. The number of the bid tells them from an office's list
//! of its own people and from a list of experts; columns that only a list of bids has tell them from that.

use crate::columns::{Matching, match_as};
use crate::kinds::Kind;
use crate::labels::{Label, core, named};
use crate::synonyms;

/// Columns that make a list one of bids or of money, whatever stands beside them.
const OF_A_LIST_OF_BIDS: [&str; 8] =
    ["challenge", "sponsor", "solver", "agreement", "rd_total", "fiscal", "total_investment", "people_total"];

/// Columns about somebody that nothing is taken from: they say that the list is one of people.
const ABOUT_SOMEBODY: [&str; 4] = ["gender", "title", "id_card", "phone"];

/// Whether the labels are those of people or milestones of bids; `matching` is how they read as the one or the other.
pub(crate) fn is_beside_bids(labels: &[Label], matching: &Matching, hints: &[Kind]) -> bool {
    if !matching.has("bid_no") || labels.iter().any(|l| OF_A_LIST_OF_BIDS.iter().any(|f| is(Kind::Bid, l, f)))
    {
        return false;
    }
    let named_project = labels.iter().any(|l| is(Kind::Bid, l, "name"));
    match matching.kind {
        Kind::Person => people(labels, matching, hints, named_project),
        Kind::Milestone => milestones(labels, matching, named_project),
        _ => false,
    }
}

/// People: a name, and something more about them. 名称 and 人员 may head anything; they are a person's name where a role
/// or a year of birth stands beside them.
fn people(labels: &[Label], matching: &Matching, hints: &[Kind], named_project: bool) -> bool {
    let own_words = |l: &Label| core(&l.own).contains("专家");
    if hints.contains(&Kind::Expert) || labels.iter().any(own_words) {
        return false;
    }
    let sure = matching.columns.iter().any(|c| c.field == "name" && c.strong);
    let strong = |field: &str| matching.columns.iter().any(|c| c.field == field && c.strong);
    let theirs = strong("role") || strong("birth_year");
    let about = || labels.iter().any(|l| ABOUT_SOMEBODY.iter().any(|f| is(Kind::Expert, l, f)));
    let more = matching.columns.len() >= 3 || matching.hinted || about();
    matching.has("name") && (theirs || (more && !named_project && (sure || matching.hinted)))
}

/// Milestones: until when, and what. A project's name beside its last day and its indicators is a list of projects, unless
/// a label or a title speaks of milestones.
fn milestones(labels: &[Label], matching: &Matching, named_project: bool) -> bool {
    let says = |l: &Label| ["里程碑", "节点", "阶段"].iter().any(|w| core(&l.own).contains(w));
    let spoken = matching.hinted || labels.iter().any(says);
    let budget = labels.iter().any(|l| is(Kind::Budget, l, "line"));
    let what = matching.has("goal") || matching.has("indicator");
    let sure = matching.columns.iter().any(|c| c.field == "due" && c.strong);
    !budget && what && matching.has("due") && (spoken || (sure && !named_project))
}

/// Whether one of the field's own names stands over a column.
fn is(kind: Kind, label: &Label, field: &str) -> bool {
    let entries = synonyms::entries(kind);
    named(kind, label, true).into_iter().any(|i| entries.get(i).is_some_and(|e| e.field == field))
}

/// The labels read as people or milestones of bids, where they are such.
pub(crate) fn beside_bids(labels: &[Label], hints: &[Kind]) -> Option<Matching> {
    let read = [Kind::Person, Kind::Milestone].into_iter().map(|kind| match_as(kind, labels, hints));
    read.filter(|m| is_beside_bids(labels, m, hints)).max_by_key(Matching::score)
}

#[cfg(test)]
mod tests {
    use crate::columns::best;
    use crate::kinds::Kind;
    use crate::labels::Label;

    fn kind_of(header: &str, hints: &[Kind]) -> Kind {
        let own = |(i, text): (usize, &str)| Label {
            column: u32::try_from(i + 1).unwrap_or(0),
            own: text.to_owned(),
            row: 1,
            ..Label::default()
        };
        best(&header.split('|').enumerate().map(own).collect::<Vec<_>>(), hints).kind
    }

    #[test]
    fn people_beside_the_number_of_their_bid_are_people_of_bids() {
        for header in [
            "方案编号|姓名|角色|出生年份",
            "方案编号|成员姓名|角色|出生年份",
            "方案编号|名称|角色|出生年份",
            "方案编号|人员|角色|出生年份",
            "方案编号|姓名|出生年份",
            "方案编号|姓名|角色|出生年月|工作单位",
            "方案编号|姓名|性别|出生日期|身份证号|职务|承担任务",
            "项目编号|人员姓名|分工|年龄",
            "序号|项目编号|姓名|单位|职称",
            "方案编号|姓名|角色|出生年份|单位|职称",
            "项目编号|项目名称|姓名|角色|出生年月|工作单位|联系电话",
        ] {
            assert_eq!(kind_of(header, &[]), Kind::Person, "{header}");
        }
    }

    #[test]
    fn an_office_s_own_people_experts_and_bids_stay_what_they_are() {
        for (header, kind) in [
            ("序号|姓名|单位|职务|联系电话", Kind::Unknown),
            ("编号|姓名|性别|出生年月|部门", Kind::Unknown),
            ("序号|姓名|工作单位|职称|专业|类别", Kind::Expert),
            ("方案编号|专家姓名|工作单位|职称|专业|类别", Kind::Expert),
            ("方案编号|榜题|出题企业|揭榜方|姓名|出生年月", Kind::Bid),
            ("项目编号|项目名称|姓名|单位|资助金额", Kind::Unknown),
        ] {
            let got = kind_of(header, &[]);
            assert!(got == kind || (kind == Kind::Unknown && got != Kind::Person), "{header}: {got:?}");
        }
        assert_ne!(kind_of("方案编号|姓名|单位|职称", &[Kind::Expert]), Kind::Person);
    }

    #[test]
    fn milestones_beside_the_number_of_their_bid_are_milestones_of_bids() {
        for header in [
            "方案编号|里程碑|时间|目标",
            "方案编号|阶段|起止时间|阶段目标|考核指标",
            "揭榜方案编号|节点名称|完成时限|交付物|拨款比例",
            "方案编号|里程碑名称|完成日期|考核指标",
            "项目编号|完成时间|考核指标",
            "项目编号|项目名称|时间节点|里程碑|考核指标",
        ] {
            assert_eq!(kind_of(header, &[]), Kind::Milestone, "{header}");
        }
        for header in [
            "项目编号|项目名称|完成时间|考核指标|承担单位",
            "方案编号|榜题|揭榜方|完成日期|考核指标",
            "序号|里程碑名称|完成日期|考核指标",
            "方案编号|科目|金额|完成时间|目标",
        ] {
            assert_ne!(kind_of(header, &[]), Kind::Milestone, "{header}");
        }
    }
}
