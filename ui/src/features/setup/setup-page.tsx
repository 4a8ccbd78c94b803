import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SetupView } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes, useWhyNot } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { QueryStates } from "../../components/states";
import { Part, useLeavePart, useUnsaved } from "../../components/unsaved";
import { FactsTab } from "./facts-tab";
import { same, savedOrder } from "./order";
import { OrderTab } from "./order-tab";
import { PeopleTab } from "./people-tab";
import "./setup.css";
import "./setup-tabs.css";
import { SheetTab } from "./sheet-tab";
import { useSetup } from "./use-setup";

const TABS = ["people", "order", "sheet", "facts"] as const;

/** Preparing a meeting: panel and recusals, bids and their order, sheet and rules, facts for the minutes. */
export function SetupPage({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const query = useSetup(no);
  return (
    <QueryStates query={query} what={t("setup.what")}>
      {/* What another page changed meanwhile must not be overwritten by what was read before. */}
      {(view) => <Loaded key={String(query.isFetchedAfterMount)} view={view} no={no} onGo={onGo} />}
    </QueryStates>
  );
}

function Loaded({ view, no, onGo }: { view: SetupView; no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const [tab, putTab] = useState<(typeof TABS)[number]>("people");
  const leaveTab = useLeavePart("tab");
  const setTab = (to: (typeof TABS)[number]) => leaveTab(() => putTab(to));
  const [by, setBy] = useState("");
  const [order, setOrder] = useState<string[] | null>(null);
  const [passing, setPassing] = useState("");
  const { session, frozen } = view;
  const draft = order !== null && !same(order, savedOrder(view.bids)) ? order : null;
  const why = useWhyNot();
  const locked = session.stage === "preparing" ? why : t("setup.frozenWhy");
  useUnsaved(draft === null ? null : { what: t("setup.orderWork", { count: draft.length }) });
  // It stays while one looks at what it is about; only the page takes it along.
  const passes = frozen === null && view.rules.some(({ state }) => state === "warn") && passing.trim() !== "";
  useUnsaved(passes ? { what: t("setup.passWork") } : null);
  return (
    <div className="page">
      <PageHead
        title={t("setup.title")}
        facts={t("setup.facts", {
          title: session.title,
          no: session.no,
          date: session.date,
          batch: session.batch,
        })}
      >
        <Segmented
          aria-label={t("setup.views")}
          value={tab}
          onChange={setTab}
          options={TABS.map((value) => ({ value, label: t(`setup.view.${value}`) }))}
        />
      </PageHead>
      {frozen !== null && (
        <div className="note note-plain">
          <Mark kind="lock" size={16} />
          <span>{t("setup.frozenSays", { at: frozen.at, by: frozen.by })}</span>
        </div>
      )}
      <Part name="tab">
        {tab === "people" && (
          <PeopleTab
            no={no}
            view={view}
            locked={locked}
            by={by}
            onBy={setBy}
            onOrder={() => setTab("order")}
            onGo={onGo}
          />
        )}
        {tab === "order" && (
          <OrderTab no={no} view={view} locked={locked} draft={draft} onDraft={setOrder} onGo={onGo} />
        )}
        {tab === "sheet" && (
          <SheetTab
            no={no}
            view={view}
            locked={locked}
            unsaved={draft !== null}
            passing={passing}
            onPassing={setPassing}
            onGo={onGo}
          />
        )}
        {tab === "facts" && (
          <Changes said>
            <FactsTab no={no} view={view} />
          </Changes>
        )}
      </Part>
    </div>
  );
}
