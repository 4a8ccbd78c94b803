import { Checkbox, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type FactsView } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { SavedAt } from "../../components/saved-at";
import { Dock, useChanged, type PanelProps } from "./dock";
import { HearingForm } from "./hearing-form";
import { useKept } from "./kept";

/** What is recorded here; the other facts belong to the preparation and stay as they are. */
type Recorded = Pick<FactsView, "present" | "chair" | "chair_way" | "discipline_read">;

/** Records the meeting: who came, discipline, chair, questions and answers. */
export function RecordPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const [bid, setBid] = useState<string | null>(view.bids[0]?.no ?? null);
  const hearing = view.hearings.find((one) => one.bid_no === bid);
  return (
    <Dock title={t("board.record")} onClose={onClose}>
      <p className="sec">{t("board.rec.hint")}</p>
      <FactsForm no={no} view={view} />
      <h3>{t("board.rec.hearing")}</h3>
      <label className="field" htmlFor="bd-hearing-bid">
        {t("board.rec.bid")}
      </label>
      <Select
        id="bd-hearing-bid"
        className="bd-full-w"
        value={bid}
        onChange={(next: string) => setBid(next)}
        options={view.bids.map(({ no: value, position, title }) => ({
          value,
          label: `${position} ${title}${view.hearings.some((one) => one.bid_no === value) ? ` · ${t("board.rec.recorded")}` : ""}`,
        }))}
      />
      {bid !== null && (
        <HearingForm key={bid} no={no} hearing={hearing ?? { bid_no: bid, reporter: null, questions: [] }} />
      )}
    </Dock>
  );
}

function FactsForm({ no, view }: Pick<PanelProps, "no" | "view">) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const { facts, experts } = view;
  const [mine, setMine] = useState<Recorded>({
    present: facts.present,
    chair: facts.chair,
    chair_way: facts.chair_way,
    discipline_read: facts.discipline_read,
  });
  const kept = useKept(mine, async (recorded) => {
    const way = recorded.chair_way?.trim() ?? "";
    await backend.factsSet(no, { ...facts, ...recorded, chair_way: way === "" ? null : way });
    void changed();
  });
  const toggle = (expert: string, came: boolean) =>
    setMine({
      ...mine,
      // In the panel's order.
      present: experts
        .map((one) => one.no)
        .filter((one) => (one === expert ? came : mine.present.includes(one))),
    });
  return (
    <>
      <div className="bd-kept">
        <SavedAt state={kept.state} at={kept.at} />
      </div>
      {kept.state === "failed" && <ProblemBox error={kept.error} />}
      <fieldset className="bd-members">
        <legend>
          {t("board.rec.present")}{" "}
          <span className="dim">
            {t("board.rec.presentCount", { done: mine.present.length, total: experts.length })}
          </span>
        </legend>
        <div className="bd-present">
          {experts.map((expert) => (
            <Checkbox
              key={expert.no}
              checked={mine.present.includes(expert.no)}
              onChange={(event) => toggle(expert.no, event.target.checked)}
            >
              {expert.name}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <div className="bd-line">
        <Checkbox
          checked={mine.discipline_read}
          onChange={(event) => setMine({ ...mine, discipline_read: event.target.checked })}
        >
          {t("board.rec.pledge")}
        </Checkbox>
      </div>
      <div className="bd-two">
        <div>
          <label className="field" htmlFor="bd-chair">
            {t("board.rec.chair")}
          </label>
          <Select
            id="bd-chair"
            className="bd-full-w"
            value={mine.chair ?? ""}
            onChange={(chair: string) => setMine({ ...mine, chair: chair === "" ? null : chair })}
            options={[
              { value: "", label: t("board.rec.chairNone") },
              ...experts.map((expert) => ({ value: expert.no, label: expert.name })),
            ]}
          />
        </div>
        <div>
          <label className="field" htmlFor="bd-chair-way">
            {t("board.rec.chairWay")}
          </label>
          <Input
            id="bd-chair-way"
            value={mine.chair_way ?? ""}
            placeholder={t("board.rec.chairWayHint")}
            onChange={(event) => setMine({ ...mine, chair_way: event.target.value })}
          />
        </div>
      </div>
    </>
  );
}
