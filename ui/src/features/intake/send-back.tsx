import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type IntakeView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";

const stemOf = (file: string) => file.replace(/\.[^.]*$/, "");

/** The list goes back to its sender: the own workbook with notes at the cells, or a table of the findings. */
export function SendBack({ view }: { view: IntakeView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useKeys([
    { keys: "Ctrl B", label: t("intake.sendBack.title"), run: () => setOpen(true), when: !open },
    {
      keys: "Esc",
      label: t("intake.sendBack.close"),
      run: () => setOpen(false),
      when: open,
      inFields: true,
    },
  ]);
  return open ? (
    <Form view={view} onClose={() => setOpen(false)} />
  ) : (
    <Button size="small" onClick={() => setOpen(true)}>
      {t("intake.sendBack.title")} <Keys of="Ctrl B" />
    </Button>
  );
}

function Form({ view, onClose }: { view: IntakeView; onClose: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const write = useMutation({ mutationFn: () => backend.intakeSendBack(path.trim()) });
  const ready = path.trim() !== "" && !write.isPending;
  const own = view.format === "xlsx";
  return (
    <form
      className="in-back"
      aria-label={t("intake.sendBack.title")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          write.mutate();
        }
      }}
    >
      <p className="sec">{t(own ? "intake.sendBack.own" : "intake.sendBack.table")}</p>
      <PathField
        id="in-back"
        label={t("intake.sendBack.path")}
        value={path}
        onChange={(next) => {
          setPath(next);
          write.reset();
        }}
        choose={() =>
          backend.chooseSave(
            t(own ? "intake.sendBack.nameOwn" : "intake.sendBack.nameTable", { file: stemOf(view.file) }),
          )
        }
        hint={t("intake.sendBack.hint")}
      />
      <div className="in-acts">
        <Button size="small" type="primary" htmlType="submit" disabled={!ready}>
          {t(write.isPending ? "intake.sendBack.doing" : "intake.sendBack.do")}
        </Button>
        <Button size="small" onClick={onClose}>
          {t("intake.sendBack.close")} <Keys of="Esc" />
        </Button>
      </div>
      {write.isError && <ProblemBox error={write.error} />}
      {write.isSuccess && (
        <p className="say say-done in-wrap" role="status">
          <Mark kind="done" />{" "}
          {t(write.data.own ? "intake.sendBack.doneOwn" : "intake.sendBack.doneTable", { ...write.data })}
        </p>
      )}
    </form>
  );
}
