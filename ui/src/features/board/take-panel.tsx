import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Radio } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { problemsOf, useBackend, type StagedPack } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { Empty, Loading } from "../../components/states";
import { Dock, Reason, type PanelProps } from "./dock";
import type { Refusals } from "./refusals";
import { StagedList } from "./staged-list";
import { fileName } from "./words";
import { useOpenedPack } from "../../handed";

/** What is read, and the how manieth time. It outlives the panel, so that one key reads the stick again. */
export interface Stick {
  single: boolean;
  path: string;
  time: number;
}

/** A file that could not even be opened is a refused pack like the others. */
function unread(path: string, error: unknown): StagedPack {
  return {
    path,
    file: fileName(path),
    expert_no: null,
    name: null,
    sequence: null,
    sheets: 0,
    locked: false,
    known: false,
    findings: [],
    refused: problemsOf(error),
  };
}

/** Takes score packs in: looks first, and takes nothing over until a human says so. */
export function TakePanel({
  no,
  onClose,
  refusals,
  stick,
  onStick,
}: PanelProps & { refusals: Refusals; stick: Stick | null; onStick: (stick: Stick) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const opened = useOpenedPack();
  const [chosen, setSingle] = useState<boolean | null>(stick?.single ?? null);
  const [typed, setPath] = useState<string | null>(stick?.path ?? null);
  // A pack opened from the file manager stands there already, until something else is typed.
  const single = chosen ?? opened !== null;
  const path = typed ?? opened ?? "";
  const given = path.trim();
  // What stands in the field is what was read.
  const asked = stick !== null && stick.path === given && stick.single === single ? stick : null;
  const look = () => onStick({ single, path: given, time: (stick?.time ?? 0) + 1 });
  const staged = useQuery({
    queryKey: ["packs", no, asked],
    queryFn: async () => {
      const of = asked?.path ?? "";
      return asked?.single === true
        ? [await backend.packLook(no, of).catch((error: unknown) => unread(of, error))]
        : backend.packsLook(no, of);
    },
    enabled: asked !== null,
    staleTime: Infinity,
    retry: false,
    gcTime: 0,
  });
  const { data } = staged;
  const queries = useQueryClient();
  useEffect(() => {
    // That a fork was seen is recorded with the look: the board and the list show it at once.
    if (data?.some((pack) => pack.findings.some(({ code }) => code === "pack.fork")) === true) {
      void queries.invalidateQueries({ queryKey: ["board", no] });
      void queries.invalidateQueries({ queryKey: ["ledger", no] });
    }
  }, [data, no, queries]);
  const { add } = refusals;
  useEffect(() => {
    const refused = (data ?? []).filter((pack) => pack.refused.length > 0);
    add(refused.map((pack) => ({ ...pack, problems: pack.refused })));
  }, [data, add]);
  const reason = given === "" ? t("board.in2.needPath") : null;
  useKeys([
    {
      keys: "Ctrl Enter",
      label: t("board.in2.look"),
      run: look,
      when: reason === null && asked === null,
      inFields: true,
    },
  ]);
  return (
    <Dock title={t("board.take")} onClose={onClose}>
      <Radio.Group
        name="bd-from"
        aria-label={t("board.in2.from")}
        value={single}
        onChange={(event) => setSingle(event.target.value as boolean)}
        options={[
          { value: false, label: t("board.in2.folder") },
          { value: true, label: t("board.in2.single") },
        ]}
      />
      <PathField
        id="bd-in"
        label={single ? t("board.in2.filePath") : t("board.in2.folderPath")}
        value={path}
        onChange={setPath}
        choose={() => (single ? backend.chooseFile(["lzp"]) : backend.chooseFolder())}
      />
      <div className="bd-do">
        <Button disabled={reason !== null || staged.isFetching} onClick={look}>
          {asked === null ? t("board.in2.look") : t("board.reread")}{" "}
          <Keys of={asked === null ? "Ctrl Enter" : "Ctrl R"} />
        </Button>
        <Reason of={reason} />
      </div>
      {asked !== null && staged.isPending && <Loading what={given} />}
      {asked !== null && staged.isError && <ProblemBox error={staged.error} />}
      {asked !== null &&
        data !== undefined &&
        (data.length === 0 ? (
          <Empty title={t("board.in2.nothing")} hint={t("board.in2.nothingHint")} />
        ) : (
          <StagedList key={asked.time} no={no} packs={data} refusals={refusals} />
        ))}
    </Dock>
  );
}
