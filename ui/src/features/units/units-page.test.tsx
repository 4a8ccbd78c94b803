import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type UnitForm, type UnitsView } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { UnitsPage } from "./units-page";

beforeEach(() => i18n.changeLanguage("zh"));

const form = (no: string, name: string, part: Partial<UnitForm> = {}): UnitForm => ({
  no,
  name,
  aliases: [],
  parent: "",
  code: "",
  leading: false,
  ...part,
});

const VIEW: UnitsView = {
  units: [
    {
      form: form("DW0001", "示例重工集团有限公司", { aliases: ["示例重工"] }),
      parent_name: null,
      bids: 2,
      experts: 0,
    },
    {
      form: form("DW0002", "示例重工研究院", { parent: "DW0001" }),
      parent_name: "示例重工集团有限公司",
      bids: 0,
      experts: 1,
    },
  ],
  loose: [{ name: "示例重工研究所", uses: 3, near: ["DW0002"] }],
  near: [],
  merges: [
    { no: "m1", gone: "老重机厂", kept: "示例重工集团有限公司", reason: "更名", at: "2026-01-20 09:30" },
  ],
};

function shown(given: Partial<Backend>, view: UnitsView = VIEW) {
  render(
    <BackendProvider value={double({ units: () => Promise.resolve(view), ...given })}>
      <UnitsPage />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return userEvent.setup();
}

describe("the register of units", () => {
  it("lists names, aliases and parents with their uses, and is free of serious faults", async () => {
    shown({});
    expect(await screen.findByRole("row", { name: /示例重工研究院/ })).toHaveTextContent(
      "示例重工研究院—示例重工集团有限公司01",
    );
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
  });

  it("teaches what it is for when it is empty", async () => {
    shown({}, { units: [], loose: [], near: [], merges: [] });
    expect(await screen.findByRole("heading", { name: "单位登记簿还是空的" })).toBeVisible();
  });

  it("takes a loose name as an alias of the unit it is near to", async () => {
    const unitSave = vi.fn(async () => VIEW);
    const user = shown({ unitSave });
    await user.click(await screen.findByRole("button", { name: "记为“示例重工研究院”的别名" }));
    await waitFor(() =>
      expect(unitSave).toHaveBeenCalledWith(
        form("DW0002", "示例重工研究院", { parent: "DW0001", aliases: ["示例重工研究所"] }),
      ),
    );
  });

  it("merges with a reason only, and takes a merge back", async () => {
    const unitMerge = vi.fn(async () => VIEW);
    const unitUnmerge = vi.fn(async () => VIEW);
    const user = shown({ unitMerge, unitUnmerge });
    const dock = within(await screen.findByRole("form", { name: "合并到另一个单位" }));
    expect(dock.getByRole("button", { name: "合并" })).toBeDisabled();
    fireEvent.mouseDown(dock.getByLabelText("保留的单位"));
    await user.click(await screen.findByTitle("示例重工研究院"));
    fireEvent.change(dock.getByLabelText("合并理由"), { target: { value: "同一家" } });
    await user.click(dock.getByRole("button", { name: "合并" }));
    await waitFor(() => expect(unitMerge).toHaveBeenCalledWith("DW0002", "DW0001", "同一家"));
    await user.click(screen.getByRole("button", { name: "撤销“老重机厂”的合并" }));
    await waitFor(() => expect(unitUnmerge).toHaveBeenCalledWith("m1"));
  });

  it("keeps what was typed when a name is another unit's", async () => {
    const user = shown({ unitSave: () => Promise.reject(refusal("unit.exists", "已经是别的单位的名称。")) });
    await user.click(await screen.findByRole("button", { name: /登记单位/ }));
    const entry = within(screen.getByRole("form", { name: "登记单位" }));
    fireEvent.change(entry.getByLabelText("单位名称"), { target: { value: "示例重工" } });
    await user.click(entry.getByRole("button", { name: "保存" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("已经是别的单位的名称。");
    expect(entry.getByLabelText("单位名称")).toHaveValue("示例重工");
  });
});
