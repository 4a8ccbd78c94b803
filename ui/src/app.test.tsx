import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it } from "vitest";

import { App } from "./app";
import { double, refusal } from "./backend/double";
import { en } from "./i18n/en";
import { i18n } from "./i18n";
import { zh } from "./i18n/zh";
import { applyTokens, colours } from "./theme";

/** The head of the double's journal. */
const HEAD = Array.from({ length: 16 }, () => "5be8").join(" ");
const passphrase = "一句足够长的测试口令";

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

async function make(user: ReturnType<typeof userEvent.setup>, again = passphrase) {
  await user.click(screen.getByRole("button", { name: /新建保险库/ }));
  const form = within(screen.getByRole("form", { name: "新建保险库" }));
  await user.type(form.getByLabelText("使用人姓名"), "钱示例");
  await user.type(form.getByLabelText("文件夹"), "/tmp/a.lunzheng");
  await user.type(form.getByLabelText(/^口令/), passphrase);
  await user.type(form.getByLabelText("再输一次"), again);
  return form;
}

describe("the window", () => {
  beforeEach(() => i18n.changeLanguage("zh"));

  it("makes a vault and shows what it says of itself", async () => {
    const user = userEvent.setup();
    render(<App backend={double()} />);
    const form = await make(user);
    await user.click(form.getByRole("button", { name: /建立保险库/ }));
    expect(await screen.findByText("秘书处 · 钱示例")).toBeVisible();
    expect(await screen.findByText(HEAD)).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  it("lists the vaults that were open here, and leaves only the passphrase to type", async () => {
    const user = userEvent.setup();
    render(
      <App backend={double({ recent: () => Promise.resolve(["/data/甲.lunzheng", "/data/乙.lunzheng"]) })} />,
    );
    expect(await screen.findByRole("button", { name: /乙/ })).toBeVisible();
    await user.keyboard("{Alt>}2{/Alt}");
    expect(screen.getByLabelText("文件夹")).toHaveValue("/data/乙.lunzheng");
    expect(screen.getByLabelText("口令")).toHaveFocus();
    expect(await serious()).toEqual([]);
  });

  it("says that the pages stopped by themselves, until a vault is open again", async () => {
    const user = userEvent.setup();
    window.location.hash = "#stopped";
    render(<App backend={double()} />);
    window.location.hash = "";
    expect(screen.getByRole("alert")).toHaveTextContent("页面刚才意外中止");
    const form = await make(user);
    await user.click(form.getByRole("button", { name: /建立保险库/ }));
    await screen.findByText("秘书处 · 钱示例");
    await user.keyboard("{Control>}l{/Control}");
    await screen.findByLabelText("文件夹");
    expect(screen.queryByText(/页面刚才意外中止/)).toBeNull();
  });

  it("says when the second passphrase differs, and makes nothing", async () => {
    const user = userEvent.setup();
    render(<App backend={double()} />);
    const form = await make(user, "另一句");
    expect(form.getByText("两次输入的口令不一样")).toBeVisible();
    expect(form.getByRole("button", { name: /建立保险库/ })).toBeDisabled();
  });

  it("locks, refuses a wrong passphrase in its own words, and opens with the right one", async () => {
    const user = userEvent.setup();
    render(<App backend={double()} />);
    const form = await make(user);
    await user.click(form.getByRole("button", { name: /建立保险库/ }));
    await screen.findByText("秘书处 · 钱示例");
    await user.keyboard("{Control>}l{/Control}");
    await user.type(await screen.findByLabelText("文件夹"), "/tmp/a.lunzheng");
    expect(await screen.findByText(/钱示例 · 秘书处 · 建于 2026-01-20/)).toBeVisible();
    await user.type(screen.getByLabelText("口令"), "不对的口令啊啊啊啊{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("口令不正确。照此处理。 vault.passphrase_wrong");
    expect(screen.getByLabelText("口令")).toHaveValue("");
    await user.type(screen.getByLabelText("口令"), `${passphrase}{Enter}`);
    expect(await screen.findByText("秘书处 · 钱示例")).toBeVisible();
  });

  it("locks before the system sleeps, and goes on where it was left", async () => {
    const user = userEvent.setup();
    const backend = double();
    let sleep = () => {};
    backend.onSleep = (asleep) => {
      sleep = asleep;
      return Promise.resolve(() => {});
    };
    render(<App backend={backend} />);
    const form = await make(user);
    await user.click(form.getByRole("button", { name: /建立保险库/ }));
    await screen.findByText("秘书处 · 钱示例");
    await user.click(screen.getByRole("button", { name: "专家库" }));
    await waitFor(() =>
      expect(screen.getByRole("button", { name: "专家库" })).toHaveAttribute("aria-current", "page"),
    );
    sleep();
    await screen.findByLabelText("口令");
    expect(screen.queryByText(HEAD)).toBeNull();
    await user.type(screen.getByLabelText("口令"), `${passphrase}{Enter}`);
    const page = await screen.findByRole("button", { name: "专家库" });
    await waitFor(() => expect(page).toHaveAttribute("aria-current", "page"));
  });

  it("says what is wrong with a folder before it asks for the passphrase", async () => {
    const user = userEvent.setup();
    render(<App backend={double()} />);
    await user.type(screen.getByLabelText("文件夹"), "/nowhere");
    expect(await screen.findByRole("alert")).toHaveTextContent("这里没有保险库。");
  });

  it("judges a folder once it is typed, not at each keystroke", async () => {
    const user = userEvent.setup();
    const backend = double();
    const asked: string[] = [];
    const peek = backend.peek;
    backend.peek = (folder) => {
      asked.push(folder);
      return peek(folder);
    };
    render(<App backend={backend} />);
    await user.type(screen.getByLabelText("文件夹"), "/nowhere");
    await screen.findByRole("alert");
    expect(asked).toEqual(["/nowhere"]);
  });

  it("clears the page even when closing the vault goes wrong, and says what did", async () => {
    const user = userEvent.setup();
    const backend = double();
    backend.lock = () => Promise.reject(refusal("io", "读写失败。"));
    render(<App backend={backend} />);
    const form = await make(user);
    await user.click(form.getByRole("button", { name: /建立保险库/ }));
    await screen.findByText("秘书处 · 钱示例");
    await user.keyboard("{Control>}l{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("读写失败。");
    expect(screen.queryByText(HEAD)).toBeNull();
  });

  it("says beside a button why it cannot be pressed yet", async () => {
    const user = userEvent.setup();
    render(<App backend={double()} />);
    expect(screen.getByText("先填文件夹")).toBeVisible();
    await user.type(screen.getByLabelText("文件夹"), "/tmp/a");
    expect(screen.getByText("先填口令")).toBeVisible();
  });

  it("shows a failed read with a way to try again", async () => {
    const user = userEvent.setup();
    const backend = double();
    let fails = true;
    const home = backend.home;
    backend.home = async () => {
      if (fails) throw refusal("io", "读写失败。");
      return home();
    };
    render(<App backend={backend} />);
    const form = await make(user);
    await user.click(form.getByRole("button", { name: /建立保险库/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("读写失败。");
    fails = false;
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByText("秘书处 · 钱示例")).toBeVisible();
  });

  it("speaks English when asked, and axe finds nothing serious", async () => {
    const user = userEvent.setup();
    render(<App backend={double()} />);
    expect(await serious()).toEqual([]);
    await user.click(screen.getByText("EN"));
    expect(await screen.findByRole("heading", { name: "Open a vault" })).toBeVisible();
    expect(document.documentElement.lang).toBe("en");
    expect(await serious()).toEqual([]);
  });
});

describe("texts and tokens", () => {
  const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map((m) => m[0]).sort();

  const leaves = (texts: object, path = ""): [string, string][] =>
    Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
      typeof text === "string" ? [[`${path}${key}`, text]] : leaves(text as object, `${path}${key}.`),
    );

  it("use the same placeholders in both languages", () => {
    const other = new Map(leaves(en));
    expect([...other.keys()].sort()).toEqual(
      leaves(zh)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, text] of leaves(zh)) {
      expect(other.get(key), key).toBeTruthy();
      expect(placeholders(other.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it("come from one source", () => {
    applyTokens(document.documentElement);
    expect(document.documentElement.style.getPropertyValue("--accent-weak")).toBe(colours.accentWeak);
  });
});
