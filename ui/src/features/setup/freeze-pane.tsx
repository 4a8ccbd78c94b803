import { Button, Checkbox, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { FrozenView, SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { AmendPane } from "./amend-pane";
import { MethodFields } from "./method-form";
import { methodWords } from "./method-words";
import { useSheetFound } from "./sheet-found";
import { useMethod, type MethodDraft } from "./use-method";
import { useSetupChange } from "./use-setup";

interface FreezeProps {
  no: string;
  view: SetupView;
  locked: string | null;
  unsaved: boolean;
  /** Why the rules are frozen all the same, as it is typed: it outlives this part of the page. */
  passing: string;
  onPassing: (reason: string) => void;
  onGo: (path: string) => void;
  /** Another sheet or method is being drafted: its method stands in the draft, and the one in force is only named. */
  drafting: boolean;
  onDrafting: (drafting: boolean) => void;
}

/** How scores become one, what is still in the way, and the freeze; afterwards the digest. */
export function FreezePane(props: FreezeProps) {
  const { t } = useTranslation();
  const { view, drafting } = props;
  const method = useMethod(props.no, view);
  return (
    <>
      {view.ranks && !drafting && <MethodFields view={view} method={method} locked={props.locked} />}
      {view.ranks && drafting && (
        <p className="sec">{t("amend.methodNow", { rule: methodWords(view.method).join("；") })}</p>
      )}
      {view.frozen === null ? (
        <Freeze {...props} method={method} />
      ) : (
        <>
          <Frozen no={props.no} frozen={view.frozen} sm3={view.sm3} onGo={props.onGo} />
          <AmendPane no={props.no} view={view} onDrafting={props.onDrafting} />
        </>
      )}
    </>
  );
}

function Freeze({ no, view, unsaved, passing, onPassing, method }: FreezeProps & { method: MethodDraft }) {
  const { t } = useTranslation();
  const found = useSheetFound();
  const [sure, setSure] = useState(false);
  const stops = view.rules.filter(({ state }) => state === "stop");
  const warns = view.rules.filter(({ state }) => state === "warn");
  const freeze = useSetupChange(no, (backend, why: string | null) => backend.rulesFreeze(no, why));
  const sm3 = useSetupChange(no, (backend, printed: boolean) => backend.sm3Set(no, printed));
  const why = passing.trim();
  const lacks = () => {
    if (unsaved) return t("setup.dirty");
    if (method.unsaved) return t("method.unsaved");
    if (stops.length > 0) return t("setup.stops", { count: stops.length });
    return warns.length > 0 && why === "" ? t("setup.passReasonNeeded") : "";
  };
  const lacking = lacks();
  const ready = lacking === "" && !freeze.isPending;
  const run = () => {
    method.flush();
    if (ready && !sure) {
      setSure(true);
    } else if (ready) {
      freeze.mutate(warns.length > 0 ? why : null);
    } else if (lacking === t("setup.passReasonNeeded")) {
      document.getElementById("su-pass")?.focus();
    }
  };
  useKeys([{ keys: "Ctrl Enter", label: t("setup.freezeNow"), run, inFields: true }]);
  useKeys([
    { keys: "Esc", label: t("setup.freezeBack"), run: () => setSure(false), when: sure, inFields: true },
  ]);
  const asked = sure && ready;
  const says = () => {
    if (freeze.isPending) return t("setup.freezing");
    if (lacking !== "") return lacking;
    // The buttons say what is asked now.
    return asked ? "" : t("setup.ready");
  };
  const problems = (of: typeof stops) => found(of.flatMap((rule) => rule.problems));
  return (
    <section className="su-freeze" aria-label={t("setup.freeze")}>
      <h2>{t("setup.freeze")}</h2>
      <p className="sec">{t(view.sheet.scored ? "setup.freezeHint" : "unscored.freezeHint")}</p>
      {(stops.length > 0 || unsaved) && (
        <>
          <h3 className="say say-stop">
            <Mark kind="stop" /> {t("setup.blocks")}
          </h3>
          {unsaved && <p>{t("setup.dirty")}</p>}
          <ProblemList problems={problems(stops)} />
        </>
      )}
      {warns.length > 0 && (
        <>
          <h3 className="say say-warn">
            <Mark kind="warn" /> {t("setup.undecidedAbout")}
          </h3>
          <ProblemList problems={problems(warns)} />
          <label className="field" htmlFor="su-pass">
            {t("setup.passReason")}
          </label>
          <Input.TextArea
            id="su-pass"
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={passing}
            aria-describedby="su-pass-hint"
            onChange={(event) => onPassing(event.target.value)}
          />
          <p id="su-pass-hint" className="dim">
            {t("setup.passReasonHint")}
          </p>
        </>
      )}
      <p className="su-sm3">
        <Checkbox
          checked={view.sm3}
          disabled={sm3.isPending}
          aria-describedby="su-sm3-hint"
          onChange={(event) => sm3.mutate(event.target.checked)}
        >
          {t("setup.sm3")}
        </Checkbox>
        <span id="su-sm3-hint" className="dim">
          {t("setup.sm3Hint")}
        </span>
      </p>
      {sm3.isError && <ProblemBox error={sm3.error} />}
      {asked && <Final view={view} />}
      {freeze.isError && <ProblemBox error={freeze.error} />}
      <div className="su-go">
        <Button type="primary" disabled={!ready} onClick={run}>
          {t(asked ? "setup.freezeSure" : "setup.freezeNow")} <Keys of="Ctrl Enter" />
        </Button>
        {asked && (
          <Button onClick={() => setSure(false)}>
            {t("setup.freezeBack")} <Keys of="Esc" />
          </Button>
        )}
        <span role="status" className="sec">
          {says()}
        </span>
      </div>
    </section>
  );
}

/** What cannot be changed once the rules are frozen, as it stands now. */
function Final({ view }: { view: SetupView }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView?.({ block: "center" });
  }, []);
  const recused = view.recusals.filter((one) => one.recused === true).length;
  const lines = [
    t("setup.final.bids", { count: view.bids.filter(({ position }) => position !== null).length }),
    t("setup.final.panel", {
      count: view.panel.length,
      names: view.panel.map(({ name }) => name).join("、"),
    }),
    t("setup.final.recusals", { count: recused }),
    t(
      view.ranks
        ? "setup.final.sheet"
        : view.sheet.scored
          ? "unscored.finalSheet.advises"
          : "unscored.finalSheet.unscored",
    ),
    ...(view.ranks ? [t("setup.final.rule", { rule: methodWords(view.method).join("；") })] : []),
  ];
  return (
    <div ref={box} className="note note-warn" role="alertdialog" aria-labelledby="su-final" tabIndex={-1}>
      <Mark kind="warn" size={16} />
      <div>
        <b id="su-final">{t("setup.final.title")}</b>
        <ul className="su-final">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{t("setup.final.after")}</p>
      </div>
    </div>
  );
}

/** The frozen rules: digest, when, who, and what was passed over with which reason. */
function Frozen({
  no,
  frozen,
  sm3,
  onGo,
}: {
  no: string;
  frozen: FrozenView;
  sm3: boolean;
  onGo: (path: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="su-freeze" aria-label={t("setup.frozen")}>
      <h2 className="say say-done">
        <Mark kind="done" /> {t("setup.frozen")}
      </h2>
      <dl className="su-facts">
        <dt>
          {frozen.first_digest === null
            ? t("setup.digest")
            : t("setup.digestNow", {
                version: frozen.version,
                at: frozen.amendments[frozen.amendments.length - 1]?.at ?? "",
              })}
        </dt>
        <dd>
          <code className="su-digest">{frozen.digest}</code>
        </dd>
        {frozen.first_digest !== null && (
          <>
            <dt>{t("setup.digestFirst")}</dt>
            <dd>
              <code className="su-digest">{frozen.first_digest}</code>
            </dd>
          </>
        )}
        <dt>{t("setup.frozenAt")}</dt>
        <dd>{frozen.at}</dd>
        <dt>{t("setup.frozenBy")}</dt>
        <dd>{frozen.by}</dd>
        <dt>{t("setup.sm3")}</dt>
        <dd>{t(sm3 ? "journal.yes" : "journal.no")}</dd>
        {frozen.passed_over.length > 0 && (
          <>
            <dt>{t("setup.passedOver")}</dt>
            <dd>
              <ul>
                {frozen.passed_over.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      <Button type="primary" onClick={() => onGo(`/meetings/${encodeURIComponent(no)}/board`)}>
        {t("setup.goOn")}
      </Button>
    </section>
  );
}
