import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type Progress, type SavedDocument } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { FormalChecksForm } from "./formal-checks-form";

beforeEach(() => i18n.changeLanguage("zh"));

function shown(given: Partial<Backend>) {
  const onClose = vi.fn();
  render(
    <BackendProvider value={double(given)}>
      <FormalChecksForm batch="第一批" onClose={onClose} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onClose };
}

describe("the formal checks of a batch", () => {
  it("go into a folder, and it is said how many", async () => {
    const one = { path: "/u/JB-1.pdf", digest: null, pages: 2 };
    const formalChecksSave = vi.fn(() => Promise.resolve([one, one]));
    const { user } = shown({ formalChecksSave });
    expect(screen.getByText("先写文件夹")).toBeVisible();
    expect(screen.getByRole("button", { name: "全部保存" })).toBeDisabled();
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
    await user.type(screen.getByLabelText("存到文件夹"), "/u/审查{Enter}");
    expect(await screen.findByText("已存 2 件到 /u/审查")).toBeVisible();
    expect(formalChecksSave).toHaveBeenCalledWith("第一批", "/u/审查");
  });

  it("say how far they are and are stopped when asked", async () => {
    let fail: (error: unknown) => void = () => undefined;
    const now: Progress = { what: "documents.make", done: 3, of: 12 };
    const stop = vi.fn(() => {
      fail(refusal("work.stopped", "已停止。"));
      return Promise.resolve();
    });
    const { user } = shown({
      formalChecksSave: () => new Promise<SavedDocument[]>((_, reject) => (fail = reject)),
      progress: () => Promise.resolve(now),
      stop,
    });
    await user.type(screen.getByLabelText("存到文件夹"), "/u{Enter}");
    expect(await screen.findByText("正在生成 3 / 12")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "停止" }));
    expect(await screen.findByText("已停止，一件也没有保存。")).toBeVisible();
  });

  it("say why they were refused, and are closed with Esc", async () => {
    const { user, onClose } = shown({
      formalChecksSave: () => Promise.reject(refusal("io", "文件夹写不进。")),
    });
    await user.type(screen.getByLabelText("存到文件夹"), "/u{Enter}");
    expect(await screen.findByText("文件夹写不进。")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(onClose).toHaveBeenCalledOnce();
  });
});
