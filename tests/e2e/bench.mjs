// The promised figures of the window, measured in a release build: LUNZHENG_WINDOW names the binary. BENCH_ONLY=desk leaves
// the long lists out.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

import * as act from "./acts.mjs";
import { Window } from "./driver.mjs";
import { writePaper } from "./paper.mjs";

const { LUNZHENG_WINDOW: binary, SAMPLES: samples, BENCH_ONLY: only } = process.env;
const scratch = await mkdtemp(join(tmpdir(), "lunzheng-bench-"));
const at = (name) => join(scratch, name);
const figures = [];
const note = (what, figure, unit, target) => figures.push({ what, figure, unit, target });

/** Says the machine and what was measured on it. */
function told() {
  const model = /model name\s*:\s*(.*)/.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "";
  console.log(`${cpus().length} cores, ${model}, ${execFileSync("uname", ["-sr"]).toString().trim()}`);
  for (const { what, figure, unit, target } of figures) {
    const held = target === null ? "" : figure >= 0 && figure <= target ? `  ≤ ${target} ✓` : `  > ${target} ✗`;
    console.log(`${figure.toFixed(figure < 100 ? 1 : 0).padStart(8)} ${unit}  ${what}${held}`);
  }
}

/** The value below which `share` of the values lie. */
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];

/** 5 000 bids with their budgets, in two tables of one list. */
async function largeList(path) {
  const bids = ["方案编号,榜单编号,榜题,出题企业,揭榜方,领域,开始日期,完成日期,研发投入总额（万元）,申请财政资金（万元）,自筹资金（万元）"];
  const money = [
    "方案编号,设备费（合计）,设备费（财政）,设备费（自筹）,业务费（合计）,业务费（财政）,业务费（自筹）,劳务费（合计）,劳务费（财政）,劳务费（自筹）,间接费用（合计）,间接费用（财政）,间接费用（自筹）",
  ];
  for (let n = 1; n <= 5000; n += 1) {
    const no = `FA-${String(n).padStart(4, "0")}`;
    bids.push(`${no},BT-${n},第${n}号关键技术研究与示范应用,示例企业${n},示例大学${n},新能源,2025-01-01,2026-12-31,1000,300,700`);
    money.push(`${no},400,100,300,300,100,200,200,60,140,100,40,60`);
  }
  await writeFile(path, [...bids, "", "单位：万元", ...money, ""].join("\n"));
}

/** Waits until the window's process is gone: while it ends, its vault is open to nobody else. */
async function ended() {
  const there = (pid) => {
    try {
      return readlinkSync(`/proc/${pid}/exe`) === binary;
    } catch {
      return false;
    }
  };
  for (let n = 0; n < 300 && readdirSync("/proc").some((pid) => /^\d+$/.test(pid) && there(pid)); n += 1) {
    await act.pause(100);
  }
}

/** Processes of the window: the one that was started and whatever it started; the driver is not among them. */
function memory() {
  const wanted = new Set();
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(pid, /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
      if (readlinkSync(`/proc/${pid}/exe`) === binary) wanted.add(pid);
    } catch {
      // It ended meanwhile.
    }
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, parent] of parents) {
      if (wanted.has(parent) && !wanted.has(pid)) {
        wanted.add(pid);
        grown = true;
      }
    }
  }
  // The share of shared pages that is theirs: what the window costs the machine.
  const of = (pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]);
  return [...wanted].reduce((sum, pid) => sum + of(pid), 0) / 1024;
}

/** Frames while something scrolls: the milliseconds between one and the next. */
const scrolling = (w, selector) =>
  w.at("POST", "/execute/async", {
    script: `const [selector, done] = arguments; const pane = [...document.querySelectorAll(selector)]
        .find((one) => one.scrollHeight > one.clientHeight + 1000);
      const frames = []; let last = performance.now(); let n = 0;
      const step = (now) => { frames.push(now - last); last = now; pane.scrollTop += 400; n += 1;
        if (n < 240) requestAnimationFrame(step); else done(frames.slice(1)); };
      requestAnimationFrame(step);`,
    args: [selector],
  });

/** From a key to “saved”, seen in the page itself. */
const savedAfter = (w, key) =>
  w.at("POST", "/execute/async", {
    script: `const [key, done] = arguments; const spot = document.querySelector(".saved").parentElement;
      const begun = performance.now(); let saving = false;
      const watch = new MutationObserver(() => {
        if (spot.querySelector(".saved-ing")) saving = true;
        else if (saving) { watch.disconnect(); done(performance.now() - begun); } });
      watch.observe(spot, { childList: true, subtree: true, characterData: true, attributes: true });
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      setTimeout(() => { watch.disconnect(); done(-1); }, 3000);`,
    args: [key],
  });

/** From Ctrl ↓ to the next bid's title and sheet on the screen. */
const switched = (w, key) =>
  w.at("POST", "/execute/async", {
    script: `const [key, done] = arguments; const title = () => document.querySelector(".dk-read, .dk-reader, main")
        .innerText.match(/第 (\\d+) 项/)?.[1];
      const before = title(); const begun = performance.now();
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true }));
      const look = () => { if (title() !== before) requestAnimationFrame(() => done(performance.now() - begun));
        else if (performance.now() - begun > 3000) done(-1); else requestAnimationFrame(look); };
      requestAnimationFrame(look);`,
    args: [key],
  });

/** From Enter behind a figure in the field of a part to “saved”. The figure alone would wait until typing rests. */
const savedAfterEnter = (w, figure) =>
  w.at("POST", "/execute/async", {
    script: `const [figure, done] = arguments; const spot = document.querySelector(".saved").parentElement;
      const field = document.activeElement; let begun = 0; let saving = false;
      const watch = new MutationObserver(() => {
        if (spot.querySelector(".saved-ing")) saving = true;
        else if (saving) { watch.disconnect(); done(performance.now() - begun); } });
      watch.observe(spot, { childList: true, subtree: true, characterData: true, attributes: true });
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, figure);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      begun = performance.now();
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      setTimeout(() => { watch.disconnect(); done(-1); }, 3000);`,
    args: [figure],
  });

/** A meeting of forty bids of which three are judged, up to the desk of an expert with a paper on it. */
async function desk(name, sheet = async () => {}) {
  const own = (file) => at(`${name}/${file}`);
  await mkdir(own("stick"), { recursive: true });
  await act.makeVault(w, "secretariat", "钱示例", own("秘书处.lunzheng"));
  await act.importBids(w, join(samples, "sample_bids.xlsx"));
  await act.expertsFile(own("experts.csv"));
  await act.importExperts(w, own("experts.csv"));
  await writePaper(own("plan.pdf"));
  await act.attachPlan(w, own("plan.pdf"));
  await act.setUp(w, undefined, sheet);
  await w.clickText("会议进行", "nav button");
  await w.says("还不能锁定");
  await w.press("Ctrl E");
  await w.type("#bd-card", own("card.lzcard"));
  await w.clickText("写会议卡", "main button");
  await w.says("会议卡已写到");
  const digits = (await w.text(".bd-digits")).replace(/\D/g, "");
  const [expert] = act.EXPERTS;
  const read = await act.enrolLaptop(w, expert, own("Z1.lunzheng"), own("card.lzcard"), digits, own("Z1.lzreq"));
  await act.openVault(w, own("秘书处.lunzheng"));
  await w.says("在等谁");
  await w.press("Ctrl Enter");
  await w.says("还不能锁定");
  await act.enrol(w, expert, own("Z1.lzreq"), read);
  await w.press("Ctrl O");
  await w.type("#bd-out", own("stick"));
  await w.press("Ctrl Enter");
  await w.says("任务包_Z1.lzp");
  await act.openVault(w, own("Z1.lunzheng"));
  await act.toDesk(w, own("stick/任务包_Z1.lzp"));
  await w.find(".pdf-view canvas");
  await act.pause(1500);
}

/** The sheets of both ways of scoring on one desk each: what a keystroke costs. */
async function figuresOfParts() {
  await w.press("Ctrl L");
  await desk("parts", act.scoreParts);
  const saves = [];
  await w.find("[data-part-stop]");
  await w.run("document.querySelector('[data-part-stop]').focus()");
  for (let n = 0; n < 100; n += 1) {
    saves.push(await savedAfterEnter(w, ["3", "3.5"][n % 2]));
    await w.press("ArrowUp");
  }
  note("Enter behind a part's figure to “saved”, 95th percentile of 100", quantile(saves, 0.95), "ms", 100);
}

/** Lists of 5 000 bids. */
async function lists() {
  await act.makeVault(w, "secretariat", "钱示例", at("office.lunzheng"));
  await largeList(at("list.csv"));
  await w.clickText("导入揭榜方案");
  await w.type("#in-path", at("list.csv"));
  let begun = performance.now();
  await w.press("Ctrl Enter");
  await w.until(async () => (await w.text("main")).includes("可入库"), "the list", 120);
  note("5 000 bids with budgets read and shown", performance.now() - begun, "ms", null);
  const sheet = await scrolling(w, "[role=grid], [role=grid] *, main *");
  note("sheet of 10 004 rows scrolls: frame at the 95th percentile", quantile(sheet, 0.95), "ms", null);
  await w.press("Ctrl Enter");
  await w.type("#in-batch", "大批");
  begun = performance.now();
  await w.press("Ctrl Enter");
  await w.until(async () => (await w.text("main")).includes("已入库"), "the import", 180);
  note("5 000 bids imported with backup", performance.now() - begun, "ms", null);
  await w.press("Alt 4");
  await w.says("FA-0001");
  const list = await scrolling(w, "main *");
  note("list of 5 000 bids scrolls: frame at the 95th percentile", quantile(list, 0.95), "ms", null);
  note("list of 5 000 bids scrolls: median frame", quantile(list, 0.5), "ms", null);
  await w.press("Ctrl L");
}

let w;
try {
  const starts = [];
  for (let run = 0; run < 5; run += 1) {
    const begun = performance.now();
    w = await Window.start(binary, { XDG_DATA_HOME: scratch, XDG_CACHE_HOME: scratch });
    await w.says("打开保险库");
    starts.push(performance.now() - begun);
    if (run < 4) await w.stop();
  }
  note("window usable after start, worst of 5, driver's own start included", Math.max(...starts), "ms", 2000);
  await w.size(1366, 768);

  if (only !== "desk") await lists();
  await desk("Z1");

  const saves = [];
  for (let n = 0; n < 100; n += 1) saves.push(await savedAfter(w, ["1", "2", "3", "4"][n % 4]));
  note("keystroke at the desk to “saved”, 95th percentile of 100", quantile(saves, 0.95), "ms", 100);
  const switches = [];
  for (let n = 0; n < 40; n += 1) {
    switches.push(await switched(w, n % 4 < 2 ? "ArrowDown" : "ArrowUp"));
    await act.pause(150);
  }
  note("switching bids, 95th percentile of 40", quantile(switches, 0.95), "ms", 150);
  note("memory after all of the above in one sitting", memory(), "MB", null);
  await w.stop();
  await ended();
  // The expert's laptop as it is in the room: the program, the vault, the paper.
  w = await Window.start(binary, { XDG_DATA_HOME: scratch, XDG_CACHE_HOME: scratch });
  await act.openVault(w, at("Z1/Z1.lunzheng"));
  await w.says("继续评分");
  await w.press("Ctrl Enter");
  await w.find(".pdf-view canvas");
  for (let n = 0; n < 60; n += 1) await w.press("Space");
  await act.pause(2000);
  note("memory of the whole application with a 46-page paper read to its end", memory(), "MB", 400);
  await figuresOfParts();
} finally {
  await w?.stop();
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  // What was measured before something failed is said all the same.
  told();
}
