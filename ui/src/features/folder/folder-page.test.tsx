import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { BackendProvider, type Backend, type FolderPaper } from "../../backend";
import { double, refusal } from "../../backend/double";
import { i18n } from "../../i18n";
import { Providers } from "../../test/providers";
import { chosenAtFirst } from "./chosen";
import { FolderPage } from "./folder-page";

beforeEach(() => i18n.changeLanguage("zh"));

const file = (name: string, part: Partial<FolderPaper>): FolderPaper => ({
  path: `/u盘/${name}`,
  file: name,
  size: 1_000_000,
  bids: ["JB-1"],
  by: "number",
  kind: "plan",
  attached: false,
  ...part,
});

const FILES = [
  file("JB-1方案.pdf", {}),
  file("示例大学协议.pdf", { bids: ["JB-1", "JB-2"], by: "solver", kind: "agreement" }),
  file("通知.pdf", { bids: [], by: null, kind: null }),
  file("JB-2方案.pdf", { bids: ["JB-2"], attached: true }),
];

function shown(given: Partial<Backend>) {
  const backend = double({
    bids: () => Promise.resolve([]),
    papersLook: () => Promise.resolve(FILES),
    ...given,
  });
  render(
    <BackendProvider value={backend}>
      <FolderPage batch="第一批" dropped="/u盘" onBack={() => {}} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return userEvent.setup();
}

describe("papers of a folder", () => {
  it("proposes only what fits one bid, says what it is, and is not attached yet", () => {
    expect(FILES.map((one) => chosenAtFirst(one).take)).toEqual([true, false, false, false]);
  });

  it("attaches nothing before it is confirmed, then what was chosen; what fits nothing is listed", async () => {
    const papersAttach = vi.fn(async () => [{ file: "JB-1方案.pdf", bid_no: "JB-1", problems: [] }]);
    const user = shown({ papersAttach });
    expect(screen.getByLabelText("材料所在的文件夹")).toHaveValue("/u盘");
    await user.click(screen.getByRole("button", { name: /查看文件夹/ }));
    expect(await screen.findByText("没有对应的方案")).toBeVisible();
    expect(screen.getByText("对应 2 个方案，请选一个")).toBeVisible();
    expect(screen.getByText("已附过")).toBeVisible();
    expect(screen.getByText("共 4 个文件：可附 1 个，待选 1 个，对不上 1 个，已附过 1 个")).toBeVisible();
    expect(papersAttach).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: /附上选中的 1 个/ }));
    await waitFor(() =>
      expect(papersAttach).toHaveBeenCalledWith("第一批", [
        { path: "/u盘/JB-1方案.pdf", bid_no: "JB-1", kind: "plan" },
      ]),
    );
  });

  it("is free of serious faults", async () => {
    const user = shown({});
    await user.click(screen.getByRole("button", { name: /查看文件夹/ }));
    await screen.findByText("没有对应的方案");
    const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.filter((v) => v.impact === "serious" || v.impact === "critical")).toEqual([]);
  });

  it("says why a file was refused", async () => {
    const problem = refusal("paper.format", "这不是PDF、Word文档或者图片。").problems;
    const user = shown({
      papersAttach: async () => [{ file: "JB-1方案.pdf", bid_no: "JB-1", problems: problem }],
    });
    await user.click(screen.getByRole("button", { name: /查看文件夹/ }));
    await user.click(await screen.findByRole("button", { name: /附上选中的 1 个/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("1 个没有附上");
    expect(screen.getByRole("alert")).toHaveTextContent("JB-1方案.pdf");
  });
});
