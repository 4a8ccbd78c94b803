import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BidView, type PaperCard, type PaperKind } from "../../backend";
import { Mark } from "../../components/marks";
import { Changes } from "../../components/may";
import { PathField } from "../../components/path-field";
import { sizeOf } from "../../components/pdf/size";
import { ProblemBox } from "../../components/problem-box";

const KINDS: readonly PaperKind[] = ["plan", "agreement", "budget", "evidence"];
const EXTENSIONS = ["pdf", "docx", "doc", "jpg", "jpeg", "png"];
/** Characters of a digest that are shown; the whole of it stands in its title. */
const DIGEST = 16;

/** The papers of a bid: what they are, how many pages, their digest; and attaching one more. */
export function PapersSection({
  view,
  dropped,
  onLook,
}: {
  view: BidView;
  /** The file that was last dropped on the window. */
  dropped: string | null;
  onLook: (paper: PaperCard) => void;
}) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("bid.papers.title")} id="bd-papers-at">
      <h2>{t("bid.papers.title")}</h2>
      {view.papers.length === 0 ? (
        <p className="sec">{t("bid.papers.none")}</p>
      ) : (
        <ul className="bd-papers">
          {view.papers.map((paper) => (
            <li key={paper.id}>
              <div>
                <b>{t(`bid.paperKind.${paper.kind}`)}</b> {paper.name}
                <small className="sec">
                  {t(`bid.paperFormat.${paper.format}`)} · {sizeOf(paper.size)} ·{" "}
                  {paper.pages === null
                    ? t("bid.papers.noPages")
                    : t("bid.papers.pages", { count: paper.pages })}
                </small>
                <small className="dim" title={paper.id}>
                  {t("bid.papers.digest", { digest: paper.id.slice(0, DIGEST) })}
                </small>
                {(paper.format === "docx" || paper.format === "doc") && (
                  <small className="sec">{t("bid.papers.wordOnly")}</small>
                )}
              </div>
              {paper.format !== "docx" && paper.format !== "doc" && (
                <Button
                  size="small"
                  aria-label={t("bid.papers.lookAt", { name: paper.name })}
                  onClick={() => onLook(paper)}
                >
                  {t("bid.papers.look")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Changes>
        <AttachForm key={dropped} view={view} dropped={dropped} />
      </Changes>
    </section>
  );
}

function AttachForm({ view, dropped }: { view: BidView; dropped: string | null }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const queries = useQueryClient();
  const [path, setPath] = useState(dropped ?? "");
  const [kind, setKind] = useState<PaperKind | null>(null);
  const attach = useMutation({
    mutationFn: (of: PaperKind) => backend.paperAttach(view.batch, view.no, of, path.trim()),
    onSuccess: async () => {
      setPath("");
      setKind(null);
      await queries.invalidateQueries({ queryKey: ["bid", view.batch] });
      await queries.invalidateQueries({ queryKey: ["bids", view.batch] });
    },
  });
  const ready = kind !== null && path.trim() !== "" && !attach.isPending;
  return (
    <form
      className="bd-form"
      aria-label={t("bid.papers.attach")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) attach.mutate(kind);
      }}
    >
      <label htmlFor="bd-papers">{t("bid.papers.kind")}</label>
      <Select<PaperKind>
        id="bd-papers"
        size="small"
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: t(`bid.paperKind.${one}`) }))}
        onChange={setKind}
      />
      <PathField
        id="bd-paper-path"
        label={t("bid.papers.path")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseFile(EXTENSIONS)}
        hint={t("bid.papers.pathHint")}
      />
      <div className="bd-do">
        <Button size="small" htmlType="submit" disabled={!ready}>
          {t("bid.papers.attach")}
        </Button>
        {attach.isPending ? (
          <span className="say say-part" role="status">
            <Mark kind="part" /> {t("bid.papers.attaching")}
          </span>
        ) : (
          !ready && <span className="sec">{t("bid.papers.need")}</span>
        )}
      </div>
      {attach.isError && <ProblemBox error={attach.error} />}
    </form>
  );
}
