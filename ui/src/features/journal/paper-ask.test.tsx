import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type FileCheck, type PaperAsk } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { FilesCheck } from "./files-check";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const groups = (at: number[]) =>
  Array.from({ length: 16 }, (_, n) => (at.includes(n + 1) ? "____" : "12ab")).join(" ");
const printed: PaperAsk[] = [
  { number: "data", words: "数据摘要（SHA-256）", shown: groups([3, 11]), groups: [3, 11] },
  { number: "journal", words: "会议日志链头", shown: groups([2, 9]), groups: [2, 9] },
];
const fine: FileCheck = {
  file: "评审纪要.pdf",
  belongs: true,
  checked: true,
  zh: "对应：评审纪要",
  en: "",
  printed,
};

function shown(calls: Partial<Backend>) {
  render(
    <BackendProvider value={double(calls)}>
      <FilesCheck onClose={() => undefined} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return userEvent.setup({ delay: null });
}

describe("the paper beside the file", () => {
  it("asks for two groups of a number by the words of the page, and of another where it is chosen", async () => {
    const verifyPaper = vi
      .fn()
      .mockRejectedValueOnce(refusal("io", "读不了。"))
      .mockResolvedValueOnce({ ...fine, belongs: false, checked: false, zh: "输入的是“评审规则摘要”的。" })
      .mockResolvedValueOnce({ ...fine, belongs: false, zh: "与纸面不符。" })
      .mockResolvedValue({ ...fine, zh: "纸面“会议日志链头”第2、9组一致（日志第32条之后的链头）" });
    const other: FileCheck = { ...fine, file: "包.lzp", zh: "对应", printed: [] };
    const user = shown({ verifyFiles: () => Promise.resolve([fine, other]), verifyPaper });
    await user.type(screen.getByLabelText("要核验的文件"), "/a/评审纪要.pdf\n/a/包.lzp");
    await user.keyboard("{Control>}{Enter}{/Control}");
    const list = within(await screen.findByRole("list", { name: "核验文件" }));
    expect(list.getAllByRole("button", { name: "与纸面比对" })).toHaveLength(1);
    await user.click(list.getByRole("button", { name: "与纸面比对" }));
    expect(list.getByText(groups([3, 11]))).toBeVisible();
    const go = list.getByRole("button", { name: "比对" });
    await user.type(list.getByLabelText("“数据摘要（SHA-256）”第 3 组"), "5be8");
    await user.type(list.getByLabelText("“数据摘要（SHA-256）”第 11 组"), "07cx");
    expect(go).toBeDisabled();
    await user.type(list.getByLabelText("“数据摘要（SHA-256）”第 11 组"), "{Backspace}2");
    await user.click(go);
    expect(await list.findByRole("alert")).toHaveTextContent("读不了。");
    await user.click(go);
    const line = await list.findByText("输入的是“评审规则摘要”的。");
    expect(line.closest("p")).toHaveClass("say-warn");
    await user.click(go);
    expect((await list.findByText("与纸面不符。")).closest("p")).toHaveClass("say-stop");
    expect(verifyPaper).toHaveBeenLastCalledWith("/a/评审纪要.pdf", "data", [
      { group: 3, typed: "5be8" },
      { group: 11, typed: "07c2" },
    ]);
    await user.click(list.getByRole("radio", { name: "会议日志链头" }));
    expect(list.queryByText("与纸面不符。")).toBeNull();
    await user.type(list.getByLabelText("“会议日志链头”第 2 组"), "cc92");
    await user.type(list.getByLabelText("“会议日志链头”第 9 组"), "5692");
    await user.click(list.getByRole("button", { name: "比对" }));
    expect(await list.findByText(/日志第32条之后的链头/)).toBeVisible();
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
  });
});
