import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { open, save } from "@tauri-apps/plugin-dialog";

import { Refused, type Backend, type Problem } from ".";

/** Calls a command of the shell; a refusal arrives as a list of findings with their words. */
async function call<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (error) {
    if (Array.isArray(error)) {
      throw new Refused(error as Problem[]);
    }
    throw error;
  }
}

/** The real backend: the shell's commands. */
export const tauri: Backend = {
  chooseFolder: () => open({ directory: true, multiple: false }),
  chooseFile: (extensions) =>
    open({ multiple: false, filters: [{ name: extensions.join(" "), extensions }] }),
  chooseSave: (name) => save({ defaultPath: name }),
  onDropped: async (dropped) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      const path = payload.type === "drop" ? payload.paths[0] : undefined;
      if (path !== undefined) {
        dropped(path);
      }
    }),
  onCloseAsked: (asked) =>
    getCurrentWindow().onCloseRequested((event) => {
      event.preventDefault();
      asked();
    }),
  onSleep: (asleep) => listen("sleep", asleep),
  closeWindow: () => getCurrentWindow().destroy(),
  openedPack: () => call("opened_pack"),

  facts: () => call("app_facts"),
  peek: (folder) => call("vault_peek", { folder }),
  recent: () => call("vault_recent"),
  create: (folder, role, owner, passphrase) => call("vault_create", { folder, role, owner, passphrase }),
  open: (folder, passphrase) => call("vault_open", { folder, passphrase }),
  home: () => call("vault_home"),
  prove: (passphrase) => call("vault_prove", { passphrase }),
  lock: () => call("vault_lock"),
  paper: (id) => call("paper_read", { id }),
  progress: () => call("work_progress"),
  stop: () => call("work_stop"),
  journal: (before, count) => call("journal_page", { before, count }),
  journalCheck: () => call("journal_check"),
  verifyFiles: (paths) => call("verify_files", { paths }),
  verifyPaper: (path, number, groups) => call("verify_paper", { path, number, groups }),
  journalExport: (path) => call("journal_export", { path }),

  keys: () => call("keys_view"),
  userAdd: (name, supervisor, passphrase) => call("user_add", { name, supervisor, passphrase }),
  userRemove: (slot, reason) => call("user_remove", { slot, reason }),
  passphraseChange: (old, fresh) => call("passphrase_change", { old, new: fresh }),
  recoveryWrite: (path) => call("recovery_write", { path }),
  vaultExport: (folder, passphrase) => call("vault_export", { folder, passphrase }),
  backups: () => call("backups_view"),
  backupNow: () => call("backup_now"),
  backupTo: (folder) => call("backup_to", { folder }),
  restoreView: (name) => call("restore_view", { name }),
  restore: (name, word) => call("restore_do", { name, word }),
  examine: (folder, passphrase) => call("vault_examine", { folder, passphrase }),
  openReading: (folder, passphrase) => call("vault_open_reading", { folder, passphrase }),
  restoreClosedView: (folder, name, passphrase) => call("restore_closed_view", { folder, name, passphrase }),
  restoreClosed: (folder, name, passphrase, word) =>
    call("restore_closed", { folder, name, passphrase, word }),
  stick: (folder) => call("stick_view", { folder }),
  bringBack: (backup, folder, passphrase) => call("stick_bring_back", { backup, folder, passphrase }),

  officeHome: () => call("office_home"),
  bids: (batch) => call("bid_list", { batch }),
  experts: () => call("expert_list"),
  paperAttach: (batch, bidNo, kind, path) => call("paper_attach", { batch, bidNo, kind, path }),
  paperRemove: (batch, bidNo, id) => call("paper_remove", { batch, bidNo, id }),
  intakeOpen: (path) => call("intake_open", { path }),
  intakeRows: (sheet, from, count) => call("intake_rows", { sheet, from, count }),
  intakeCorrect: (sheet, cell, text) => call("intake_correct", { sheet, cell, text }),
  intakeDrop: (sheet, row, reason) => call("intake_drop", { sheet, row, reason }),
  intakeKeep: (sheet, row) => call("intake_keep", { sheet, row }),
  intakeMap: (sheet, letters, field) => call("intake_map", { sheet, letters, field }),
  intakeBatch: (batch) => call("intake_batch", { batch }),
  intakeAmend: (sheet, row, replace) => call("intake_amend", { sheet, row, replace }),
  intakeAmendAll: (replace) => call("intake_amend_all", { replace }),
  intakeUnit: (sheet, unit) => call("intake_unit", { sheet, unit }),
  intakeTakeAs: (sheet, at, kind) => call("intake_take_as", { sheet, at, kind }),
  intakeForget: (fingerprint) => call("intake_forget", { fingerprint }),
  intakeSendBack: (path) => call("intake_send_back", { path }),
  intakeUndo: () => call("intake_undo"),
  intakeImport: (batch, collected, remember) => call("intake_import", { batch, collected, remember }),
  intakeClose: () => call("intake_close"),

  demands: () => call("demand_list"),
  demand: (no) => call("demand_view", { no }),
  demandSave: (form, isNew) => call("demand_save", { form, new: isNew }),
  demandNote: (no, note) => call("demand_note", { no, note }),
  demandMove: (numbers, act, reason) => call("demand_move", { numbers, act, reason }),
  importUndo: (id) => call("import_undo", { id }),
  selection: () => call("selection_view"),
  reviewOpen: (form) => call("review_open", { form }),
  demandConclude: (no, word) => call("demand_conclude", { no, word }),
  demandRevised: (no, made) => call("demand_revised", { no, made }),
  demandProvincial: (numbers, reported) => call("demand_provincial", { numbers, reported }),
  lists: () => call("lists_view"),
  batchMake: (form) => call("batch_make", { form }),
  batchList: (name, demands) => call("batch_list", { name, demands }),
  batchNumber: (name, prefix) => call("batch_number", { name, prefix }),
  challengeNumber: (name, demand, number) => call("challenge_number", { name, demand, number }),
  batchCorrect: (name, which, form, reason) => call("batch_correct", { name, which, form, reason }),
  batchDecide: (name, which, form) => call("batch_decide", { name, which, form }),
  batchPublish: (name, form) => call("batch_publish", { name, form }),
  listPreview: (name, paper) => call("list_preview", { name, paper }),
  listSave: (name, paper, path) => call("list_save", { name, paper, path }),
  bid: (batch, no) => call("bid_view", { batch, no }),
  bidCheck: (batch, no, form) => call("bid_check", { batch, no, form }),
  bidSave: (batch, no, form, reason) => call("bid_save", { batch, no, form, reason }),
  raceSet: (batch, challengeNo, race) => call("race_set", { batch, challengeNo, race }),
  youthSet: (rule) => call("youth_set", { rule }),
  units: () => call("units_view"),
  unitSave: (unit) => call("unit_save", { unit }),
  unitMerge: (kept, gone, reason) => call("unit_merge", { kept, gone, reason }),
  unitUnmerge: (no) => call("unit_unmerge", { no }),
  unitsImport: (path) => call("units_import", { path }),
  expert: (no) => call("expert_view", { no }),
  expertSave: (expert, isNew) => call("expert_save", { expert, new: isNew }),
  identitySet: (no, identity) => call("identity_set", { no, identity }),
  identityShow: (no, purpose) => call("identity_show", { no, purpose }),
  identityPurge: (no, reason) => call("identity_purge", { no, reason }),
  identityCount: () => call("identity_count"),
  papersLook: (batch, folder) => call("papers_look", { batch, folder }),
  papersAttach: (batch, choices) => call("papers_attach", { batch, choices }),
  bookExport: (book, batch, path) => call("book_export", { book, batch, path }),
  twice: (batch) => call("twice_view", { batch }),
  twicePassages: (a, b) => call("twice_passages", { new: a, old: b }),
  twiceDecide: (a, b, word, reason) => call("twice_decide", { new: a, old: b, word, reason }),
  twiceIncoming: () => call("twice_incoming"),
  supportedImport: (path) => call("supported_import", { path }),

  sessionOpen: (draft) => call("session_open", { draft }),
  setup: (no) => call("setup_view", { no }),
  setupBids: (no, bids) => call("setup_bids", { no, bids }),
  setupPanel: (no, panel) => call("setup_panel", { no, panel }),
  recusalDeclare: (no, expert, bid, ground, raisedBy, evidence) =>
    call("recusal_declare", { no, expert, bid, ground, raisedBy, evidence }),
  recusalDecide: (no, expert, bid, recused, by, reason, witness) =>
    call("recusal_decide", { no, expert, bid, recused, by, reason, witness }),
  factsSet: (no, facts) => call("facts_set", { no, facts }),
  hearingSet: (no, hearing) => call("hearing_set", { no, hearing }),
  gateRecord: (no, form, skipping) => call("gate_record", { no, form, skipping }),
  gateLeaveOut: (no, gate, reason) => call("gate_leave_out", { no, gate, reason }),
  gateBack: (no, gate, reason, chair) => call("gate_back", { no, gate, reason, chair }),
  sm3Set: (no, printed) => call("sm3_set", { no, printed }),
  rulesFreeze: (no, aggregation, reason) => call("rules_freeze", { no, aggregation, reason }),
  board: (no) => call("board_view", { no }),
  cardWrite: (no, path) => call("card_write", { no, path }),
  requestRead: (no, path) => call("request_read", { no, path }),
  enrol: (no, expert, path, typed, comparedBy) => call("enrol", { no, expert, path, typed, comparedBy }),
  tasksWrite: (no, experts, folder) => call("tasks_write", { no, experts, folder }),
  packLook: (no, path) => call("pack_look", { no, path }),
  packsLook: (no, folder) => call("packs_look", { no, folder }),
  packTake: (no, path) => call("pack_take", { no, path }),
  passOver: (no, expert, bid, reason) => call("lack_pass", { no, expert, bid, reason }),
  giveBack: (no, expert, bid, reason, chair) => call("bid_give_back", { no, expert, bid, reason, chair }),
  sheetReturn: (no, expert, bid, reason, chair) => call("sheet_return", { no, expert, bid, reason, chair }),
  sheetReturnEnd: (no, expert, bid, reason) => call("sheet_return_end", { no, expert, bid, reason }),
  paperView: (no) => call("paper_view", { no }),
  paperFind: (no, code) => call("paper_find", { no, code }),
  paperForm: (no, expert, bid) => call("paper_form", { no, expert, bid }),
  paperStart: (no, expert, bid, by, reason) => call("paper_start", { no, expert, bid, by, reason }),
  paperType: (no, expert, bid, field, text) => call("paper_type", { no, expert, bid, field, text }),
  paperDone: (no, expert, bid) => call("paper_done", { no, expert, bid }),
  paperLook: (no, expert, bid, field, text, by) => call("paper_look", { no, expert, bid, field, text, by }),
  paperDiscard: (no, expert, bid, reason) => call("paper_discard", { no, expert, bid, reason }),
  paperCount: (no, expert, bid, scan) => call("paper_count", { no, expert, bid, scan }),
  paperClose: (no, expert, missing) => call("paper_close", { no, expert, missing }),
  paperSettle: (no, expert, bid, paper, reason) => call("paper_settle", { no, expert, bid, paper, reason }),
  excuse: (no, expert, reason) => call("excuse", { no, expert, reason }),
  tally: (no) => call("tally", { no }),

  ledger: (no) => call("ledger_view", { no }),
  packUndo: (no, digest, reason) => call("pack_undo", { no, digest, reason }),
  forkSettle: (no, word) => call("fork_settle", { no, word }),
  laptopRevoke: (no, device, by, reason) => call("laptop_revoke", { no, device, by, reason }),
  archiveWrite: (no, path, keyPath, passphrase, supervisors) =>
    call("archive_write", { no, path, keyPath, passphrase, supervisors }),
  resultsWrite: (no, folder) => call("results_write", { no, folder }),
  receiptTake: (no, path, out, by) => call("receipt_take", { no, path, out, by }),

  results: (no, whatIf) => call("results_view", { no, whatIf }),
  explain: (no, bid) => call("explain_view", { no, bid }),
  insight: (no, cutoff) => call("insight_view", { no, cutoff }),
  sheetVersions: (no, bid, expert) => call("sheet_versions", { no, bid, expert }),
  deviationsAsk: (no, folder) => call("deviations_ask", { no, folder }),
  tieSettle: (no, tie) => call("tie_settle", { no, tie }),
  decide: (no, decisions) => call("decide", { no, decisions }),
  documents: (no) => call("documents_view", { no }),
  documentPreview: (no, id) => call("document_preview", { no, id }),
  documentSave: (no, id, path) => call("document_save", { no, id, path }),
  documentsSave: (no, folder) => call("documents_save", { no, folder }),

  deskHome: () => call("desk_home"),
  cardRead: (path) => call("card_read", { path }),
  cardPin: (path, typed) => call("card_pin", { path, typed }),
  requestWrite: (meeting, path) => call("request_write", { meeting, path }),
  taskTake: (path) => call("task_take", { path }),
  desk: (meeting) => call("desk_view", { meeting }),
  pledge: (meeting) => call("pledge", { meeting }),
  deskBid: (meeting, bid) => call("desk_bid", { meeting, bid }),
  deskEdit: (meeting, bid, edit) => call("desk_edit", { meeting, bid, edit }),
  deskRecuse: (meeting, bid, ground, evidence) => call("desk_recuse", { meeting, bid, ground, evidence }),
  deskLock: (meeting, seen) => call("desk_lock", { meeting, seen }),
  deskUphold: (meeting, bid, criterion, reason) => call("desk_uphold", { meeting, bid, criterion, reason }),
  deskReconsider: (meeting, bid) => call("desk_reconsider", { meeting, bid }),
  deskVersions: (meeting, bid) => call("desk_versions", { meeting, bid }),
  scoresWrite: (meeting, path) => call("scores_write", { meeting, path }),
  requestCode: (meeting) => call("request_code", { meeting }),
  deskClear: (meeting, path) => call("desk_clear", { meeting, path }),
  deskReceipt: (meeting, path) => call("desk_receipt", { meeting, path }),
};
