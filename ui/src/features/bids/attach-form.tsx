import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidLine, type PaperKind } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";

const KINDS: readonly PaperKind[] = ["plan", "agreement", "budget", "evidence"];

/** Attaches a PDF to a bid: where it is and what it is. */
export function AttachForm({ batch, bid }: { batch: string; bid: BidLine }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [path, setPath] = useState("");
  const [kind, setKind] = useState<PaperKind | null>(null);
  const attach = useMutation({
    mutationFn: ({ of, from }: { of: PaperKind; from: string }) =>
      backend.paperAttach(batch, bid.no, of, from),
    onSuccess: () => {
      setPath("");
      setKind(null);
      return queries.invalidateQueries({ queryKey: ["bids", batch] });
    },
  });
  const typed = path.trim() !== "";
  const ready = typed && kind !== null && !attach.isPending;
  const submit = () => {
    if (ready) {
      attach.mutate({ of: kind, from: path.trim() });
    }
  };
  useKeys([{ keys: "Ctrl Enter", label: t("bids.keys.attach"), run: submit, when: ready }]);
  return (
    <form
      className="bl-attach"
      aria-label={t("bids.attach")}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t("bids.attach")}</h3>
      <label className="field" htmlFor="bl-kind">
        {t("bids.attachKind")}
      </label>
      <Select<PaperKind>
        id="bl-kind"
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: t(`bids.kind.${one}`) }))}
        onChange={setKind}
      />
      <PathField
        id="bl-path"
        label={t("bids.attachPath")}
        value={path}
        onChange={(next) => {
          setPath(next);
          attach.reset();
        }}
        choose={() => backend.chooseFile(["pdf", "docx", "doc", "jpg", "jpeg", "png"])}
        hint={t("bids.attachHint")}
      />
      <div className="bl-do">
        <Button type="primary" htmlType="submit" disabled={!ready}>
          {t("bids.doAttach")} <Keys of="Ctrl Enter" />
        </Button>
        {attach.isPending ? (
          <span className="say say-part" role="status">
            <Mark kind="part" /> {t("bids.attaching")}
          </span>
        ) : (
          !ready && (
            <span className="sec">{kind === null ? t("bids.attachNeedKind") : t("bids.attachNeed")}</span>
          )
        )}
      </div>
      {attach.isError && <ProblemBox error={attach.error} />}
      {attach.isSuccess && (
        <p className="say say-done" role="status">
          <Mark kind="done" /> {t("bids.attached", { name: attach.data.name })}
        </p>
      )}
    </form>
  );
}
