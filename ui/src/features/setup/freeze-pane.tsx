import { Button, Checkbox, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Aggregation, FrozenView, SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { useSetupChange } from "./use-setup";

interface FreezeProps {
  no: string;
  view: SetupView;
  locked: string | null;
  unsaved: boolean;
  onGo: (path: string) => void;
}

/** How scores become one, what is still in the way, and the freeze; afterwards the digest. */
export function FreezePane(props: FreezeProps) {
  const { view } = props;
  const [rule, setRule] = useState<Aggregation>(view.frozen?.aggregation ?? "trimmed");
  return (
    <>
      <AggregationField
        value={view.frozen?.aggregation ?? rule}
        trimFrom={view.sheet.trim_from}
        locked={props.locked}
        onChange={setRule}
      />
      {view.frozen === null ? (
        <Freeze {...props} aggregation={rule} />
      ) : (
        <Frozen no={props.no} frozen={view.frozen} sm3={view.sm3} onGo={props.onGo} />
      )}
    </>
  );
}

/** Mean, or without highest and lowest: each with what it means. */
function AggregationField({
  value,
  trimFrom,
  locked,
  onChange,
}: {
  value: Aggregation;
  trimFrom: number;
  locked: string | null;
  onChange: (value: Aggregation) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="su-rule" disabled={locked !== null}>
      <legend>
        {t("setup.aggregation")} {locked !== null && <small>{locked}</small>}
      </legend>
      {(["trimmed", "mean"] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="su-aggregation" checked={value === one} onChange={() => onChange(one)} />
          <span>
            <b>{t(`setup.${one}`)}</b>
            <small>
              {one === "trimmed" ? t("setup.trimmedMeans", { from: trimFrom }) : t("setup.meanMeans")}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Freeze({ no, view, unsaved, aggregation }: FreezeProps & { aggregation: Aggregation }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const stops = view.rules.filter(({ state }) => state === "stop");
  const warns = view.rules.filter(({ state }) => state === "warn");
  const freeze = useSetupChange(no, (backend, why: string | null) =>
    backend.rulesFreeze(no, aggregation, why),
  );
  const sm3 = useSetupChange(no, (backend, printed: boolean) => backend.sm3Set(no, printed));
  const why = reason.trim();
  const lacks = () => {
    if (unsaved) return t("setup.dirty");
    if (stops.length > 0) return t("setup.stops", { count: stops.length });
    return warns.length > 0 && why === "" ? t("setup.passReasonNeeded") : "";
  };
  const lacking = lacks();
  const ready = lacking === "" && !freeze.isPending;
  const run = () => {
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
  const problems = (of: typeof stops) => of.flatMap((rule) => rule.problems);
  return (
    <section className="su-freeze" aria-label={t("setup.freeze")}>
      <h2>{t("setup.freeze")}</h2>
      <p className="sec">{t("setup.freezeHint")}</p>
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
            value={reason}
            aria-describedby="su-pass-hint"
            onChange={(event) => setReason(event.target.value)}
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
      {asked && <Final view={view} aggregation={aggregation} />}
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
function Final({ view, aggregation }: { view: SetupView; aggregation: Aggregation }) {
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
    t("setup.final.sheet"),
    t("setup.final.rule", { rule: t(`setup.${aggregation}`) }),
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
        <dt>{t("setup.digest")}</dt>
        <dd>
          <code className="su-digest">{frozen.digest}</code>
        </dd>
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
