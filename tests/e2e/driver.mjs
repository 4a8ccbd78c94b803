// A lean client of the WebDriver protocol, with just what the journeys need.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
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
        if (error.code === "no such element") return null;
        throw error;
      }
    };
    return this.until(probe, selector);
  }

  async click(selector) {
    await this.at("POST", `/element/${await this.find(selector)}/click`, {});
  }

  async type(selector, text) {
    const element = await this.find(selector);
// Emptied so that the page hears of it: clearing from outside tells React nothing.
    await this.run(
      `const field = document.querySelector(arguments[0]);
       Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "");
       field.dispatchEvent(new Event("input", { bubbles: true }));`,
      [selector],
    );
    await this.at("POST", `/element/${element}/value`, { text });
  }

  /** Keys to whatever has the focus; `control` holds Ctrl meanwhile. */
  async keys(letters, control = false) {
    const press = (value) => [{ type: "keyDown", value }, { type: "keyUp", value }];
    const inner = [...letters].flatMap(press);
    const actions = control
      ? [{ type: "keyDown", value: "\uE009" }, ...inner, { type: "keyUp", value: "\uE009" }]
      : inner;
    await this.at("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
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

  async picture(file) {
    await writeFile(file, Buffer.from(await this.at("GET", "/screenshot"), "base64"));
  }

  async stop() {
    if (this.session !== null) await this.at("DELETE", "").catch(() => {});
    this.driver.kill();
  }
}
