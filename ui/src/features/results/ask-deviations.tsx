import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type ResultsView } from "../../backend";
import { Changes } from "../../components/may";
import { ProblemBox } from "../../components/problem-box";

/** Asks the experts of deviating scores in private: a pack each, written into a folder. */
export function AskDeviations({ view }: { view: ResultsView }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const ask = useMutation({
    mutationFn: async () => {
      const folder = await backend.chooseFolder();
      return folder === null ? null : backend.deviationsAsk(view.session.no, folder);
    },
  });
  if (view.session.stage !== "tallied") {
    return null;
  }
  const made = ask.data ?? [];
  const refused = made.flatMap(({ problems }) => problems);
  return (
    <>
      <Changes>
        <Button size="small" disabled={ask.isPending} onClick={() => ask.mutate()}>
          {t("results.ask.do")}
        </Button>
      </Changes>
      {made.length > 0 && (
        <span className="sec" role="status">
          {t("results.ask.made", { count: made.filter(({ path }) => path !== null).length })}
          {refused.map((problem) => ` ${problem.zh}`)}
        </span>
      )}
      {ask.isError && <ProblemBox error={ask.error} />}
    </>
  );
}
