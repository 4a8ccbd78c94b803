import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type DemandView } from "../../backend";
import { PathField } from "../../components/path-field";
import { ProblemBox } from "../../components/problem-box";
import { sizeOf } from "../../components/pdf/size";
import { useDemandAct } from "../../components/use-demand-act";

const EXTENSIONS = ["pdf", "docx", "doc", "jpg", "jpeg", "png"];
/** What stands in the place of a batch: a demand is in none when it is collected. */
const NO_BATCH = "";

/** The papers of a demand; PDFs go to the desks of its panel. */
export function NeedPapers({ view }: { view: DemandView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [path, setPath] = useState("");
  const { no } = view.line;
  const attach = useDemandAct(
    (file: string) => backend.paperAttach(NO_BATCH, no, "evidence", file),
    () => setPath(""),
  );
  const remove = useDemandAct((id: string) => backend.paperRemove(NO_BATCH, no, id));
  return (
    <>
      <h3>{t("needs.papers")}</h3>
      <ul className="dm-log">
        {view.papers.map((paper) => (
          <li key={paper.id}>
            {paper.name} <small>{sizeOf(paper.size)}</small>{" "}
            <Button size="small" disabled={remove.isPending} onClick={() => remove.mutate(paper.id)}>
              {t("needs.paperRemove")}
            </Button>
          </li>
        ))}
      </ul>
      <PathField
        id="nd-paper"
        label={t("needs.paperPath")}
        value={path}
        onChange={setPath}
        choose={() => backend.chooseFile(EXTENSIONS)}
      />
      <Button
        size="small"
        disabled={path.trim() === "" || attach.isPending}
        onClick={() => attach.mutate(path.trim())}
      >
        {t("needs.paperAttach")}
      </Button>
      {attach.isError && <ProblemBox error={attach.error} />}
      {remove.isError && <ProblemBox error={remove.error} />}
    </>
  );
}
