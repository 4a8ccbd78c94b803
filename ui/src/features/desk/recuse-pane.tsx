import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DeskBid, type DeskView, type Ground } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { Pane } from "./pane";

const GROUNDS: readonly Ground[] = [
  "relative",
  "teacher",
  "shared",
  "employed",
  "dispute",
  "own_unit",
  "other",
];

/** A conflict noticed at the desk: declared with its ground and what it rests on; the item is hidden at once. */
export function RecusePane({
  meeting,
  bid,
  onRecused,
  onClose,
}: {
  meeting: string;
  bid: DeskBid;
  onRecused: (view: DeskView, bid: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const id = useId();
  const [ground, setGround] = useState<Ground | null>(null);
  const [evidence, setEvidence] = useState("");
  // What is asked first, after the pane has put its title there.
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => first.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  const recuse = useMutation({
    mutationFn: (asked: Ground) => backend.deskRecuse(meeting, bid.no, asked, evidence.trim()),
    onSuccess: (view) => onRecused(view, bid.no),
  });
  const lacks = ground === null ? t("desk.needGround") : evidence.trim() === "" ? t("desk.needEvidence") : "";
  const run = () => {
    if (ground !== null && lacks === "" && !recuse.isPending) {
      recuse.mutate(ground);
    }
  };
  useKeys([{ keys: "Ctrl Enter", label: t("desk.recuse"), run, inFields: true, when: lacks === "" }]);
  return (
    <Pane title={t("desk.recuse")} onClose={onClose}>
      <p>
        <b>{bid.no}</b> {bid.title}
      </p>
      <p className="note note-warn">
        <Mark kind="warn" size={16} /> {t("desk.recuseMeans")}
      </p>
      <fieldset className="dk-grounds">
        <legend>{t("desk.groundTitle")}</legend>
        {GROUNDS.map((one, at) => (
          <label key={one}>
            <input
              ref={at === 0 ? first : undefined}
              type="radio"
              name={`${id}-ground`}
              checked={ground === one}
              onChange={() => setGround(one)}
            />
            {t(`desk.ground.${one}`)}
          </label>
        ))}
      </fieldset>
      <label className="field" htmlFor={`${id}-evidence`}>
        {t("desk.evidence")}
      </label>
      <Input.TextArea
        id={`${id}-evidence`}
        value={evidence}
        placeholder={t("desk.evidenceHint")}
        autoSize={{ minRows: 3, maxRows: 8 }}
        onChange={(event) => setEvidence(event.target.value)}
      />
      {recuse.isError && <ProblemBox error={recuse.error} />}
      <p className="dk-acts">
        <Button danger type="primary" size="large" disabled={lacks !== "" || recuse.isPending} onClick={run}>
          {t("desk.recuse")} <Keys of="Ctrl Enter" />
        </Button>
        <Button size="large" onClick={onClose}>
          {t("desk.back")} <Keys of="Esc" />
        </Button>
        <span className="sec" role="status">
          {recuse.isPending ? t("desk.working") : lacks}
        </span>
      </p>
    </Pane>
  );
}
