import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend, type TwicePair } from "../../backend";
import { Mark } from "../../components/marks";
import { ProblemBox } from "../../components/problem-box";
import { ProblemList } from "../../components/problem-list";
import "./incoming.css";

/** Rows that are shown; who has more has taken the list in before. */
const SHOWN = 50;

/** What a file on its way in has that the vault has already: said at once, before anything is taken. */
export function IncomingNote({ digest }: { digest: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const incoming = useQuery({
    queryKey: ["twice-incoming", digest],
    queryFn: () => backend.twiceIncoming(),
    gcTime: 0,
    retry: false,
  });
  if (incoming.isError) {
    return <ProblemBox error={incoming.error} />;
  }
  if (incoming.data === undefined) {
    return null;
  }
  const { same_file, pairs } = incoming.data;
  if (same_file === null && pairs.length === 0) {
    return null;
  }
  return (
    <div className="note note-warn tw-incoming" role="status">
      <div>
        {same_file !== null && <ProblemList problems={[same_file]} />}
        {pairs.length > 0 && (
          <details>
            <summary>
              <Mark kind="warn" size={12} /> {t("books.twice.incoming", { count: pairs.length })}
            </summary>
            <ul>
              {pairs.slice(0, SHOWN).map((pair) => (
                <Row key={`${pair.new.key}|${pair.old.key}`} pair={pair} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}

function Row({ pair }: { pair: TwicePair }) {
  const { t } = useTranslation();
  return (
    <li>
      {t("books.twice.incomingRow", {
        place: pair.new.source,
        title: pair.new.title,
        source: pair.old.source,
        no: pair.old.no,
        alike: t(`books.twice.alike.${pair.alike}`),
        percent: pair.percent,
      })}
    </li>
  );
}
