import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { NextAct } from "../backend";
import { Article } from "./article";
import "./form/form.css";
import { Mark } from "./marks";

/** What comes next and who must act, in the current language. */
export function useNextWords(): (next: NextAct) => { what: string; who: string } {
  const { i18n } = useTranslation();
  return (next) =>
    i18n.language === "en" ? { what: next.en, who: next.who_en } : { what: next.zh, who: next.who_zh };
}

/** The line on top of a record: what comes next, who must act, the article; or that all is done. */
export function NextLine({
  next,
  done,
  children,
}: {
  next: NextAct | null;
  /** What is said where nothing comes next. */
  done: string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const words = useNextWords();
  return (
    <div className="ap-next" tabIndex={-1}>
      {next === null ? (
        <b role="status" className="say say-done">
          <Mark kind="done" /> {done}
        </b>
      ) : (
        <>
          <b role="status">{t("approval.dock.next", words(next))}</b> <Article of={next.article} />
        </>
      )}
      {children}
    </div>
  );
}
