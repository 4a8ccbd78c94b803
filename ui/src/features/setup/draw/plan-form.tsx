import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DrawForm, type SetupView } from "../../../backend";
import { Keys } from "../../../components/kbd";
import { useKeys } from "../../../components/keys";
import { ProblemBox } from "../../../components/problem-box";
import { ProblemList } from "../../../components/problem-list";
import { useUnsaved } from "../../../components/unsaved";
import { useSetupChange } from "../use-setup";
import { ByHand } from "./by-hand";
import { usualPlan, wants } from "./plan";
import { PoolLists } from "./pool-lists";
import { QuotaTable } from "./quota-table";

/** What is to be drawn, with whom it would be drawn from; then the draw is prepared. */
export function PlanForm({ no, view }: { no: string; view: SetupView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const usual = usualPlan(view.session.kind);
  const [plan, setPlan] = useState<DrawForm>(usual);
  const [why, setWhy] = useState("");
  const [typed, setTyped] = useState(false);
  const [half, setHalf] = useState(false);
  const again = view.draws.length > 0;
  const { panel, bids, recusals } = view;
  const pool = useQuery({
    // Panel, what is judged and decided recusals change who may be drawn.
    queryKey: ["drawPool", no, plan, panel.map((one) => one.no), bids.map((one) => one.position), recusals],
    queryFn: () => backend.drawPool(no, plan),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const prepare = useSetupChange(no, (calls, asked: DrawForm) =>
    calls.drawPrepare(no, asked, again ? why.trim() : null),
  );
  const change = (part: Partial<DrawForm>) => {
    setTyped(true);
    setPlan({ ...plan, ...part });
  };
  useUnsaved((typed || half) && !prepare.isPending ? { what: t("draw.plan") } : null);
  const found = pool.data;
  const short = found?.problems.some(({ severity }) => severity === "error") ?? true;
  const lacking = () => {
    if (!wants(plan) || (short && found !== undefined)) return t("draw.short");
    if (half) return t("draw.byHandHalf");
    return again && why.trim() === "" ? t("draw.againNeeded") : null;
  };
  const lacks = lacking();
  const ready = lacks === null && found !== undefined && !pool.isFetching && !prepare.isPending;
  const go = () => prepare.mutate(plan);
  useKeys([{ keys: "Ctrl Enter", label: t("draw.prepare"), run: go, when: ready, inFields: true }]);
  const limit = (id: string, label: string, value: number | null, set: (n: number | null) => void) => (
    <div className="dr-limit">
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        size="small"
        min={1}
        max={99}
        precision={0}
        value={value}
        placeholder={t("draw.noLimit")}
        onChange={set}
      />{" "}
      {t("draw.times")}
    </div>
  );
  return (
    <div className="dr-plan">
      <QuotaTable quotas={plan.quotas} pool={found} onChange={(quotas) => change({ quotas })} />
      <fieldset className="dr-limits">
        <legend>{t("draw.limits")}</legend>
        <Checkbox checked={plan.conflicts} onChange={({ target }) => change({ conflicts: target.checked })}>
          {t("draw.conflicts")}
        </Checkbox>
        {limit("dr-most", t("draw.most"), plan.most_in_year, (n) => change({ most_in_year: n }))}
        {limit("dr-rest", t("draw.rest"), plan.rest, (n) => change({ rest: n }))}
        <ByHand
          experts={view.experts}
          chosen={plan.by_hand}
          onChange={(by_hand) => change({ by_hand })}
          onHalf={setHalf}
        />
      </fieldset>
      <div className="dr-pool">
        <h3>
          {t("draw.pool")}{" "}
          <small role="status">
            {found === undefined
              ? t("draw.counting")
              : t("draw.counts", { eligible: found.eligible.length, out: found.left_out.length })}
          </small>
        </h3>
        {pool.isError && <ProblemBox error={pool.error} />}
        {found !== undefined && found.problems.length > 0 && <ProblemList problems={found.problems} />}
        {found !== undefined && <PoolLists pool={found} />}
      </div>
      {again && (
        <div className="dr-again">
          <label className="field" htmlFor="dr-again">
            {t("draw.again")}
          </label>
          <Input
            id="dr-again"
            value={why}
            autoComplete="off"
            placeholder={t("draw.againHint")}
            onChange={(event) => {
              setTyped(true);
              setWhy(event.target.value);
            }}
          />
        </div>
      )}
      {prepare.isError && <ProblemBox error={prepare.error} />}
      <div className="dr-do">
        <Button type="primary" disabled={!ready} onClick={go}>
          {t("draw.prepare")} <Keys of="Ctrl Enter" />
        </Button>
        <span className="sec">
          {prepare.isPending ? t("draw.working") : (lacks ?? t("draw.prepareHint"))}
        </span>
      </div>
    </div>
  );
}
