import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";
import { useGivingBack } from "../../components/shared-laptop";
import { useHomeWord } from "./names";

/** How far an arrow scrolls. */
const LINE = 48;

/** The pledge: read before the first paper is shown. */
export function Pledge({
  view,
  onPledged,
  onHome,
}: {
  view: DeskView;
  onPledged: (view: DeskView) => void;
  onHome: () => void;
}) {
  const { t } = useTranslation();
  const homeWord = useHomeWord();
  // There the window gives it back by the same key.
  const passed = useGivingBack() !== null;
  const backend = useBackend();
  const pledge = useMutation({ mutationFn: () => backend.pledge(view.meeting), onSuccess: onPledged });
  const run = () => {
    if (!pledge.isPending) {
      pledge.mutate();
    }
  };
  const text = useRef<HTMLElement>(null);
  // It is to be read: the keys that scroll go to it from the start, wherever one is.
  useEffect(() => text.current?.focus(), []);
  const scroll = (by: number) => text.current?.scrollBy({ top: by });
  const screen = () => (text.current?.clientHeight ?? 0) * 0.9;
  useKeys([
    { keys: "PageDown", label: t("desk.key.pageNext"), quiet: true, run: () => scroll(screen()) },
    { keys: "PageUp", label: t("desk.key.pageBack"), quiet: true, run: () => scroll(-screen()) },
    { keys: "Space", label: t("desk.key.scroll"), run: () => scroll(screen()) },
    {
      keys: "↑↓",
      label: t("desk.key.scroll"),
      quiet: true,
      run: (key) => scroll(key === "↓" ? LINE : -LINE),
    },
    { keys: "Ctrl Enter", label: t("desk.pledge"), run, changes: true },
    { keys: "Esc", label: homeWord, run: onHome, when: !passed },
  ]);
  return (
    <div className="dk-pledge">
      <article ref={text} aria-labelledby="dk-pledge-title" tabIndex={0}>
        <h1 id="dk-pledge-title">{t("desk.pledgeTitle")}</h1>
        <p className="sec">{view.title}</p>
        {view.pledge.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
        <p className="sec">{t("desk.pledgeBy", { name: view.name, no: view.expert_no })}</p>
      </article>
      {pledge.isError && <ProblemBox error={pledge.error} />}
      <div className="dk-acts">
        <Changes said>
          <Button type="primary" size="large" disabled={pledge.isPending} onClick={run}>
            {t("desk.pledge")} <Keys of="Ctrl Enter" />
          </Button>
        </Changes>
        <Button size="large" onClick={onHome}>
          {homeWord} <Keys of="Esc" />
        </Button>
        <span className="sec" role="status">
          {pledge.isPending ? t("desk.working") : t("desk.pledgeHint")}
        </span>
      </div>
    </div>
  );
}
