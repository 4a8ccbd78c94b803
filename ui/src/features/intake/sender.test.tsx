import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { finding, intakeDouble, viewOf } from "./fixture";
import { opened, serious, shown } from "./shown";

beforeEach(() => i18n.changeLanguage("zh"));

describe("what is known of the sender", () => {
  it("sends the list back with notes: by Ctrl B, to a path that is typed or chosen", async () => {
    const { user, asked } = await opened();
    await user.keyboard("{Control>}b{/Control}");
    const form = within(screen.getByRole("form", { name: "退回填报单位" }));
    expect(form.getByRole("button", { name: "保存" })).toBeDisabled();
    fireEvent.change(form.getByLabelText("存为"), { target: { value: "/tmp/b.xlsx" } });
    fireEvent.submit(form.getByLabelText("存为"));
    expect(await form.findByRole("status")).toHaveTextContent("4 个问题已批注在原表上：/tmp/b.xlsx");
    expect(asked).toContain("send back /tmp/b.xlsx");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("form", { name: "退回填报单位" })).toBeNull();
  });

  it("says why a list cannot go back", async () => {
    const given = intakeDouble({
      intakeSendBack: () => Promise.reject(refusal("send_back.own_file", "不能写到原文件上。")),
    });
    const { user } = await opened(given);
    await user.click(screen.getByRole("button", { name: /退回填报单位/ }));
    await user.type(screen.getByLabelText("存为"), "/tmp/a.xlsx{Enter}");
    expect(await screen.findByText("不能写到原文件上。")).toBeVisible();
  });

  it("lets all rows that are in the vault replace what is there, or none", async () => {
    const known = [5, 6].map((row) =>
      finding("error", "import.in_vault", `A${row}`, `方案JB-${row}已在库中。`),
    );
    const { user, asked } = await opened(intakeDouble({}, viewOf({ findings: known })));
    const group = within(screen.getByRole("group", { name: "库里已有的行" }));
    expect(group.getByText("2 行库里已有，其中 0 行替换")).toBeVisible();
    expect(group.getByRole("button", { name: "都不替换" })).toBeDisabled();
    await user.click(group.getByRole("button", { name: "全部替换" }));
    expect(await group.findByText("2 行库里已有，其中 2 行替换")).toBeVisible();
    await user.click(group.getByRole("button", { name: "都不替换" }));
    expect(asked).toContain("amend all false");
  });

  it("has the unit that a list nowhere names said once for its sheet", async () => {
    const unitless = finding("error", "amount_unparsable", "D3", "“研发投入总额”整列没有单位。", [
      ["field", "rd_total"],
      ["reason", "no_unit_in_column"],
    ]);
    const { user, asked } = await opened(intakeDouble({}, viewOf({ findings: [unitless] })));
    await user.click(screen.getByText("“研发投入总额”整列没有单位。"));
    expect(screen.queryByRole("button", { name: /剔除本行/ })).toBeNull();
    expect(screen.getByRole("button", { name: "整表按元计" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "整表按万元计" }));
    await waitFor(() => expect(asked).toContain("unit 方案 wan"));
  });

  it("takes a list that it cannot tell for what it is said to be", async () => {
    const first = viewOf({ findings: [] });
    const sheets = first.sheets.map((sheet) => ({
      ...sheet,
      tables: sheet.tables.map((table) => ({ ...table, kind: "unknown" as const })),
    }));
    const { user, asked } = await (async () => {
      const all = shown(intakeDouble({}, viewOf({ findings: [], sheets })), null, "/tmp/a.xlsx");
      await screen.findByRole("heading", { name: "没有认出这是什么表，不导入" });
      return all;
    })();
    fireEvent.mouseDown(screen.getByRole("combobox", { name: "方案 A3 的表是什么" }));
    await user.click(await screen.findByText("专家", { selector: ".ant-select-item-option-content" }));
    await waitFor(() => expect(asked).toContain("take 方案 A3 expert"));
    expect(await screen.findByText("手工")).toBeVisible();
    expect(await serious()).toEqual([]);
  });

  const taught = () => {
    const first = viewOf({ findings: [], sender: "示例区科技局" });
    const sheets = first.sheets.map((sheet) => ({
      ...sheet,
      tables: sheet.tables.map((table) => ({
        ...table,
        remembered: { name: "示例区科技局", on: "2026-01-08", fingerprint: "ab12" },
        columns: table.columns.map((one, index) => ({
          ...one,
          chosen: index === 2,
          remembered: index === 2,
          held_back: index === 3 ? "challenge" : null,
        })),
      })),
    }));
    return intakeDouble({}, viewOf({ ...first, sheets }));
  };

  it("says which columns are as remembered and which are not, and forgets them", async () => {
    const { user, asked } = await opened(taught());
    await user.click(screen.getByText("对列").closest("button") as HTMLElement);
    const note = within(screen.getByRole("note", { name: "记住的对应" }));
    expect(note.getByText(/按 2026-01-08 记住的“示例区科技局”的对应：C 列/)).toBeVisible();
    expect(screen.getByText(/按 2026-01-08 记住的对应/)).toBeVisible();
    await user.click(note.getByText("按上次的"));
    expect(asked).toContain("map 方案 D challenge");
    await user.click(note.getByText("忘掉这些对应"));
    await waitFor(() => expect(asked).toContain("forget ab12"));
  });

  it("asks under which name columns are remembered, and remembers none without one", async () => {
    const { user } = await opened(taught());
    await user.keyboard("{Control>}{Enter}{/Control}");
    const name = screen.getByLabelText("记住列的对应，报送方叫");
    expect(name).toHaveValue("示例区科技局");
    await user.clear(name);
    expect(screen.getByText("不填就不记住")).toBeVisible();
  });
});
