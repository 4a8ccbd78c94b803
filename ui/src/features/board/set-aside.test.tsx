import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { BoardView, LedgerView, SetAside } from "../../backend";
import { i18n } from "../../i18n";
import { showBoard, view } from "./fixture";

// A busy machine reads these pages slowly.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(() => i18n.changeLanguage("zh"));

const aside: SetAside = {
  count: 3,
  at: "2026-01-20 11:02",
  by: "赵示例",
  witness: "孙示例",
  reason: "当面核实",
};

const ledger: LedgerView = {
  laptops: [
    {
      device: "22".repeat(32),
      expert_no: "E2",
      name: "陆示例",
      digits: "123456789012345678901234",
      compared_by: "郝示例、陆示例",
      at: "2026-01-20 08:50",
      revoked: null,
      packs: [
        {
          digest: "aa".repeat(32),
          sequence: 2,
          at: "2026-01-20 10:30:07",
          events: 5,
          late: false,
          stale: false,
          rival: false,
          undo: true,
          forked: false,
          set_aside: aside,
        },
      ],
      missing: [],
      clearing: "none",
    },
  ],
  forks: [],
  settled: [],
  state: "0123 4567",
  archive: null,
  closed: false,
};

describe("what a decision set aside", () => {
  it("is said on the board beside what is missing and of its pack in the ledger; a lock bears the time it was signed", async () => {
    const now: BoardView = {
      ...view,
      experts: view.experts.map((one) => (one.no === "E2" ? { ...one, set_aside: aside } : one)),
    };
    const user = userEvent.setup({ delay: null });
    showBoard({ board: () => Promise.resolve(now), ledger: () => Promise.resolve(ledger) });
    const matrix = within(await screen.findByRole("region", { name: "评分进度：项目与专家" }));
    expect(matrix.getByText("3 条依决定不计入")).toBeVisible();
    expect(matrix.getByText("已锁定 10:21")).toHaveAttribute("title", "最近的包 10:38 收下");
    expect(
      screen.getByText(
        /另收下的 3 条记录是分叉中不采用的一方，不计入（2026-01-20 11:02 赵示例 决定，孙示例 在场）/,
      ),
    ).toHaveTextContent("陆示例");
    await user.keyboard("{Control>}g{/Control}");
    const dock = within(await screen.findByRole("region", { name: "收发清单" }));
    expect(
      await dock.findByText(
        /3 条记录不计入：分叉中不采用的一方，2026-01-20 11:02 赵示例 决定，孙示例 在场。当面核实/,
      ),
    ).toBeVisible();
    expect(dock.getByText(/2026-01-20 10:30:07/)).toBeVisible();
  });
});
