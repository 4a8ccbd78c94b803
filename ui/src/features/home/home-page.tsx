import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type HomeFacts } from "../../backend";
import { useKeys } from "../../components/keys";
import { LanguageSwitch } from "../../components/language-switch";
import { Mark, Seal } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";

/** What an open vault says of itself. */
export function HomePage({ onLock }: { onLock: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const home = useQuery({ queryKey: ["home"], queryFn: () => backend.home(), retry: false });
  useKeys([{ keys: "Ctrl L", label: t("vault.lock"), run: onLock }]);
  return (
    <div className="frame home">
      <header>
        <span className="word">
          <Seal />
          {t("app.name")}
        </span>
        <span>
          <Mark kind="lock" size={13} /> {t("home.opened")} · {t("app.offline")}
        </span>
        <LanguageSwitch />
        <Button size="small" onClick={onLock}>
          {t("vault.lock")} <kbd>Ctrl L</kbd>
        </Button>
      </header>
      <main>
        {home.isPending && <div className="waiting">{t("app.loading")}</div>}
        {home.isError && (
          <>
            <ProblemBox error={home.error} />
            <Button style={{ margin: 18 }} onClick={() => void home.refetch()}>
              {t("app.retry")}
            </Button>
          </>
        )}
        {home.data !== undefined && <Facts facts={home.data} />}
      </main>
      <footer>
        <span>
          <kbd>Ctrl L</kbd> {t("vault.lock")}
        </span>
        <span>
          {t("home.journal")} {home.data?.journal_seq ?? "—"} ·{" "}
          <code>{home.data?.journal_head.slice(0, 14) ?? ""}</code>
        </span>
      </footer>
    </div>
  );
}

/** Counts and facts. */
function Facts({ facts }: { facts: HomeFacts }) {
  const { t } = useTranslation();
  const { card, counts } = facts;
  const figures = [
    [t("home.bids"), counts.bids],
    [t("home.experts"), counts.experts],
    [t("home.sessions"), counts.sessions],
    [t("home.packs"), counts.packs],
  ] as const;
  const lines = [
    [t("home.id"), <code key="id">{card.id}</code>],
    [t("home.folder"), card.folder],
    [t("home.created"), card.created],
    [t("home.journal"), t("home.journalEntries", { count: facts.journal_seq })],
    [t("home.head"), <code key="head">{facts.journal_head}</code>],
    [t("home.network"), t("home.noNetwork")],
  ] as const;
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("home.title")}</h1>
          <p className="sec">{t("home.facts", { owner: card.owner, role: t(`vault.${card.role}`) })}</p>
        </div>
      </div>
      <dl className="figures">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <dl className="facts">
        {lines.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="note note-info">
        <Mark kind="info" size={16} />
        <span>{t("home.next")}</span>
      </div>
    </>
  );
}
