import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type OfficeHome, type SessionCard } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { isoDay } from "./draft";
import { MeetingsPage } from "./meetings-page";
import { NewMeetingPage } from "./new-meeting-page";

beforeEach(() => i18n.changeLanguage("zh"));

const card = (no: string, stage: SessionCard["stage"]): SessionCard => ({
  no,
  title: `论证会${no}`,
  batch: "2026 年第一批",
  office: "示例市科学技术局",
  date: "2026-01-20",
  kind: "bid",
  stage,
  bids: 14,
  experts: 7,
});

function shown(page: ReactNode, given: Partial<Backend> = {}) {
  render(<BackendProvider value={double(given)}>{page}</BackendProvider>, { wrapper: Providers });
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}

describe("the list of meetings", () => {
  it("says each one's stage in a word, and opens by arrows and Enter", async () => {
    const user = userEvent.setup();
    const onOpen = vi.fn();
    const sessions = [card("2026-02", "preparing"), card("2026-01", "closed")];
    shown(<MeetingsPage sessions={sessions} onOpen={onOpen} onNew={vi.fn()} />);
    const rows = screen.getAllByRole("row");
    expect(rows[1]).toHaveTextContent("会前准备");
    expect(rows[2]).toHaveTextContent("文件已生成");
    rows[1]?.focus();
    await user.keyboard("{ArrowDown}{Enter}");
    expect(onOpen).toHaveBeenCalledWith(sessions[1]);
    expect(await serious()).toEqual([]);
  });

  it("teaches when there is none", async () => {
    const onNew = vi.fn();
    shown(<MeetingsPage sessions={[]} onOpen={vi.fn()} onNew={onNew} />);
    expect(screen.getByRole("heading", { name: "还没有会议" })).toBeVisible();
    await userEvent.keyboard("{Control>}n{/Control}");
    expect(onNew).toHaveBeenCalledOnce();
  });
});

describe("a new meeting", () => {
  const policy = { number: "并科〔2023〕17号", version: "1.2", valid_to: "2026-07-14" };

  const office = { sessions: [] as SessionCard[] } as OfficeHome;

  function form(today: string, given: Partial<Backend>) {
    const onOpened = vi.fn();
    shown(
      <NewMeetingPage
        batches={["2026 年第一批"]}
        today={today}
        policy={policy}
        onOpened={onOpened}
        onBack={vi.fn()}
      />,
      { officeHome: () => Promise.resolve(office), ...given },
    );
    return onOpened;
  }

  it("says at each field what is missing, and sends nothing", async () => {
    const user = userEvent.setup();
    const sessionOpen = vi.fn();
    form("2026-01-20", { sessionOpen });
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(screen.getByLabelText("会议编号")).toHaveFocus();
    expect(screen.getByLabelText("会议编号")).toHaveAccessibleDescription("还没有填");
    expect(screen.getByText("还没有填：会议编号、会议名称、主管单位")).toBeVisible();
    expect(sessionOpen).not.toHaveBeenCalled();
    expect(await serious()).toEqual([]);
  });

  it("reads a day as people write it, and hands over what was opened", async () => {
    const user = userEvent.setup();
    const sessionOpen = vi.fn(() => Promise.resolve(card("2026-01", "preparing")));
    const onOpened = form("2026-01-20", { sessionOpen });
    await user.type(screen.getByLabelText("会议编号"), " 2026-01 ");
    await user.type(screen.getByLabelText("会议名称"), "论证会");
    await user.type(screen.getByLabelText("主管单位"), "示例局");
    await user.clear(screen.getByLabelText("日期"));
    await user.type(screen.getByLabelText("日期"), "2026年2月3日{Enter}");
    await vi.waitFor(() => expect(onOpened).toHaveBeenCalledWith("2026-01"));
    expect(sessionOpen).toHaveBeenCalledWith({
      kind: "bid",
      no: "2026-01",
      title: "论证会",
      batch: "2026 年第一批",
      office: "示例局",
      date: "2026-02-03",
      expired_reason: null,
    });
  });

  it("demands a reason after the policy's last day", async () => {
    const user = userEvent.setup();
    const sessionOpen = vi.fn(() => Promise.resolve(card("2026-09", "preparing")));
    form("2026-07-15", { sessionOpen });
    expect(screen.getByText(/须写理由/)).toBeVisible();
    await user.type(screen.getByLabelText("会议编号"), "2026-09");
    await user.type(screen.getByLabelText("会议名称"), "论证会");
    await user.type(screen.getByLabelText("主管单位"), "示例局{Enter}");
    expect(sessionOpen).not.toHaveBeenCalled();
    const reason = screen.getByLabelText("仍按此日期登记的理由");
    expect(reason).toHaveFocus();
    await user.type(reason, "续期文件已报批{Enter}");
    await vi.waitFor(() =>
      expect(sessionOpen).toHaveBeenCalledWith(
        expect.objectContaining({ expired_reason: "续期文件已报批", date: "2026-07-15" }),
      ),
    );
  });

  it("asks for the reason too when only the program knows, and says that a number is taken", async () => {
    const user = userEvent.setup();
    const sessionOpen = vi
      .fn<Backend["sessionOpen"]>()
      .mockRejectedValueOnce(refusal("import.exists", "编号已有。"))
      .mockRejectedValueOnce(refusal("policy.expired", "政策有效期已过。"));
    form("2026-01-20", { sessionOpen });
    const number = screen.getByLabelText("会议编号");
    await user.type(number, "2026-01");
    await user.type(screen.getByLabelText("会议名称"), "论证会");
    await user.type(screen.getByLabelText("主管单位"), "示例局{Enter}");
    expect(await screen.findByText("这个编号已有会议，换一个")).toBeVisible();
    expect(number).toHaveAttribute("aria-invalid", "true");
    await user.type(number, "b{Enter}");
    expect(await screen.findByLabelText("仍按此日期登记的理由")).toHaveAccessibleDescription("还没有填");
  });

  it("shows another refusal in its own words", async () => {
    const user = userEvent.setup();
    form("2026-01-20", { sessionOpen: () => Promise.reject(refusal("io", "读写失败。")) });
    await user.type(screen.getByLabelText("会议编号"), "2026-01");
    await user.type(screen.getByLabelText("会议名称"), "论证会");
    await user.type(screen.getByLabelText("主管单位"), "示例局{Enter}");
    expect(within(await screen.findByRole("alert")).getByText("读写失败。")).toBeVisible();
  });
});

describe("a typed day", () => {
  it.each([
    ["2026-1-2", "2026-01-02"],
    ["2026.1.20", "2026-01-20"],
    [" 2026年12月31日 ", "2026-12-31"],
    ["2024/2/29", "2024-02-29"],
    ["2026-02-29", null],
    ["明天", null],
    ["", null],
  ])("%s → %s", (text, day) => expect(isoDay(text)).toBe(day));
});
