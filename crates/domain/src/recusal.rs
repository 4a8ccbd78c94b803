//! Recusal (回避): the software proposes from names of units and people, a human decides, the expert declares in person. A recused
//! expert neither sees nor scores an item, nor its figures.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::bid::Party;
use crate::bid_details::Person;
use crate::item::Item;
use crate::panel::Member;
use crate::relations::{Acquaintance, Relations};
use crate::units::{Aliases, Likeness};

/// The grounds, with the letters of the form 专家回避情况表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// 甲: near relatives.
    Relative,
    /// 乙: supervisor and student.
    Teacher,
    /// 丙: shared projects, awards, papers or patents in the past three years.
    Shared,
    /// 丁: employed by, adviser to or invested in a party within three years.
    Employed,
    /// 戊: a legal dispute within three years.
    Dispute,
    /// 己: the own unit, or one above or below it.
    OwnUnit,
    /// 庚: another matter that may touch fairness.
    Other,
}

impl Ground {
    /// All of them in the order of the form.
    pub const ALL: [Ground; 7] = [
        Ground::Relative,
        Ground::Teacher,
        Ground::Shared,
        Ground::Employed,
        Ground::Dispute,
        Ground::OwnUnit,
        Ground::Other,
    ];

    /// The letter on the form.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Ground::Relative => "甲",
            Ground::Teacher => "乙",
            Ground::Shared => "丙",
            Ground::Employed => "丁",
            Ground::Dispute => "戊",
            Ground::OwnUnit => "己",
            Ground::Other => "庚",
        }
    }
}

/// Who brought it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaisedBy {
    /// 系统提示
    Match,
    /// 本人申明
    Expert,
    /// 他人提出
    Others,
}

/// What a human decided about one expert and one bid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// Whether the expert is recused.
    pub recused: bool,
    /// Who decided.
    pub by: String,
    /// Who of the supervision was there (practice: the host decides together with the supervisor); nothing when nobody
    /// was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// On what ground; printed.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A possible or decided recusal of one expert from one bid.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recusal {
    /// The expert's number in the register.
    pub expert_no: String,
    /// The bid's number.
    pub bid_no: String,
    /// The ground.
    pub ground: Ground,
    /// Who brought it up.
    pub raised_by: RaisedBy,
    /// What it rests on: the unit names, or what was declared.
    pub evidence: String,
    /// The human decision; undecided proposals keep the task packs from being made.
    pub decision: Option<Decision>,
}

impl Recusal {
    /// Whether it keeps this expert from this bid.
    #[must_use]
    pub fn bars(&self, bid_no: &str, expert_no: &str) -> bool {
        self.bid_no == bid_no && self.expert_no == expert_no && self.in_force()
    }

    /// Whether it was decided that the expert is recused.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.decision.as_ref().is_some_and(|d| d.recused)
    }
}

/// Years back that the grounds 丙 and 丁 reach, as the form states them (practice).
pub const YEARS: u32 = 3;

/// A member, or somebody who may become one, with what the register knows.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Who.
    pub member: &'a Member,
    /// Past employers, people worked with, teachers and students.
    pub relations: &'a Relations,
}

/// What is judged, with the people who would do it.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The item.
    pub item: &'a Item,
    /// Chief engineer, leaders, key members of a bid.
    pub people: &'a [Person],
}

/// Proposals for a session of a day: each member's unit and past employers against every party of each item, and the people
/// whom the register says that a member worked with, taught or was taught by against the people of each bid. One proposal for
/// each pair; it bears the ground of the own unit before all others, else the first by the letters of the form, and names
/// everything that matched.
#[must_use]
pub fn propose(panel: &[Known<'_>], items: &[Judged<'_>], aliases: &Aliases, on: NaiveDate) -> Vec<Recusal> {
    let mut proposals = Vec::new();
    for judged in items {
        for known in panel {
            let mut found = own_unit(known.member, judged.item, aliases);
            found.extend(people(known.relations, judged.people, on));
            found.extend(past_units(known.relations, judged.item, aliases, on));
            let grounds = || found.iter().map(|(ground, _)| *ground);
            let first = grounds().find(|ground| *ground == Ground::OwnUnit).or_else(|| grounds().min());
            if let Some(ground) = first {
                let evidence: Vec<String> = found.into_iter().map(|(_, words)| words).collect();
                proposals.push(Recusal {
                    expert_no: known.member.expert_no.clone(),
                    bid_no: judged.item.no().to_owned(),
                    ground,
                    raised_by: RaisedBy::Match,
                    evidence: evidence.join("；"),
                    decision: None,
                });
            }
        }
    }
    proposals
}

/// 己: the two names side by side, in the words of the form.
fn own_unit(member: &Member, item: &Item, aliases: &Aliases) -> Vec<(Ground, String)> {
    let words = |(party, name): (Party, &str)| {
        let how = how(aliases.likeness(&member.unit, name)?);
        Some((Ground::OwnUnit, format!("专家单位“{}”与{}“{name}”{how}", member.unit, party.zh())))
    };
    item.parties().into_iter().filter_map(words).collect()
}

/// 丁: units that somebody left not longer ago than the form says, or nobody knows when.
fn past_units(relations: &Relations, item: &Item, aliases: &Aliases, on: NaiveDate) -> Vec<(Ground, String)> {
    let mut found = Vec::new();
    for past in &relations.past_units {
        if past.until.is_some_and(|until| !until.within(YEARS, on)) {
            continue;
        }
        let until = past.until.map_or_else(|| "离任时间未登记".to_owned(), |at| format!("至{}", at.zh()));
        for (party, name) in item.parties() {
            if let Some(like) = aliases.likeness(&past.unit, name) {
                let words =
                    format!("专家曾在“{}”任职（{until}），与{}“{name}”{}", past.unit, party.zh(), how(like));
                found.push((Ground::Employed, words));
            }
        }
    }
    found
}

/// 乙 and 丙: people of the bid whose names the register gives as an expert's teacher, student or partner. A name may be
/// another person's: both units are said, people decide.
fn people(relations: &Relations, people: &[Person], on: NaiveDate) -> Vec<(Ground, String)> {
    let teachers = relations.teachers.iter().map(|one| (Ground::Teacher, one));
    let recent = |one: &&Acquaintance| one.last.is_none_or(|last| last.within(YEARS, on));
    let colleagues = relations.colleagues.iter().filter(recent).map(|one| (Ground::Shared, one));
    let mut found = Vec::new();
    for (ground, one) in teachers.chain(colleagues) {
        for person in people.iter().filter(|person| name(&person.name) == name(&one.name)) {
            let how = match (ground, one.last) {
                (Ground::Teacher, _) => "有师生关系".to_owned(),
                (_, Some(last)) => format!("有合作（最近{}）", last.zh()),
                (_, None) => "有合作（时间未登记）".to_owned(),
            };
            let unit = |unit: &Option<String>| unit.clone().unwrap_or_else(|| "未登记".to_owned());
            let words = format!(
                "专家登记与“{}”（单位{}）{how}，本项目{}为“{}”（单位{}）",
                one.name,
                unit(&one.unit),
                person.role.zh(),
                person.name,
                unit(&person.unit)
            );
            found.push((ground, words));
        }
    }
    found
}

/// A name as it is compared.
fn name(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// How two units are alike, in the words of the form.
const fn how(like: Likeness) -> &'static str {
    match like {
        Likeness::Same => "相同",
        Likeness::Part => "名称有从属关系",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bid_details::PersonRole;
    use crate::panel::{Category, Drawn};
    use crate::relations;
    use crate::tests::bid;

    fn member(no: &str, unit: &str) -> Member {
        Member {
            expert_no: no.to_owned(),
            name: "王示例".to_owned(),
            category: Category::Technical,
            unit: unit.to_owned(),
            title: None,
            drawn: Drawn::Named,
        }
    }

    fn on(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    /// Of a register that knows no relations and bids without people.
    fn units_alone(panel: &[Member], items: &[Item]) -> Vec<Recusal> {
        let none = Relations::default();
        let panel: Vec<Known<'_>> = panel.iter().map(|member| Known { member, relations: &none }).collect();
        let items: Vec<Judged<'_>> = items.iter().map(|item| Judged { item, people: &[] }).collect();
        propose(&panel, &items, &Aliases::default(), on("2026-01-20"))
    }

    /// What is proposed for one expert of these relations and the bid JB-001, whose chief engineer is 冯示例.
    fn proposed(relations: &Relations, aliases: &Aliases, day: &str) -> Option<(Ground, String)> {
        let (member, item) = (member("1", "另一大学"), Item::Bid(bid("JB-001")));
        let person = |role, name: &str, unit: Option<&str>| Person {
            role,
            name: name.to_owned(),
            unit: unit.map(str::to_owned),
            birth_year: None,
        };
        let people = [
            person(PersonRole::ChiefEngineer, "冯 示例", Some("示例理工大学")),
            person(PersonRole::KeyMember, "陈示例", None),
        ];
        let known = Known { member: &member, relations };
        let found = propose(&[known], &[Judged { item: &item, people: &people }], aliases, on(day));
        assert!(found.len() <= 1);
        found.into_iter().next().map(|one| (one.ground, one.evidence))
    }

    fn past(text: &str) -> Relations {
        Relations { past_units: relations::past_units(text).unwrap(), ..Relations::default() }
    }

    fn colleague(text: &str) -> Relations {
        Relations { colleagues: relations::acquaintances(text, true).unwrap(), ..Relations::default() }
    }

    #[test]
    fn a_past_employer_is_proposed_for_exactly_three_years_and_while_nobody_knows_when_it_ended() {
        let none = Aliases::default();
        let left = past("示例理工大学，2023-01-20");
        let (ground, words) = proposed(&left, &none, "2026-01-20").unwrap();
        assert_eq!(ground, Ground::Employed);
        assert_eq!(words, "专家曾在“示例理工大学”任职（至2023年1月20日），与揭榜方“示例理工大学”相同");
        assert_eq!(proposed(&left, &none, "2026-01-21"), None);
        let (_, words) = proposed(&past("示例特钢股份有限公司"), &none, "2026-01-20").unwrap();
        assert_eq!(
            words,
            "专家曾在“示例特钢股份有限公司”任职（离任时间未登记），与出题企业“示例特钢股份有限公司”相同"
        );
        assert_eq!(proposed(&past("某某研究院，2025"), &none, "2026-01-20"), None);
    }

    #[test]
    fn a_past_employer_is_known_by_its_alias_and_by_the_unit_above_it() {
        let mut aliases = Aliases::default();
        aliases.add("理工大", "示例理工大学");
        aliases.add_parent("龙门传动科技", "示例特钢股份有限公司");
        let (_, words) = proposed(&past("理工大，2025"), &aliases, "2026-01-20").unwrap();
        assert!(words.contains("“理工大”任职（至2025年），与揭榜方“示例理工大学”相同"), "{words}");
        let (_, words) = proposed(&past("龙门传动科技，2025"), &aliases, "2026-01-20").unwrap();
        assert!(words.contains("与出题企业“示例特钢股份有限公司”名称有从属关系"), "{words}");
    }

    #[test]
    fn people_of_the_bid_are_proposed_by_name_and_both_units_are_said() {
        let none = Aliases::default();
        let (ground, words) = proposed(&colleague("冯示例，示例大学，2024"), &none, "2026-01-20").unwrap();
        assert_eq!(ground, Ground::Shared);
        assert_eq!(
            words,
            "专家登记与“冯示例”（单位示例大学）有合作（最近2024年），本项目技术总师为“冯 示例”（单位示例理工大学）"
        );
        let (_, words) = proposed(&colleague("陈示例"), &none, "2026-01-20").unwrap();
        assert!(words.contains("（时间未登记），本项目骨干为“陈示例”（单位未登记）"), "{words}");
        assert!(
            proposed(&colleague("冯示例，2023-01-20"), &none, "2026-01-20").is_some(),
            "exactly three years"
        );
        assert_eq!(proposed(&colleague("冯示例，2023-01-19"), &none, "2026-01-20"), None);
        assert_eq!(proposed(&colleague("冯示"), &none, "2026-01-20"), None);
    }

    #[test]
    fn teacher_and_student_know_no_years_and_the_gravest_ground_is_named_with_all_that_was_found() {
        let none = Aliases::default();
        let mut all = past("示例理工大学，2025");
        all.colleagues = colleague("陈示例，2025").colleagues;
        all.teachers = relations::acquaintances("冯示例", false).unwrap();
        let (ground, words) = proposed(&all, &none, "2026-01-20").unwrap();
        assert_eq!(ground, Ground::Teacher);
        for part in ["有师生关系", "有合作", "曾在"] {
            assert!(words.contains(part), "{words}");
        }
        assert!(proposed(&all, &none, "2066-01-20").is_some_and(|(ground, words)| {
            ground == Ground::Teacher && !words.contains("曾在") && !words.contains("合作")
        }));
    }

    #[test]
    fn sponsor_solver_and_every_participant_are_compared_and_nothing_is_decided() {
        let mut first = bid("JB-001");
        first.participants = vec!["示例研究院".to_owned(), "示例理工大学材料学院".to_owned()];
        let second = bid("JB-002");
        let panel = [member("1", "示例理工大学"), member("2", "另一大学"), member("3", "示例研究院")];
        let proposals = units_alone(&panel, &[Item::Bid(first), Item::Bid(second)]);
        let pairs: Vec<(&str, &str)> =
            proposals.iter().map(|p| (p.expert_no.as_str(), p.bid_no.as_str())).collect();
        assert_eq!(pairs, [("1", "JB-001"), ("3", "JB-001"), ("1", "JB-002")]);
        assert!(proposals.iter().all(|p| p.decision.is_none() && !p.in_force()));
        assert!(proposals[0].evidence.contains("揭榜方") && proposals[0].evidence.contains("参与单位"));
    }

    #[test]
    fn of_a_demand_the_sponsors_unit_is_compared() {
        let demand = crate::demand::tests::demand("X-001");
        let panel = [member("1", "示例特钢股份有限公司"), member("2", "另一大学")];
        let items = [Item::Demand(crate::item::DemandText::of(&demand))];
        let proposals = units_alone(&panel, &items);
        assert_eq!(proposals.len(), 1);
        assert_eq!((proposals[0].expert_no.as_str(), proposals[0].bid_no.as_str()), ("1", "X-001"));
        assert!(proposals[0].evidence.contains("出题企业"));
    }
}
