import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useEffectEvent, useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { RefusedFile } from "./refused-file";
import { StepBar } from "./step-bar";
import type { Intake } from "./use-intake";
import { Working } from "./working";

export type Kind = "bids" | "experts" | "demands";

const EXTENSIONS = ["xlsx", "xls", "xlsm", "xlsb", "ods", "et", "csv", "html"];

/** The last part of a path, of either system. */
const nameOf = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

/** First step: which file. It is read here; what it is refused for is said here. */
export function ChooseStep({
  kind,
  intake,
  dropped,
  onDropped,
  onBack,
}: {
  kind: Kind;
  intake: Intake;
  /** Path of a file that was dropped on the window. */
  dropped: string | null;
  /** It is being read. */
  onDropped: (path: string) => void;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const { open } = intake;
  const read = (of: string) => {
    if (of.trim() !== "" && !open.isPending) {
      open.mutate(of.trim());
    }
  };
  const choosing = useMutation({
    mutationFn: () => backend.chooseFile(EXTENSIONS),
    onSuccess: (chosen) => {
      if (chosen !== null) {
        setPath(chosen);
        read(chosen);
      }
    },
  });
  const readDropped = useEffectEvent((of: string) => {
    onDropped(of);
    read(of);
  });
  useEffect(() => {
    if (dropped !== null) {
      readDropped(dropped);
    }
  }, [dropped]);
  const typed = path.trim() !== "";
  useKeys([
    { keys: "Ctrl O", label: t("intake.keys.open"), run: () => choosing.mutate(), when: !open.isPending },
    {
      keys: "Ctrl Enter",
      label: t("intake.keys.read"),
      run: () => read(path),
      when: typed && !open.isPending && !open.isError,
    },
  ]);
  const body = () => {
    if (open.isPending) {
      return <Working what={t("intake.reading", { file: nameOf(open.variables) })} />;
    }
    if (open.isError) {
      return (
        <RefusedFile
          error={open.error}
          path={open.variables}
          onOther={() => {
            open.reset();
            choosing.mutate();
          }}
          onAgain={() => read(open.variables)}
        />
      );
    }
    return (
      <form
        className="in-choose"
        onSubmit={(event) => {
          event.preventDefault();
          read(path);
        }}
      >
        <p className="note note-warn">
          <Mark kind="warn" size={16} />
          <span>
            <b>{t("app.secret")}</b>　{t("app.secretMore")}
          </span>
        </p>
        <PathField
          id="in-path"
          label={t("intake.choose.path")}
          value={path}
          onChange={setPath}
          choose={() => backend.chooseFile(EXTENSIONS)}
          hint={t("intake.choose.hint")}
          size="large"
        />
        <div className="in-acts">
          <Button type="primary" htmlType="submit" disabled={!typed}>
            {t("intake.choose.read")} <Keys of="Ctrl Enter" />
          </Button>
          {!typed && <span className="sec">{t("intake.choose.need")}</span>}
        </div>
        {choosing.isError && <ProblemBox error={choosing.error} />}
        <DropZone />
        <p className="sec">{t(`intake.choose.what.${kind}`)}</p>
        <p className="dim">{t("intake.choose.safe")}</p>
      </form>
    );
  };
  return (
    <div className="page">
      <PageHead
        title={t(`intake.title.${kind}`)}
        facts={open.isError ? nameOf(open.variables) : t("intake.choose.facts")}
      >
        <Button onClick={onBack}>{t("intake.back")}</Button>
      </PageHead>
      <StepBar at="choose" />
      <div className="scroll in-body">{body()}</div>
    </div>
  );
}

/** Where a file is let go. The window itself hands its path over; what the page gets has none, and says so. */
function DropZone() {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [pathless, setPathless] = useState(false);
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div
      className={over ? "in-drop in-over" : "in-drop"}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        setPathless(true);
      }}
    >
      <b>{t("intake.choose.drop")}</b>
      <span className="sec">{t("intake.choose.dropMore")}</span>
      {pathless && (
        <span className="say say-warn in-wrap" role="alert">
          <Mark kind="warn" /> {t("intake.choose.noPath")}
        </span>
      )}
    </div>
  );
}
