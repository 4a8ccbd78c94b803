//! One typed model per form. A model holds what was decided elsewhere; this crate only prints it.
//!
//! Conventions: money is [`domain::Fen`]; dates and times are local civil time; `Option` is "nobody recorded it", which
//! prints as a ruled blank, while an empty text prints nothing; a score is a decimal number as text with at most two
//! decimals, already rounded; a share is text with its sign (`29.58%`); digests are 64 lower-case hex digits.

mod acceptance_result;
mod budget_review;
mod challenge_list;
mod common;
mod conduct;
mod contract;
mod draw_record;
mod expert_forms;
mod expert_words;
mod fee_sheet;
mod form;
mod formal_check;
mod funding_plan;
mod laptop_receipt;
mod meeting_card;
mod meeting_rules;
mod milestone_assessment;
mod minutes_bid;
mod minutes_demand;
mod minutes_project;
mod objection;
mod office_letters;
mod panel_acts;
mod panel_opinion;
mod panel_opinion_project;
mod paper_sheet;
mod parallel_summary;
mod payment_opinion;
mod proceedings;
mod project_letters;
mod publicity_notice;
mod recommendation_list;
mod recovery_sheet;
mod recusal_record;
mod score_summary;
mod sign_in;
mod winner_announcement;

pub use acceptance_result::AcceptanceResult;
pub use budget_review::{BudgetLine, BudgetReview};
pub use challenge_list::{ChallengeList, ChallengeRow, ChallengeSheet};
pub use common::{Common, Variant};
pub use conduct::{BackNote, GateStep, LateSignature, SigningRefusal};
pub use contract::{
    Contract, ContractBudgetLine, ContractIndicator, ContractMilestone, ContractParty, ContractPerson,
    ContractTask, IpRule, SolverPayment, TeamTask,
};
pub use draw_record::{DrawCallRow, DrawLeftOutRow, DrawQuotaRow, DrawRecord, DrawRow};
pub use expert_forms::{CriterionScore, ExpertPledge, ExpertScoreSheet, VetoCheck};
pub use expert_words::{AbstentionNote, SupersededSheet, VetoNote};
pub use fee_sheet::{FeeFault, FeeRow, FeeSheet, FeeTotals};
pub use form::Form;
pub use formal_check::{FormalCheck, FormalItem};
pub use funding_plan::{FundingFault, FundingGoal, FundingPlan, FundingRow, FundingTotals};
pub use laptop_receipt::{ClearedThing, HandedDevice, LaptopReceipt, ReceivedPack};
pub use meeting_card::MeetingCard;
pub use meeting_rules::{AgendaStep, MeetingRules};
pub use milestone_assessment::{
    AssessmentMember, IndicatorCheck, MilestoneAssessment, MoneyLine, PaperCheck,
};
pub use minutes_bid::{
    Attachment, BidMinutes, Dissent, MinutesBid, Outlier, PanelMember, Question, RankingRow, RecusalNote,
    Reopening, TieNote,
};
pub use minutes_demand::{DemandMinutes, DemandRow, MinutesDemand};
pub use minutes_project::{MinutesProject, ProjectMinutes};
pub use objection::{ObjectionForm, ObjectionPaper, ObjectionReply, ObjectionStep};
pub use office_letters::{FundingNotice, Request, RequestAttachment};
pub use panel_acts::{DepartureNote, EnvelopeNote, RemarksNote, VoteNote};
pub use panel_opinion::{OpinionMember, PanelOpinionBid, ReviseItem};
pub use panel_opinion_project::{GroundTick, PanelOpinionProject};
pub use paper_sheet::{BlankCriterion, BlankGate, BlankLine, PaperScoreSheet};
pub use parallel_summary::{ParallelPanel, ParallelRow, ParallelSummary};
pub use payment_opinion::{PayeeAccount, Payment, PaymentFault, PaymentOpinion, PaymentSum};
pub use proceedings::{AmendmentNote, ForkNote, IncidentNote, RestoreNote, RevokedLaptop, WithdrawnPack};
pub use project_letters::{ExtensionReply, RectificationNotice, RectifyItem, TerminationDecision};
pub use publicity_notice::{PublicityNotice, PublicityRow};
pub use recommendation_list::{RecommendationList, RecommendationRow, ReserveRow, UnfundedRow};
pub use recovery_sheet::RecoverySheet;
pub use recusal_record::{ConfirmedExpert, RecusalRecord, RecusalRow};
pub use score_summary::{
    Criterion, CriterionCell, Rater, ScoreCell, ScoreSummary, SummaryEvent, SummaryItem,
};
pub use sign_in::{SignInExpert, SignInSheet, SignInStaff};
pub use winner_announcement::{RemovedBid, SettledObjection, WinnerAnnouncement, WinnerRow};
