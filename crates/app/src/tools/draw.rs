//! A recorded draw, drawn again from its file.

use std::path::Path;

use domain::draw::{Draw, Outcome, key};
use domain::{Code, Finding};
use serde::Serialize;

use crate::api::Problem;
use crate::files;
use crate::office::draws::{DRAW_FILE, DrawFile};
use crate::refusal::{Refusal, Result};

/// Largest file of a draw: a register of thousands takes two MiB.
const LARGEST: u64 = 64 << 20;

/// An eligible expert, in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrawLine {
    /// Number in the register.
    pub no: String,
    /// 姓名
    pub name: String,
    /// 类别
    pub category: String,
    /// SHA-256 that decides the place, hex, computed anew.
    pub key: String,
    /// `member`, `alternate`, or nothing.
    pub place: Option<&'static str>,
}

/// An alternate called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrawCall {
    /// Name of who went.
    pub replaced: String,
    /// Number of the alternate; nothing where none was left.
    pub alternate: Option<String>,
    /// Why.
    pub reason: String,
}

/// The shape of `lunzheng draw --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DrawReport {
    /// 会议编号
    pub session: String,
    /// Number of the draw.
    pub draw: u32,
    /// Why it is another one.
    pub reason: Option<String>,
    /// Digest of the pool, hex.
    pub pool_digest: String,
    /// Commitment, hex: what was noted before the words were said.
    pub commitment: String,
    /// Seed, hex.
    pub seed: String,
    /// Words.
    pub words: String,
    /// Who said them.
    pub said_by: Option<String>,
    /// Eligible experts in the order of the keys, computed anew.
    pub order: Vec<DrawLine>,
    /// How many were left out.
    pub left_out: usize,
    /// Alternates called.
    pub called: Vec<DrawCall>,
    /// What differs from what was recorded; empty where everything holds.
    pub problems: Vec<Problem>,
}

/// Draws a recorded draw again.
///
/// # Errors
/// `io` for a file that cannot be read; `input.unreadable` for one that is no record of a draw.
pub fn draw_check(path: &Path) -> Result<DrawReport> {
    let bytes = files::read(path, LARGEST)?;
    let unreadable = || {
        Refusal::of(Code::InputUnreadable)
            .with("value", files::name(path))
            .with("expected", "抽取记录")
            .with("expected_en", "the record of a draw")
            .with("place", path.display().to_string())
    };
    let file: DrawFile = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
    let Some(outcome) = file.draw.outcome.as_ref().filter(|_| file.format == DRAW_FILE) else {
        return Err(unreadable());
    };
    let mut findings = file.draw.check(&file.meeting_id);
    let text = file.draw.pool.text(&file.meeting_id, file.draw.number, &file.draw.plan);
    if file.pool_text != text {
        findings.push(
            Finding::error(Code::DrawDiffers)
                .with("part", "备选名单文本")
                .with("part_en", "text of the pool")
                .with("recorded", file.pool_text.clone())
                .with("computed", text),
        );
    }
    Ok(report(&file, outcome, &findings))
}

fn report(file: &DrawFile, outcome: &Outcome, findings: &[Finding]) -> DrawReport {
    let draw = &file.draw;
    DrawReport {
        session: file.session_no.clone(),
        draw: draw.number,
        reason: draw.reason.clone(),
        pool_digest: draw.pool.digest(&file.meeting_id, draw.number, &draw.plan),
        commitment: draw.commitment.clone(),
        seed: outcome.seed.clone(),
        words: outcome.words.clone(),
        said_by: outcome.said_by.clone(),
        order: order(file, draw, outcome),
        left_out: draw.pool.left_out.len(),
        called: draw
            .called
            .iter()
            .map(|call| DrawCall {
                replaced: call.replaced_name.clone(),
                alternate: call.alternate.clone(),
                reason: call.reason.clone(),
            })
            .collect(),
        problems: findings.iter().map(Problem::of).collect(),
    }
}

/// Drawn anew: nothing of it is taken from the record but plan, pool, seed and words.
fn order(file: &DrawFile, draw: &Draw, outcome: &Outcome) -> Vec<DrawLine> {
    let digest = draw.pool.digest(&file.meeting_id, draw.number, &draw.plan);
    let (order, members, alternates) = draw.pool.draw(&draw.plan, &digest, &outcome.seed, &outcome.words);
    let among = |seats: &[domain::draw::Seat], no: &str| seats.iter().any(|seat| seat.expert_no == no);
    let line = |no: String| {
        let candidate = draw.candidate(&no)?;
        let place = match (among(&members, &no), among(&alternates, &no)) {
            (true, _) => Some("member"),
            (_, true) => Some("alternate"),
            _ => None,
        };
        Some(DrawLine {
            name: candidate.name.clone(),
            category: candidate.category.zh().to_owned(),
            key: key(&digest, &outcome.seed, &outcome.words, &no),
            no,
            place,
        })
    };
    order.into_iter().filter_map(line).collect()
}
