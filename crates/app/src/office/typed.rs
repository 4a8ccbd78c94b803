//! The secretariat's use cases as the screens call them: shapes in, shapes out, text read exactly.

use std::path::Path;

use chrono::NaiveTime;
use domain::session::{Facts, Hearing, Question};
use domain::{Code, Severity};
use ranking::Comparison;
use serde_json::json;

use super::demands_typed::day;
use super::{Office, Staged};
use crate::access::Act;
use crate::api::Problem;
use crate::api::board::{PackTaken, RequestRead, StagedPack, TaskMade};
use crate::api::session::{FactsView, HearingView, SessionCard, SessionDraft, SetupView};
use crate::book_records::{SM3, Sm3Setting};
use crate::files::{self, io_refusal};
use crate::records::NewSession;
use crate::refusal::{Refusal, Result};
use crate::views::{count, session_card};
use crate::work::Work;

/// Extension of a pack.
const PACK: &str = "lzp";

/// Nothing for a blank text.
pub(super) fn given(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

/// A text that must be there, or `missing_value` naming it.
fn needed(text: &str, what: &str) -> Result<String> {
    given(Some(text.to_owned())).ok_or_else(|| Refusal::of(Code::MissingValue).with("field", what))
}

/// `08:30`, nothing for a blank, or `value_unreadable`.
pub(super) fn time(what: &str, text: Option<String>) -> Result<Option<NaiveTime>> {
    let form = ("，应为08:30的形式", ", expected as 08:30");
    given(text)
        .map(|t| {
            NaiveTime::parse_from_str(&t.replace('：', ":"), "%H:%M").map_err(|_| unreadable(what, &t, form))
        })
        .transpose()
}

/// `value_unreadable`, with what was expected.
pub(super) fn unreadable(what: &str, text: &str, (zh, en): (&str, &str)) -> Refusal {
    Refusal::of(Code::ValueUnreadable)
        .with("field", what)
        .with("value", text.trim())
        .with("reason", zh)
        .with("reason_en", en)
}

/// Whether a pack says that this laptop sent it. Nothing rests on it but whether it is listed.
fn is_from(path: &Path, own: packs::Fingerprint) -> bool {
    let opened = std::fs::File::open(path).ok();
    let headed = opened.and_then(|file| packs::open(file, &packs::Limits::default()).ok());
    headed.is_some_and(|headed| headed.header().sender == own)
}

impl Office {
    /// Opens a session from what was typed.
    ///
    /// # Errors
    /// `missing_value`, `value_unreadable`, and those of [`Office::open_session`].
    pub fn open_session_typed(&mut self, draft: SessionDraft) -> Result<SessionCard> {
        let kind = draft.kind.into();
        let new = NewSession {
            no: needed(&draft.no, "会议编号")?,
            title: needed(&draft.title, "会议名称")?,
            batch: needed(&draft.batch, "批次")?,
            office: needed(&draft.office, "主管单位")?,
            date: day("会议日期", &draft.date)?,
            expired_reason: given(draft.expired_reason),
        };
        let session = self.open_session_of(kind, new)?;
        Ok(session_card(&session, 0))
    }

    /// Builds the panel and proposes recusals from unit names, aliases and parents of the register.
    ///
    /// # Errors
    /// Those of [`Office::set_panel`].
    pub fn set_panel_typed(&mut self, session_no: &str, experts: &[String]) -> Result<SetupView> {
        self.set_panel(session_no, experts)?;
        self.set_up_anew(session_no)
    }

    /// The set-up after the panel or what is judged changed: recusals are proposed from unit names, aliases and parents.
    pub(super) fn set_up_anew(&mut self, session_no: &str) -> Result<SetupView> {
        let aliases = self.aliases()?;
        self.propose_recusals(session_no, &aliases)?;
        self.setup_view(session_no)
    }

    /// Chooses the bids and proposes recusals from unit names, aliases and parents of the register.
    ///
    /// # Errors
    /// Those of [`Office::choose_bids`].
    pub fn choose_bids_typed(&mut self, session_no: &str, bids: &[String]) -> Result<SetupView> {
        self.choose_bids(session_no, bids)?;
        self.set_up_anew(session_no)
    }

    /// Records facts as they were typed; a blank is an unrecorded fact.
    ///
    /// # Errors
    /// `value_unreadable` for a time; those of [`Office::set_facts`].
    pub fn set_facts_typed(&mut self, session_no: &str, facts: FactsView) -> Result<()> {
        // What is recorded at the gates is not typed here; what an earlier build kept of it stays.
        let kept = self.session(session_no)?.facts;
        let facts = Facts {
            organizer: given(facts.organizer),
            place: given(facts.place),
            host: given(facts.host),
            recorder: given(facts.recorder),
            supervisor: given(facts.supervisor),
            attendees: facts
                .attendees
                .map(|names| names.into_iter().filter_map(|n| given(Some(n))).collect()),
            started: time("开始时间", facts.started)?,
            ended: time("结束时间", facts.ended)?,
            other_matters: given(facts.other_matters),
            ..kept
        };
        self.set_facts(session_no, facts)
    }

    /// Records questions and answers as they were typed; a pair without a question and an answer is left out.
    ///
    /// # Errors
    /// Those of [`Office::set_hearing`].
    pub fn set_hearing_typed(&mut self, session_no: &str, hearing: HearingView) -> Result<()> {
        let questions = hearing
            .questions
            .into_iter()
            .map(|(question, answer)| Question {
                question: question.trim().to_owned(),
                answer: answer.trim().to_owned(),
            })
            .filter(|q| !(q.question.is_empty() && q.answer.is_empty()))
            .collect();
        let said = Hearing { reporter: given(hearing.reporter), questions };
        self.set_hearing(session_no, &hearing.bid_no, said)
    }

    /// Freezes the rules with the method that was chosen.
    ///
    /// # Errors
    /// Those of [`Office::freeze`].
    pub fn freeze_typed(&mut self, session_no: &str, reason: Option<&str>) -> Result<SetupView> {
        self.freeze(session_no, None, Comparison::Exact, reason)?;
        self.setup_view(session_no)
    }

    /// Whether printed pages show SM3 beside SHA-256: of this and later sessions, until their rules are frozen.
    ///
    /// # Errors
    /// Those of the vault.
    pub fn set_sm3(&mut self, session_no: &str, printed: bool) -> Result<SetupView> {
        let act = Act::new("settings.sm3", SM3).with(json!({ "printed": printed }));
        self.access.record(act, |w| Ok(w.put(&Sm3Setting { printed })?))?;
        self.setup_view(session_no)
    }

    /// Reads a laptop's request for the screen: not its digits, which the secretary types from the expert's words.
    ///
    /// # Errors
    /// Those of [`Office::read_request`].
    pub fn request_view(&self, session_no: &str, path: &Path) -> Result<RequestRead> {
        let request = self.read_request(session_no, path)?;
        Ok(RequestRead { file: files::name(path), fingerprint: request.keys.fingerprint().to_string() })
    }

    /// Enrols a laptop from its file and the digits typed.
    ///
    /// # Errors
    /// `missing_value` without the names of those who compared, `enrol.one_person` with one alone; those of
    /// [`Office::enrol`].
    pub fn enrol_typed(
        &mut self,
        session_no: &str,
        expert_no: &str,
        path: &Path,
        typed: &str,
        compared_by: &str,
    ) -> Result<()> {
        let compared_by = two_people(&needed(compared_by, "核对人")?)?;
        let request = self.read_request(session_no, path)?;
        self.enrol(session_no, expert_no, &request, typed, &compared_by)
    }

    /// Makes task packs into a folder, one member after the other; a member for whom none can be made says why.
    ///
    /// # Errors
    /// `io.no_folder`; `work.stopped`: packs made until then stay.
    pub fn issue_tasks(
        &mut self,
        session_no: &str,
        experts: &[String],
        folder: &Path,
        work: &Work,
    ) -> Result<Vec<TaskMade>> {
        files::folder_is_there(folder)?;
        let mut made = Vec::new();
        for (done, expert_no) in experts.iter().enumerate() {
            work.step("tasks.write", done, experts.len())?;
            let path = folder.join(format!("任务包_{}.{PACK}", files::safe(expert_no)));
            let issued = self.issue_task_to(session_no, expert_no, path);
            made.push(TaskMade {
                expert_no: expert_no.clone(),
                path: issued.as_ref().ok().map(|path| path.display().to_string()),
                problems: issued.err().map(|refusal| refusal.problems()).unwrap_or_default(),
            });
        }
        Ok(made)
    }

    /// Looks at a score pack without taking anything over: what is in it, or why it is refused. A refusal and a fork are
    /// journalled.
    ///
    /// # Errors
    /// The vault's own; a refusal of the pack is part of the answer.
    pub fn look(&mut self, session_no: &str, path: &Path) -> Result<StagedPack> {
        match self.staged(session_no, path)? {
            Ok(staged) => self.shown(session_no, path, &staged),
            Err(refusal) => self.refused_pack(session_no, path, &refusal),
        }
    }

    /// Stages a pack; that it is refused is journalled.
    fn staged(&mut self, session_no: &str, path: &Path) -> Result<std::result::Result<Staged, Refusal>> {
        match self.stage(session_no, path) {
            Ok(staged) => Ok(Ok(staged)),
            Err(refusal) => {
                self.note_refused(session_no, path, &refusal.0)?;
                Ok(Err(refusal))
            }
        }
    }

    /// A staged pack as it is shown before it is taken in.
    fn shown(&mut self, session_no: &str, path: &Path, staged: &Staged) -> Result<StagedPack> {
        let rules = self.access.read(|r| super::frozen(r, &super::session(r, session_no)?))?;
        let (stops, findings): (Vec<_>, Vec<_>) =
            staged.findings.iter().cloned().partition(|f| f.severity == Severity::Error);
        let stops = Refusal(stops).in_file(&staged.file).0;
        self.note_refused(session_no, path, &stops)?;
        let words = |findings: Vec<domain::Finding>| findings.iter().map(Problem::of).collect();
        Ok(StagedPack {
            path: path.display().to_string(),
            file: staged.file.clone(),
            name: rules.rules.member(&staged.expert_no).map(|m| m.name.clone()),
            expert_no: Some(staged.expert_no.clone()),
            sequence: Some(count(staged.sequence)),
            sheets: count(staged.sheets),
            locked: staged.locked,
            known: staged.findings.iter().any(|f| f.code == Code::PackDuplicate),
            findings: words(findings),
            refused: words(stops),
        })
    }

    /// Looks at every pack of a folder, such as a stick; those that this laptop made itself are left out. Packs of one laptop are
    /// compared with each other too: a fork that lies on the stick whole is seen before either side is taken in.
    ///
    /// # Errors
    /// `io`, `work.stopped`.
    pub fn look_at_folder(
        &mut self,
        session_no: &str,
        folder: &Path,
        work: &Work,
    ) -> Result<Vec<StagedPack>> {
        let refused = |e: std::io::Error| io_refusal(folder, &e);
        let own = self.access.device_keys()?.fingerprint();
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(refused)? {
            let path = entry.map_err(refused)?.path();
            if path.extension().is_some_and(|e| e.eq_ignore_ascii_case(PACK)) && !is_from(&path, own) {
                paths.push(path);
            }
        }
        paths.sort();
        let mut looked = Vec::new();
        for (done, path) in paths.iter().enumerate() {
            work.step("packs.look", done, paths.len())?;
            looked.push(self.staged(session_no, path)?);
        }
        self.compare(session_no, &mut looked)?;
        let pairs = paths.iter().zip(&looked);
        pairs
            .map(|(path, looked)| match looked {
                Ok(staged) => self.shown(session_no, path, staged),
                Err(refusal) => self.refused_pack(session_no, path, refusal),
            })
            .collect()
    }

    /// Says of staged packs where those of one laptop contradict each other.
    fn compare(
        &mut self,
        session_no: &str,
        looked: &mut [std::result::Result<Staged, Refusal>],
    ) -> Result<()> {
        let senders: std::collections::BTreeSet<_> = looked.iter().flatten().map(Staged::sender).collect();
        for sender in senders {
            let mut of_one: Vec<&mut Staged> =
                looked.iter_mut().flatten().filter(|s| s.sender() == sender).collect();
            if of_one.len() > 1 {
                let beside: Vec<_> = of_one.iter().map(|s| s.beside()).collect();
                let forks = self.note_forks(session_no, &beside)?;
                of_one.iter_mut().for_each(|staged| staged.add_forks(forks.clone()));
            }
        }
        Ok(())
    }

    /// A pack that was refused, as it is shown. Whose laptop sent it is said where the signature proved it: of one that was
    /// revoked.
    fn refused_pack(&self, session_no: &str, path: &Path, refusal: &Refusal) -> Result<StagedPack> {
        let proved = refusal.code() == Code::PackRevoked;
        let sender = if proved { self.names_sender(session_no, path)? } else { None };
        let (expert_no, name, sequence) =
            sender.map_or((None, None, None), |(no, name, sequence)| (Some(no), name, Some(count(sequence))));
        Ok(StagedPack {
            path: path.display().to_string(),
            file: files::name(path),
            expert_no,
            name,
            sequence,
            sheets: 0,
            locked: false,
            known: false,
            findings: Vec::new(),
            refused: refusal.problems(),
        })
    }

    /// Takes a score pack over. A refusal is journalled.
    ///
    /// # Errors
    /// Those of [`Office::stage`] and [`Office::accept`].
    pub fn take(&mut self, session_no: &str, path: &Path) -> Result<PackTaken> {
        let taken = self.stage(session_no, path).and_then(|staged| self.accept(session_no, staged));
        let accepted = match taken {
            Ok(accepted) => accepted,
            Err(refusal) => {
                self.note_refused(session_no, path, &refusal.0)?;
                return Err(refusal);
            }
        };
        Ok(PackTaken { new_events: count(accepted.new_events), recusals: count(accepted.recusals) })
    }
}

/// The names of those who compared: two people at least, one on each side.
fn two_people(names: &str) -> Result<String> {
    if are_two(names.split(['、', ',', '，', ';', '；'])) {
        return Ok(names.to_owned());
    }
    Err(Refusal::of(Code::EnrolOnePerson).with("names", names))
}

/// Whether these are names of two people at least. A blank inside a name makes no second person.
pub(super) fn are_two<'n>(names: impl IntoIterator<Item = &'n str>) -> bool {
    let people: std::collections::BTreeSet<String> =
        names.into_iter().map(workbook::values::text::squeezed).filter(|n| !n.is_empty()).collect();
    people.len() >= 2
}
