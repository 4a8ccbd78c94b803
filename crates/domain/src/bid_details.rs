//! What the office keeps of a bid beside the figures that travel to the experts: the agreement, the people with their
//! years of birth, milestones, the proof of self-raised money, the wish for a roadshow. None of it is ever a score.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::bid::Bid;
use crate::units;

/// One of the four things that an agreement settles (四（四）, rule 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgreementPart {
    /// 合作内容
    Content,
    /// 经费
    Funding,
    /// 人才引育
    Talent,
    /// 知识产权归属
    Ownership,
}

impl AgreementPart {
    /// All four, in the order of the policy.
    pub const ALL: [AgreementPart; 4] =
        [AgreementPart::Content, AgreementPart::Funding, AgreementPart::Talent, AgreementPart::Ownership];

    /// The part in the policy's words.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            AgreementPart::Content => "合作内容",
            AgreementPart::Funding => "经费",
            AgreementPart::Talent => "人才引育",
            AgreementPart::Ownership => "知识产权归属",
        }
    }

    /// The same in English.
    #[must_use]
    pub const fn en(self) -> &'static str {
        match self {
            AgreementPart::Content => "content of the work",
            AgreementPart::Funding => "funding",
            AgreementPart::Talent => "talent",
            AgreementPart::Ownership => "intellectual property",
        }
    }
}

/// 揭榜协议: what its four parts say. An empty text is a part that the agreement does not settle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// When it was signed.
    #[serde(default)]
    pub signed_on: Option<NaiveDate>,
    /// 合作内容
    #[serde(default)]
    pub content: String,
    /// 经费
    #[serde(default)]
    pub funding: String,
    /// 人才引育
    #[serde(default)]
    pub talent: String,
    /// 知识产权归属
    #[serde(default)]
    pub ownership: String,
}

impl Agreement {
    /// What a part says.
    #[must_use]
    pub fn part(&self, part: AgreementPart) -> &str {
        match part {
            AgreementPart::Content => &self.content,
            AgreementPart::Funding => &self.funding,
            AgreementPart::Talent => &self.talent,
            AgreementPart::Ownership => &self.ownership,
        }
    }

    /// The parts that are not settled.
    #[must_use]
    pub fn missing(&self) -> Vec<AgreementPart> {
        AgreementPart::ALL.into_iter().filter(|part| self.part(*part).trim().is_empty()).collect()
    }
}

/// What somebody does in a bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    /// 技术总师
    ChiefEngineer,
    /// 课题负责人
    TaskLeader,
    /// 骨干
    KeyMember,
}

impl PersonRole {
    /// All three, as lists name them first.
    pub const ALL: [PersonRole; 3] =
        [PersonRole::ChiefEngineer, PersonRole::TaskLeader, PersonRole::KeyMember];

    /// The policy's word.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            PersonRole::ChiefEngineer => "技术总师",
            PersonRole::TaskLeader => "课题负责人",
            PersonRole::KeyMember => "骨干",
        }
    }

    /// The role that is called so.
    #[must_use]
    pub fn from_zh(word: &str) -> Option<PersonRole> {
        PersonRole::ALL.into_iter().find(|role| role.zh() == word)
    }
}

/// A leader or key member.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// What for.
    pub role: PersonRole,
    /// 姓名
    pub name: String,
    /// 单位
    #[serde(default)]
    pub unit: Option<String>,
    /// 出生年份
    #[serde(default)]
    pub birth_year: Option<i32>,
}

/// A milestone as the bid proposes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Milestone {
    /// Until when.
    pub due: NaiveDate,
    /// What is reached.
    pub goal: String,
    /// By what it is told.
    #[serde(default)]
    pub indicator: String,
}

/// The sponsor's choice for the bids of one challenge (四（四）, rule 6).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RaceChoice {
    /// How many bids it wants at most; one means no race.
    pub winners: u32,
    /// Its written word: number or place of the letter.
    pub evidence: String,
    /// Day of the letter.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// Everything of a bid that its record keeps beside [`Bid`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct BidDetails {
    /// 揭榜协议
    #[serde(default)]
    pub agreement: Agreement,
    /// 技术总师, 课题负责人, 骨干
    #[serde(default)]
    pub people: Vec<Person>,
    /// What proves the self-raised money.
    #[serde(default)]
    pub self_raised_proof: String,
    /// Milestones proposed, in their order.
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    /// Whether sponsor and solver ask for a roadshow (四（五）, rule 10): voluntary, never a score.
    #[serde(default)]
    pub roadshow: bool,
    /// Who was invited, or why it was asked for.
    #[serde(default)]
    pub roadshow_note: String,
}

impl BidDetails {
    /// The people of a bid: those listed, and the chief engineer that the bid names when the list names none.
    #[must_use]
    pub fn people_of(&self, bid: &Bid) -> Vec<Person> {
        let named = bid.chief_engineer.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let listed = self.people.iter().any(|p| p.role == PersonRole::ChiefEngineer);
        let chief = named.filter(|_| !listed).map(|name| Person {
            role: PersonRole::ChiefEngineer,
            name: name.to_owned(),
            unit: None,
            birth_year: None,
        });
        chief.into_iter().chain(self.people.iter().cloned()).collect()
    }
}

/// Who is young: the age limit and the day it is counted on. The policy names neither, so both are settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct YouthRule {
    /// Whoever was born on or after the day so many years before the reference date is young.
    pub age_limit: u32,
    /// The day; without one, the first of January of the year in which the term begins.
    #[serde(default)]
    pub reference: Option<NaiveDate>,
}

impl Default for YouthRule {
    fn default() -> YouthRule {
        YouthRule { age_limit: 40, reference: None }
    }
}

impl YouthRule {
    /// The day on which the age is counted, for a term that begins on `start`.
    #[must_use]
    pub fn counted_on(&self, start: NaiveDate) -> NaiveDate {
        self.reference.or_else(|| NaiveDate::from_ymd_opt(start.year(), 1, 1)).unwrap_or(start)
    }

    /// Born on or after this day somebody is young.
    #[must_use]
    pub fn born_from(&self, start: NaiveDate) -> Option<NaiveDate> {
        self.counted_on(start).checked_sub_months(Months::new(self.age_limit.checked_mul(12)?))
    }
}

/// The count of young people, each person once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YouthCount {
    /// Leaders and key members.
    pub all: u32,
    /// Of them surely young.
    pub young: u32,
    /// Born in the year in which the limit lies: the year alone does not tell. Not counted as young.
    pub unsure: u32,
    /// Without a year of birth. Not counted as young.
    pub unknown: u32,
}

/// Counts who is young among leaders and key members, each person once: the same name at the same unit is one person
/// (rule 7, 四（四）).
#[must_use]
pub fn count_young(people: &[Person], rule: &YouthRule, start: NaiveDate) -> YouthCount {
    let mut known: Vec<(String, String, Option<i32>)> = Vec::new();
    for person in people.iter().filter(|p| !p.name.trim().is_empty()) {
        let name: String = person.name.chars().filter(|c| !c.is_whitespace()).collect();
        let unit = units::normalise(person.unit.as_deref().unwrap_or_default());
        match known.iter_mut().find(|(n, u, _)| *n == name && *u == unit) {
            Some((_, _, year)) => *year = year.or(person.birth_year),
            None => known.push((name, unit, person.birth_year)),
        }
    }
    let from = rule.born_from(start);
    let mut count = YouthCount::default();
    for (_, _, year) in known {
        count.all += 1;
        match (year, from) {
            (Some(year), Some(from)) if year > from.year() => count.young += 1,
            (Some(year), Some(from)) if year == from.year() && from.ordinal() == 1 => count.young += 1,
            (Some(year), Some(from)) if year == from.year() => count.unsure += 1,
            (Some(_), Some(_)) => {}
            _ => count.unknown += 1,
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(role: PersonRole, name: &str, unit: &str, birth_year: Option<i32>) -> Person {
        Person { role, name: name.to_owned(), unit: Some(unit.to_owned()), birth_year }
    }

    #[test]
    fn each_person_is_counted_once_whatever_they_do() {
        let people = [
            person(PersonRole::TaskLeader, "冯示例", "示例理工大学", None),
            person(PersonRole::KeyMember, "冯 示例", "示例理工大学（本部）", Some(1990)),
            person(PersonRole::KeyMember, "冯示例", "另一大学", Some(1970)),
        ];
        let count = count_young(&people, &YouthRule::default(), "2026-04-01".parse().unwrap());
        assert_eq!((count.all, count.young), (2, 1), "a namesake elsewhere is another person");
    }

    #[test]
    fn the_year_of_the_limit_is_young_only_where_the_whole_year_lies_behind_the_day() {
        let start = "2026-04-01".parse().unwrap();
        let people = [person(PersonRole::KeyMember, "冯示例", "甲", Some(1986))];
        assert_eq!(count_young(&people, &YouthRule::default(), start).young, 1);
        let july = YouthRule { age_limit: 40, reference: "2026-07-01".parse().ok() };
        let count = count_young(&people, &july, start);
        assert_eq!((count.young, count.unsure), (0, 1));
        assert_eq!(july.born_from(start).map(|d| d.to_string()).as_deref(), Some("1986-07-01"));
    }

    #[test]
    fn a_year_of_birth_that_is_not_known_is_not_taken_for_young() {
        let people = [person(PersonRole::TaskLeader, "冯示例", "甲", None)];
        let count = count_young(&people, &YouthRule::default(), "2026-04-01".parse().unwrap());
        assert_eq!((count.all, count.young, count.unknown), (1, 0, 1));
    }

    #[test]
    fn a_chief_engineer_that_only_the_bid_names_is_one_of_its_people() {
        let bid = crate::tests::bid("JB-001");
        let mut details = BidDetails::default();
        assert_eq!(details.people_of(&bid).len(), 1);
        details.people.push(person(PersonRole::ChiefEngineer, "冯示例", "甲", Some(1980)));
        assert_eq!(details.people_of(&bid).len(), 1);
    }

    #[test]
    fn an_agreement_says_which_of_its_four_parts_are_missing() {
        let mut agreement = Agreement::default();
        assert_eq!(agreement.missing().len(), 4);
        agreement.ownership = "共有".to_owned();
        assert!(!agreement.missing().contains(&AgreementPart::Ownership));
    }
}
