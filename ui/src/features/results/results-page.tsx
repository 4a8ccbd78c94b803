import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemOf, useBackend, type ResultsView, type WhatIf } from "../../backend";
import { ProblemBox } from "../../components/problem-box";
import { useSettled } from "../../components/settled";
import { QueryStates } from "../../components/states";
import { Results } from "./results";
import "./decide.css";
import "./envelope.css";
import "./explain.css";
import "./results.css";
import { NO_AMOUNT } from "./tried-amount";
import { Waiting } from "./waiting";
import { faultsOf, WhatIfBar, type Typed } from "./what-if-bar";

const NOTHING: WhatIf = { cutoff: null, envelope: null, aggregation: null, amounts: [] };
const BLANK: Typed = { cutoff: "", envelope: "" };

/** The result without the marks of a trial that does not stand. */
function untried(view: ResultsView): ResultsView {
  return {
    ...view,
    rows: view.rows.map((row) => ({
      ...row,
      running: null,
      tried: null,
      within: row.within === "not_scored" ? row.within : "both",
    })),
  };
}

/** The result of a meeting: ranking, where every figure comes from, what-if, the panel's word. */
export function ResultsPage({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [whatIf, setWhatIf] = useState(NOTHING);
  const [typed, setTyped] = useState(BLANK);
  const [amount, setAmount] = useState(NO_AMOUNT);
  const [last, setLast] = useState<ResultsView | undefined>(undefined);
  const asked = useSettled(whatIf, 400);
  const results = useQuery({
    queryKey: ["results", no, asked],
    queryFn: () => backend.results(no, asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
  // A trial that is refused leaves what was shown before, with its words.
  const view = results.data ?? last;
  if (results.data !== undefined && results.data !== last) {
    setLast(results.data);
  }
  if (results.isError && problemOf(results.error).code === "session.out_of_order") {
    return <Waiting no={no} onGo={onGo} />;
  }
  if (view === undefined) {
    return (
      <QueryStates query={results} what={t("results.what")}>
        {() => null}
      </QueryStates>
    );
  }
  const faults = faultsOf(typed, view.total);
  const stands = faults.cutoff === null && faults.envelope === null && !results.isError;
  return (
    <Results
      no={no}
      view={stands ? view : untried(view)}
      cutoff={stands ? asked.cutoff : null}
      envelope={stands ? asked.envelope : null}
      onGo={onGo}
    >
      <WhatIfBar
        view={view}
        whatIf={whatIf}
        refused={results.isError}
        typed={typed}
        onTyped={setTyped}
        onChange={setWhatIf}
        amount={amount}
        onAmount={setAmount}
        onReset={() => {
          setTyped(BLANK);
          setAmount(NO_AMOUNT);
          setWhatIf(NOTHING);
        }}
      />
      {results.isError && <ProblemBox error={results.error} />}
    </Results>
  );
}
