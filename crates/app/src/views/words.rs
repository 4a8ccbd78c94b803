//! Domain values in the words and shapes of the screens.

use crate::api::approval::{
    ApprovalStep, DecidedBy, Departs, NextAct, ObjectionChannel, ObjectionHandling, ObjectionStands,
    ObjectionVerdict, RefusedAs,
};
use chrono::{DateTime, Utc};
use domain::Funds;
use domain::chain::Act;

use crate::api::board::GateName;
use crate::api::course::{IndicatorKind, PaymentStands, TrancheName};
use crate::api::course_steps::CourseStepName;
use crate::api::desk::{Conclusion, FundsView};
use crate::api::gates::{SignWay, TalkPart};
use crate::api::intake::PaperKind;
use crate::api::plan::{ActForm, OverlapKeeps};
use crate::api::projects::{FailGround, ReportName, Responsible};
use crate::api::session::{Category, Ground, RaisedBy, SessionKind, Stage};
use crate::clock::local;

/// Maps an enum of the domain to the one of the screens, variant by variant.
macro_rules! same {
    ($($from:ty => $to:ident { $($variant:ident),+ })+) => {$(
        impl From<$from> for $to {
            fn from(value: $from) -> $to {
                match value { $(<$from>::$variant => $to::$variant,)+ }
            }
        }
        impl From<$to> for $from {
            fn from(value: $to) -> $from {
                match value { $($to::$variant => <$from>::$variant,)+ }
            }
        }
    )+};
}
pub(crate) use same;

same! {
    domain::session::SessionKind => SessionKind { Demand, Bid, Milestone, Acceptance, Termination }
    domain::session::Stage => Stage { Preparing, Frozen, Scoring, Tallied, Closed }
    domain::conclusion::Conclusion => Conclusion {
        Approve, ApproveAfterRevision, Reject, List, ListAfterRevision, Defer,
        MilestonePass, Rectify, MilestoneFail, AcceptancePass, Close, AcceptanceFail,
        Extend, TerminateObjective, TerminateFault, RecoverAll
    }
    domain::project::ReportKind => ReportName { Progress, Evidence, Audit, Ledger }
    domain::conclusion::FailGround => FailGround {
        Unfinished, Untrue, Changed, Money, Overdue, Ownership, Other
    }
    domain::conclusion::Responsible => Responsible { Sponsor, Solver, Both }
    domain::bid::PaperKind => PaperKind { Plan, Agreement, Budget, Evidence }
    domain::Category => Category { Technical, Management, Finance, Legal }
    domain::recusal::Ground => Ground { Relative, Teacher, Shared, Employed, Dispute, OwnUnit, Other }
    domain::gates::Gate => GateName {
        SignIn, Pledge, Recusal, Chair, Presentation, Scoring, Lock, Tally, Discussion, Sign, Archive
    }
    domain::gates::SignWay => SignWay { Paper, Seen, Code, Laptop }
    domain::gates::Part => TalkPart { Report, Questions }
    domain::recusal::RaisedBy => RaisedBy { Match, Expert, Others }
    domain::chain::decision::Approver => DecidedBy { Meeting, City }
    domain::chain::decision::Departure => Departs { Added, LeftOut, OtherStanding, OtherAmount }
    domain::chain::objection::Channel => ObjectionChannel { InPerson, Post, Email, Other }
    domain::chain::objection::NotAccepted => RefusedAs { Late, Anonymous, NoEvidence, OtherMatter, Other }
    domain::chain::objection::Verdict => ObjectionVerdict { Upheld, Partly, Rejected }
    domain::chain::objection::Handling => ObjectionHandling { Keep, SendBack, Rejudge, LeaveOut, Other }
    domain::chain::state::ObjectionState => ObjectionStands {
        Received, NotAccepted, Accepted, Examined, Answered, Closed, Withdrawn
    }
    domain::chain::contract::IndicatorKind => IndicatorKind { Technical, Economic, Property, Talent, Other }
    domain::chain::state::PaymentState => PaymentStands { Planned, Submitted, Ready, Paid, Stopped }
    domain::chain::course::Tranche => TrancheName { First, Milestone, Last, Once }
    domain::chain::course::StepKind => CourseStepName {
        Draft, Sign, Drop, Reallocate, Reroute, Replace, Adjust, Submit, Notify, GoOn, Inspect, Opine,
        ApprovePayment, TurnPayment, Pay, CorrectVoucher, Account, Apply, TakeBack, SettlePlan, Conclude,
        AskExtension, AnswerExtension, ProposeEnd, Commission, Tell, Terminate, Refund, Proceeds, Suspend,
        Examined, Overturn, Integrity, Justice
    }
    domain::chain::overlap::Keeps => OverlapKeeps { This, Other, Both }
    domain::chain::stage::ApprovalStage => ApprovalStep { ToDecide, ToPost, Posted, Objected, ToAnnounce, Announced }
}

/// Local time to the second: `2026-01-20 10:42:07`.
pub(crate) fn second(at: DateTime<Utc>) -> String {
    local(at).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Local time to the minute: `2026-01-20 10:42`.
pub(crate) fn minute(at: DateTime<Utc>) -> String {
    local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// An amount in its two sources, 万元.
pub(crate) fn funds(funds: Funds) -> FundsView {
    FundsView { fiscal: funds.fiscal.wan(), self_raised: funds.self_raised.wan() }
}

/// What comes next of a record of the chain.
pub(crate) fn next_act(of: domain::chain::Next) -> NextAct {
    NextAct {
        zh: of.zh.to_owned(),
        en: of.en.to_owned(),
        who_zh: of.who.zh().to_owned(),
        who_en: of.who.en().to_owned(),
        article: of.article.to_owned(),
    }
}

/// A paper with its day, number and giver, as typed.
pub(crate) fn act_form(of: &Act) -> ActForm {
    ActForm { on: of.on.to_string(), number: of.number.clone(), by: of.by.clone() }
}

/// A number for the screens.
pub(crate) fn count(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}
