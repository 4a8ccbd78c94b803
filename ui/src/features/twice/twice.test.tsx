import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type TwicePair } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { IncomingNote } from "./incoming-note";
import { TwicePage } from "./twice-page";

beforeEach(() => i18n.changeLanguage("zh"));

const side = (key: string, source: string) => ({
  key,
  source,
  no: "JB-1",
  title: "宽幅极薄带轧制工艺研究",
  sponsor: "示例特钢",
  solver: "示例大学",
  amount: "300.00",
  paid: null,
});

const PAIR: TwicePair = {
  new: side("bid/二/JB-1", "第二批"),
  old: { ...side("supported/ZC00001", "市重点研发 2024"), amount: "120.00", paid: "36.50" },
  alike: "near_title",
  percent: 91,
  other_sponsor: true,
  earlier: true,
  decision: null,
};

function shown(given: Partial<Backend>) {
  const backend = double({
    twice: async () => ({ pairs: [PAIR], compared: 12, supported: 1 }),
    twicePassages: async () => ({
      new: [
        { text: "甲：", shared: null },
        { text: "研究多辊轧机辊系", shared: 1 },
      ],
      old: [{ text: "研究多辊轧机辊系", shared: 1 }],
    }),
    ...given,
  });
  return { backend, user: userEvent.setup() };
}

const page = (backend: Backend) =>
  render(
    <BackendProvider value={backend}>
      <TwicePage batch="第二批" onBack={() => {}} />
    </BackendProvider>,
    { wrapper: Providers },
  );

describe("what may be there twice", () => {
  it("stands side by side with both amounts and the passages they share", async () => {
    const { backend } = shown({});
    page(backend);
    expect(await screen.findByText("名称相近 91%")).toBeVisible();
    expect(screen.getByText("另一家企业 · 其他批次或者计划（政策六（一））")).toBeVisible();
    expect(screen.getByText("财政 120.00 万元；已拨付 36.50 万元")).toBeVisible();
    const text = await screen.findByRole("group", { name: "本批文字" });
    expect(text.querySelector("mark")).toHaveTextContent("1研究多辊轧机辊系");
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
  });

  it("is decided by a human, with a reason", async () => {
    const twiceDecide = vi.fn(async () => {});
    const { backend, user } = shown({ twiceDecide });
    page(backend);
    await user.click(await screen.findByLabelText("是重复，就高不重复"));
    expect(screen.getByRole("button", { name: /登记认定/ })).toBeDisabled();
    fireEvent.change(screen.getByLabelText("理由"), { target: { value: "已支持120万元" } });
    await user.click(screen.getByRole("button", { name: /登记认定/ }));
    await waitFor(() =>
      expect(twiceDecide).toHaveBeenCalledWith(PAIR.new.key, PAIR.old.key, "higher", "已支持120万元"),
    );
  });

  it("is said of a file at once: the same file, and the rows the vault has", async () => {
    const [problem] = refusal("twice.file", "同一个文件已经导入过。").problems;
    const { backend } = shown({
      twiceIncoming: async () => ({ same_file: problem ?? null, pairs: [PAIR] }),
    });
    render(
      <BackendProvider value={backend}>
        <IncomingNote digest="ab" />
      </BackendProvider>,
      { wrapper: Providers },
    );
    expect(await screen.findByText("同一个文件已经导入过。")).toBeVisible();
    expect(screen.getByText("这个文件里有 1 行与库中已有的项目相同或者相近")).toBeVisible();
  });

  it("says nothing of a file that is new", async () => {
    const twiceIncoming = vi.fn(async () => ({ same_file: null, pairs: [] }));
    const { backend } = shown({ twiceIncoming });
    const { container } = render(
      <BackendProvider value={backend}>
        <IncomingNote digest="ab" />
      </BackendProvider>,
      { wrapper: Providers },
    );
    await waitFor(() => expect(twiceIncoming).toHaveBeenCalled());
    expect(container).toHaveTextContent("");
  });
});
