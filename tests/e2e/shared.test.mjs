// One laptop passed round in the real window: codes are set, a desk is opened and given back, a wrong code waits, and only the
// secretariat's passphrase leads back.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import {
  EXPERTS,
  expertsFile,
  gatesOf,
  importBids,
  importExperts,
  makeVault,
  PASSPHRASE,
  pause,
  scoreBid,
  setUp,
} from "./acts.mjs";
import { Window } from "./driver.mjs";
import { looker } from "./look.mjs";

const binary = process.env.LUNZHENG_WINDOW;
const samples = process.env.SAMPLES;
const CODES = { Z1: "407193", Z2: "830592" };
let scratch;
let window;

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "lunzheng-e2e-"));
  window = await Window.start(binary, {
    XDG_DATA_HOME: scratch,
    XDG_CACHE_HOME: scratch,
  });
  await window.size(1366, 768);
});

after(async () => {
  await window?.stop();
  await rm(scratch, {
    recursive: true,
    force: true,
    maxRetries: 20,
    retryDelay: 200,
  });
});

const { look, serious } = looker(() => window, "shared");
const name = (no) => EXPERTS.find((e) => e.no === no).name;

async function choose(no) {
  await window.clickText(name(no), ".turn-seats label");
}

async function open(no) {
  await choose(no);
  await window.type("#turn-code", CODES[no]);
  await window.press("Enter");
  await window.says(`· ${name(no)}`);
}

test("a meeting is set up in which nobody has a laptop of the own", async () => {
  const experts = join(scratch, "experts.csv");
  await expertsFile(experts);
  await makeVault(
    window,
    "secretariat",
    "钱示例",
    join(scratch, "秘书处.lunzheng"),
  );
  await importBids(window, join(samples, "sample_bids.xlsx"));
  await importExperts(window, experts);
  await setUp(window);
});

test("the board says what the shared laptop is, and begins it by a key", async () => {
  await window.clickText("会议进行", "button, a");
  await window.says("登记电脑");
  await window.press("Ctrl U");
  await window.says("做不到的");
  await look("panel");
  await window.press("Ctrl Enter");
  await window.says("轮到您");
  await window.says("未设口令");
  const page = await window.text();
  for (const hidden of ["会议进行", "JB-001", "日志"]) {
    assert.equal(
      page.includes(hidden),
      false,
      `${hidden} is the secretariat's`,
    );
  }
  await look("turn");
});

test("an easy code is refused with why, and a code is set by its expert", async () => {
  await choose("Z1");
  await window.type("#turn-new", "123456");
  await window.type("#turn-again", "123456");
  await window.press("Enter");
  await window.find('[role=alert][data-code="shared.code_obvious"]');
  await look("easy");
  for (const no of ["Z1", "Z2"]) {
    await choose(no);
    await window.type("#turn-new", CODES[no]);
    await window.type("#turn-again", CODES[no]);
    await window.press("Enter");
    await window.says(`${name(no)}的口令已经设好`);
  }
  await look("set");
  await window.clickText("锁上秘书处");
  await window.gone(".turn-shut");
});

test("a code opens the desk of its expert on the whole window, Esc gives it back, and what was typed stays", async () => {
  await open("Z1");
  await window.says("承诺");
  await window.press("Ctrl Enter");
  await window.find(".dk-sheet");
  await look("desk");
  const bands = ["2", "2", "2", "2", "2", "2"];
  await scoreBid(window, bands, false, gatesOf(EXPERTS[0]));
  await pause(600);
  const marked = (await window.text(".dk-sheet .dk-total, .dk-right")).match(
    /\d+(\.\d)?\s*\/ 100/,
  )?.[0];
  assert.ok(marked !== undefined && !marked.startsWith("0"), marked);
  await window.press("Esc");
  await window.press("Esc");
  await window.says("轮到您");
  assert.equal(
    (await window.text()).includes("建议财政额"),
    false,
    "nothing of the desk stays",
  );
  await open("Z1");
  await window.find(".dk-sheet");
  await pause(500);
  // The next unfinished bid stands there; the list says what the first one has.
  await window.says(marked.split("/")[0].trim(), ".dk-list");
  await look("desk-again");
  await window.press("Esc");
  await window.says("轮到您");
});

test("another's code is a wrong one and waits", async () => {
  await choose("Z2");
  await window.type("#turn-code", CODES.Z1);
  await window.press("Enter");
  await window.find('[role=alert][data-code="shared.code_wrong"]');
  await window.says("还要等");
  await window.says("连续错 1 次");
  await look("wrong");
  await pause(5500);
  await open("Z2");
  await window.says("错误的口令试过 1 次");
  await look("told");
  await window.press("Esc");
  await window.says("轮到您");
});

test("only the secretariat's passphrase leads back to the board", async () => {
  await window.press("Ctrl L");
  await window.says("轮到您");
  await window.clickText("秘书处返回");
  await window.type("#turn-passphrase", "不是这一句测试口令");
  await window.press("Enter");
  await window.find('[role=alert][data-code="vault.passphrase_wrong"]');
  await window.type("#turn-passphrase", PASSPHRASE);
  await window.press("Enter");
  await window.says("登记电脑");
  await window.press("Ctrl U");
  await window.says("评分中");
  await look("back");
  await window.press("Ctrl M");
  await window.says(`${name("Z1")} 口令签到`);
  await look("sign-in");
});

test("axe finds nothing serious on any of its pages", () =>
  assert.deepEqual(serious, []));
