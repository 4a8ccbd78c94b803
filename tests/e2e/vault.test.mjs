// The first journey through the real window: make a vault, read what it says of itself, lock it, be refused, open it.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Window } from "./driver.mjs";
import { looker } from "./look.mjs";

const binary = process.env.LUNZHENG_WINDOW;
const passphrase = "一句足够长的测试口令";
let scratch;
let window;

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "lunzheng-e2e-"));
  window = await Window.start(binary, { XDG_DATA_HOME: scratch, XDG_CACHE_HOME: scratch });
});

after(async () => {
  await window?.stop();
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const { look, serious } = looker(() => window, "vault");

test("the window opens on the page where a vault is opened or made", async () => {
  await window.says("打开保险库");
  await window.says("不得处理国家秘密");
  await look("open");
});

test("a folder that is no vault is named before the passphrase is asked", async () => {
  await window.type("#folder", join(scratch, "nothing"));
  await window.find('[role=alert][data-code="vault.not_a_vault"]');
});

test("a vault is made, and says who it belongs to and where its journal stands", async () => {
  await window.press("Ctrl N");
  await window.says("这台电脑由谁使用");
  await window.type("#owner", "钱示例");
  await window.type("#folder", join(scratch, "一批.lunzheng"));
  await window.type("#passphrase", passphrase);
  await window.type("#again", `${passphrase}不`);
  await window.says("两次输入的口令不一样");
  await look("create");
  await window.type("#again", passphrase);
  await window.click("form button[type=submit]");
  await window.says("从两份表格开始");
  await window.says("一批.lunzheng");
  const head = await window.text("main");
  assert.match(head, /([0-9a-f]{4} ){15}[0-9a-f]{4}/, "the whole head of the journal");
  await look("home");
});

test("locked by a key, it refuses a wrong passphrase in its own words and opens with the right one", async () => {
  await window.press("Ctrl L");
  await window.says("输入保险库的文件夹和口令");
  assert.equal((await window.text()).includes("日志摘要"), false, "nothing of the vault stays in the page");
  await window.type("#folder", join(scratch, "一批.lunzheng"));
  await window.says("秘书处 · 建于");
  await window.type("#passphrase", "完全不对的一句口令呀");
  await window.click("form button[type=submit]");
  await window.find('[role=alert][data-code="vault.passphrase_wrong"]');
  await look("refused");
  await window.type("#passphrase", passphrase);
  await window.click("form button[type=submit]");
  await window.says("从两份表格开始");
});

test("it speaks English when asked", async () => {
  await window.run("[...document.querySelectorAll('.ant-segmented-item')].at(-1).click()");
  await window.says("Secretariat");
  await window.says("New meeting");
  await look("english");
});

test("axe finds nothing serious on any screen", () => {
  assert.deepEqual(serious, []);
});
