import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type ExpertView } from "../../backend";
import { double } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { ExpertPage } from "./expert-page";

beforeEach(() => i18n.changeLanguage("zh"));

const VIEW: ExpertView = {
  form: {
    no: "Z1",
    name: "赵示例",
    category: "technical",
    unit: "示例大学",
    title: "教授",
    specialty: "材料、冶金",
    phone: "",
    past_units: "示例特钢有限公司，2023-06",
    colleagues: "",
    teachers: "",
  },
  reviews: [
    { session_no: "论证2026-01-03", title: "第三次", date: "2026-01-20", bids: 3, recused: 1, closed: true },
  ],
  identity: { id_card: "110***********002X", bank_account: "***************3445", bank: "示例银行" },
};

function shown(given: Partial<Backend>, no: string | null = "Z1") {
  const onSaved = vi.fn();
  render(
    <BackendProvider value={double({ expert: () => Promise.resolve(VIEW), ...given })}>
      <ExpertPage no={no} onBack={() => {}} onSaved={onSaved} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onSaved };
}

describe("one expert", () => {
  it("shows the history of reviews and numbers masked", async () => {
    shown({});
    expect(await screen.findByRole("row", { name: /论证2026-01-03/ })).toHaveTextContent(
      "2026-01-20论证2026-01-03 第三次31已结束",
    );
    expect(screen.getByText("110***********002X")).toBeVisible();
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
  });

  it("shows numbers in full only for a purpose, and covers them again", async () => {
    const identityShow = vi.fn(async () => ({
      id_card: "11010519491231002X",
      bank_account: "6222020200112233445",
      bank: "示例银行",
    }));
    const { user } = shown({ identityShow });
    await user.click(await screen.findByRole("button", { name: "查看完整号码" }));
    const asked = within(screen.getByRole("form", { name: "用途" }));
    expect(asked.getByRole("button", { name: "查看" })).toBeDisabled();
    fireEvent.change(asked.getByLabelText("用途"), { target: { value: "发放专家费" } });
    await user.click(asked.getByRole("button", { name: "查看" }));
    expect(await screen.findByText("11010519491231002X")).toBeVisible();
    expect(identityShow).toHaveBeenCalledWith("Z1", "发放专家费");
    await user.click(screen.getByRole("button", { name: "遮起来" }));
    expect(screen.queryByText("11010519491231002X")).toBeNull();
  });

  it("keeps past employers and people one a line, as they are typed", async () => {
    const expertSave = vi.fn(async () => VIEW);
    const { user } = shown({ expertSave });
    expect(await screen.findByLabelText("曾任职单位")).toHaveValue("示例特钢有限公司，2023-06");
    const people = "冯示例，示例大学，2024\n陈示例";
    fireEvent.change(screen.getByLabelText("合作者"), { target: { value: people } });
    await user.click(screen.getByRole("button", { name: /^保存/ }));
    await waitFor(() => expect(expertSave).toHaveBeenCalledWith({ ...VIEW.form, colleagues: people }, false));
  });

  it("purges numbers with a reason", async () => {
    const identityPurge = vi.fn(async () => ({ kept: 0 }));
    const { user } = shown({ identityPurge });
    await user.click(await screen.findByRole("button", { name: "清除" }));
    fireEvent.change(screen.getByRole("textbox", { name: "清除理由" }), { target: { value: "已发放" } });
    await user.click(screen.getByRole("button", { name: "清除号码" }));
    await waitFor(() => expect(identityPurge).toHaveBeenCalledWith("Z1", "已发放"));
  });

  it("enters a new expert once number, name and unit are there", async () => {
    const expertSave = vi.fn(async () => VIEW);
    const { user, onSaved } = shown({ expertSave }, null);
    const save = screen.getByRole("button", { name: /保存/ });
    for (const [label, value] of [
      ["编号", "Z1"],
      ["姓名", "赵示例"],
    ] as const) {
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    }
    expect(save).toBeDisabled();
    fireEvent.change(screen.getByLabelText("工作单位"), { target: { value: "示例大学" } });
    await user.click(save);
    await waitFor(() => expect(onSaved).toHaveBeenCalledWith("Z1"));
    expect(expertSave).toHaveBeenCalledWith(expect.objectContaining({ no: "Z1", unit: "示例大学" }), true);
  });
});
