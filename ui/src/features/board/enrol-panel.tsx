import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardExpert } from "../../backend";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { Dock, Reason, useChanged, type PanelProps } from "./dock";
import { RequestForm } from "./request-form";
import { grouped } from "./words";

/** Enrols laptops: the meeting card out, a request in, 24 digits compared by people in both directions. */
export function EnrolPanel({ no, view, onClose }: PanelProps) {
  const { t } = useTranslation();
  const changed = useChanged(no);
  // Those not enrolled come first.
  const members = [...view.experts].sort((a, b) => Number(a.digits !== null) - Number(b.digits !== null));
  const [chosen, setChosen] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const member = members.find((one) => one.no === chosen);
  return (
    <Dock title={t("board.enrol")} onClose={onClose}>
      <Card no={no} digits={view.own_digits} />
      <h3>{t("board.request.step")}</h3>
      <fieldset className="bd-members">
        <legend>{t("board.request.member")}</legend>
        {members.map((one) => (
          <Member
            key={one.no}
            member={one}
            chosen={one.no === chosen}
            onChoose={() => {
              setChosen(one.no);
              setSaved(null);
            }}
          />
        ))}
      </fieldset>
      {saved !== null && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("board.request.saved", { name: saved })}
        </p>
      )}
      {member === undefined ? (
        saved === null && <Reason of={t("board.request.needMember")} />
      ) : (
        <RequestForm
          key={member.no}
          no={no}
          member={member}
          onEnrolled={() => {
            setSaved(member.name);
            setChosen(null);
            void changed();
          }}
        />
      )}
    </Dock>
  );
}

/** The meeting card, and the digits of this laptop that are read to each expert. */
function Card({ no, digits }: { no: string; digits: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const [here, setHere] = useState(false);
  const write = useMutation({ mutationFn: () => backend.cardWrite(no, path.trim()) });
  const ready = path.trim() !== "" && !write.isPending;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("board.card.write"),
      run: () => write.mutate(),
      when: here && ready,
      inFields: true,
    },
  ]);
  return (
    <>
      <h3>{t("board.card.step")}</h3>
      <p className="sec">{t("board.card.hint")}</p>
      <div onFocus={() => setHere(true)} onBlur={() => setHere(false)}>
        <PathField
          id="bd-card"
          label={t("board.card.path")}
          value={path}
          onChange={(next) => {
            setPath(next);
            write.reset();
          }}
          choose={() => backend.chooseSave(t("board.card.name"))}
        />
      </div>
      <div className="bd-do">
        <Button disabled={!ready} onClick={() => write.mutate()}>
          {t("board.card.write")}
        </Button>
        <Reason of={path.trim() === "" ? t("board.card.needPath") : null} />
      </div>
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="say say-done bd-wrap" role="status">
          <Mark kind="done" /> {t("board.card.written", { path: path.trim() })}
        </p>
      )}
      <p className="bd-own">
        <span className="sec">{t("board.card.own")}</span>
        <b className="bd-digits">{grouped(write.data ?? digits)}</b>
      </p>
    </>
  );
}

/** One member: chosen here; an enrolled one with its digits and who compared them. */
function Member({
  member,
  chosen,
  onChoose,
}: {
  member: BoardExpert;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const { digits } = member;
  return (
    <label>
      <input type="radio" name="bd-member" checked={chosen} onChange={onChoose} />
      <span>
        {member.name} <span className="dim">{t(`board.category.${member.category}`)}</span>
      </span>
      {digits === null ? (
        <span className="say say-none">
          <Mark kind="none" size={12} /> {t("board.request.notEnrolled")}
        </span>
      ) : (
        <span className="say say-done">
          <Mark kind="done" /> {t("board.request.enrolled")}
        </span>
      )}
      {digits !== null && (
        <small>
          <code>{grouped(digits)}</code>
          {member.compared_by !== null && ` · ${t("board.request.comparedBy", { by: member.compared_by })}`}
        </small>
      )}
    </label>
  );
}
