//! 形式审查: what the staff looks at in a bid before the experts do (四（一）, 四（四）, 四（六）, 六（一）). What the program can tell from
//! the record it tells as found; what only a human can see on the paper (a seal, an answer to an indicator, a secret) stays
//! open, and so does whatever the policy states as a principle and the bid departs from. The conclusion is the staff's.

use crate::bid::Bid;
use crate::bid_check::{BidContext, RuleFinding, check};
use crate::bid_details::BidDetails;
use crate::code::Code;
use crate::finding::{Finding, Severity};
use crate::money::Fen;

/// Something that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// The agreement is signed.
    Signed,
    /// It has its four parts (rule 5).
    Parts,
    /// Sponsor and solver made the plan together and sealed it.
    Joint,
    /// Title and parties are stated, and the solver is not the sponsor.
    Parties,
    /// It answers the indicators of the challenge.
    Indicators,
    /// It belongs to one of the seven fields (rule 1).
    Field,
    /// The papers are there.
    Papers,
    /// R&D input and total investment are stated apart (rule 13).
    Apart,
    /// The request is within 30 % and 2000 万元 (rule 13).
    Cap,
    /// Amounts agree with each other.
    Sums,
    /// What proves the self-raised money.
    Proof,
    /// The term is three years or less, and milestones lie in it (rule 12).
    Term,
    /// Half of leaders and key members are young (rule 7).
    Youth,
    /// The sponsor said how many bids it wants (rule 6).
    Race,
    /// The same is not supported elsewhere (rule 28).
    Twice,
    /// No state secrets.
    Secret,
}

impl Point {
    /// All of them, as the form lists them.
    pub const ALL: [Point; 16] = [
        Point::Signed,
        Point::Parts,
        Point::Joint,
        Point::Parties,
        Point::Indicators,
        Point::Field,
        Point::Papers,
        Point::Apart,
        Point::Cap,
        Point::Sums,
        Point::Proof,
        Point::Term,
        Point::Youth,
        Point::Race,
        Point::Twice,
        Point::Secret,
    ];

    /// What the form asks.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Point::Signed => "揭榜协议已签订",
            Point::Parts => "揭榜协议载明合作内容、经费、人才引育和知识产权归属",
            Point::Joint => "方案由出题企业和揭榜方共同编制并盖章",
            Point::Parties => "项目名称和双方单位齐全，揭榜方不是出题企业自身",
            Point::Indicators => "指标响应榜题",
            Point::Field => "属于重点领域",
            Point::Papers => "必备资料齐全（揭榜方案、揭榜协议）",
            Point::Apart => "研发投入总额与项目总投资分列",
            Point::Cap => "财政申请额不超过上限",
            Point::Sums => "研发投入、财政资金、自筹资金与预算科目前后一致",
            Point::Proof => "自筹资金有证明材料",
            Point::Term => "实施期一般不超过三年，里程碑在实施期内",
            Point::Youth => "青年科技人才占比一般不低于50%",
            Point::Race => "同一榜题有多份方案的，出题企业已作选择",
            Point::Twice => "没有重复支持",
            Point::Secret => "不含国家秘密",
        }
    }

    /// The article that asks for it; nothing for practice.
    #[must_use]
    pub const fn article(self) -> Option<&'static str> {
        match self {
            Point::Signed | Point::Parts | Point::Joint | Point::Parties | Point::Papers => Some("四（四）"),
            Point::Youth | Point::Race => Some("四（四）"),
            Point::Indicators => Some("四（一）"),
            Point::Field => Some("三"),
            Point::Apart | Point::Cap | Point::Term => Some("四（六）"),
            Point::Twice => Some("六（一）"),
            Point::Sums | Point::Proof | Point::Secret => None,
        }
    }

    /// Whether only a human can tell.
    #[must_use]
    pub const fn is_human(self) -> bool {
        matches!(self, Point::Signed | Point::Joint | Point::Indicators | Point::Twice | Point::Secret)
    }
}

/// What was found at a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Which.
    pub point: Point,
    /// It is so, or it is not; nothing where a human has to say.
    pub ok: Option<bool>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Looks at a bid. Points that do not arise (a proof where nothing is self-raised, a choice where there is one bid) are left
/// out; every finding of [`check`] stands at one point.
#[must_use]
pub fn look(bid: &Bid, details: &BidDetails, with: &BidContext<'_>) -> Vec<Looked> {
    let found = check(bid, details, with);
    let mut points = Vec::new();
    for point in Point::ALL {
        let findings: Vec<Finding> =
            found.iter().filter(|f| point_of(f) == point).map(|f| f.finding.clone()).collect();
        let arises = match point {
            Point::Proof => bid.self_raised > Fen::ZERO,
            Point::Race => with.rivals > 0,
            _ => true,
        };
        if arises || !findings.is_empty() {
            points.push(Looked { point, ok: told(bid, point, &findings), findings });
        }
    }
    points
}

fn told(bid: &Bid, point: Point, findings: &[Finding]) -> Option<bool> {
    // A special case (一事一议) goes beyond the cap with its approval, which a human reads; and where nobody stated the total
    // investment there is nothing to tell apart.
    let open = match point {
        Point::Cap => bid.approval_no.as_deref().is_some_and(|no| !no.trim().is_empty()),
        Point::Apart => bid.total_investment.is_none(),
        _ => point.is_human(),
    };
    if findings.iter().any(|f| f.severity == Severity::Error) {
        Some(false)
    } else if open || !findings.is_empty() {
        None
    } else {
        Some(true)
    }
}

/// The point at which a finding stands.
fn point_of(found: &RuleFinding) -> Point {
    match (found.field, found.finding.code) {
        ("field", _) => Point::Field,
        ("title" | "sponsor" | "solver", _) => Point::Parties,
        ("agreement", _) => Point::Parts,
        ("end" | "milestones", _) => Point::Term,
        ("rd_total", Code::CapBaseSuspect) => Point::Apart,
        ("rd_total", Code::PartsMismatch) => Point::Sums,
        ("rd_total" | "fiscal", _) => Point::Cap,
        ("self_raised_proof", _) => Point::Proof,
        ("people", _) => Point::Youth,
        ("race", _) => Point::Race,
        ("papers", _) => Point::Papers,
        _ => Point::Sums,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bid::PaperKind;
    use crate::bid_check::MANDATORY_PAPERS;
    use crate::bid_details::YouthRule;
    use crate::policy::shipped;
    use crate::tests::bid;
    use crate::units::Aliases;

    fn looked(bid: &Bid, details: &BidDetails, papers: &[PaperKind], rivals: usize) -> Vec<Looked> {
        let (policy, aliases) = (shipped(), Aliases::default());
        let youth = YouthRule::default();
        let with =
            BidContext { policy: &policy, youth: &youth, papers, rivals, race: None, aliases: &aliases };
        let points = look(bid, details, &with);
        let told: usize = points.iter().map(|p| p.findings.len()).sum();
        assert_eq!(told, check(bid, details, &with).len(), "no finding is lost and none is told twice");
        points
    }

    fn at(points: &[Looked], point: Point) -> Option<bool> {
        points.iter().find(|p| p.point == point).and_then(|p| p.ok)
    }

    #[test]
    fn what_the_record_proves_is_told_and_what_only_a_human_sees_stays_open() {
        let points = looked(&bid("JB-001"), &BidDetails::default(), &MANDATORY_PAPERS, 0);
        assert_eq!(at(&points, Point::Papers), Some(true));
        assert_eq!(at(&points, Point::Cap), Some(true));
        assert_eq!(at(&points, Point::Sums), Some(true));
        assert_eq!(at(&points, Point::Parts), Some(false), "nothing of the agreement is on record");
        for point in Point::ALL.into_iter().filter(|p| p.is_human()) {
            assert_eq!(at(&points, point), None, "{}", point.zh());
        }
        assert!(!points.iter().any(|p| p.point == Point::Race), "there is one bid: nothing to choose");
    }

    #[test]
    fn an_error_is_told_and_a_departure_from_a_principle_is_left_to_the_staff() {
        let mut bid = bid("JB-001");
        bid.end = "2029-04-01".parse().unwrap();
        bid.people_young = Some(0);
        bid.fiscal = Fen(bid.rd_total.0 / 2);
        bid.self_raised = Fen(bid.rd_total.0 - bid.fiscal.0);
        let points = looked(&bid, &BidDetails::default(), &[], 1);
        assert_eq!(at(&points, Point::Cap), Some(false));
        assert_eq!(at(&points, Point::Papers), Some(false));
        assert_eq!(at(&points, Point::Sums), Some(false));
        for point in [Point::Term, Point::Youth, Point::Race, Point::Proof] {
            let found = points.iter().find(|p| p.point == point).unwrap();
            assert_eq!((found.ok, found.findings.is_empty()), (None, false), "{}", point.zh());
        }
        bid.approval_no = Some("并政函〔2026〕3号".to_owned());
        let points = looked(&bid, &BidDetails::default(), &[], 1);
        assert_eq!(at(&points, Point::Cap), None, "a special case is for a human to read");
    }

    #[test]
    fn nothing_is_told_of_totals_that_nobody_stated() {
        let mut bid = bid("JB-001");
        bid.total_investment = None;
        let ok = |bid: &Bid| at(&looked(bid, &BidDetails::default(), &MANDATORY_PAPERS, 0), Point::Apart);
        assert_eq!(ok(&bid), None);
        bid.total_investment = Some(bid.rd_total);
        assert_eq!(ok(&bid), None, "the same figure twice is a suspicion");
        bid.total_investment = Some(Fen(bid.rd_total.0 + 1));
        assert_eq!(ok(&bid), Some(true));
    }
}
