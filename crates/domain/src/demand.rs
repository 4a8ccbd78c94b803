//! Demands (需求, policy 四（一）): what an enterprise states, which of the six statements are missing (rule 2), whether
//! the field is one of the seven (rule 1), and the dated notes of visits and talks.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::finding::Finding;
use crate::money::Fen;
use crate::policy::Policy;

/// One of the six things that a demand states (policy 四（一）, rule 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statement {
    /// 需求背景
    Background,
    /// 需求内容
    Content,
    /// 关键技术及指标
    Indicators,
    /// 时限
    Term,
    /// 总投资
    Investment,
    /// 对揭榜方要求
    Requirements,
}

impl Statement {
    /// All six, in the order of the article.
    pub const ALL: [Statement; 6] = [
        Statement::Background,
        Statement::Content,
        Statement::Indicators,
        Statement::Term,
        Statement::Investment,
        Statement::Requirements,
    ];

    /// The field by which messages name it.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Statement::Background => "background",
            Statement::Content => "content",
            Statement::Indicators => "indicators",
            Statement::Term => "term_months",
            Statement::Investment => "total_investment",
            Statement::Requirements => "requirements",
        }
    }
}

/// From whom a demand was collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sender {
    /// A district's list (县市区汇总).
    District,
    /// The enterprise itself.
    Enterprise,
    /// Somebody else, such as an association.
    Other,
}

/// When and from whom a demand was collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collected {
    /// Day.
    pub on: NaiveDate,
    /// What kind of sender.
    pub sender: Sender,
    /// Its name: the district, or who sent it.
    pub from: String,
}

/// What a dated note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A visit led by the bureau (四（一）).
    Visit,
    /// A talk with the enterprise (四（二）).
    Talk,
    /// Anything else.
    Other,
}

/// A dated note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Day.
    pub on: NaiveDate,
    /// What it is about.
    pub kind: NoteKind,
    /// Who took part.
    pub who: String,
    /// What was said.
    pub text: String,
}

/// A demand as it was collected. What was not stated is nothing; a blank text counts as not stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// 需求编号, unique in the vault.
    pub no: String,
    /// 需求名称
    pub title: String,
    /// 领域: one of the policy's seven, or what was written (rule 1).
    pub field: Option<String>,
    /// Why it is taken although its field is none of the seven.
    pub field_reason: Option<String>,
    /// 出题企业
    pub sponsor: String,
    /// 统一社会信用代码 of the sponsor.
    pub sponsor_code: Option<String>,
    /// 联系人
    pub contact: Option<String>,
    /// 电话
    pub phone: Option<String>,
    /// 需求背景
    pub background: Option<String>,
    /// 需求内容
    pub content: Option<String>,
    /// 关键技术及指标
    pub indicators: Option<String>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// 时限, in months.
    pub term_months: Option<u32>,
    /// 总投资; not the R&D input.
    pub total_investment: Option<Fen>,
    /// 研发投入总额
    pub rd_total: Option<Fen>,
    /// 对揭榜方要求
    pub requirements: Option<String>,
    /// 应用场景, made clear in talks with the enterprise (四（二）).
    pub scene: Option<String>,
    /// Whether the sponsor accepts a race (四（四）); nothing while nobody asked.
    pub race_allowed: Option<bool>,
    /// When and from whom; nothing where nobody recorded it.
    pub collected: Option<Collected>,
    /// Visits and talks, oldest first.
    pub notes: Vec<Note>,
}

/// Whether something is stated.
fn stated(text: Option<&String>) -> bool {
    text.is_some_and(|t| !t.trim().is_empty())
}

impl Demand {
    /// Whether it makes a statement. A term is stated by its length or by its last day.
    #[must_use]
    pub fn states(&self, statement: Statement) -> bool {
        match statement {
            Statement::Background => stated(self.background.as_ref()),
            Statement::Content => stated(self.content.as_ref()),
            Statement::Indicators => stated(self.indicators.as_ref()),
            Statement::Term => self.end.is_some() || self.term_months.is_some(),
            Statement::Investment => self.total_investment.is_some(),
            Statement::Requirements => stated(self.requirements.as_ref()),
        }
    }

    /// The statements it lacks, in the order of the article (rule 2).
    #[must_use]
    pub fn missing(&self) -> Vec<Statement> {
        Statement::ALL.into_iter().filter(|s| !self.states(*s)).collect()
    }

    /// Whether its field is one of the policy's seven (rule 1).
    #[must_use]
    pub fn in_priority_field(&self, policy: &Policy) -> bool {
        self.field.as_ref().is_some_and(|f| policy.fields.names.contains(f))
    }

    /// What the policy says of it: no field and a missing statement are errors, a field outside the seven is a warning
    /// until somebody gave the reason (rules 1 and 2), a term over three years is a warning (rule 12).
    #[must_use]
    pub fn check(&self, policy: &Policy) -> Vec<Finding> {
        let at = |finding: Finding, field: &str| {
            finding.with("title", self.title.clone()).at_path(format!("demand/{}/{field}", self.no))
        };
        let mut findings = Vec::new();
        if !stated(self.field.as_ref()) {
            findings.push(at(Finding::error(Code::DemandFieldNone), "field"));
        } else if !self.in_priority_field(policy) && !stated(self.field_reason.as_ref()) {
            let value = self.field.clone().unwrap_or_default();
            findings.push(at(Finding::warning(Code::DemandFieldOutside).with("value", value), "field"));
        }
        let missing = self.missing();
        if let Some(first) = missing.first() {
            let fields: Vec<&str> = missing.iter().map(|s| s.field()).collect();
            let lacking = Finding::error(Code::DemandIncomplete).with("missing", fields.join("、"));
            findings.push(at(lacking, first.field()));
        }
        match (self.start, self.end) {
            (Some(start), Some(end)) if end < start => findings.push(at(
                Finding::error(Code::DateOrder).with("start", start.to_string()).with("end", end.to_string()),
                "end",
            )),
            _ if self.too_long(policy.term.most_years) => {
                findings.push(at(Finding::warning(Code::TermOver3y), "term_months"));
            }
            _ => {}
        }
        findings
    }

    /// Whether the term exceeds so many years (四（六）): the end is at most start + years − 1 day.
    fn too_long(&self, years: u32) -> bool {
        let most = years.saturating_mul(12);
        let last = self.start.and_then(|s| s.checked_add_months(Months::new(most)));
        let by_days = matches!((last, self.end), (Some(last), Some(end)) if end >= last);
        by_days || self.term_months.is_some_and(|m| m > most)
    }

    /// Whether it may be judged: no error, and the reason given where the field is none of the seven.
    #[must_use]
    pub fn complete(&self, policy: &Policy) -> bool {
        self.check(policy).iter().all(|f| !f.blocks() && f.code != Code::DemandFieldOutside)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::policy::shipped;

    /// A demand that states everything.
    pub(crate) fn demand(no: &str) -> Demand {
        let text = |t: &str| Some(t.to_owned());
        Demand {
            no: no.to_owned(),
            title: "高强耐蚀合金板材成形技术".to_owned(),
            field: text("特种金属材料"),
            field_reason: None,
            sponsor: "示例特钢股份有限公司".to_owned(),
            sponsor_code: None,
            contact: text("韩示例"),
            phone: text("0351-0000002"),
            background: text("现有产品宽度受限。"),
            content: text("研究轧制和热处理工艺。"),
            indicators: text("成材率不低于92%。"),
            start: None,
            end: None,
            term_months: Some(36),
            total_investment: Some(Fen(12_000_000_000)),
            rd_total: None,
            requirements: text("具有中试平台。"),
            scene: None,
            race_allowed: None,
            collected: None,
            notes: Vec::new(),
        }
    }

    fn codes(demand: &Demand) -> Vec<Code> {
        demand.check(&shipped()).into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_demand_states_six_things_and_each_missing_one_is_named_四_一() {
        let whole = demand("X-001");
        assert_eq!((whole.missing(), codes(&whole)), (vec![], vec![]));
        assert!(whole.complete(&shipped()));
        let blank = || Some("　 ".to_owned());
        for statement in Statement::ALL {
            let mut lacking = demand("X-001");
            match statement {
                Statement::Background => lacking.background = blank(),
                Statement::Content => lacking.content = None,
                Statement::Indicators => lacking.indicators = blank(),
                Statement::Term => lacking.term_months = None,
                Statement::Investment => lacking.total_investment = None,
                Statement::Requirements => lacking.requirements = None,
            }
            assert_eq!(lacking.missing(), [statement]);
            assert_eq!(codes(&lacking), [Code::DemandIncomplete]);
            assert!(!lacking.complete(&shipped()));
        }
        let mut dated = demand("X-001");
        (dated.term_months, dated.end) = (None, Some("2027-06-30".parse().unwrap()));
        assert_eq!(dated.missing(), [], "a last day states a term too");
    }

    #[test]
    fn a_field_is_one_of_the_seven_or_has_its_reason_and_an_empty_one_is_an_error_三() {
        let policy = shipped();
        for name in &policy.fields.names {
            let one = Demand { field: Some(name.clone()), ..demand("X-001") };
            assert_eq!(codes(&one), []);
        }
        let none = Demand { field: Some(" ".to_owned()), ..demand("X-001") };
        assert_eq!(codes(&none), [Code::DemandFieldNone]);
        let outside = Demand { field: Some("服务业提质增效".to_owned()), ..demand("X-001") };
        let found = outside.check(&policy);
        assert!(found[0].code == Code::DemandFieldOutside && !found[0].blocks());
        assert!(!outside.complete(&policy), "without its reason it is not judged");
        let reasoned = Demand { field_reason: Some("政策二所列工作".to_owned()), ..outside };
        assert!(reasoned.complete(&policy) && codes(&reasoned).is_empty());
    }

    #[test]
    fn an_end_before_the_start_is_an_error_and_a_term_over_three_years_a_warning_四_六() {
        let dated = |start: &str, end: &str| Demand {
            start: Some(start.parse().unwrap()),
            end: Some(end.parse().unwrap()),
            term_months: None,
            ..demand("X-001")
        };
        assert_eq!(codes(&dated("2026-03-01", "2026-02-28")), [Code::DateOrder]);
        assert_eq!(codes(&dated("2024-02-29", "2027-02-27")), []);
        assert_eq!(codes(&dated("2026-03-01", "2029-02-28")), []);
        assert_eq!(codes(&dated("2026-03-01", "2029-03-01")), [Code::TermOver3y]);
        let months = Demand { term_months: Some(37), ..demand("X-001") };
        assert_eq!(codes(&months), [Code::TermOver3y]);
        assert!(months.complete(&shipped()), "原则上: a warning does not keep it from being judged");
    }
}
