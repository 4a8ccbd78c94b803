import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidLine, type FolderPaper, type PaperChoice } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import { Empty } from "../../components/states";
import { FolderTable } from "./folder-table";
import "./folder.css";
import { chosenAtFirst, confirmed, type Chosen } from "./chosen";

/** A folder of papers: each file with the bid its name fits, confirmed one by one or all at once, then attached. */
export function FolderPage({
  batch,
  dropped,
  onBack,
}: {
  batch: string;
  /** The folder that was last dropped on the window. */
  dropped: string | null;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  useKeys([{ keys: "Esc", label: t("books.folder.keys.back"), run: onBack }]);
  return (
    <div className="page">
      <PageHead title={t("books.folder.title")} facts={t("books.folder.facts", { batch })}>
        <Button onClick={onBack}>
          {t("books.folder.back")} <Keys of="Esc" />
        </Button>
      </PageHead>
      <Matching key={dropped} batch={batch} dropped={dropped} />
    </div>
  );
}

function Matching({ batch, dropped }: { batch: string; dropped: string | null }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const bids = useQuery({ queryKey: ["bids", batch], queryFn: () => backend.bids(batch), retry: false });
  const [folder, setFolder] = useState(dropped ?? "");
  const look = useMutation({ mutationFn: () => backend.papersLook(batch, folder.trim()) });
  const ready = folder.trim() !== "" && !look.isPending;
  const run = () => {
    if (ready) look.mutate();
  };
  useKeys([{ keys: "Ctrl R", label: t("books.folder.keys.look"), run, inFields: true, when: ready }]);
  return (
    <>
      <form
        className="tool-pane"
        aria-label={t("books.folder.look")}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <PathField
          id="fo-path"
          label={t("books.folder.path")}
          value={folder}
          onChange={(next) => {
            setFolder(next);
            look.reset();
          }}
          choose={() => backend.chooseFolder()}
          hint={t("books.folder.pathHint")}
        />
        <div className="tool-do">
          <Button type={look.isSuccess ? "default" : "primary"} htmlType="submit" disabled={!ready}>
            {t(look.isPending ? "books.folder.looking" : "books.folder.look")} <Keys of="Ctrl R" />
          </Button>
          {folder.trim() === "" && <span className="sec">{t("books.folder.need")}</span>}
        </div>
      </form>
      {look.isError && <ProblemBox error={look.error} />}
      {look.isSuccess && look.data.length === 0 && <Empty title={t("books.folder.empty")} />}
      {look.isSuccess && look.data.length > 0 && (
        <Confirm
          key={look.submittedAt}
          batch={batch}
          files={look.data}
          bids={bids.data ?? []}
          onDone={() => look.mutate()}
        />
      )}
    </>
  );
}

function Confirm({
  batch,
  files,
  bids,
  onDone,
}: {
  batch: string;
  files: FolderPaper[];
  bids: readonly BidLine[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly Chosen[]>(() => files.map(chosenAtFirst));
  const choices = confirmed(files, chosen);
  const attach = useMutation({
    mutationFn: (all: PaperChoice[]) => backend.papersAttach(batch, all),
    onSuccess: async (done) => {
      await queries.invalidateQueries({ queryKey: ["bids", batch] });
      await queries.invalidateQueries({ queryKey: ["bid", batch] });
      if (done.every((one) => one.problems.length === 0)) onDone();
    },
  });
  const ready = choices.length > 0 && !attach.isPending;
  const run = () => {
    if (ready) attach.mutate(choices);
  };
  useKeys([{ keys: "Ctrl Enter", label: t("books.folder.keys.attach"), run, inFields: true, when: ready }]);
  const refused = (attach.data ?? []).flatMap((one) =>
    one.problems.map((problem) => ({ ...problem, place: one.file })),
  );
  const took = (attach.data ?? []).filter((one) => one.problems.length === 0).length;
  const open = files.filter((file, at) => !file.attached && file.bids.length > 0 && !isReady(chosen[at]));
  return (
    <>
      <div className="fo-do">
        <span className="sec">
          {t("books.folder.counts", {
            all: files.length,
            ready: choices.length,
            open: open.length,
            none: files.filter((file) => file.bids.length === 0).length,
            attached: files.filter((file) => file.attached).length,
          })}
        </span>
        <Button type="primary" disabled={!ready} onClick={run}>
          {attach.isPending ? t("books.folder.doing") : t("books.folder.do", { count: choices.length })}{" "}
          <Keys of="Ctrl Enter" />
        </Button>
      </div>
      {attach.isError && <ProblemBox error={attach.error} />}
      {took > 0 && (
        <p className="say say-done fo-said" role="status">
          <Mark kind="done" /> {t("books.folder.done", { count: took })}
        </p>
      )}
      {refused.length > 0 && (
        <div className="note note-stop" role="alert">
          <div>
            <b>{t("books.folder.refused", { count: refused.length })}</b>
            <ProblemList problems={refused} />
          </div>
        </div>
      )}
      <div className="scroll">
        <FolderTable files={files} chosen={chosen} bids={bids} onChange={setChosen} />
      </div>
    </>
  );
}

function isReady(one: Chosen | undefined): boolean {
  return one !== undefined && one.take && one.bid !== null && one.kind !== null;
}
