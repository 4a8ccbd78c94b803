import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { vi } from "vitest";

import {
  BackendProvider,
  type Backend,
  type FeeLine,
  type FeeRulesForm,
  type FeesForm,
  type FeesView,
} from "../../backend";
import { double } from "../../backend/double";
import { Providers } from "../../test/providers";
import { FeesPage } from "./fees-page";

export const NO = "论证2026-01-03";

export const rules = (more: Partial<FeeRulesForm> = {}): FeeRulesForm => ({
  senior: "1500.00",
  other: "900.00",
  eminent_percent: 50,
  half_percent: 60,
  third_percent: 50,
  keep_text: "发放完毕并归档满三个月",
  funding_source: "科技评审经费",
  ...more,
});

export const line = (no: string, name: string, more: Partial<FeeLine> = {}): FeeLine => ({
  form: { expert_no: no, grade: null, days: "", tax: "", consent: false },
  name,
  unit: "示例理工大学",
  title: "教授",
  former: false,
  rate: null,
  net: null,
  gross: null,
  came: true,
  left: null,
  recused: 0,
  numbers: "whole",
  ...more,
});

/** Nothing recorded of two experts, of whom the second never signed in. */
export const view = (more: Partial<FeesView> = {}): FeesView => ({
  session: {
    no: NO,
    title: "揭榜方案论证会",
    batch: "2026年第一批",
    kind: "bid",
    date: "2026-01-20",
    stage: "closed",
    bids: 12,
    experts: 2,
  } as FeesView["session"],
  items: 12,
  rows: [
    line("Z1", "沈怀瑾"),
    line("Z2", "陆知远", { came: false, recused: 2, left: "15:20", numbers: "part" }),
  ],
  rules: rules(),
  present: rules(),
  other_rules: false,
  paid_on: "",
  sums: { people: 0, net: "0.00", net_words: null, tax: "0.00", gross: "0.00" },
  problems: [],
  kept_at: null,
  kept_by: null,
  ...more,
});

/** One expert for a day, whose tax is not known. */
export const kept = (more: Partial<FeesView> = {}): FeesView =>
  view({
    rows: [
      line("Z1", "沈怀瑾", {
        form: { expert_no: "Z1", grade: "senior", days: "1", tax: "", consent: true },
        rate: "1500.00",
        net: "1500.00",
      }),
      line("Z2", "陆知远", { came: false }),
    ],
    sums: { people: 1, net: "1500.00", net_words: "人民币壹仟伍佰元整", tax: null, gross: null },
    kept_at: "2026-01-21 09:00",
    kept_by: "钱示例",
    ...more,
  });

/** What the program answers to what is typed: the rows as typed, the rest as given. */
export const typed = (form: FeesForm, given: FeesView): FeesView => ({
  ...given,
  rows: given.rows.map((row) => ({
    ...row,
    form: form.rows.find((one) => one.expert_no === row.form.expert_no) ?? row.form,
  })),
});

export function shown(given: Partial<Backend> = {}, first: FeesView = view()) {
  const onGo = vi.fn();
  const backend = double({ fees: () => Promise.resolve(first), ...given });
  render(
    <BackendProvider value={backend}>
      <FeesPage no={NO} onGo={onGo} />
    </BackendProvider>,
    { wrapper: Providers },
  );
  return { user: userEvent.setup(), onGo, backend };
}

export async function serious(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id);
}
