// A whole meeting in the real window: the secretary's day and the experts' day, from making the vaults to saved minutes.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import * as act from "./acts.mjs";
import { Window } from "./driver.mjs";
import { looker } from "./look.mjs";
import { writePaper } from "./paper.mjs";

const { LUNZHENG_WINDOW: binary, SAMPLES: samples } = process.env;
let scratch;
let w;
const at = (name) => join(scratch, name);

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "lunzheng-meeting-"));
  w = await Window.start(binary, { XDG_DATA_HOME: scratch, XDG_CACHE_HOME: scratch });
  await w.size(1366, 768);
});

after(async () => {
  await w?.stop();
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const { look, serious } = looker(() => w, "meeting");

/** The acts of a day stand on each other: after the first that fails the others say nothing. */
let failed = false;
function step(name, body) {
  test(name, async (t) => {
    if (failed) {
      t.skip("an earlier act failed");
      return;
    }
    failed = true;
    await body();
    failed = false;
  });
}

let digits;

step("the secretary makes a vault and imports bids and experts, mending what is found", async () => {
  await act.makeVault(w, "secretariat", "钱示例", at("秘书处.lunzheng"));
  await look("home-empty");
  await act.importBids(w, join(samples, "sample_bids.xlsx"), look);
  await act.expertsFile(at("experts.csv"));
  await act.importExperts(w, at("experts.csv"));
  // The stick is there: packs are written into no folder that somebody mistyped.
  await mkdir(at("stick"));
  await writePaper(at("揭榜方案.pdf"));
  await act.attachPlan(w, at("揭榜方案.pdf"));
  await look("bids");
});

step("the session is set up, a recusal decided, the rules frozen", async () => {
  await act.setUp(w, look);
  await look("setup-frozen");
  await w.clickText("会议进行", "nav button");
  await w.says("还不能锁定");
  await w.press("Ctrl E");
  await w.type("#bd-card", at("会议卡.lzcard"));
  await w.clickText("写会议卡", "main button");
  await w.says("会议卡已写到");
  digits = (await w.text(".bd-digits")).replace(/\D/g, "");
  assert.equal(digits.length, 24);
  await look("board-enrol");
});

step("five laptops are enrolled by digits that people read to each other, and get their tasks", async () => {
  const read = [];
  for (const expert of act.EXPERTS) {
    const seen = expert.no === "Z1" ? look : undefined;
    const request = at(`${expert.no}.lzreq`);
    read.push(await act.enrolLaptop(w, expert, at(`${expert.no}.lunzheng`), at("会议卡.lzcard"), digits, request, seen));
  }
  await act.openVault(w, at("秘书处.lunzheng"));
  await w.says("在等谁");
  await look("home");
  await w.press("Ctrl Enter");
  await w.says("还不能锁定");
  for (const [index, expert] of act.EXPERTS.entries()) {
    await act.enrol(w, expert, at(`${expert.no}.lzreq`), read[index]);
  }
  await w.press("Ctrl O");
  await w.type("#bd-out", at("stick"));
  await w.press("Ctrl Enter");
  await w.until(async () => (await readdir(at("stick")).catch(() => [])).length === 5, "five task packs");
  await w.says("任务包_Z5.lzp");
  await look("board-tasks");
});

step("the secretary leads the morning gate by gate, with a lot and the clock of a presentation", async () => {
  await act.leadGates(w, look);
});

step("the experts score from the keyboard, lock and hand their packs over", async () => {
  const bands = { Z1: "2", Z2: "1", Z3: "2", Z4: "3", Z5: "2" };
  for (const expert of act.EXPERTS) {
    const band = bands[expert.no];
    const own = expert.kind === "财务" ? [band] : [band, band, band, band, band, band];
    const bandsOf = (bid) => own.map((one) => (bid === 2 ? "3" : one));
    const task = at(`stick/任务包_${expert.no}.lzp`);
    const seen = expert.no === "Z1" ? look : undefined;
    await act.score(w, expert, at(`${expert.no}.lunzheng`), task, at(`stick/评分包_${expert.no}.lzp`), bandsOf, seen);
  }
});

step("the packs are taken in, the scores locked and tallied", async () => {
  await act.openVault(w, at("秘书处.lunzheng"));
  await w.says("在等谁");
  await w.press("Ctrl Enter");
  // Words of the board alone: the home page offers 收评分包 too, and its page knows no Ctrl I.
  await w.says("还不能锁定");
  await w.press("Ctrl I");
  await w.type("#bd-in", at("stick"));
  await w.press("Ctrl Enter");
  await w.says("收下无须过目的 5 个");
  await look("board-take");
  await w.clickText("收下无须过目的 5 个", "main button");
  await w.says("14 / 14");
  await look("board");
  await w.press("Ctrl Shift L");
  await w.says("都已锁定");
  await w.press("Ctrl Enter");
  await w.says("评审结果");
  await w.says("依据");
});

step("every figure is explained, the panel's word is recorded", async () => {
  await look("results");
  await w.press("Ctrl B");
  await act.pause(500);
  await look("results-distribution");
  await w.press("Ctrl B");
  await act.concludeAll(w, look);
  await look("results-decided");
});

step("the papers are shown, saved, and belong together", async () => {
  await w.clickText("会议文书", "nav button");
  await w.says("评审纪要");
  await w.find(".pdf-view canvas");
  await look("documents");
  await w.press("Ctrl Shift S");
  await w.type("#documents-folder", at("文件"));
  await w.press("Ctrl Enter");
  const saved = async () => (await readdir(at("文件")).catch(() => [])).some((name) => name.endsWith(".lzv"));
  await w.until(saved, "the saved papers", 120);
  await w.until(async () => (await stat(join(at("文件"), await minutes()))).size > 10_000, "minutes");
  await look("documents-saved");
});

step("the list is decided on, posted for five working days, and its winners announced", async () => {
  await w.press("Alt 6");
  await w.says("1 份建议名单等待审定");
  await w.clickText("审定与公示", "main button, main a, main [role=tab]");
  await w.says("提交审定");
  await look("approvals-waiting");
  await w.click(".ap-waiting input");
  await w.press("Ctrl N");
  await w.says("登记会议审定");
  await w.type("#ap-ru-on", "2026-02-06");
  await w.type("#ap-ru-meeting", "局长办公会");
  await w.type("#ap-ru-minutes_no", "2026年第3次");
  await w.type("#ap-ru-attendance", "班子成员7人");
  await look("approval-ruling");
  await w.press("Ctrl Enter");
  await w.says("登记公示");
  await w.type("#ap-po-posted_on", "2026-02-13");
  await w.type("#ap-po-place", "局网站“公示公告”");
  await w.press("Ctrl Enter");
  // The Spring Festival lies between.
  await w.says("2026-02-27");
  await look("approval-posted");
  await w.type("#ap-an-on", "2026-02-27");
  await w.type("#ap-an-number", "并科公告〔2026〕2号");
  await w.type("#ap-an-place", "局网站“公示公告”");
  await w.press("Ctrl Enter");
  await w.says("公示期至2026-02-27");
  await w.type("#ap-an-on", "2026-03-02");
  await w.press("Ctrl Enter");
  await w.says("已公告");
  await look("approval-announced");
});

step("the journal shows what was done and holds", async () => {
  await w.clickText("日志与核验", "nav button");
  await w.says("日志与核验");
  await look("journal");
});

test("axe finds nothing serious on any screen", () => {
  assert.deepEqual(serious, []);
});

async function minutes() {
  return (await readdir(at("文件"))).find((name) => name.includes("评审纪要"));
}

