import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type TaskTaken } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { useProposed } from "../../components/proposed";
import { DIGITS, DigitsInput, digitsOf, groupsOf } from "./digits-input";
import { RequestCode } from "./request-code";
import { useOpenedPack } from "../../handed";

/** ① The meeting card, and the digits that the secretary reads out: only then is the secretariat known. */
export function CardStep({ onPinned }: { onPinned: (meeting: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const [groups, setGroups] = useState(() => groupsOf(""));
  const read = useMutation({ mutationFn: (from: string) => backend.cardRead(from) });
  const digits = groups.join("");
  const pin = useMutation({
    mutationFn: () => backend.cardPin(path.trim(), digits),
    onSuccess: onPinned,
  });
  const known = read.data !== undefined;
  const missing = DIGITS - digits.length;
  const lacks = !known
    ? path.trim() === ""
      ? t("desk.needCard")
      : ""
    : missing > 0
      ? t("desk.digitsMissing", { count: missing })
      : "";
  const busy = read.isPending || pin.isPending;
  const run = () => {
    if (lacks !== "" || busy) {
      return;
    }
    if (known) {
      pin.mutate();
    } else {
      read.mutate(path.trim());
    }
  };
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t(known ? "desk.pin" : "desk.readCard"),
      run,
      inFields: true,
      when: lacks === "",
    },
  ]);
  return (
    <>
      <p>{t("desk.cardHint")}</p>
      <PathField
        id="dk-card"
        size="large"
        label={t("desk.cardPath")}
        hint={t("desk.cardFile")}
        value={path}
        onChange={(next) => {
          setPath(next);
          read.reset();
          pin.reset();
        }}
        choose={() => backend.chooseFile(["lzcard"])}
      />
      {read.isError && <ProblemBox error={read.error} />}
      {known && (
        <>
          <p className="dk-said">
            <Mark kind="done" /> {t("desk.cardRead", { file: read.data.file })}{" "}
            <code>{read.data.meeting.slice(0, 8)}</code>
          </p>
          <DigitsInput
            legend={t("desk.theirDigits")}
            groups={groups}
            onGroups={(next) => {
              setGroups(next.map(digitsOf));
              pin.reset();
            }}
          />
          {pin.isError && <ProblemBox error={pin.error} />}
        </>
      )}
      <p className="dk-acts">
        <Button type="primary" size="large" disabled={lacks !== "" || busy} onClick={run}>
          {t(known ? "desk.pin" : "desk.readCard")} <Keys of="Ctrl Enter" />
        </Button>
        <span className="sec" role="status">
          {busy ? t("desk.working") : lacks}
        </span>
      </p>
    </>
  );
}

/** ② This laptop's own digits, to be read out, and its request to be enrolled. */
export function RequestStep({
  meeting,
  digits,
  onWritten,
}: {
  meeting: string;
  digits: string;
  onWritten: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const proposed = useProposed(t("desk.requestFile"));
  const [typed, setPath] = useState<string | null>(null);
  const path = typed ?? proposed;
  const write = useMutation({
    mutationFn: (to: string) => backend.requestWrite(meeting, to).then(() => to),
    onSuccess: onWritten,
  });
  const to = path.trim();
  const run = () => {
    if (to !== "" && !write.isPending) {
      write.mutate(to);
    }
  };
  useKeys([{ keys: "Ctrl Enter", label: t("desk.writeRequest"), run, inFields: true, when: to !== "" }]);
  return (
    <>
      <p>{t("desk.requestHint")}</p>
      <PathField
        id="dk-request"
        size="large"
        label={t("desk.requestPath")}
        hint={t("desk.requestFile")}
        value={path}
        onChange={(next) => {
          setPath(next);
          write.reset();
        }}
        choose={() => backend.chooseSave(t("desk.requestFile"))}
      />
      {write.isError && <ProblemBox error={write.error} />}
      {write.data !== undefined && (
        <p className="dk-said">
          <Mark kind="done" /> {t("desk.requestWritten", { path: write.data })}
        </p>
      )}
      <div className="dk-own-digits">
        <span id="dk-own-digits">{t("desk.ownDigits")}</span>
        <p aria-labelledby="dk-own-digits" role="group">
          {groupsOf(digitsOf(digits)).map((group, at) => (
            <b key={at}>{group}</b>
          ))}
        </p>
      </div>
      <RequestCode meeting={meeting} />
      <p className="dk-acts">
        <Button type="primary" size="large" disabled={to === "" || write.isPending} onClick={run}>
          {t("desk.writeRequest")} <Keys of="Ctrl Enter" />
        </Button>
        <span className="sec" role="status">
          {write.isPending ? t("desk.working") : to === "" && t("desk.needPath")}
        </span>
      </p>
    </>
  );
}

/** What a place that takes packs in says. */
interface TakeWords {
  id: string;
  hint: string;
  path: string;
  file: string;
  need: string;
  take: string;
  again: (title: string, count: number) => string;
  taken: (title: string, count: number) => string;
  /** What is said of a pack of another kind than is asked for here; nothing of the right one. */
  other?: (taken: TaskTaken) => ReactNode;
}

/** ③ The task pack: bids, papers and the frozen rules. */
export function TaskStep({ onTaken }: { onTaken: (taken: TaskTaken) => void }) {
  const { t } = useTranslation();
  return (
    <TakePack
      onTaken={onTaken}
      words={{
        id: "dk-task",
        hint: t("desk.taskHint"),
        path: t("desk.taskPath"),
        file: t("desk.taskFile"),
        need: t("desk.needTask"),
        take: t("desk.take"),
        again: (title, count) => t("desk.taskAgain", { title, count }),
        taken: (title, count) => t("desk.taskTaken", { title, count }),
        other: ({ view, again }) => {
          const open = view.asked.filter(({ state }) => state === "open").length;
          return !again && open > 0 && t("desk.said.homeTaken", { title: view.title, count: open });
        },
      }}
    />
  );
}

/** Takes a pack of the secretariat in, whichever it is: a task, a changed one, the result. */
export function TakePack({ words, onTaken }: { words: TakeWords; onTaken: (taken: TaskTaken) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const opened = useOpenedPack();
  const [typed, setPath] = useState<string | null>(null);
  const path = typed ?? opened ?? "";
  const take = useMutation({
    mutationFn: (from: string) => backend.taskTake(from),
    // A pack that was there already changes nothing: that is said here, and one stays.
    onSuccess: (taken) => !taken.again && onTaken(taken),
  });
  const from = path.trim();
  const run = () => {
    if (from !== "" && !take.isPending) {
      take.mutate(from);
    }
  };
  useKeys([{ keys: "Ctrl Enter", label: words.take, run, inFields: true, when: from !== "" }]);
  return (
    <>
      <p>{words.hint}</p>
      <PathField
        id={words.id}
        size="large"
        label={words.path}
        hint={words.file}
        value={path}
        onChange={(next) => {
          setPath(next);
          take.reset();
        }}
        choose={() => backend.chooseFile(["lzp"])}
      />
      {take.isError && (
        <>
          <ProblemBox error={take.error} />
          <p className="sec">{t("desk.taskRefused")}</p>
        </>
      )}
      {take.data !== undefined && (
        <p className="dk-said">
          <Mark kind="done" />{" "}
          {words.other?.(take.data) ||
            words[take.data.again ? "again" : "taken"](take.data.view.title, take.data.view.bids.length)}
        </p>
      )}
      <p className="dk-acts">
        <Button type="primary" size="large" disabled={from === "" || take.isPending} onClick={run}>
          {words.take} <Keys of="Ctrl Enter" />
        </Button>
        <span className="sec" role="status">
          {take.isPending ? t("desk.taking") : from === "" && words.need}
        </span>
      </p>
    </>
  );
}
