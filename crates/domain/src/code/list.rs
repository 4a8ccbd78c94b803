//! Every code with its text, by what it is about.

codes! {
    // --- cells and rows of a workbook (intake)
    /// A required cell is empty.
    MissingValue = "missing_value",
    /// The field is none of the policy's seven (rule 1).
    FieldUnknown = "field_unknown",
    /// A value is not of its kind (a date, a count, yes or no).
    ValueUnreadable = "value_unreadable",
    /// An amount is written as approximate (约).
    AmountApprox = "amount_approx",
    /// An amount is not a whole number of 分; kept for imports recorded before `amount_unparsable`.
    AmountNotWholeFen = "amount_not_whole_fen",
    /// An amount is negative.
    AmountNegative = "amount_negative",
    /// The end lies before the start.
    DateOrder = "date_order",
    /// The term exceeds three years (rule 12).
    TermOver3y = "term_over_3y",
    /// The fiscal request exceeds 30 % of the R&D input (rule 13).
    CapRatio = "cap_ratio",
    /// The budget lines do not add up to the bid's figures.
    BudgetSumMismatch = "budget_sum_mismatch",
    /// A budget line belongs to no bid of the workbook.
    BudgetOrphan = "budget_orphan",
    /// A row of people or milestones names a bid that is not there.
    RowOfNoBid = "row_of_no_bid",
    /// It is not said what somebody does in a bid: a key member is assumed.
    RoleAssumed = "role_assumed",
    /// A bid has no budget lines.
    BudgetMissing = "budget_missing",
    /// The name of a budget line is not one of the four.
    LineUnknown = "line_unknown",
    /// The indirect costs exceed their bracket cap.
    IndirectCap = "indirect_cap",
    /// Fewer than half of leaders and key members are young (rule 7).
    YouthLow = "youth_low",
    /// An identity number fails its check digit (GB 11643).
    IdInvalid = "id_invalid",
    /// Two rows are the same.
    DuplicateExact = "duplicate_exact",
    /// Two rows bear the same number.
    DuplicateNumber = "duplicate_number",
    /// An expert's category is none of 技术, 管理, 财务, 法律.
    CategoryUnknown = "category_unknown",
    /// A formula: its cached value was read.
    FormulaCached = "formula_cached",
    /// A formula whose result the file does not hold.
    FormulaUncached = "formula_uncached",
    /// A total row does not agree with the rows it sums.
    TotalMismatch = "total_mismatch",
    /// Two columns claim the same field.
    ColumnAmbiguous = "column_ambiguous",
    /// A table was found but not what it is about.
    TableUnknown = "table_unknown",
    /// Total investment equals R&D input: the wrong base may have been used (rule 13).
    CapBaseSuspect = "cap_base_suspect",
    /// A required column is not there.
    ColumnMissing = "column_missing",
    /// The field is close to one of the policy's seven, but is not one of them (rule 1).
    FieldNear = "field_near",
    /// An amount cannot be read, or not in one way only; or it has no unit, or is no whole number of 分.
    AmountUnparsable = "amount_unparsable",
    /// An amount is so large or so small that its unit is doubtful.
    AmountSuspicious = "amount_suspicious",
    /// Cell, header and note name different units of one amount.
    AmountUnitConflict = "amount_unit_conflict",
    /// The unit of a table's amounts is stated on the sheet of instructions of its book only.
    AmountUnitStated = "amount_unit_stated",
    /// Fiscal and self-raised parts do not make their total.
    PartsMismatch = "parts_mismatch",
    /// The R&D input exceeds the total investment it is a part of.
    RdOverTotal = "rd_over_total",
    /// The fiscal request exceeds 2000 万 (rule 13).
    CapLimit = "cap_limit",
    /// A date or a term cannot be read.
    DateUnparsable = "date_unparsable",
    /// A date or a term can be read in two ways.
    DateAmbiguous = "date_ambiguous",
    /// A count that cannot be: negative, broken, or more young people than people.
    CountImpossible = "count_impossible",
    /// Two rows are nearly the same.
    DuplicateNear = "duplicate_near",
    /// Two rows of different units say the same (rule 28).
    DuplicateContent = "duplicate_content",
    /// One unit code stands with two units, or one unit with two codes.
    CodeConflict = "code_conflict",
    /// One challenge number stands with two titles.
    ChallengeNoConflict = "challenge_no_conflict",
    /// Several bids for one challenge, and no race is stated (rule 6).
    RaceUnconfirmed = "race_unconfirmed",
    /// A bid without its agreement (rule 5).
    AgreementMissing = "agreement_missing",
    /// A unit answers its own challenge.
    SolverIsSponsor = "solver_is_sponsor",
    /// A unified social credit code fails its check character (GB 32100).
    CreditCodeInvalid = "credit_code_invalid",
    /// A long number was stored as a number: what lies beyond 15 digits is lost.
    IdPrecisionLost = "id_precision_lost",
    /// A telephone number cannot be one.
    PhoneInvalid = "phone_invalid",
    /// Different people share one telephone number.
    PhoneShared = "phone_shared",
    /// A character was lost (a question mark or a box stands for it).
    CharLost = "char_lost",
    /// A character that looks like another, or has no meaning outside one computer.
    CharSuspicious = "char_suspicious",
    /// A formula gave an Excel error value.
    FormulaError = "formula_error",
    /// A hidden row was read.
    HiddenRow = "hidden_row",
    /// A hidden column was read.
    HiddenColumn = "hidden_column",
    /// A hidden sheet was read.
    HiddenSheet = "hidden_sheet",
    /// The file's name says another format than its contents.
    ExtensionMismatch = "extension_mismatch",
    /// Required columns are not there; since replaced by `column_missing`, one for each column.
    BookHeaderMissing = "book.header_missing",
    /// No table was found in the workbook.
    BookNoTable = "book.no_table",
    /// The workbook holds tables, but no bids.
    BookNoBids = "book.no_bids",
    /// Whether the first column of a file of scores names items or is a rater cannot be told.
    ScoresNoItems = "scores.no_items",
    /// Columns of a file of scores are nobody's scores: which are is asked.
    ScoresColumnUnclear = "scores.column_unclear",
    /// A chosen column of a file of scores is not there.
    ScoresNoColumn = "scores.no_column",
    /// The file cannot be read safely.
    BookUnsafeFile = "book.unsafe_file",
    /// The file is not a workbook this program reads.
    BookFormat = "book.format",
    /// The file is protected by a password.
    BookPassword = "book.password",
    /// An import still has errors.
    ImportBlocked = "import.blocked",
    /// A number of the import is in the vault already.
    ImportExists = "import.exists",
    /// A row meets a record in the vault: left out or taken in its place.
    ImportInVault = "import.in_vault",
    /// A row takes the place of a record in the vault.
    ImportReplaces = "import.replaces",
    /// A record in the vault cannot be replaced, because a session uses it.
    ImportBuiltOn = "import.built_on",
    /// A row to drop or correct is not there.
    ImportNoSuchRow = "import.no_such_row",
    /// A column cannot be matched as was chosen.
    ImportNoSuchColumn = "import.no_such_column",

    /// An import that something was built upon, or that took more than demands, cannot be undone.
    ImportUndoRefused = "import.undo_refused",

    // --- projects
    /// A project lacks what its record must say.
    ProjectIncomplete = "project.incomplete",
    /// More was paid than approved, or the categories spent do not add up.
    ProjectMoney = "project.money",
    /// A project has no milestone that is still to be passed.
    ProjectNoMilestone = "project.no_milestone",
    /// A project is over: accepted, closed or terminated.
    ProjectOver = "project.over",
    /// A project lacks papers before it is judged (rule 19), or who proposed its end (rule 25).
    ProjectLacks = "project.lacks",
    /// A project is made only from a bid that a closed session recommended.
    ProjectNotRecommended = "project.not_recommended",
    /// A project of this bid is there already.
    ProjectThere = "project.there",
    /// Another session judges the project.
    ProjectInSession = "project.in_session",
    /// An acceptance is of one sponsor (rule 23).
    AcceptanceSponsors = "acceptance.one_sponsor",
    /// Bureau and sponsor did not settle an acceptance together (rule 23).
    AcceptanceJoint = "acceptance.not_joint",

    // --- demands and the list
    /// A demand names no field (rule 1).
    DemandFieldNone = "demand.field.none",
    /// A demand's field is none of the seven, and nobody gave the reason (rule 1).
    DemandFieldOutside = "demand.field.outside",
    /// A demand lacks some of the six statements (rule 2).
    DemandIncomplete = "demand.statement.incomplete",
    /// A step that a demand cannot take from where it stands.
    DemandOutOfOrder = "demand.out_of_order",
    /// The panel's word on a demand lacks its grounds or its revision.
    DemandConclusionReason = "demand.conclusion.reason",
    /// A demand's mark is beyond the sheet's total.
    DemandScore = "demand.score",
    /// The revision that the panel asked for is not recorded.
    DemandRevisionOpen = "demand.revision_open",
    /// A demand is before a session whose rules are frozen.
    DemandInSession = "demand.in_session",
    /// A demand is on the list of a batch already.
    DemandListed = "demand.listed",
    /// The demand panel lacks a kind of expert (rule 3).
    PanelDemandComposition = "panel.demand.composition",
    /// The panel on projects lacks a kind of expert (practice; rule 26).
    PanelProjectComposition = "panel.project.composition",
    /// Nobody on the panel is asked a question of the sheet.
    PanelGateUnasked = "panel.gate_unasked",
    /// A list cannot go on: a decision before it is not recorded (rule 4).
    ListApprovalMissing = "list.approval.missing",
    /// A day lies before the one that must come first.
    ListDateOrder = "list.date_order",
    /// A list without a challenge.
    ListEmpty = "list.empty",
    /// Challenges without a number.
    ListNumberMissing = "list.number_missing",
    /// A challenge number is used twice.
    ListNumberTaken = "list.number_taken",
    /// A list that was decided or published does not change.
    ListSettled = "list.settled",

    // --- panel, recusal, session
    /// The panel lacks a kind of expert (rule 8).
    PanelBidComposition = "panel.bid.composition",
    /// The panel is even or too small.
    PanelSize = "panel.size",
    /// One person sits on the panel twice.
    PanelTwice = "panel.twice",
    /// A unit name suggests a recusal.
    RecusalMatch = "recusal.match",
    /// Recusal proposals are undecided.
    RecusalUndecided = "recusal.undecided",
    /// After recusals fewer experts than the minimum can score an item.
    RecusalTooFew = "recusal.too_few",
    /// A decision names nobody or no ground.
    RecusalGroundMissing = "recusal.ground_missing",
    /// The rules are frozen.
    RulesFrozen = "rules.changed_after_freeze",
    /// The rules are not frozen yet.
    RulesNotFrozen = "rules.not_frozen",
    /// The sheet's points do not add up.
    SheetPoints = "sheet.points_not_100",
    /// A sheet says something that cannot be.
    SheetInvalid = "sheet.invalid",
    /// A sheet, a criterion, a part, a band or a question has no name.
    SheetName = "sheet.name_missing",
    /// A criterion has no weight.
    SheetWeight = "sheet.weight_missing",
    /// The parts of a criterion do not add up to it.
    SheetParts = "sheet.parts",
    /// The bands of a criterion do not fall from its maximum to nought.
    SheetBands = "sheet.bands",
    /// The maximum of a criterion was changed and its bands are those of the former one.
    SheetBandsBehind = "sheet.bands_behind",
    /// Nobody scores a criterion or answers a question.
    SheetRaters = "sheet.nobody",
    /// Two criteria have one name.
    SheetTwice = "sheet.twice",
    /// No criterion stands for feasibility or the budget.
    SheetJudged = "sheet.judged",
    /// A line lies above the one that it must not exceed.
    SheetLimits = "sheet.limits",
    /// A figure is no multiple of the step.
    SheetStep = "sheet.step",
    /// A figure of a sheet lies outside of what it can be.
    SheetRange = "sheet.range",
    /// No table of criteria is found in a workbook.
    SheetNoTable = "sheet.no_table",
    /// The number of a session holds what no file name should.
    SessionNumber = "session.number_invalid",
    /// A session is held on a day that is past.
    SessionDatePast = "session.date_past",
    /// A session without bids.
    SessionEmpty = "session.empty",
    /// Bids of a session lack parts of their agreement or mandatory papers (rule 5).
    SessionBidsLack = "session.bids_lack",
    /// No such session, bid, expert or line.
    NotFound = "record.not_found",
    /// The step is out of order.
    StepOutOfOrder = "session.out_of_order",
    /// A gate of the meeting follows from what the program did and is recorded by nobody.
    GateFollows = "gate.follows",
    /// A gate is passed already.
    GatePassed = "gate.passed",
    /// Gates before it are open and would be left out.
    GateEarlierOpen = "gate.earlier_open",
    /// What follows the tally was to be recorded before it.
    GateBeforeTally = "gate.before_tally",
    /// A gate that is open is none to go back to, or to add to.
    GateNotPassed = "gate.not_passed",
    /// The session was archived since the signing: nothing is added to it without going back.
    GateArchived = "gate.archived",
    /// Who assents is not the chair who is there.
    AssentNotChair = "assent.not_chair",
    /// Going back over the tally: the scoring is reopened instead.
    GateOverTally = "gate.over_tally",
    /// The seed of a lot is no row of digits.
    GateSeed = "gate.seed",
    /// An order that does not hold each item of the meeting once.
    GateOrder = "gate.order",
    /// A draw that wants nobody.
    DrawEmpty = "draw.empty",
    /// Fewer experts are eligible than are to be drawn.
    DrawShort = "draw.short",
    /// Fewer alternates than planned will be drawn.
    DrawAlternatesShort = "draw.alternates_short",
    /// The words that are mixed into a draw are too few or too many.
    DrawWords = "draw.words",
    /// A draw is prepared and neither drawn nor set aside.
    DrawOpen = "draw.open",
    /// The seed of a prepared draw is not there any more, or is not the one that was committed to.
    DrawSeedLost = "draw.seed_lost",
    /// No draw is prepared.
    DrawNotOpen = "draw.not_open",
    /// Whoever was drawn leaves the panel by the call of an alternate, with a reason, and not by hand.
    DrawnStays = "draw.member_stays",
    /// A member was drawn and is not on the panel.
    DrawnMissing = "draw.member_missing",
    /// Alternates are called before the rules are frozen.
    DrawAfterFreeze = "draw.after_freeze",
    /// An amendment of the rules that changes nothing: what it adds is there already, who leaves is not there.
    AmendNothing = "amend.nothing",
    /// What an amendment of this session cannot do.
    AmendNotHere = "amend.not_here",
    /// In a drawn member's place the next alternate of the draw comes, and nobody else.
    AmendAlternate = "amend.alternate_next",
    /// The chair leaves: another one is to be found.
    AmendChair = "amend.chair",
    /// Amended rules: a late bid.
    AmendedLateBid = "amended.late_bid",
    /// Amended rules: a member was replaced.
    AmendedReplaced = "amended.replaced",
    /// Amended rules: a member left, and what was signed does not count.
    AmendedTakenOut = "amended.taken_out",
    /// Amended rules: a member left, and what was signed until then counts.
    AmendedTakenOutCounted = "amended.taken_out_counted",
    /// Amended rules: another sheet, on which everything is scored anew.
    AmendedSheet = "amended.sheet",
    /// Amended rules: another method over the same sheets.
    AmendedMethod = "amended.method",
    /// An amendment of sheet and method that are as they were.
    AmendSame = "amend.same",
    /// Signed sheets that an amendment of the sheet sets aside.
    AmendSetsAside = "amend.sets_aside",
    /// A method that is amended although scores are here, or their result is known.
    AmendMethodLate = "amend.method_late",
    /// A score pack with sheets of a version of the rules that scored otherwise: they are kept and do not count.
    AmendOutdatedPack = "amend.outdated_pack",
    /// At the desk: what was typed on the former sheet is to be looked through and confirmed.
    ScoreConfirm = "score.confirm",
    /// A code of a paper sheet of a version of the rules that scored otherwise.
    PaperCodeOld = "paper.code_old",
    /// A member's laptop was not handed the task pack of the amended rules yet.
    AmendTaskDue = "amend.task_due",
    /// A task pack under rules that were amended since.
    AmendOlderTask = "amend.older_task",
    /// A pack of somebody who left the panel: it is kept and does not count.
    AmendLeftPack = "amend.left_pack",
    /// An incident that the program says by itself is not typed.
    IncidentNotTyped = "incident.not_typed",
    /// An incident would lie after its record.
    IncidentFuture = "incident.future",
    /// An incident would lie long before the meeting.
    IncidentEarly = "incident.early",
    /// Part of a recorded draw is not what drawing it again gives.
    DrawDiffers = "draw.differs",
    /// Long work was stopped by its user.
    WorkStopped = "work.stopped",
    /// No vault is open in the window.
    VaultNotOpen = "vault.not_open",
    /// A reason is asked for and none was given.
    ReasonMissing = "reason.missing",
    /// The policy's validity has ended (rule 29).
    PolicyExpired = "policy.expired",
    /// The policy file is not valid.
    PolicyInvalid = "policy.invalid",
    /// The calendar of a year is not loaded.
    CalendarNotLoaded = "calendar.not_loaded",
    /// The last days of the last loaded year may still change.
    CalendarMayChange = "calendar.may_change",
    /// The calendar file is not valid.
    CalendarInvalid = "calendar.invalid",
    /// The result is asked for before every score is in or excused.
    TallyNotReady = "tally.not_ready",
    /// A member who locked owes the sheet of a bid.
    SheetOwed = "score.sheet_owed",
    /// Records of a laptop are missing in between.
    RecordsMissing = "score.records_missing",
    /// A tie is left for humans.
    TieUnresolved = "tie.unresolved",
    /// The order is not the one that the counts of the vote give.
    TieOrder = "tie.order",
    /// Too few valid scores.
    ScoresTooFew = "score.too_few",
    /// A kind of expert on the panel has no weight though kinds weigh differently.
    MethodWeight = "method.weight_missing",
    /// A standardised result leaves out the marks of those who do not score everything.
    MethodPartial = "method.partial_marks",
    /// Two stages are put together only in points of the sheet.
    MethodStages = "method.stages",
    /// The share of the first stage leaves one stage nothing.
    MethodShare = "method.share",
    /// An item has no figure of the first stage.
    MethodFirstMissing = "method.first_missing",
    /// A figure of the first stage lies outside of the sheet's scale.
    MethodFirstOff = "method.first_off",
    /// A method of ranking was chosen where nothing is ranked.
    MethodNotHere = "method.not_here",
    /// An expert has too few totals to be measured by the own spread.
    MethodFewTotals = "method.few_totals",
    /// A bid lacks its opinion on feasibility or budget (rule 8).
    OpinionMissing = "bid.opinion.missing",
    /// A conclusion lacks its reason.
    ConclusionReason = "conclusion.reason_missing",
    /// The conclusion departs from the suggested one and gives no reason.
    ConclusionDeparts = "conclusion.departs",
    /// More winners of a challenge than its sponsor wants (rule 6).
    RaceTooMany = "race.too_many",
    /// A session is to be of a kind that cannot be held here.
    SessionKindUnknown = "session.kind_unknown",
    /// The conclusion belongs to another kind of session.
    ConclusionOtherKind = "conclusion.other_kind",
    /// What is needed of a conclusion on a demand is missing: its value, its revision, its reason.
    ConclusionDemandOpinion = "conclusion.demand_opinion",
    /// What a conclusion on a project asks for is missing.
    ConclusionProjectOpinion = "conclusion.project_opinion",
    /// A project ends by somebody's fault, and the panel lacks a kind of expert (rule 26).
    ConclusionFaultPanel = "conclusion.fault_panel",
    /// A term that the panel sets lies before the meeting, or a new last day not after the old one.
    ConclusionDay = "conclusion.day",
    /// Bureau and sponsor of an acceptance would be the same person, or settled it after the meeting.
    JointUnsound = "session.joint_unsound",
    /// The standing departs from what the envelope proposes and gives no reason.
    ConclusionDepartsEnvelope = "conclusion.departs_envelope",
    /// The panel confirmed a veto that forbids the conclusion.
    ConclusionVetoConfirmed = "conclusion.veto_confirmed",
    /// The conclusion is not what the panel voted for.
    ConclusionAgainstVote = "conclusion.against_vote",

    // --- the envelope and what it proposes
    /// A sum or a number of the envelope cannot be.
    EnvelopeAmount = "envelope.amount",
    /// Not scored: nothing is proposed.
    EnvelopeNotScored = "envelope.not_scored",
    /// Under the score line: proposed for the reserve.
    EnvelopeUnderCutoff = "envelope.under_cutoff",
    /// The grade is 不资助: proposed without money.
    EnvelopeNoFunds = "envelope.no_funds",
    /// The total goes over with it: proposed for the reserve, and the line ends here.
    EnvelopeOverTotal = "envelope.over_total",
    /// After the first that goes over the total: proposed for the reserve.
    EnvelopeEnded = "envelope.ended",
    /// The field's sum goes over with it: proposed for the reserve, and the field ends here.
    EnvelopeOverField = "envelope.over_field",
    /// After the first that goes over its field's sum: proposed for the reserve.
    EnvelopeFieldEnded = "envelope.field_ended",
    /// The most bids are recommended already: proposed for the reserve.
    EnvelopeMost = "envelope.most",
    /// Another bid of the challenge is recommended and no race was chosen (rule 6): proposed for the reserve.
    EnvelopeNoRace = "envelope.no_race",
    /// The sponsor's number of winners is reached (rule 6): proposed for the reserve.
    EnvelopeRaceFull = "envelope.race_full",
    /// Tied, and the order decides who fits: open until people settle it.
    EnvelopeTie = "envelope.tie",
    /// After a tie that is open: open.
    EnvelopeTieBefore = "envelope.tie_before",
    /// Its amount is undecided: open.
    EnvelopeAmountOpen = "envelope.amount_open",
    /// After a bid whose amount is undecided: open.
    EnvelopeAmountBefore = "envelope.amount_before",

    // --- panels in parallel rooms
    /// The archive is of a meeting of this office.
    ParallelOwn = "parallel.own",
    /// The other panel's meeting was not closed when it was archived.
    ParallelNotClosed = "parallel.not_closed",
    /// The other panel judged things of another kind.
    ParallelKind = "parallel.other_kind",
    /// The other panel judged things of another batch.
    ParallelBatch = "parallel.other_batch",
    /// The other panel judged under another version of the policy.
    ParallelPolicy = "parallel.policy",
    /// The other panel's archive was taken in already.
    ParallelTaken = "parallel.taken",
    /// Both panels judged the same things.
    ParallelSameItem = "parallel.same_item",
    /// The summary was printed: what it was made of is not taken back.
    ParallelPrinted = "parallel.printed",
    /// The digits that were typed are not those of the other secretariat.
    ParallelDigits = "parallel.digits_differ",
    /// The archive is not the one that was looked at.
    ParallelChanged = "parallel.changed",
    /// No archive of another panel is taken in: there is nothing to set side by side.
    ParallelNone = "parallel.none",

    // --- collective acts
    /// The counts of a vote are not those of the members who could vote.
    VoteCount = "vote.count",
    /// An open ballot names others than the voters, or gives other counts.
    VoteNamed = "vote.named",
    /// Nobody gave the answer that vetoes: there is nothing to confirm.
    VetoNobody = "veto.nobody",
    /// A veto is said to stand, or not, against the vote on it.
    VetoAgainstVote = "veto.against_vote",
    /// A recused member says nothing of the item.
    DissentRecused = "dissent.recused",
    /// What was signed is not taken back.
    DissentSigned = "dissent.signed",
    /// There is dissent.
    DissentThere = "dissent.there",

    // --- the desk
    /// A score is out of range or off the step.
    ScoreOverMax = "score.over_max",
    /// What was typed is no score.
    ScoreUnreadable = "score.unreadable",
    /// Items are not scored.
    ScoreIncomplete = "score.incomplete",
    /// The criterion is not this expert's.
    ScoreNotYours = "score.not_yours",
    /// The parts of the criterion are scored, not the criterion itself.
    ScoreBySubs = "score.by_subs",
    /// The mark of a criterion is not the sum of its parts.
    ScoreSubsSum = "score.subs_sum",
    /// The desk is locked.
    ScoreLocked = "score.locked",
    /// The item is recused.
    ScoreRecused = "score.recused",
    /// No score is given (弃权), and the reason is missing.
    AbstainReason = "score.abstain_reason",
    /// A sheet that takes the place of a signed one does not say why.
    ChangeReason = "score.change_reason",
    /// A sheet takes the place of a signed one, and nobody returned that or asked about it.
    RevisionUnasked = "score.revision_unasked",
    /// A sheet was returned, and what takes its place did not come in yet.
    ReturnOpen = "score.return_open",
    /// Nothing is asked of the expert about this score, or it was answered.
    DeviationNotAsked = "deviation.not_asked",
    /// No score lies beyond the limit.
    DeviationNone = "deviation.none",
    /// A veto question is not answered.
    GateUnanswered = "gate.unanswered",
    /// An answer that vetoes does not say its ground.
    GateReason = "gate.reason",
    /// The panel agrees to an item over a veto without saying why.
    ConclusionOverVeto = "conclusion.over_veto",
    /// The pledge was not made.
    PledgeMissing = "pledge.missing",
    /// A line is cut without a reason.
    BudgetCutReason = "budget.cut_without_reason",
    /// A line is recommended above what was asked.
    BudgetOverRequested = "budget.recommended_over_requested",
    /// What was typed is no amount.
    BudgetAmountUnreadable = "budget.amount_unreadable",
    /// A line was begun at the desk, but one of its two amounts is missing.
    BudgetLineHalf = "budget.line_half_entered",
    /// A line nobody entered.
    BudgetLineUndecided = "budget.line_undecided",
    /// The panel departs from the median without a reason.
    BudgetDepartsMedian = "budget.departs_from_median",

    /// Several bids of one challenge are recommended and the sponsor did not choose a race (rule 6).
    RaceNotChosen = "race.not_chosen",
    /// A bid has no decision of the panel.
    DecisionMissing = "decision.missing",
    /// A note on a vote names counts, which belong to the recorded vote.
    DecisionVoteCounts = "decision.vote_counts",

    // --- money
    /// Above the cap (rule 13).
    FundingCapExceeded = "funding.cap.exceeded",
    /// 一事一议 without an approval number (rule 14).
    OnecaseNumberMissing = "onecase.number_missing",
    /// The R&D input is nothing.
    FundingNoBase = "funding.no_base",

    // --- files of one signed thing
    /// The file ends before its end.
    FileCut = "file.cut",
    /// The file goes on after its end.
    FileAfterEnd = "file.after_end",

    // --- the vault
    /// The passphrase does not open any slot.
    VaultPassphrase = "vault.passphrase_wrong",
    /// The folder is no vault.
    VaultNotAVault = "vault.not_a_vault",
    /// Another process has the vault open.
    VaultInUse = "vault.in_use",
    /// The vault was written by a newer program.
    VaultNewer = "vault.newer",
    /// The vault is damaged.
    VaultDamaged = "vault.damaged",
    /// Pages of the vault's database are not what was written; it is open for reading only.
    VaultDamagedPages = "vault.damaged_pages",
    /// The database of the papers does not hold.
    VaultPapersDamaged = "vault.papers_damaged",
    /// The folder is a backup on a stick: it is brought back into a new folder, not worked in.
    VaultIsBackup = "vault.is_backup",
    /// A vault that comes back from a backup is not named as a backup is.
    VaultNamedBackup = "vault.named_backup",
    /// A vault is not worked in on a stick.
    VaultOnStick = "vault.on_stick",
    /// A backup on a stick is not what was written; whether it was used as a vault is not told without a passphrase.
    VaultBackupChanged = "vault.backup_changed",
    /// A backup on a stick is not what was written and does not hold.
    VaultBackupDamaged = "vault.backup_damaged",
    /// A vault that comes from a backup would lie inside it.
    VaultInsideBackup = "vault.inside_backup",
    /// A backup on a stick that was worked in as a vault: it holds, and is not what was written.
    VaultBackupUsed = "vault.backup_used",
    /// The vault is older than one of its backups.
    VaultBehind = "vault.behind_backup",
    /// The machine's clock stands before what the journal has already told.
    ClockBehind = "clock.behind",
    /// There is something at the place already.
    VaultExists = "vault.exists",
    /// The passphrase opens the vault already, for somebody else.
    VaultPassphraseTaken = "vault.passphrase_taken",
    /// The new passphrase is the one before.
    VaultPassphraseSame = "vault.passphrase_same",
    /// The passphrase is too short.
    VaultPassphraseWeak = "vault.passphrase_weak",
    /// The journal does not hold.
    VaultJournalBroken = "vault.journal_broken",
    /// The role may not do this.
    VaultRole = "vault.role",
    /// Key derivation parameters out of bounds.
    VaultParameters = "vault.parameters",
    /// A recovery code whose checksum does not agree.
    VaultRecoveryMistyped = "vault.recovery_mistyped",
    /// A recovery code with a group too few or too many.
    VaultRecoveryGroups = "vault.recovery_groups",
    /// A recovery code with a group that is not whole.
    VaultRecoveryGroup = "vault.recovery_group",
    /// The vault is open for reading only.
    VaultReadOnly = "vault.read_only",
    /// The last user who can change a vault cannot be removed.
    VaultLastUser = "vault.last_user",
    /// Nobody takes the own key away while it is in use.
    VaultOwnKey = "vault.own_key",
    /// A user of that name is there already.
    VaultUserExists = "vault.user_exists",
    /// The folder of a vault is not given as a whole path.
    VaultFolderRelative = "vault.folder_relative",
    /// The place cannot be written, or the disk is full.
    Io = "io",
    /// There is no such file or folder.
    IoNotFound = "io.not_found",
    /// A folder was given where a file is meant.
    IoIsFolder = "io.is_folder",
    /// A file is to be written into a vault's own folder.
    IoInVault = "io.in_vault",
    /// A file of another kind lies where one is to be written.
    IoOtherFile = "io.other_file",
    /// The folder into which a file is to be written is not there.
    IoNoFolder = "io.no_folder",
    /// The file is larger than what is looked for can be.
    IoTooLarge = "io.too_large",
    /// The file ends before what it should hold.
    IoTooShort = "io.too_short",

    // --- papers of bids
    /// A paper is too large to be attached.
    PaperTooLarge = "paper.too_large",
    /// A paper is too large to be shown.
    PaperTooLargeToShow = "paper.too_large_to_show",

    // --- scores from paper
    /// What was typed is no code of a paper sheet.
    PaperCodeWrong = "paper.code_wrong",
    /// A code of no sheet of this meeting under its frozen rules.
    PaperCodeUnknown = "paper.code_unknown",
    /// The second entry by the person who made the first.
    PaperSameTypist = "paper.same_typist",
    /// An answer or conclusion that was typed is none of those on the sheet.
    PaperAnswerUnreadable = "paper.answer_unreadable",
    /// A step of typing a sheet that its state does not have.
    PaperStep = "paper.step",
    /// Sheets are being typed anew and do not count yet.
    PaperOpen = "paper.open",
    /// The two entries differ and nobody looked at the paper.
    PaperEntryDiffers = "paper.entry_differs",
    /// A sheet came from a laptop and from paper, and nobody decided which counts.
    PaperConflict = "paper.conflict",
    /// A paper sheet is neither typed nor said to be missing.
    PaperSheetOpen = "paper.sheet_open",

    // --- packs
    /// The file is no pack.
    PackNotAPack = "pack.not_a_pack",
    /// The signature does not hold, or the file is cut or changed.
    PackSignature = "pack.signature_bad",
    /// The pack is of another meeting.
    PackWrongMeeting = "pack.wrong_meeting",
    /// The pack is for another laptop.
    PackWrongRecipient = "pack.wrong_recipient",
    /// The sender is unknown or may not send this.
    PackSender = "pack.sender_not_allowed",
    /// A pack of a kind that is not taken in here.
    PackOtherKind = "pack.other_kind",
    /// The passphrase could not be read from the terminal, a file or a descriptor.
    PassphraseUnreadable = "passphrase.unreadable",
    /// The public keys of the sender are not at hand, so nothing can be checked.
    VerifyKeyMissing = "verify.key_missing",
    /// The pack comes from newer software.
    PackNewer = "pack.newer_version",
    /// The pack was imported before.
    PackDuplicate = "pack.duplicate",
    /// Packs are missing in between.
    PackGap = "pack.gap",
    /// Packs are missing in between, and this one holds everything that they held.
    PackCovered = "pack.covered",
    /// Two packs with one number.
    PackFork = "pack.fork",
    /// Two packs of a laptop bear the same number; what they say does not contradict.
    PackRival = "pack.rival",
    /// A pack lies on the side of a settled fork that people decided against: its records do not count.
    PackRefusedSide = "pack.refused_side",
    /// Another pack with this number is here; the two are the sides of a fork that people settled.
    PackRivalSettled = "pack.rival_settled",
    /// A pack bears a side of a fork that nobody settled: taking it in is not undone.
    PackForkOpen = "pack.fork_open",
    /// One person alone was to settle a fork.
    PackForkOnePerson = "pack.fork_one_person",
    /// A pack of a laptop that was revoked.
    PackRevoked = "pack.revoked",
    /// An older pack than one that is here: it was held back, or found again.
    PackStale = "pack.stale",
    /// A pack that came after the scores were taken together.
    PackLate = "pack.late",
    /// An import cannot be undone any more, or was undone.
    PackNotUndone = "pack.not_undone",
    /// What the pack holds is not right.
    PackContent = "pack.content",
    /// The pack is too large.
    PackTooLarge = "pack.too_large",
    /// The file is no meeting card.
    CardNotACard = "card.not_a_card",
    /// The file is no request of a laptop.
    RequestNotARequest = "request.not_a_request",
    /// The compared digits are not those of the secretariat's card.
    EnrolCardDigits = "enrol.card_digits_differ",
    /// The compared digits are not those of the key.
    EnrolDigits = "enrol.digits_differ",
    /// A laptop that is enrolled for one member was to be enrolled for another.
    EnrolTaken = "enrol.laptop_taken",
    /// Nobody compared the digits yet.
    EnrolNotCompared = "enrol.not_compared",
    /// The laptop that something is to be made for was revoked.
    LaptopRevoked = "laptop.revoked",
    /// Only one person is named as having compared the digits.
    EnrolOnePerson = "enrol.one_person",
    /// The keys of a revoked laptop were to be enrolled again.
    EnrolRevoked = "enrol.revoked",
    /// What was settled is no fork of the session, or not one of its sides.
    ForkNotOpen = "fork.not_open",

    // --- closing
    /// The file of an archive's key does not open: another passphrase, or no such file.
    ArchiveKey = "archive.key_wrong",
    /// An archive is not sealed for the given key.
    ArchiveNotForKey = "archive.not_for_key",
    /// What an archive says and what its events give are not the same.
    ArchiveDiffers = "archive.differs",
    /// A laptop is to be cleared whose session is not archived.
    ClearNotArchived = "clear.not_archived",
    /// This laptop was not cleared of the meeting, so there is no receipt to be written again.
    ClearNoReceipt = "clear.no_receipt",
    /// The file is no receipt of a cleared laptop.
    ReceiptNotAReceipt = "receipt.not_a_receipt",

    // --- documents
    /// No font has a character.
    DocMissingGlyph = "document.missing_glyph",
    /// A template names a value that the form does not have.
    DocTemplate = "document.template",
    /// A tie is open: what follows from the ranks cannot be made.
    DocTieOpen = "document.tie_open",
    /// An answer that vetoes waits for the panel's word: what prints the conclusions cannot be made.
    DocVetoOpen = "document.veto_open",
    /// The discussion began and nobody recorded its end: the set cannot be closed over it.
    DocDiscussionOpen = "document.discussion_open",
    /// Gates that nobody recorded: the minutes have blanks there, and after the closing they cannot be recorded any more.
    DocGatesBlank = "document.gates_blank",
    /// A member whose sheets count never signed in by the record.
    DocScoredUnsigned = "document.scored_unsigned",
    /// The document could not be made.
    DocFailed = "document.failed",
    /// The document carries no digest, or not one of these data.
    DocDigest = "document.digest",

    // --- records of bids, registers, what is there twice
    /// Self-raised money without its proof.
    BidProofMissing = "bid.proof_missing",
    /// Neither leaders nor key members are listed or counted.
    BidPeopleMissing = "bid.people_missing",
    /// Whether some people are young cannot be told.
    YouthUnsure = "youth.unsure",
    /// The people listed are not as many as the bid states.
    PeopleCountsDiffer = "people.counts_differ",
    /// A milestone lies outside the term.
    MilestoneOutside = "milestone.outside",
    /// A mandatory paper is not attached.
    PaperMissing = "paper.missing",
    /// A file is neither PDF, Word nor a picture.
    PaperFormat = "paper.format",
    /// A unit's name or alias is another unit's.
    UnitExists = "unit.exists",
    /// A unit would be above itself.
    UnitParentLoop = "unit.parent_loop",
    /// A unit cannot be merged with itself.
    UnitMergeSelf = "unit.merge_self",
    /// A merge was taken back already, or its units are gone.
    UnitMergeGone = "unit.merge_gone",
    /// An identity or bank number cannot be one.
    IdentityInvalid = "identity.invalid",
    /// A file holds no list of this register.
    RegisterUnread = "register.unread",
    /// The same file was imported before.
    TwiceFile = "twice.file",
    /// Nothing was found that a sender would be asked about.
    SendBackNothing = "send_back.nothing",
    /// What goes back would be written over the sender's own file.
    SendBackOwnFile = "send_back.own_file",
    /// A name of a batch holds a character that names of records cannot hold.
    BatchName = "batch.name",

    // --- statistics that inform
    /// How far experts agree in points, by intraclass correlation.
    StatsIcc = "stats.icc",
    /// How far experts order items alike.
    StatsKendall = "stats.kendall",
    /// How far experts agree, by Krippendorff's alpha.
    StatsAlpha = "stats.alpha",
    /// How far experts choose the same categories.
    StatsFleiss = "stats.fleiss",
    /// Which experts are strict or lenient.
    StatsSeverity = "stats.severity",
    /// How sure the list inside the cut is.
    StatsCut = "stats.cut",
    /// How far places move, without a cut.
    StatsPlaces = "stats.places",
    /// Too few experts for a figure.
    StatsFewRaters = "stats.few_raters",
    /// Too few items for a figure.
    StatsFewItems = "stats.few_items",
    /// Too few items that every expert scored.
    StatsFewComplete = "stats.few_complete",
    /// Too few scores for the additive model.
    StatsFewScores = "stats.few_scores",
    /// Scores or items do not vary.
    StatsNoVariation = "stats.no_variation",
    /// Groups of experts share no item.
    StatsDisconnected = "stats.disconnected",
    /// More than is worked on.
    StatsTooLarge = "stats.too_large",
    /// The figure is for categories, and these are scores.
    StatsNotCategories = "stats.not_categories",
    /// The figure is for scores, and these are categories.
    StatsNotScores = "stats.not_scores",
    /// Nobody said where the list is cut.
    StatsNoCut = "stats.no_cut",

    /// How a member signed in is said to be signed by a key, and no such word is here.
    GateNoSignature = "gate.no_signature",

    // --- one laptop passed round (共用一机)
    /// A personal code is not six to sixteen digits.
    SharedCodeForm = "shared.code_form",
    /// A personal code that was typed twice differs.
    SharedCodesDiffer = "shared.codes_differ",
    /// A personal code is easily guessed.
    SharedCodeObvious = "shared.code_obvious",
    /// The personal code is another.
    SharedCodeWrong = "shared.code_wrong",
    /// After wrong codes there is a time to wait.
    SharedWait = "shared.wait",
    /// The member has no code yet.
    SharedNoCode = "shared.no_code",
    /// The member has a code already.
    SharedHasCode = "shared.has_code",
    /// A pack of a desk on this machine was not taken in.
    SharedWaiting = "shared.waiting",
    /// The member scores on a laptop of the own.
    SharedOwnLaptop = "shared.own_laptop",
    /// A code is set while the secretariat's vault is open; it is locked.
    SharedOfficeLocked = "shared.office_locked",
    /// The laptop is not passed round now.
    SharedNotBegun = "shared.not_begun",

    // --- the chain after the meeting (policy 四（五）–四（七）)
    /// An event that cannot happen where something stands.
    ChainOutOfOrder = "chain.out_of_order",
    /// What a session concluded cannot be taken back: something rests on it.
    ChainRestsOn = "chain.rests_on",
    /// A bid whose decision is kept here becomes a project with the issue of its funding plan (四（六）).
    ProjectByPlan = "project.by_plan",
    /// Figures of a project that its course records are not typed over.
    ProjectInCourse = "project.in_course",
    /// A bid of a decision that cannot be decided so: not judged, twice, left without a word, or an amount that cannot be.
    DecisionItem = "decision.item",
    /// An award above its cap, without the number of a 一事一议 (rules 13 and 14).
    AwardOverCap = "award.over_cap",
    /// An award that is not in whole hundreds of yuan (rule 13).
    AwardNotHundredYuan = "award.not_hundred_yuan",
    /// Publicity, or what follows it, before the meeting's decision (rule 9).
    PublicityBeforeMeeting = "publicity.before_meeting",
    /// A list that is posted already.
    PublicityRunning = "publicity.running",
    /// Nothing is posted.
    PublicityNone = "publicity.none",
    /// A posting without its proof.
    PublicityNoProof = "publicity.no_proof",
    /// By the calendar that is loaded now a period ends on another day than was recorded.
    PublicityEndChanged = "publicity.end_changed",
    /// An objection that cannot be accepted: late, anonymous, without evidence or identity (rule 9).
    ObjectionNotAdmissible = "objection.not_admissible",
    /// An objection was not answered by its day.
    ObjectionAnswerLate = "objection.answer_late",
    /// An objection that was upheld, and no decision was changed for it.
    ObjectionNotActedOn = "objection.not_acted_on",
    /// What is the same content under another programme was not decided (rule 28).
    OverlapUndecided = "overlap.undecided",
    /// A lower support was chosen without a reason (rule 28).
    OverlapLower = "overlap.lower",
    /// Payments do not add up to the award (rule 15).
    TrancheSum = "tranche.sum_wrong",
    /// Shares or way of payment depart from the principle (rules 15 and 16).
    TrancheDeparts = "tranche.share_departs",
    /// A row of a funding plan that cannot be.
    PlanRow = "plan.row",
    /// The plan goes over its envelope.
    PlanOverEnvelope = "plan.over_envelope",
    /// Steps of the funding plan are not recorded (rule 11).
    FundingPlanUnapproved = "funding.plan.unapproved",
    /// A plan that was approved or issued already.
    PlanSettled = "plan.settled",
    /// Money to somebody else than the sponsor (rule 18).
    PayeeNotSponsor = "payee.not_sponsor",
    /// A contract that lacks words or has sums that do not agree.
    ContractIncomplete = "contract.incomplete",
    /// The contract is not signed, or signed already.
    ContractSigned = "contract.signed",
    /// Money was moved between budget lines by somebody who may not (rule 20).
    ReallocationWrongPerson = "reallocation.wrong_person",
    /// Another solver after the project was approved (rule 21).
    SolverSwap = "solver.swap",
    /// Another chief engineer or task leader without a reason (rule 21).
    ChiefChangeReason = "chief.change_reason",
    /// An unplanned inspection of a short project (rule 22).
    InspectionUnplanned = "inspection.unplanned",
    /// Papers of a milestone or a result are missing (rule 19).
    PapersMissing = "papers.missing",
    /// A milestone is passed although an indicator that decides was not found to be reached.
    MilestoneKeyOpen = "milestone.key_open",
    /// A gate that a payment waits for is closed (rules 11, 15, 17).
    PaymentGate = "payment.gate",
    /// More would be paid than was approved (rule 15).
    PaymentOverTotal = "payment.over_total",
    /// The last payment is above what was settled (rules 13 and 15).
    PaymentOverSettlement = "payment.final_over_settlement",
    /// The same payment twice.
    PaymentTwice = "payment.twice",
    /// Money reported as spent or arrived that cannot be.
    AccountUnsound = "account.unsound",
    /// A signature of bureau or sponsor is missing on an acceptance (rule 23).
    AcceptanceJointSign = "acceptance.joint_sign",
    /// Milestones are open when a project goes into acceptance.
    AcceptanceMilestones = "acceptance.milestones_open",
    /// An extension without force majeure, its proof, or approval (rule 24).
    ExtensionGround = "extension.ground",
    /// The end is proposed by nobody who signed the contract (rule 25).
    TerminationNotSignatory = "termination.not_signatory",
    /// A fault without third party, experts, or who is responsible (rule 26).
    TerminationFaultPanel = "termination.fault_panel",
    /// Nobody was told beforehand that a project is to end.
    TerminationNotTold = "termination.not_told",
    /// Diligent failure is found together with a fault.
    TerminationTolerance = "termination.tolerance",
    /// Fraud that nobody proved (rule 27).
    FraudUnproved = "fraud.unproved",
    /// Fraud was proved, and not everything is recovered (rule 27).
    FraudRecoverAll = "fraud.recover_all",
    /// An integrity record or a hand-over to justice without proved fraud (rule 27).
    FraudOnly = "fraud.only",
    /// More came back than was to be recovered.
    RecoveryOver = "recovery.over",
    /// The publicity is still running (rule 9).
    AnnouncePublicityRunning = "announce.publicity_running",
    /// An objection is open (rule 9).
    AnnounceObjectionOpen = "announce.objection_open",
    /// A winner was not in the list that was posted.
    AnnounceNotPosted = "announce.not_posted",

    // --- fees of experts
    /// A rate or share lies above what 财科教〔2017〕128号 allows: told, nothing is asked.
    FeeAbove = "fee.above",
    /// Experts who are to be paid and of whom a number is not kept.
    FeeNumbersMissing = "fee.numbers_missing",
    /// Experts who are to be paid although no sign-in of theirs is on record.
    FeeNotSignedIn = "fee.not_signed_in",

    // --- verify and the command line
    /// What was given is not readable as what it should be.
    InputUnreadable = "input.unreadable",
    /// An amount on the command line without its unit.
    AmountUnit = "amount.unit",
    /// Two things do not belong together.
    VerifyMismatch = "verify.mismatch",
    /// A group of digits on the paper is not the file's.
    VerifyPaperDiffers = "verify.paper_differs",
    /// Groups read from the paper belong to another of the numbers that it prints than to the one asked for.
    VerifyPaperOtherNumber = "verify.paper_other_number",
    /// Too few groups were read to tell which entry of a journal the paper names.
    VerifyPaperMoreGroups = "verify.paper_more_groups",
    /// A paper was printed before its vault went back to a backup.
    VerifyGivenUp = "verify.given_up",
    /// Another decision has the list of a session.
    DecisionListTaken = "decision.list_taken",
    /// A session of another batch.
    DecisionOtherBatch = "decision.other_batch",
    /// A folder holds nothing that can be checked.
    VerifyFolderEmpty = "verify.folder_empty",
    /// Nothing that was checked prints the number from which groups were read.
    VerifyPaperNotThere = "verify.paper_not_there",
    /// The key of an archive was given as a file to be checked.
    VerifyKeyFile = "verify.key_file",
    /// The signed list could not be read for want of a key: what it lists is not checked.
    VerifyListUnread = "verify.list_unread",
    /// The workbook of earlier projects is not the one that was looked at.
    HistoryChanged = "history.changed",
    /// Something happened that should not: a fault of the program.
    Internal = "internal",
}
