import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type Problem, type RoomFiles } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { useUnsaved } from "../../components/unsaved";
import { Room } from "./room";
import { useRoomsChanged } from "./use-changed";

/** What makes every other finding of an archive follow: the own meeting, or one that is here already. */
const WHOLE = ["parallel.own", "parallel.taken"];

/** Why an archive may not be taken in: where one cause explains the rest, that one. */
function causes(problems: readonly Problem[]): readonly Problem[] {
  const cause = problems.find(({ code }) => WHOLE.includes(code));
  return cause === undefined ? problems : [cause];
}

const NO_FILES: RoomFiles = { archive: "", card: "", key: "" };

/** Another room's archive is looked at, compared aloud, and taken in. */
export function TakeRoom({
  no,
  onClose,
  onTaken,
}: {
  no: string;
  onClose: () => void;
  /** It is taken in. */
  onTaken: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const changed = useRoomsChanged(no);
  const [files, setFiles] = useState(NO_FILES);
  const [secret, setSecret] = useState("");
  const [digits, setDigits] = useState("");
  const [withWhom, setWithWhom] = useState("");
  const look = useMutation({ mutationFn: () => backend.roomLook(no, files, secret) });
  const take = useMutation({
    mutationFn: (archive: string) =>
      backend.roomTake(no, files, secret, { archive, digits, compared_with: withWhom.trim() }),
    onSuccess: async () => {
      await changed();
      onTaken();
    },
  });
  const work = [digits, withWhom].some((text) => text.trim() !== "");
  useUnsaved(work && !take.isPending && !take.isSuccess ? { what: t("rooms.form.work") } : null);
  const file = (name: keyof RoomFiles) => (path: string) => {
    setFiles({ ...files, [name]: path.trim() });
    // What was looked at is not what is named now.
    look.reset();
  };
  const looked = look.data;
  const archive = looked?.room.evidence?.archive ?? "";
  const lacks =
    files.archive === "" || files.card === ""
      ? t("rooms.form.needFiles")
      : files.key !== "" && secret === ""
        ? t("rooms.form.needSecret")
        : null;
  const clean = looked !== undefined && looked.problems.length === 0;
  const wants =
    digits.replaceAll(/\D/g, "").length !== 24
      ? t("rooms.form.needDigits")
      : withWhom.trim() === ""
        ? t("rooms.form.needWith")
        : null;
  const ready = clean && wants === null && !take.isPending;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: clean ? t("rooms.form.take") : t("rooms.form.look"),
      run: () => (clean ? take.mutate(archive) : look.mutate()),
      when: clean ? ready : lacks === null && !look.isPending,
      inFields: true,
    },
  ]);
  return (
    <section className="rm-take" aria-label={t("rooms.take")}>
      <div className="sec-h">
        <h2>{t("rooms.take")}</h2>
        <Button size="small" onClick={onClose}>
          {t("rooms.close")} <Keys of="Esc" />
        </Button>
      </div>
      <Changes said>
        <p className="sec">{t("rooms.form.hint")}</p>
        <div className="rm-files">
          {(
            [
              ["archive", ["lzp"]],
              ["card", ["lzcard"]],
              ["key", ["lzkey"]],
            ] as const
          ).map(([name, kinds]) => (
            <div key={name}>
              <PathField
                id={`rm-${name}`}
                label={t(`rooms.form.${name}`)}
                value={files[name]}
                onChange={file(name)}
                choose={() => backend.chooseFile([...kinds])}
              />
            </div>
          ))}
          <div>
            <label className="field" htmlFor="rm-secret">
              {t("rooms.form.passphrase")}
            </label>
            <Input.Password
              id="rm-secret"
              value={secret}
              autoComplete="off"
              disabled={files.key === ""}
              onChange={(event) => setSecret(event.target.value)}
            />
          </div>
        </div>
        <div className="rm-do">
          <Button disabled={lacks !== null || look.isPending} onClick={() => look.mutate()}>
            {t("rooms.form.look")} {!clean && <Keys of="Ctrl Enter" />}
          </Button>
          {lacks !== null && <span className="sec">{lacks}</span>}
        </div>
        {look.isPending && (
          <p className="say say-part" role="status">
            <Mark kind="part" /> {t("rooms.form.looking")}
          </p>
        )}
        {look.isError && <ProblemBox error={look.error} />}
        {looked !== undefined && (
          <>
            <Room room={looked.room} />
            {clean ? (
              <p className="say say-done" role="status">
                <Mark kind="done" /> {t("rooms.form.found")}
              </p>
            ) : (
              <div role="alert">
                <b>{t("rooms.form.refused")}</b>
                <ProblemList problems={causes(looked.problems)} />
              </div>
            )}
          </>
        )}
        {clean && (
          <div className="rm-form">
            <label className="field" htmlFor="rm-digits">
              {t("rooms.form.digits")}
            </label>
            <Input
              id="rm-digits"
              autoFocus
              value={digits}
              inputMode="numeric"
              aria-describedby="rm-digits-hint"
              onChange={(event) => setDigits(event.target.value)}
            />
            <small id="rm-digits-hint" className="dim">
              {t("rooms.form.digitsHint")}
            </small>
            <label className="field" htmlFor="rm-with">
              {t("rooms.form.with")}
            </label>
            <Input id="rm-with" value={withWhom} onChange={(event) => setWithWhom(event.target.value)} />
            {take.isError && <ProblemBox error={take.error} />}
            <div className="rm-do">
              <Button type="primary" disabled={!ready} onClick={() => take.mutate(archive)}>
                {t("rooms.form.take")} <Keys of="Ctrl Enter" />
              </Button>
              {wants !== null && <span className="sec">{wants}</span>}
            </div>
          </div>
        )}
      </Changes>
    </section>
  );
}
