// A lean client of the WebDriver protocol, with just what the journeys need.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** WebDriver's code points of the keys that have a name. */
const KEYS = {
  Ctrl: "\uE009",
  Shift: "\uE008",
  Alt: "\uE00A",
  Enter: "\uE007",
  Esc: "\uE00C",
  Tab: "\uE004",
  Space: " ",
  Backspace: "\uE003",
  Delete: "\uE017",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  F2: "\uE032",
};

/** axe-core as the pages' own tests use it. */
const AXE = await readFile(new URL("../../ui/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What was drawn anew while it was looked at is not there yet; anything else is an error. */
function whenStale(error) {
  if (error.code === "stale element reference") return false;
  throw error;
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Who started a process that still runs; nothing when it has ended. */
function parentOf(pid) {
  try {
    const [, state, parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return state === "Z" ? null : Number(parent);
  } catch {
    return null;
  }
}

/** The window under a driver of its own; `stop` ends both. */
export class Window {
  static async start(binary, env = {}) {
    const port = await freePort();
    const driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
      env: { ...process.env, TAURI_AUTOMATION: "true", TAURI_WEBVIEW_AUTOMATION: "true", ...env },
      stdio: "ignore",
    });
    const window = new Window(`http://127.0.0.1:${port}`, driver);
    await window.until(() => fetch(`${window.base}/status`).then((r) => r.ok, () => false), "the driver");
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: [] } } };
    window.session = (await window.call("POST", "/session", { capabilities })).sessionId;
    return window;
  }

  constructor(base, driver) {
    this.base = base;
    this.driver = driver;
    this.session = null;
  }

  async call(method, path, body) {
    const response = await fetch(this.base + path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (value !== null && typeof value === "object" && "error" in value) {
      throw Object.assign(new Error(`${value.error}: ${value.message}`), { code: value.error });
    }
    return value;
  }

  at(method, path, body) {
    return this.call(method, `/session/${this.session}${path}`, body);
  }

  /** Waits until `probe` gives something true. */
  async until(probe, what, seconds = 30) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const found = await probe();
      if (found) return found;
      if (Date.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
      await new Promise((next) => setTimeout(next, 100));
    }
  }

  /** The first element a CSS selector finds, once it is there. */
  find(selector) {
    const probe = async () => {
      try {
        return (await this.at("POST", "/element", { using: "css selector", value: selector }))[ELEMENT];
      } catch (error) {
        return error.code === "no such element" ? null : whenStale(error);
      }
    };
    return this.until(probe, selector);
  }

  /** Clicks what `find` gives; what was drawn anew in between is looked for again. */
  hit(find) {
    return this.until(async () => {
      try {
        await this.at("POST", `/element/${await find()}/click`, {});
        return true;
      } catch (error) {
        return whenStale(error);
      }
    }, "something to click that stays");
  }

  async click(selector) {
    await this.hit(() => this.find(selector));
  }

  async type(selector, text) {
    const element = await this.find(selector);
    // Emptied so that the page hears of it: clearing from outside tells React nothing.
    await this.run(
      `const field = document.querySelector(arguments[0]);
       Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, "");
       field.dispatchEvent(new Event("input", { bubbles: true }));`,
      [selector],
    );
    await this.at("POST", `/element/${element}/value`, { text });
  }

  /** A chord to whatever has the focus: `Ctrl Shift L`, `Alt Y`, `ArrowDown`, `Enter`, `3`. */
  async press(chord) {
    const keys = chord.split(" ").map((name) => KEYS[name] ?? name.toLowerCase());
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = [...keys].reverse().map((value) => ({ type: "keyUp", value }));
    const actions = [{ type: "key", id: "keyboard", actions: [...down, ...up] }];
    await this.at("POST", "/actions", { actions });
  }

  /** Several chords, one after the other. */
  async presses(...chords) {
    for (const chord of chords) await this.press(chord);
  }

  /** Text to whatever has the focus. */
  async write(text) {
    const actions = [...text].flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.at("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** The first visible element of `selector` whose text holds `words`. */
  async withText(words, selector = "button, a, [role=button], [role=tab], label") {
    const probe = () =>
      this.run(
        `const [words, selector] = arguments;
         const found = [...document.querySelectorAll(selector)].find((element) =>
           element.innerText.replace(/\\s+/g, "").includes(words.replace(/\\s+/g, "")) &&
           element.getClientRects().length > 0) ?? null;
         // As a hand scrolls to what lies under the fold of a dock.
         found?.scrollIntoViewIfNeeded?.();
         return found;`,
        [words, selector],
      );
    const found = await this.until(() => probe().catch(whenStale), `${selector} “${words}”`).catch(async (error) => {
      throw new Error(`${error.message}; the page says: ${await this.text()}`);
    });
    return found[ELEMENT];
  }

  /** Clicks what `withText` finds, as a hand would. */
  async clickText(words, selector) {
    await this.hit(() => this.withText(words, selector));
  }

  /** Waits until nothing matches any more. */
  async gone(selector) {
    const probe = async () => (await this.run("return document.querySelector(arguments[0])", [selector])) === null;
    await this.until(probe, `${selector} to go`);
  }

  /** What axe finds serious or critical on the page. */
  async serious() {
    const found = await this.at("POST", "/execute/async", {
      script: `const done = arguments[arguments.length - 1];
        if (window.axe === undefined) { ${AXE} }
        window.axe.run(document.body, { resultTypes: ["violations"] }).then(
          (found) => done(found.violations
            .filter((v) => v.impact === "serious" || v.impact === "critical")
            .map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | "))),
          (error) => done(["axe: " + error]));`,
      args: [],
    });
    return found;
  }

  text(selector = "body") {
    return this.run("return document.querySelector(arguments[0])?.innerText ?? ''", [selector]);
  }

  /** Waits until the text of an element holds `words`. */
  async says(words, selector = "body") {
    const probe = async () => (await this.text(selector)).includes(words);
    await this.until(probe, `“${words}”`).catch(async (error) => {
      throw new Error(`${error.message}; the page says: ${await this.text(selector)}`);
    });
  }

  run(script, args = []) {
    return this.at("POST", "/execute/sync", { script, args });
  }

  async size(width, height) {
    await this.at("POST", "/window/rect", { x: 0, y: 0, width, height });
    await new Promise((next) => setTimeout(next, 300));
  }

  /** The window as a picture. The engine gives it with the next change that it draws: a speck outside it changes so long. */
  async picture(file) {
    await this.run(
      `const speck = document.createElement("div");
       speck.style.cssText = "position:fixed;left:-1px;top:0;width:2px;height:1px;z-index:-1";
       document.body.append(speck);
       let n = 0;
       const timer = setInterval(() => { speck.style.opacity = n++ % 2; }, 20);
       window.pictured = () => { clearInterval(timer); speck.remove(); };`,
    );
    const picture = await this.at("GET", "/screenshot");
    await this.run("window.pictured(); delete window.pictured;");
    await writeFile(file, Buffer.from(picture, "base64"));
  }

  /** Ends the window and its driver. A window that the driver forgot would keep its vault: it is ended by its own id. */
  async stop() {
    const windows = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === this.driver.pid);
    if (this.session !== null) await this.at("DELETE", "").catch(() => {});
    const there = () => windows.filter((pid) => parentOf(pid) !== null);
    for (let n = 0; n < 100 && there().length > 0; n += 1) await new Promise((done) => setTimeout(done, 100));
    for (const pid of there()) process.kill(Number(pid));
    this.driver.kill();
  }
}
