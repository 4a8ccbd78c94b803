import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { language } from "../../i18n";

/** The sections of the page, in their order. */
export const PARTS = ["targets", "funnel", "money", "achievements", "adjustments", "report"] as const;
export type PartName = (typeof PARTS)[number];

/** A section of the page: its name, a line on it, what it shows. */
export function Part({
  name,
  facts,
  acts,
  children,
}: {
  name: PartName;
  facts?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <section className="ov-part" data-part={name} aria-label={t(`overview.section.${name}`)}>
      <div className="ov-head">
        <h2 tabIndex={-1}>{t(`overview.section.${name}`)}</h2>
        <span className="sec">{facts}</span>
        {acts}
      </div>
      {children}
    </section>
  );
}

/** To a section: its heading takes the keyboard. */
export function goToPart(name: PartName): void {
  const head = document.querySelector<HTMLElement>(`.ov-page [data-part="${name}"] h2`);
  head?.focus({ preventScroll: true });
  // (A page without layout has nothing to scroll.)
  head?.closest("section")?.scrollIntoView?.({ block: "start" });
}

/** What the backend says in both languages, in the current one. */
export function said({ zh, en }: { zh: string; en: string }): string {
  return language() === "en" ? en : zh;
}

const FEW = 100;

/** The first of a long list, and a way to all of it. */
export function useFew<T>(all: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  if (whole || all.length <= FEW) {
    return { shown: all, more: null };
  }
  return {
    shown: all.slice(0, FEW),
    more: (
      <p className="sec ov-more">
        {t("overview.few", { shown: FEW, count: all.length })}{" "}
        <Button size="small" onClick={() => setWhole(true)}>
          {t("overview.showAll", { count: all.length })}
        </Button>
      </p>
    ),
  };
}
