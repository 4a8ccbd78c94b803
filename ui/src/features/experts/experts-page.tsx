import { useQuery } from "@tanstack/react-query";
import { Button, Input, type InputRef } from "antd";
import { useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Category, type ExpertLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { PageHead } from "../../components/page-head";
import { Empty, QueryStates } from "../../components/states";
import { ExpertDock } from "./expert-dock";
import { ExpertTable } from "./expert-table";
import "./experts.css";

const CATEGORIES: readonly Category[] = ["technical", "management", "finance", "legal"];

/** The register of experts, and beside it the chosen one. */
export function ExpertsPage({
  onImport,
  onOpen,
  tools,
}: {
  onImport: () => void;
  /** Opens an expert's whole record. */
  onOpen?: (no: string) => void;
  /** Further acts beside the search. */
  tools?: ReactNode;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const experts = useQuery({ queryKey: ["experts"], queryFn: () => backend.experts(), retry: false });
  useKeys([{ keys: "Ctrl I", label: t("experts.keys.import"), run: onImport, changes: true }]);
  const action = (
    <Changes>
      <Button type="primary" onClick={onImport}>
        {t("experts.import")} <Keys of="Ctrl I" />
      </Button>
    </Changes>
  );
  const empty = (
    <>
      <PageHead title={t("experts.title")} facts={t("experts.facts", { count: 0 })} />
      <Empty title={t("experts.emptyTitle")} hint={t("experts.emptyHint")} action={action} />
      {tools !== undefined && <div className="xp-find">{tools}</div>}
    </>
  );
  return (
    <div className="page">
      <QueryStates
        query={experts}
        what={t("experts.what")}
        empty={{ is: (all) => all.length === 0, show: empty }}
      >
        {(all) => <Listed all={all} onImport={onImport} onOpen={onOpen} tools={tools} />}
      </QueryStates>
    </div>
  );
}

function Listed({
  all,
  onImport,
  onOpen,
  tools,
}: {
  all: ExpertLine[];
  onImport: () => void;
  onOpen: ((no: string) => void) | undefined;
  tools: ReactNode;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const search = useRef<InputRef>(null);
  const word = (category: Category) => t(`experts.kind.${category}`);
  const shown = useMemo(() => {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((one) => one !== "");
    return all.filter((one) => {
      const line = [
        one.no,
        one.name,
        t(`experts.kind.${one.category}`),
        one.unit,
        one.title ?? "",
        one.specialty ?? "",
        one.phone ?? "",
      ]
        .join("\n")
        .toLowerCase();
      return words.every((part) => line.includes(part));
    });
  }, [all, text, t]);
  const expert = shown.find((one) => one.no === chosen) ?? shown[0];
  const find = () => search.current?.focus({ cursor: "all" });
  useKeys([
    { keys: "Ctrl K", label: t("experts.keys.search"), run: find, inFields: true },
    { keys: "Ctrl F", label: t("experts.keys.search"), run: find, inFields: true, quiet: true },
  ]);
  const count = all.length;
  const counts = CATEGORIES.map((category) => ({
    category,
    count: all.filter((one) => one.category === category).length,
  })).filter((one) => one.count > 0);
  const facts = [
    text.trim() === ""
      ? t("experts.facts", { count })
      : t("experts.factsFound", { count, found: shown.length }),
    ...counts.map((one) => t("experts.count", { kind: word(one.category), count: one.count })),
  ];
  return (
    <>
      <PageHead title={t("experts.title")} facts={facts.join(" · ")}>
        <Changes>
          <Button type="primary" onClick={onImport}>
            {t("experts.import")} <Keys of="Ctrl I" />
          </Button>
        </Changes>
      </PageHead>
      <div className="xp-find">
        <Input
          ref={search}
          type="search"
          aria-label={t("experts.search")}
          placeholder={t("experts.searchHint")}
          value={text}
          allowClear
          autoComplete="off"
          suffix={<Keys of="Ctrl K" />}
          onChange={(event) => setText(event.target.value)}
        />
        {tools}
      </div>
      {expert === undefined ? (
        <Empty
          title={t("experts.noneTitle")}
          hint={t("experts.noneHint", { text: text.trim() })}
          action={<Button onClick={() => setText("")}>{t("experts.clear")}</Button>}
        />
      ) : (
        <div className="docked xp-body">
          <ExpertTable key={text} experts={shown} chosen={expert.no} onChoose={setChosen} />
          <ExpertDock expert={expert} onOpen={onOpen} />
        </div>
      )}
    </>
  );
}
