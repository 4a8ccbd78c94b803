import { useQuery } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Refused, type Problem } from "../backend";
import { i18n } from "../i18n";
import { Providers } from "../test/providers";
import { pressed } from "./key-match";
import type { Binding } from "./key-store";
import { HintBar, useKeys } from "./keys";
import { PathField } from "./path-field";
import { ProblemBox } from "./problem-box";
import { ProblemList } from "./problem-list";
import { useRoving } from "./roving";
import { SavedAt } from "./saved-at";
import { Empty, Loading, QueryStates } from "./states";
import { Unknown } from "./unknown";

beforeEach(() => i18n.changeLanguage("zh"));

const shown = (page: ReactNode) => render(page, { wrapper: Providers });

const problem = (code: string, severity: string, place: string | null): Problem => ({
  code,
  severity,
  place,
  params: [],
  zh: `发现 ${code}`,
  en: `found ${code}`,
  remedy_zh: "照此处理。",
  remedy_en: "Do this.",
});

function Bound({ bindings, children }: { bindings: readonly Binding[]; children?: ReactNode }) {
  useKeys(bindings);
  return (
    <>
      <input aria-label="字段" />
      {children}
      <HintBar />
    </>
  );
}

describe("keys", () => {
  const bind = (keys: string, more: Partial<Binding> = {}) => {
    const run = vi.fn();
    return { run, binding: { keys, label: `做${keys}`, run, ...more } };
  };

  it("act on their combination only, and hand over which of several it was", async () => {
    const user = userEvent.setup();
    const main = bind("Ctrl Enter");
    const step = bind("Alt 1–7");
    shown(<Bound bindings={[main.binding, step.binding]} />);
    await user.keyboard("{Enter}");
    expect(main.run).not.toHaveBeenCalled();
    await user.keyboard("{Control>}{Enter}{/Control}{Alt>}5{/Alt}{Alt>}8{/Alt}");
    expect(main.run).toHaveBeenCalledOnce();
    expect(step.run.mock.calls).toEqual([["5"]]);
  });

  it("leave the input method alone", () => {
    const main = bind("Ctrl Enter");
    shown(<Bound bindings={[main.binding]} />);
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true, isComposing: true });
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true, keyCode: 229 });
    expect(main.run).not.toHaveBeenCalled();
  });

  it("leave bare keys to a field and Enter to a button, unless told otherwise", async () => {
    const user = userEvent.setup();
    const digit = bind("1–4");
    const enter = bind("Enter");
    const up = bind("↑↓", { inFields: true });
    const bindings = [digit.binding, enter.binding, up.binding];
    shown(
      <Bound bindings={bindings}>
        <button type="button">钮</button>
      </Bound>,
    );
    await user.click(screen.getByLabelText("字段"));
    await user.keyboard("2{Enter}{ArrowUp}");
    expect(digit.run).not.toHaveBeenCalled();
    expect(enter.run).not.toHaveBeenCalled();
    expect(up.run).toHaveBeenCalledWith("↑");
    await user.click(screen.getByRole("button", { name: "钮" }));
    await user.keyboard("2{Enter}");
    expect(digit.run).toHaveBeenCalledWith("2");
    expect(enter.run).not.toHaveBeenCalled();
  });

  it("leave Ctrl Z to a text, and take it where something is only chosen from a list", async () => {
    const user = userEvent.setup();
    const undo = bind("Ctrl Z");
    shown(
      <Bound bindings={[undo.binding]}>
        <input aria-label="列" role="combobox" aria-expanded={false} aria-controls="none" readOnly />
      </Bound>,
    );
    await user.click(screen.getByLabelText("字段"));
    await user.keyboard("{Control>}z{/Control}");
    expect(undo.run).not.toHaveBeenCalled();
    await user.click(screen.getByLabelText("列"));
    await user.keyboard("{Control>}z{/Control}");
    expect(undo.run).toHaveBeenCalledOnce();
  });

  it("rest, and are not shown, when they do not apply", async () => {
    const user = userEvent.setup();
    const main = bind("F2", { when: false });
    shown(<Bound bindings={[main.binding]} />);
    await user.keyboard("{F2}");
    expect(main.run).not.toHaveBeenCalled();
    expect(screen.queryByText("做F2")).toBeNull();
  });

  it("are all listed by Ctrl /, the quiet ones too, and rest while the list is open", async () => {
    const user = userEvent.setup();
    const main = bind("Ctrl Enter", { quiet: true });
    shown(<Bound bindings={[main.binding]} />);
    expect(screen.queryByText("做Ctrl Enter")).toBeNull();
    await user.keyboard("{Control>}/{/Control}");
    const list = await screen.findByRole("dialog", { name: "全部按键" });
    await waitFor(() => expect(within(list).getByText("做Ctrl Enter")).toBeVisible());
    fireEvent.keyDown(list, { key: "Enter", ctrlKey: true });
    expect(main.run).not.toHaveBeenCalled();
    await user.keyboard("{Control>}/{/Control}");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("are never a bare letter", () => {
    const event = new KeyboardEvent("keydown", { key: "a" });
    expect(() => pressed("A", event)).toThrow(/bare letter/);
    expect(() => pressed("Shift A", event)).toThrow(/bare letter/);
    expect(() => pressed("Ctrl Foo", event)).toThrow(/unknown key/);
  });

  it("take a sign with or without Shift, and a letter in either case", () => {
    const key = (init: KeyboardEventInit) => new KeyboardEvent("keydown", init);
    expect(pressed("Ctrl +", key({ key: "+", ctrlKey: true, shiftKey: true }))).toBe("+");
    expect(pressed("Ctrl +", key({ key: "=", ctrlKey: true }))).toBe("+");
    expect(pressed("Ctrl Shift L", key({ key: "L", ctrlKey: true, shiftKey: true }))).toBe("L");
    expect(pressed("Ctrl L", key({ key: "L", ctrlKey: true, shiftKey: true }))).toBeNull();
  });
});

describe("roving", () => {
  function Grid({ onPick }: { onPick: (index: number) => void }) {
    const { pane, item } = useRoving({ count: 5, columns: 2, onPick });
    return (
      <div role="grid" {...pane}>
        {[0, 1, 2, 3, 4].map((index) => (
          <div key={index} role="gridcell" {...item(index)}>
            {`格${index}`}
            {index === 1 && <input aria-label="格内" />}
          </div>
        ))}
      </div>
    );
  }

  it("makes one Tab stop of a grid and moves inside it with the arrows", async () => {
    const user = userEvent.setup();
    const onPick = vi.fn();
    shown(<Grid onPick={onPick} />);
    await user.tab();
    expect(screen.getByText("格0")).toHaveFocus();
    await user.keyboard("{ArrowLeft}{ArrowUp}");
    expect(screen.getByText("格0")).toHaveFocus();
    await user.keyboard("{ArrowRight}{ArrowDown}");
    expect(screen.getByText("格3")).toHaveFocus();
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(screen.getByText("格3")).toHaveFocus();
    await user.keyboard(" {Control>}{End}{/Control}");
    expect(onPick).toHaveBeenCalledWith(3);
    expect(screen.getByText("格4")).toHaveFocus();
    expect(screen.getAllByRole("gridcell").filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
  });

  it("leaves a field inside a cell its own keys", async () => {
    const user = userEvent.setup();
    const onPick = vi.fn();
    shown(<Grid onPick={onPick} />);
    await user.type(screen.getByLabelText("格内"), "1 2{ArrowDown}");
    expect(screen.getByLabelText("格内")).toHaveValue("1 2");
    expect(onPick).not.toHaveBeenCalled();
  });
});

describe("states", () => {
  function Read({ read }: { read: () => Promise<string[]> }) {
    const query = useQuery({ queryKey: ["a"], queryFn: read, retry: false });
    const empty = { is: (data: string[]) => data.length === 0, show: <Empty title="还没有" hint="先导入" /> };
    return (
      <QueryStates query={query} what="方案" empty={empty}>
        {(data) => <p>{data.join("、")}</p>}
      </QueryStates>
    );
  }

  it("say what is being read, then show it", async () => {
    shown(<Read read={() => Promise.resolve(["甲", "乙"])} />);
    expect(screen.getByRole("status")).toHaveTextContent("正在读取方案……");
    expect(await screen.findByText("甲、乙")).toBeVisible();
  });

  it("say that there is nothing, and what to do", async () => {
    shown(<Read read={() => Promise.resolve([])} />);
    expect(await screen.findByRole("heading", { name: "还没有" })).toBeVisible();
    expect(screen.getByText("先导入")).toBeVisible();
  });

  it("say what went wrong, and read again when asked", async () => {
    const user = userEvent.setup();
    const read = vi
      .fn<() => Promise<string[]>>()
      .mockRejectedValueOnce(new Error("断了"))
      .mockResolvedValue(["丙"]);
    shown(<Read read={read} />);
    expect(await screen.findByRole("alert")).toHaveTextContent("断了");
    await user.click(screen.getByRole("button", { name: "重试" }));
    expect(await screen.findByText("丙")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("count where a count is known, and say unknown where nothing is", () => {
    shown(
      <>
        <Loading done={3} total={20} />
        <Unknown what="进度未知" />
      </>,
    );
    expect(screen.getByRole("status")).toHaveTextContent("3 / 20");
    expect(screen.getByRole("img", { name: "进度未知" })).toHaveTextContent("?");
  });

  it("say whether the work is kept", () => {
    const { rerender } = shown(<SavedAt state="saved" at="10:42:07" />);
    expect(screen.getByText(/已保存 10:42:07/)).toBeVisible();
    rerender(<SavedAt state="failed" at="10:42:07" />);
    expect(screen.getByRole("alert")).toHaveTextContent("未能保存 · 10:42:07 以前的已存");
  });
});

describe("problems", () => {
  it("name a bid by its number, not by the path to its field", () => {
    shown(<ProblemList problems={[problem("decision.vote_counts", "error", "bid/BID-03/vote")]} />);
    expect(screen.getByText("BID-03")).toBeVisible();
    expect(screen.queryByText(/bid\//)).toBeNull();
  });

  it("stand in order of weight, each with a word, a place and a remedy", async () => {
    const problems = [problem("b.look", "warning", "F8"), problem("a.must", "error", "F12")];
    shown(<ProblemList problems={problems} />);
    const lines = screen.getAllByRole("listitem").map((line) => line.textContent);
    expect(lines).toEqual([" 须改F12发现 a.must照此处理。 a.must", " 请看F8发现 b.look照此处理。 b.look"]);
  });

  it("are all shown when a refusal has several", () => {
    shown(<ProblemBox error={new Refused([problem("a", "error", null), problem("b", "error", null)])} />);
    expect(within(screen.getByRole("alert")).getAllByRole("listitem")).toHaveLength(2);
  });
});

describe("a path", () => {
  it("is typed, or chosen; a closed dialog changes nothing", async () => {
    const user = userEvent.setup();
    const onChange = vi.fn();
    const choose = vi
      .fn<() => Promise<string | null>>()
      .mockResolvedValueOnce(null)
      .mockResolvedValue("/a.xlsx");
    shown(<PathField id="p" label="工作簿" value="" onChange={onChange} choose={choose} />);
    await user.click(screen.getByRole("button", { name: "选择……" }));
    expect(onChange).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "选择……" }));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledWith("/a.xlsx"));
    await user.type(screen.getByLabelText("工作簿"), "b");
    expect(onChange).toHaveBeenCalledWith("b");
  });
});
