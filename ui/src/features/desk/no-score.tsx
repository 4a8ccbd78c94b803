import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { RowButton } from "./gates";
import { unsavedOf } from "./lines";
import { nameOf } from "./names";
import { emptyOf, toConfirm } from "./part-marks";
import { TextField } from "./text-field";
import { UnsavedMark } from "./unsaved-mark";
import { answersOnly, FIRST_STOP, REST, type Work } from "./work";

/** 弃权: no score is given of this item, with a reason; taken back as long as the sheet is open. */
export function NoScore({ work, active }: { work: Work; active: boolean }) {
  const { t } = useTranslation();
  const { bid, frozen } = work;
  const abstains = bid.abstain !== null;
  const place = useRef<HTMLDivElement>(null);
  const turned = useRef(false);
  const toggle = () => {
    turned.current = true;
    work.put({ edit: "abstain", reason: abstains ? null : "" });
  };
  // What had the keyboard goes with the scores or with the reason: on to where one types next.
  useEffect(() => {
    if (turned.current) {
      turned.current = false;
      const sheet = place.current?.closest(".dk-sheet-body");
      const to = abstains ? place.current?.querySelector("textarea") : sheet?.querySelector(FIRST_STOP);
      ((to ?? place.current?.querySelector("button")) as HTMLElement | null | undefined)?.focus();
    }
  }, [abstains]);
  useKeys([
    {
      keys: "Ctrl B",
      label: t(abstains ? "desk.said.scoreAgain" : "desk.said.abstain"),
      when: active && !frozen,
      inFields: true,
      quiet: true,
      run: toggle,
    },
  ]);
  const unsaved = unsavedOf(bid.no, "abstain", work.unsaved);
  if (!abstains) {
    return frozen ? null : (
      <div ref={place} className="dk-no-score">
        <RowButton word={t("desk.said.abstain")} keys="Ctrl B" onClick={toggle} />
      </div>
    );
  }
  return (
    <div ref={place} className="dk-no-score note note-warn">
      <Mark kind="warn" size={16} />
      <div>
        <b>{t("desk.said.abstained")}</b>{" "}
        {t(answersOnly(work.view) ? "unscored.abstainMeans" : "desk.said.abstainMeans")}{" "}
        <UnsavedMark of={unsaved} />
        <TextField
          label={t("desk.said.abstainWhy")}
          placeholder={t("desk.said.abstainWhy")}
          value={bid.abstain ?? ""}
          unsaved={unsaved}
          frozen={frozen}
          invalid={(bid.abstain ?? "").trim() === ""}
          rows={{ minRows: 2, maxRows: 5 }}
          onText={(reason) => work.put({ edit: "abstain", reason }, REST)}
          onRest={work.flush}
        />
        {!frozen && <RowButton word={t("desk.said.scoreAgain")} keys="Ctrl B" onClick={toggle} />}
      </div>
    </div>
  );
}

/**
 * The sheet was amended: what was typed before is looked through and confirmed, by one key. While a criterion is empty the key
 * leads there instead: `onEmpty` gets its id.
 */
export function Confirm({
  work,
  active,
  onEmpty,
}: {
  work: Work;
  active: boolean;
  onEmpty: (criterion: string) => void;
}) {
  const { t } = useTranslation();
  const { bid } = work;
  const [called, setCalled] = useState(false);
  const waits = toConfirm(work);
  const sent = unsavedOf(bid.no, "confirm", work.unsaved);
  // Of an abstention nothing else is wanted.
  const empty = bid.abstain === null ? emptyOf(work) : [];
  const confirm = () => {
    const first = empty[0]?.id;
    setCalled(first !== undefined);
    if (first === undefined) {
      work.put({ edit: "confirm" });
    } else {
      onEmpty(first);
    }
  };
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("amend.deskConfirm"),
      when: active && waits && sent === undefined,
      inFields: true,
      changes: true,
      run: confirm,
    },
  ]);
  if (!waits) return null;
  return (
    <div className="dk-no-score note note-warn" role="group" aria-label={t("amend.deskConfirm")}>
      <Mark kind="warn" size={16} />
      <div>
        <b>{t("amend.deskConfirmAsk")}</b> {t("amend.deskConfirmMeans")} <UnsavedMark of={sent} />
        <p role="status">
          {empty.length === 0 ? (
            t("amend.deskFilled")
          ) : (
            <span className={called ? "say-stop" : ""}>
              {t("amend.deskEmpty", { names: empty.map(nameOf).join(t("desk.listJoin")) })}
            </span>
          )}
        </p>
        <p>
          <RowButton word={t("amend.deskConfirm")} keys="Ctrl Enter" onClick={confirm} />
        </p>
      </div>
    </div>
  );
}

/** A signed sheet that is open again: why it was returned, and why it is changed. */
export function Change({ work, onVersions }: { work: Work; onVersions: () => void }) {
  const { t } = useTranslation();
  const { bid, frozen } = work;
  const unsaved = unsavedOf(bid.no, "change", work.unsaved);
  if (bid.versions === 0) {
    return null;
  }
  return (
    <div className="dk-change">
      {bid.returned !== null && (
        <p>
          <Mark kind="warn" size={13} /> {t("desk.said.returned", { reason: bid.returned })}
        </p>
      )}
      {bid.change !== null && (
        <>
          <b>{t("desk.said.changeWhy")}</b> <UnsavedMark of={unsaved} />
          <TextField
            label={t("desk.said.changeWhy")}
            placeholder={t("desk.said.changeHint")}
            value={bid.change}
            unsaved={unsaved}
            frozen={frozen}
            invalid={bid.change.trim() === ""}
            rows={{ minRows: 1, maxRows: 4 }}
            onText={(reason) => work.put({ edit: "change", reason }, REST)}
            onRest={work.flush}
          />
        </>
      )}
      {(bid.versions > 1 || bid.change !== null) && (
        <RowButton word={t("desk.said.versionsShow", { count: bid.versions })} onClick={onVersions} />
      )}
    </div>
  );
}
