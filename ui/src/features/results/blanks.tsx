import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type Problem } from "../../backend";
import { Mark } from "../../components/marks";
import { language } from "../../i18n";

function usePapers(no: string) {
  const backend = useBackend();
  return useQuery({ queryKey: ["documents", no], queryFn: () => backend.documents(no), retry: false });
}

/** What the closing would leave blank for good: the papers say it before they close the meeting, and so does this page. */
export function useBlanks(no: string): readonly Problem[] {
  return usePapers(no).data?.notes ?? [];
}

/** How many saved papers hold that whatever is recorded after the closing may void. */
export function useVoids(no: string): number {
  const papers = usePapers(no).data;
  const closed = papers?.session.stage === "closed";
  return closed ? papers.documents.filter(({ state }) => state === "saved").length : 0;
}

/** Gates that nobody recorded and the like: what is to be done before the papers, though they do not wait for it. */
export function Blanks({ of, onRecord }: { of: readonly Problem[]; onRecord: () => void }) {
  const { t } = useTranslation();
  return of.map((problem, index) => (
    <li key={index}>
      <Mark kind="warn" />
      <span>
        <b>{t("results.queue.blank")}</b>
        {language() === "zh" ? problem.zh : problem.en}
      </span>
      <Button size="small" onClick={onRecord}>
        {t("results.queue.blankDo")}
      </Button>
    </li>
  ));
}
