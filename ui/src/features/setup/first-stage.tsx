import { Input } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import type { FirstStageForm, SetupView } from "../../backend";
import type { MethodDraft } from "./use-method";

const NEW: FirstStageForm = { share: "40", source: "", session: null, totals: [] };

/** An earlier stage of the review: its share, where its figures come from, and the figures. */
export function FirstStage({
  view,
  method,
  locked,
}: {
  view: SetupView;
  method: MethodDraft;
  locked: boolean;
}) {
  const { t } = useTranslation();
  const { first } = method.form;
  const kept = useRef(NEW);
  return (
    <fieldset className="su-rule" disabled={locked}>
      <legend>{t("method.stages")}</legend>
      <label>
        <input
          type="checkbox"
          checked={first !== null}
          onChange={(event) => {
            // What was typed comes back when it is ticked again.
            if (first !== null) {
              kept.current = first;
            }
            method.change({ first: event.target.checked ? kept.current : null });
          }}
        />
        <span>
          <b>{t("method.first")}</b>
          <small>{t("method.firstMeans")}</small>
        </span>
      </label>
      {first !== null && <Fields view={view} method={method} first={first} locked={locked} />}
    </fieldset>
  );
}

function Fields({
  view,
  method,
  first,
  locked,
}: {
  view: SetupView;
  method: MethodDraft;
  first: FirstStageForm;
  locked: boolean;
}) {
  const { t } = useTranslation();
  const change = (part: Partial<FirstStageForm>, typed = true) =>
    method.change({ first: { ...first, ...part } }, typed);
  const total = (no: string) => first.totals.find((one) => one.no === no)?.value ?? "";
  const set = (no: string, value: string) =>
    change({ totals: [...first.totals.filter((one) => one.no !== no), { no, value }] });
  const chosen = view.bids.filter(({ position }) => position !== null);
  // A meeting that was taken away from the list keeps its name.
  const meetings = view.earlier.map(({ no, title }) => ({ no, title }));
  if (first.session !== null && !meetings.some(({ no }) => no === first.session)) {
    meetings.push({ no: first.session, title: "" });
  }
  return (
    <div className="su-first">
      <label htmlFor="su-first-share">
        {t("method.share")}
        <Input
          id="su-first-share"
          value={first.share}
          disabled={locked}
          suffix="%"
          inputMode="decimal"
          onChange={(event) => change({ share: event.target.value })}
        />
      </label>
      <label htmlFor="su-first-source">
        {t("method.source")}
        <Input
          id="su-first-source"
          value={first.source}
          disabled={locked}
          placeholder={t("method.sourceHint")}
          onChange={(event) => change({ source: event.target.value })}
        />
      </label>
      <label htmlFor="su-first-from">
        {t("method.from")}
        <select
          id="su-first-from"
          value={first.session ?? ""}
          disabled={locked}
          onChange={(event) => {
            const session = event.target.value === "" ? null : event.target.value;
            const title = meetings.find(({ no }) => no === session)?.title ?? "";
            change({ session, source: first.source === "" ? title : first.source }, false);
          }}
        >
          <option value="">{t("method.typed")}</option>
          {meetings.map(({ no, title }) => (
            <option key={no} value={no}>
              {no} {title}
            </option>
          ))}
        </select>
      </label>
      {chosen.length === 0 ? (
        <p className="sec">{t("method.firstNoItems")}</p>
      ) : (
        <table className="su-first-table" aria-label={t("method.totals")}>
          <tbody>
            {chosen.map((item) => (
              <tr key={item.no}>
                <th scope="row">
                  {item.no} <small>{item.title}</small>
                </th>
                <td>
                  {first.session === null ? (
                    <Input
                      aria-label={t("method.totalOf", { item: item.no })}
                      value={total(item.no)}
                      disabled={locked}
                      inputMode="decimal"
                      onChange={(event) => set(item.no, event.target.value)}
                    />
                  ) : (
                    total(item.no) || t("method.noTotal")
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
