import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";

import { useBackend, type BoardExpert, type BoardView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { Mark } from "../../components/marks";
import { PageHead } from "../../components/page-head";
import { Empty } from "../../components/states";

/** Before the tally: who is missing, and the way back to the meeting. No score is shown. */
export function Waiting({ no, onGo }: { no: string; onGo: (path: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const board = useQuery({ queryKey: ["board", no], queryFn: () => backend.board(no), retry: false });
  const back = () => onGo("/board");
  useKeys([{ keys: "Ctrl Enter", label: t("results.waiting.back"), run: back }]);
  return (
    <div className="page">
      <PageHead title={t("results.title")} />
      <Empty
        title={t("results.waiting.title")}
        hint={
          <>
            <Mark kind="wait" size={30} />
            <br />
            {board.data !== undefined && <Missing board={board.data} />}
            {t("results.waiting.hidden")}
          </>
        }
        action={
          <Button type="primary" onClick={back}>
            {t("results.waiting.back")} <Keys of="Ctrl Enter" />
          </Button>
        }
      />
    </div>
  );
}

function Missing({ board }: { board: BoardView }) {
  const { t } = useTranslation();
  const word = ({ name, pack, scored, due }: BoardExpert) => {
    if (pack === null) {
      return t("results.waiting.none", { name });
    }
    return scored < due
      ? t("results.waiting.short", { name, count: due - scored })
      : t("results.waiting.open", { name });
  };
  const waited = board.experts.filter((expert) => board.waiting.includes(expert.no));
  return (
    <>
      {t("results.waiting.after", {
        experts: board.experts.length,
        packs: board.experts.filter((expert) => expert.pack !== null).length,
      })}
      {waited.length > 0
        ? t("results.waiting.missing", { names: waited.map(word).join("、") })
        : board.blocked.length === 0 && t("results.waiting.all")}
      <br />
    </>
  );
}
