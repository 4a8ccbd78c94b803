import { Button } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DocumentLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { Mark } from "../../components/marks";
import { printPdf } from "../../components/pdf/print";
import { ProblemBox } from "../../components/problem-box";
import { Panel } from "./panel";
import { hasPages } from "./state";

type Printing =
  | { step: "working"; done: number; total: number }
  | { step: "sent" | "stopped" }
  | { step: "failed"; error: unknown };

const STARTING: Printing = { step: "working", done: 0, total: 0 };

/** Gets the chosen paper ready and hands it to the system. It begins at once; `time` begins it anew. */
export function PrintPanel({
  line,
  load,
  time,
  onAgain,
  onClose,
}: {
  line: DocumentLine;
  load: () => Promise<ArrayBuffer>;
  time: number;
  onAgain: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const can = hasPages(line);
  return (
    <Panel title={t("documents.printTitle", { title: line.title })} onClose={onClose}>
      {can ? (
        <Working key={`${line.id} ${time}`} load={load} onAgain={onAgain} />
      ) : (
        <p className="say say-lock dc-long">
          <Mark kind="lock" />{" "}
          <span>{line.format === "pdf" ? t("documents.cannotPrintYet") : t("documents.cannotPrint")}</span>
        </p>
      )}
    </Panel>
  );
}

function Working({ load, onAgain }: { load: () => Promise<ArrayBuffer>; onAgain: () => void }) {
  const { t } = useTranslation();
  const [state, setState] = useState<Printing>(STARTING);
  const [stopper, setStopper] = useState<AbortController | null>(null);
  const read = useEffectEvent(load);
  useEffect(() => {
    const abort = new AbortController();
    let live = true;
    const tell = (next: Printing) => {
      if (live) {
        setState(next);
      }
    };
    // A moment later: what begins and is left at once never prints.
    const timer = setTimeout(() => {
      setStopper(abort);
      printPdf({
        load: () => read(),
        onProgress: (done, total) => tell({ step: "working", done, total }),
        signal: abort.signal,
      }).then(
        (printed) => tell({ step: printed ? "sent" : "stopped" }),
        (error: unknown) => tell({ step: "failed", error }),
      );
    });
    return () => {
      live = false;
      clearTimeout(timer);
      abort.abort();
    };
  }, []);
  if (state.step === "working") {
    return (
      <div className="dc-do">
        <span className="say say-part" role="status">
          <Mark kind="part" />{" "}
          {state.total === 0
            ? t("documents.printStarting")
            : t("documents.printWorking", { done: state.done, total: state.total })}
        </span>
        <Button size="small" onClick={() => stopper?.abort()}>
          {t("documents.stop")}
        </Button>
      </div>
    );
  }
  const sent = state.step === "sent";
  return (
    <>
      {state.step === "failed" ? (
        <ProblemBox error={state.error} />
      ) : (
        <p className={`say say-${sent ? "done" : "warn"} dc-long`} role="status">
          <Mark kind={sent ? "done" : "warn"} />{" "}
          <span>{sent ? t("documents.printSent") : t("documents.printStopped")}</span>
        </p>
      )}
      <div className="dc-do">
        <Button onClick={onAgain}>
          {t("documents.printAgain")} <Keys of="Ctrl P" />
        </Button>
      </div>
    </>
  );
}
