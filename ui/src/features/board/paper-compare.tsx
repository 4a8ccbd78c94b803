import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type PaperDifference, type PaperForm } from "../../backend";
import { halfWidth } from "../../components/half-width";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { useUnsaved } from "../../components/unsaved";
import { Reason, useChanged } from "./dock";
import { Choices, PaperFields } from "./paper-fields";

/** Both entries are whole: what differs is settled from the original, then the sheet counts. */
export function PaperCompare({
  no,
  form,
  onForm,
  onDone,
}: {
  no: string;
  form: PaperForm;
  onForm: (form: PaperForm) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useChanged(no);
  const [by, setBy] = useState("");
  const [scan, setScan] = useState("");
  const count = useMutation({
    mutationFn: (flush: () => Promise<boolean>) =>
      flush().then(() =>
        backend.paperCount(no, form.expert_no, form.bid_no, scan.trim() === "" ? null : scan.trim()),
      ),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const open = form.differences.filter((one) => one.by === null).length;
  const missing = open > 0 ? t("board.paper.needLook") : null;
  return (
    <>
      {form.differences.length === 0 ? (
        <p className="say say-done">
          <Mark kind="done" /> {t("board.paper.alike")}
        </p>
      ) : (
        <>
          <h3>{t("board.paper.differs", { count: form.differences.length })}</h3>
          <p className="sec">{t("board.paper.differsHint")}</p>
          <label className="field" htmlFor="bd-paper-by">
            {t("board.paper.lookedBy")}
          </label>
          <Input id="bd-paper-by" value={by} onChange={(event) => setBy(event.target.value)} />
          <ul className="bd-results bd-plain">
            {form.differences.map((one) => (
              <Difference key={one.field} no={no} form={form} of={one} by={by.trim()} onForm={onForm} />
            ))}
          </ul>
        </>
      )}
      <PaperFields no={no} form={form}>
        {(flush) => (
          <>
            {form.problems.length > 0 && (
              <>
                <h3>{t("board.paper.problems")}</h3>
                <ProblemList problems={form.problems} />
              </>
            )}
            <PathField
              id="bd-paper-scan"
              label={t("board.paper.scan")}
              value={scan}
              onChange={setScan}
              choose={() => backend.chooseFile(["pdf", "png", "jpg"])}
            />
            {count.isError && <ProblemBox error={count.error} />}
            <Count missing={missing} working={count.isPending} onCount={() => count.mutate(flush)} />
          </>
        )}
      </PaperFields>
    </>
  );
}

/** The act itself, by button and key. */
function Count({
  missing,
  working,
  onCount,
}: {
  missing: string | null;
  working: boolean;
  onCount: () => void;
}) {
  const { t } = useTranslation();
  const ready = missing === null && !working;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("board.paper.count"),
      run: onCount,
      when: ready,
      inFields: true,
      changes: true,
    },
  ]);
  return (
    <div className="bd-do">
      <Button type="primary" disabled={!ready} onClick={onCount}>
        {t("board.paper.count")} <Keys of="Ctrl Enter" />
      </Button>
      <Reason of={missing} />
    </div>
  );
}

function Difference({
  no,
  form,
  of,
  by,
  onForm,
}: {
  no: string;
  form: PaperForm;
  of: PaperDifference;
  by: string;
  onForm: (form: PaperForm) => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [text, setText] = useState("");
  const look = useMutation({
    mutationFn: (said: string) => backend.paperLook(no, form.expert_no, form.bid_no, of.field, said, by),
    onSuccess: (next) => {
      setText("");
      onForm(next);
    },
  });
  useUnsaved(text.trim() === "" ? null : { what: t("board.paper.work") });
  const id = `bd-paper-look-${of.field.replace("/", "-")}`;
  const shown = (typed: string) => (typed === "" ? t("board.paper.nothing") : typed);
  const missing = by === "" ? t("board.paper.needLooker") : null;
  return (
    <li>
      <b>{of.zh}</b>
      <table className="bd-paper-two">
        <tbody>
          <tr>
            <th scope="row">{t("board.paper.one")}</th>
            <td className="num">{shown(of.first)}</td>
            <th scope="row">{t("board.paper.two")}</th>
            <td className="num">{shown(of.second)}</td>
          </tr>
        </tbody>
      </table>
      {of.by !== null && (
        <span className="say say-done">
          <Mark kind="done" size={12} />{" "}
          {t("board.paper.looked", { taken: shown(of.taken ?? ""), by: of.by })}
        </span>
      )}
      <div className="bd-do">
        <label htmlFor={id}>{t("board.paper.original")}</label>
        <Input
          id={id}
          className="num bd-paper-short"
          value={text}
          autoComplete="off"
          onChange={(event) => setText(halfWidth(event.target.value))}
          onPressEnter={() => missing === null && text.trim() !== "" && look.mutate(text.trim())}
        />
        <span className="sec">
          <Choices of={of.choices} text={text} />
        </span>
        <Button
          size="small"
          disabled={missing !== null || look.isPending || text.trim() === ""}
          onClick={() => look.mutate(text.trim())}
        >
          {t("board.paper.look")}
        </Button>
        <Button size="small" disabled={missing !== null || look.isPending} onClick={() => look.mutate("")}>
          {t("board.paper.lookNothing")}
        </Button>
        <Reason of={missing} />
      </div>
      {look.isError && <ProblemBox error={look.error} />}
    </li>
  );
}
