//! Who may be drawn and who may not, each with the reason; the text of it that is hashed; and whether there are enough.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::plan::{DrawPlan, Quota};
use super::record::Seat;
use super::{on_a_line, order};
use crate::code::Code;
use crate::finding::Finding;
use crate::panel::{Category, Expert};

/// What of an expert a draw rests on and prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Candidate {
    /// 专家编号
    pub no: String,
    /// 姓名
    pub name: String,
    /// 类别
    pub category: Category,
    /// 专业
    #[serde(default)]
    pub specialty: Option<String>,
    /// 工作单位
    pub unit: String,
}

impl Candidate {
    /// An expert of the register.
    #[must_use]
    pub fn of(expert: &Expert) -> Candidate {
        Candidate {
            no: expert.no.clone(),
            name: expert.name.clone(),
            category: expert.category,
            specialty: expert.specialty.clone(),
            unit: expert.unit.clone(),
        }
    }

    /// The fields of a line, parted by tabs.
    fn line(&self) -> String {
        let specialty = self.specialty.as_deref().unwrap_or("");
        [self.no.as_str(), &self.name, self.category.zh(), specialty, &self.unit].map(on_a_line).join("\t")
    }
}

/// A ground to recuse somebody from one thing that is judged.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clash {
    /// Number of the item.
    pub item_no: String,
    /// What it rests on.
    pub evidence: String,
}

/// Why somebody is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Bar {
    /// Is on the panel already.
    OnPanel,
    /// Was drawn before for this session, and another was called instead.
    Replaced {
        /// In which draw.
        draw: u32,
    },
    /// Would have to be recused.
    Conflict {
        /// From what.
        items: Vec<Clash>,
    },
    /// Sat on as many panels this year as the limit allows.
    Load {
        /// Panels.
        sessions: u32,
        /// The limit.
        most: u32,
    },
    /// Sat on one of the last panels of this kind.
    Rest {
        /// Numbers of those sessions.
        sessions: Vec<String>,
        /// Of how many.
        of: u32,
    },
    /// By hand.
    ByHand {
        /// Why.
        reason: String,
    },
}

impl Bar {
    /// In the words of the forms.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Bar::OnPanel => "已在专家组".to_owned(),
            Bar::Replaced { draw } => format!("第{draw}次抽取后已被替换"),
            Bar::Conflict { items } => {
                let each: Vec<String> =
                    items.iter().map(|clash| format!("{}：{}", clash.item_no, clash.evidence)).collect();
                format!("与评审项目有回避情形（{}）", each.join("；"))
            }
            Bar::Load { sessions, most } => format!("本年度已参加{sessions}次，上限{most}次"),
            Bar::Rest { sessions, of } => {
                format!("参加过最近{of}次同类会议中的{}", sessions.join("、"))
            }
            Bar::ByHand { reason } => format!("人工排除：{reason}"),
        }
    }
}

/// Somebody who might have been drawn, and is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LeftOut {
    /// Who.
    pub candidate: Candidate,
    /// Every reason.
    pub bars: Vec<Bar>,
}

/// What is on record of an expert of the register, as far as a draw asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub candidate: Candidate,
    /// Is on the session's panel.
    pub on_panel: bool,
    /// The draw after which another was called instead.
    pub replaced: Option<u32>,
    /// Grounds to recuse, decided or undecided; none that was decided not to be one.
    pub clashes: Vec<Clash>,
    /// Panels of the session's year.
    pub in_year: u32,
    /// Which of the sessions that are to be rested from they sat on.
    pub recent: Vec<String>,
}

/// Who may be drawn. Both lists are in the order of numbers, and name nobody whom no quota wants.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pool {
    /// Eligible.
    pub eligible: Vec<Candidate>,
    /// Not eligible.
    pub left_out: Vec<LeftOut>,
}

impl Pool {
    /// The pool of a canonical plan. The order in which experts are given does not matter.
    #[must_use]
    pub fn of(plan: &DrawPlan, register: &[Known]) -> Pool {
        let mut pool = Pool { eligible: Vec::new(), left_out: Vec::new() };
        for known in register.iter().filter(|k| plan.quotas.iter().any(|quota| quota.fits(&k.candidate))) {
            let (candidate, bars) = (known.candidate.clone(), bars(plan, known));
            if bars.is_empty() {
                pool.eligible.push(candidate);
            } else {
                pool.left_out.push(LeftOut { candidate, bars });
            }
        }
        pool.eligible.sort_by(|a, b| a.no.cmp(&b.no));
        pool.left_out.sort_by(|a, b| a.candidate.no.cmp(&b.candidate.no));
        pool
    }

    /// What is hashed: meeting and number of the draw, a line each for quotas and limits, for the eligible, and for those left
    /// out with the reasons. Fields are parted by tabs.
    #[must_use]
    pub fn text(&self, meeting_id: &str, number: u32, plan: &DrawPlan) -> String {
        let limit = |most: Option<u32>| most.map_or_else(|| "-".to_owned(), |n| n.to_string());
        let mut lines = vec![
            "lunzheng/draw-pool/1".to_owned(),
            format!("meeting\t{meeting_id}"),
            format!("draw\t{number}"),
        ];
        lines.extend(plan.quotas.iter().map(|quota| {
            let words: Vec<String> = quota.specialty.iter().map(|word| on_a_line(word)).collect();
            format!(
                "quota\t{}\t{}\t{}\t{}",
                quota.category.zh(),
                words.join(" "),
                quota.count,
                quota.alternates
            )
        }));
        lines.push(format!(
            "limits\t{}\t{}\t{}",
            if plan.limits.conflicts { "yes" } else { "no" },
            limit(plan.limits.most_in_year),
            limit(plan.limits.rest)
        ));
        lines.extend(self.eligible.iter().map(|candidate| format!("eligible\t{}", candidate.line())));
        lines.extend(self.left_out.iter().map(|out| {
            let bars: Vec<String> = out.bars.iter().map(|bar| on_a_line(&bar.zh())).collect();
            format!("left-out\t{}\t{}", out.candidate.line(), bars.join("; "))
        }));
        lines.join("\n")
    }

    /// SHA-256 of the text, hex.
    #[must_use]
    pub fn digest(&self, meeting_id: &str, number: u32, plan: &DrawPlan) -> String {
        hex::encode(Sha256::digest(self.text(meeting_id, number, plan)))
    }

    /// Eligible experts whom a quota may draw.
    pub fn fitting(&self, quota: &Quota) -> impl Iterator<Item = &Candidate> {
        self.eligible.iter().filter(move |candidate| quota.fits(candidate))
    }

    /// Which quotas cannot be filled whatever is drawn, and by how many they fall short: `draw.short` keeps the draw from being
    /// prepared, `draw.alternates_short` says that there will be fewer alternates. `draw.empty` where nobody is wanted.
    #[must_use]
    pub fn shortage(&self, plan: &DrawPlan) -> Vec<Finding> {
        if plan.quotas.iter().all(|quota| quota.count == 0) {
            return vec![Finding::error(Code::DrawEmpty)];
        }
        // Each step of filling: how many, of whom.
        let members = plan.quotas.iter().map(|quota| (quota, quota.count, false));
        let alternates = plan.quotas.iter().map(|quota| (quota, quota.alternates, true));
        let steps: Vec<(&Quota, u32, bool)> = members.chain(alternates).collect();
        let mut findings = Vec::new();
        for (at, (quota, wanted, is_alternate)) in steps.iter().enumerate() {
            let fitting: BTreeSet<&str> = self.fitting(quota).map(|c| c.no.as_str()).collect();
            // The most of them that the steps before may have taken: who fits both quotas, and no more than were wanted.
            let taken: usize = steps
                .iter()
                .take(at)
                .map(|(before, count, _)| {
                    let both = self.fitting(before).filter(|c| fitting.contains(c.no.as_str())).count();
                    both.min(usize::try_from(*count).unwrap_or(usize::MAX))
                })
                .sum();
            let have = fitting.len().saturating_sub(taken);
            let wanted = usize::try_from(*wanted).unwrap_or(usize::MAX);
            if have < wanted {
                let finding = if *is_alternate {
                    Finding::warning(Code::DrawAlternatesShort)
                } else {
                    Finding::error(Code::DrawShort)
                };
                findings.push(
                    finding
                        .with("kind", quota.zh())
                        .with("wanted", wanted.to_string())
                        .with("have", have.to_string())
                        .with("lack", (wanted - have).to_string()),
                );
            }
        }
        findings
    }

    /// Members and alternates by seed and words, with the order from which they follow.
    #[must_use]
    pub fn draw(
        &self,
        plan: &DrawPlan,
        digest: &str,
        seed: &str,
        words: &str,
    ) -> (Vec<String>, Vec<Seat>, Vec<Seat>) {
        let numbers: Vec<&str> = self.eligible.iter().map(|c| c.no.as_str()).collect();
        let order = order(digest, seed, words, &numbers);
        let mut free: Vec<&Candidate> =
            order.iter().filter_map(|no| self.eligible.iter().find(|c| c.no == *no)).collect();
        let mut fill = |count: fn(&Quota) -> u32| {
            let mut seats = Vec::new();
            for (quota, at) in plan.quotas.iter().zip(0u32..) {
                for _ in 0..count(quota) {
                    let Some(place) = free.iter().position(|c| quota.fits(c)) else { break };
                    seats.push(Seat { expert_no: free.remove(place).no.clone(), quota: at });
                }
            }
            seats
        };
        let members = fill(|quota| quota.count);
        let alternates = fill(|quota| quota.alternates);
        (order, members, alternates)
    }
}

/// Every reason for which a plan leaves somebody out.
fn bars(plan: &DrawPlan, known: &Known) -> Vec<Bar> {
    let mut bars = Vec::new();
    if known.on_panel {
        bars.push(Bar::OnPanel);
    }
    bars.extend(known.replaced.map(|draw| Bar::Replaced { draw }));
    if plan.limits.conflicts && !known.clashes.is_empty() {
        bars.push(Bar::Conflict { items: known.clashes.clone() });
    }
    if let Some(most) = plan.limits.most_in_year
        && known.in_year >= most
    {
        bars.push(Bar::Load { sessions: known.in_year, most });
    }
    if let Some(of) = plan.limits.rest
        && !known.recent.is_empty()
    {
        bars.push(Bar::Rest { sessions: known.recent.clone(), of });
    }
    let by_hand = plan.by_hand.iter().filter(|one| one.expert_no == known.candidate.no);
    bars.extend(by_hand.map(|one| Bar::ByHand { reason: one.reason.clone() }));
    bars
}
