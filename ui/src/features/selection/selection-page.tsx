import { useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type SelectionView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { ProblemBox } from "../../components/problem-box";
import { Empty, QueryStates } from "../../components/states";
import { useDemandAct } from "../../components/use-demand-act";
import { DatedForm } from "./dated-form";
import { ReviewForm } from "./review-form";
import { SelectionDock } from "./selection-dock";
import { SelectionTable } from "./selection-table";
import { byTab, TABS, type Tab } from "./tabs";
import "./selection.css";

/** 榜单凝练: demands before a panel, its word on each, and the proposed list. */
export function SelectionPage({ today, onGo }: { today: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const selection = useQuery({
    queryKey: ["demands", "selection"],
    queryFn: () => backend.selection(),
    retry: false,
  });
  return (
    <div className="page">
      <QueryStates query={selection} what={t("selection.what")}>
        {(view) =>
          view.demands.length === 0 ? (
            <>
              <PageHead
                title={t("selection.title")}
                facts={t("selection.facts", { ready: 0, review: 0, proposed: 0, out: 0 })}
              />
              <Empty
                title={t("selection.emptyTitle")}
                hint={t("selection.emptyHint")}
                action={
                  <Button type="primary" onClick={() => onGo("/needs")}>
                    {t("selection.toNeeds")}
                  </Button>
                }
              />
            </>
          ) : (
            <Full view={view} today={today} onGo={onGo} />
          )
        }
      </QueryStates>
    </div>
  );
}

function Full({ view, today, onGo }: { view: SelectionView; today: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const tabs = byTab(view.demands);
  const [tab, setTab] = useState<Tab>(() => TABS.find((one) => tabs[one].length > 0) ?? "ready");
  const [chosen, setChosen] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [opening, setOpening] = useState(false);
  const shown = tabs[tab];
  const one = shown.find((line) => line.no === chosen) ?? shown[0];
  const marked = shown.filter((line) => ticked.has(line.no));
  const canOpen = tab === "ready" && marked.length > 0;
  const open = () => setOpening(true);
  useKeys([
    { keys: "Ctrl N", label: t("selection.keys.open"), run: open, changes: true, when: canOpen && !opening },
  ]);
  const tick = (numbers: string[], on: boolean) =>
    setTicked((was) => {
      const now = new Set(was);
      numbers.forEach((no) => (on ? now.add(no) : now.delete(no)));
      return now;
    });
  const goTo = (to: Tab) => {
    setTab(to);
    setTicked(new Set());
  };
  if (opening && marked.length > 0) {
    return (
      <ReviewForm
        demands={marked}
        today={today}
        onDone={() => {
          setOpening(false);
          goTo("review");
        }}
        onBack={() => setOpening(false)}
      />
    );
  }
  const counts = {
    ready: tabs.ready.length,
    review: tabs.review.length,
    proposed: tabs.proposed.length,
    out: tabs.out.length,
  };
  return (
    <>
      <PageHead title={t("selection.title")} facts={t("selection.facts", counts)}>
        <Changes>
          <Button type="primary" onClick={() => onGo("/meetings/new")}>
            {t("selection.openSession")}
          </Button>
          <Button disabled={!canOpen} onClick={open}>
            {t("selection.openReview")} <Keys of="Ctrl N" />
          </Button>
        </Changes>
      </PageHead>
      <div className="dm-find">
        <Segmented<Tab>
          aria-label={t("selection.tabs")}
          value={tab}
          onChange={goTo}
          options={TABS.map((value) => ({
            value,
            label: t(`selection.tab.${value}`, { count: tabs[value].length }),
          }))}
        />
        <span className="sec">
          {marked.length > 0
            ? t("selection.chosen", { count: marked.length })
            : tab === "proposed"
              ? t("selection.reportNeed")
              : t("selection.needChosen")}
        </span>
      </div>
      {tab === "proposed" && marked.length > 0 && (
        <Report
          key={marked.map((line) => line.no).join()}
          numbers={marked.map((line) => line.no)}
          today={today}
          onDone={() => setTicked(new Set())}
        />
      )}
      <Reviews view={view} />
      {one === undefined ? (
        <Empty title={t("selection.noneTitle")} hint={t(`selection.noneHint.${tab}`)} />
      ) : (
        <div className="docked sl-body">
          <SelectionTable
            key={tab}
            demands={shown}
            chosen={one.no}
            onChoose={setChosen}
            ticked={ticked}
            onTick={tab === "ready" || tab === "proposed" ? tick : null}
          />
          <SelectionDock
            key={`${one.no}${one.status}`}
            line={one}
            limits={view.limits}
            session={view.reviews.some((review) => review.no === one.review && review.session)}
            today={today}
          />
        </div>
      )}
    </>
  );
}

/** The reviews that were held, newest first. */
function Reviews({ view }: { view: SelectionView }) {
  const { t } = useTranslation();
  if (view.reviews.length === 0) {
    return null;
  }
  return (
    <ul className="sl-reviews" aria-label={t("selection.reviews")}>
      {view.reviews.map((review) => (
        <li key={review.no} title={review.panel.join("、")}>
          <b>{review.title}</b> {review.session && <span className="tag">{t("selection.session")}</span>}{" "}
          {t("selection.reviewOf", {
            no: review.no,
            date: review.date,
            count: review.demands,
            open: review.open,
          })}
          {review.passed_over.length > 0 && <small>{review.passed_over.join("；")}</small>}
        </li>
      ))}
    </ul>
  );
}

/** 上报省科技厅 (四（二）). */
function Report({ numbers, today, onDone }: { numbers: string[]; today: string; onDone: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const take = useDemandAct(() => backend.demandProvincial(numbers, null), onDone);
  return (
    <div className="sl-report">
      <DatedForm
        id="sl-report"
        label={t("selection.report")}
        day={t("selection.reportDay")}
        note={t("selection.reportNote")}
        save={t("selection.report")}
        today={today}
        noteNeeded={false}
        act={(made) => backend.demandProvincial(numbers, made)}
        onDone={onDone}
      >
        <Button size="small" disabled={take.isPending} onClick={() => take.mutate(undefined)}>
          {t("selection.reportTake")}
        </Button>
      </DatedForm>
      {take.isError && <ProblemBox error={take.error} />}
    </div>
  );
}
