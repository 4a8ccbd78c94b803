import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type OverviewView } from "../../backend";
import { Forms } from "../../components/form/here";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { PageHead } from "../../components/page-head";
import { PdfBar } from "../../components/pdf/pdf-bar";
import { PdfView } from "../../components/pdf/pdf-view";
import { usePdfReader } from "../../components/pdf/use-pdf-reader";
import { refocus } from "../../components/refocus";
import { Empty, QueryStates } from "../../components/states";
import { StepTabs } from "../../components/step-tabs";
import { AchievementsPart } from "./achievements-part";
import { AdjustmentsPart } from "./adjustments-part";
import { FunnelPart, TargetsPart } from "./counts-part";
import { MoneyPart } from "./money-part";
import "./overview.css";
import { goToPart, PARTS } from "./part";
import { ReportPart, type OfYear } from "./report-part";

interface Goes {
  onGo: (path: string) => void;
}

/** 实施总览: the programme at a glance, what was achieved, what was changed on the way, and its yearly report (二, 五（二）). */
export function OverviewPage({ onGo }: Goes) {
  const { t } = useTranslation();
  const backend = useBackend();
  const overview = useQuery({
    queryKey: ["overview"],
    queryFn: () => backend.overview(),
    retry: false,
    // What is being typed stands on it.
    refetchOnWindowFocus: false,
  });
  return (
    <div className="page">
      <StepTabs here="overview" onGo={onGo} />
      <QueryStates
        query={overview}
        what={t("overview.what")}
        empty={{ is: nothingYet, show: <Nothing onGo={onGo} /> }}
      >
        {(view) => (
          <Forms>
            <Glance view={view} onGo={onGo} />
          </Forms>
        )}
      </QueryStates>
    </div>
  );
}

/** Whether there is nothing to sum up. */
function nothingYet({ funnel, projects, achievements, adjustments }: OverviewView): boolean {
  const some = projects.length + achievements.length + adjustments.length;
  return some === 0 && funnel.every(({ count }) => count === 0);
}

function Nothing({ onGo }: Goes) {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t("overview.title")} />
      <div className="scroll">
        <Empty
          title={t("overview.emptyTitle")}
          hint={t("overview.emptyHint")}
          action={
            <Button type="primary" onClick={() => onGo("/needs")}>
              {t("overview.toNeeds")}
            </Button>
          }
        />
      </div>
    </>
  );
}

const SECTIONS = "Ctrl 1–6";

function Glance({ view, onGo }: Goes & { view: OverviewView }) {
  const { t } = useTranslation();
  const [preview, setPreview] = useState<OfYear | null>(null);
  const close = () => {
    setPreview(null);
    refocus('.ov-page [data-part="report"] h2');
  };
  const toPart = (key: string) => {
    const name = PARTS[Number(key) - 1];
    if (name !== undefined) {
      goToPart(name);
    }
  };
  const open = preview !== null;
  useKeys([
    { keys: SECTIONS, label: t("overview.sections"), run: toPart, when: !open, inFields: true },
    { keys: "Esc", label: t("overview.report.close"), run: close, when: open },
  ]);
  return (
    <>
      <PageHead
        title={t("overview.title")}
        facts={t("overview.facts", { today: view.today, count: view.projects.length })}
      >
        {open && (
          <Button onClick={close}>
            {t("overview.report.close")} <Keys of="Esc" />
          </Button>
        )}
      </PageHead>
      {open && <Preview {...preview} />}
      {/* What is typed on the page stays while a paper is looked at. */}
      <div className="scroll ov-page" hidden={open}>
        <TargetsPart targets={view.targets} today={view.today} />
        <FunnelPart funnel={view.funnel} today={view.today} />
        <MoneyPart view={view} onGo={onGo} />
        <AchievementsPart view={view} onGo={onGo} />
        <AdjustmentsPart adjustments={view.adjustments} />
        <ReportPart view={view} onPreview={setPreview} />
      </div>
    </>
  );
}

/** The pages of a report as it would be saved now. */
function Preview({ year, paper }: OfYear) {
  const { t } = useTranslation();
  const backend = useBackend();
  // Each look is a new one: what was recorded meanwhile stands in it.
  const [key] = useState(() => `overview ${year} ${paper}`);
  const reader = usePdfReader(key, { whole: true });
  const title = t("overview.report.previewOf", { year, paper: t(`overview.report.papers.${paper}`) });
  return (
    <div className="ov-reader">
      <PdfBar {...reader.bar}>
        <b>{title}</b>
      </PdfBar>
      <PdfView {...reader.view} load={() => backend.overviewPreview(year, paper)} label={title} />
    </div>
  );
}
