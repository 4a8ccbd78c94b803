// The page tries to get out: to a network, to code of its own, to commands that are not the window's. Every way is shut.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Window } from "./driver.mjs";

const binary = process.env.LUNZHENG_WINDOW;
let scratch;
let window;
let server;
let heard = 0;

before(async () => {
  scratch = await mkdtemp(join(tmpdir(), "lunzheng-e2e-"));
  // Somebody who would hear it, if anything came out.
  server = createServer((_, answer) => {
    heard += 1;
    answer.writeHead(200, { "access-control-allow-origin": "*" }).end("heard");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  window = await Window.start(binary, { XDG_DATA_HOME: scratch, XDG_CACHE_HOME: scratch });
  await window.says("打开保险库");
});

after(async () => {
  await window?.stop();
  server?.close();
  await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const outside = () => `http://127.0.0.1:${server.address().port}/`;

/** What became of a try in the page: "shut" or what came through. */
const tried = (body) =>
  window.run(
    `const [outside] = arguments;
     const wait = (ms) => new Promise((done) => setTimeout(done, ms));
     return (async () => { ${body} })().catch((error) => "shut: " + error.message);`,
    [outside()],
  );

test("the listener hears who may speak", async () => {
  assert.equal(await (await fetch(outside())).text(), "heard");
  assert.equal(heard, 1);
});

const ways = {
  fetch: "return await (await fetch(outside)).text();",
  request: `const ask = new XMLHttpRequest(); ask.open("GET", outside, false); ask.send(); return ask.responseText;`,
  socket: `const socket = new WebSocket(outside.replace("http", "ws"));
           return await new Promise((done) => { socket.onopen = () => done("open"); socket.onerror = () => done("shut"); });`,
  stream: `const source = new EventSource(outside);
           return await new Promise((done) => { source.onopen = () => done("open"); source.onerror = () => done("shut"); });`,
  beacon: `navigator.sendBeacon(outside, "x"); await wait(500); return "shut";`,
  picture: `const image = new Image();
            const end = new Promise((done) => { image.onload = () => done("came"); image.onerror = () => done("shut"); });
            image.src = outside; return await end;`,
  script: `const script = document.createElement("script"); script.src = outside;
           const end = new Promise((done) => { script.onload = () => done("ran"); script.onerror = () => done("shut"); });
           document.head.append(script); return await end;`,
  style: `const link = document.createElement("link"); link.rel = "stylesheet"; link.href = outside;
          const end = new Promise((done) => { link.onload = () => done("came"); link.onerror = () => done("shut"); });
          document.head.append(link); return await end;`,
  frame: `const frame = document.createElement("iframe"); frame.src = outside; document.body.append(frame);
          await wait(800); frame.remove(); return "shut";`,
  form: `const form = document.createElement("form"); form.action = outside; form.method = "post";
         document.body.append(form); form.submit(); await wait(500); form.remove(); return "shut";`,
};

for (const [name, body] of Object.entries(ways)) {
  test(`nothing goes out by a ${name}`, async () => {
    const before = heard;
    assert.match(String(await tried(body)), /^shut/);
    assert.equal(heard, before, "somebody heard it");
    await window.says("打开保险库");
  });
}

test("no text becomes code: neither by eval, nor as a script in the page, nor as an attribute", async () => {
  await tried(`globalThis.__came = [];
    try { (0, eval)("globalThis.__came.push('eval')"); } catch {}
    try { new Function("globalThis.__came.push('function')")(); } catch {}
    try { setTimeout("globalThis.__came.push('timer')", 0); } catch {}
    const script = document.createElement("script"); script.textContent = "globalThis.__came.push('script')";
    document.head.append(script);
    const holder = document.createElement("div");
    holder.innerHTML = "<img src=x onerror=\\"globalThis.__came.push('attribute')\\">";
    document.body.append(holder); await wait(500); holder.remove(); script.remove(); return "shut";`);
  assert.deepEqual(await window.run("return globalThis.__came;"), []);
});

test("no command reaches the program but those of the window", async () => {
  for (const command of ["plugin:shell|open", "plugin:fs|read_file", "plugin:http|fetch", "plugin:window|create", "no_such"]) {
    const answer = await tried(
      `const calls = globalThis.__TAURI_INTERNALS__;
       if (calls === undefined) { return "shut: no way to call"; }
       const end = calls.invoke(${JSON.stringify(command)}, { path: "/etc/passwd", url: outside }).then(
         (value) => "came: " + JSON.stringify(value), (error) => "shut: " + String(error));
       return await Promise.race([end, wait(2000).then(() => "shut: no answer")]);`,
    );
    assert.match(String(answer), /^shut/, command);
  }
});
