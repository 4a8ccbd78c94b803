import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useBackend, type BatchView, type DemandLine, type ListedLine } from "../../backend";
import { grouped } from "../../components/amount";
import { ProblemBox } from "../../components/problem-box";
import { useDemandAct } from "../../components/use-demand-act";

/** The list of a batch. Until the meeting its order can be changed; until publication its numbers. */
export function ListTable({ batch, proposed }: { batch: BatchView; proposed: readonly DemandLine[] }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const list = useDemandAct((demands: string[]) => backend.batchList(batch.name, demands));
  const open = batch.study === null;
  const all = batch.listed.map((one) => one.demand.no);
  const swap = (index: number, by: number) => {
    const next = [...all];
    const [moved] = next.splice(index, 1);
    next.splice(index + by, 0, moved as string);
    list.mutate(next);
  };
  return (
    <div>
      {list.isError && <ProblemBox error={list.error} />}
      <table className="grid dm-table" aria-label={t("posting.what")}>
        <thead className="stuck">
          <tr>
            <th scope="col" className="num">
              {t("posting.order")}
            </th>
            <th scope="col">{t("posting.no")}</th>
            <th scope="col">{t("posting.name")}</th>
            <th scope="col">{t("posting.field")}</th>
            <th scope="col" className="num">
              {t("posting.investment")}
            </th>
            {open && <th scope="col">{t("posting.move")}</th>}
          </tr>
        </thead>
        <tbody>
          {batch.listed.map((one, index) => (
            <tr key={one.demand.no}>
              <td className="num">{index + 1}</td>
              <td className="ps-no">
                <NumberCell key={one.challenge_no ?? ""} batch={batch} line={one} />
              </td>
              <th scope="row" className="dm-title">
                {one.demand.title}
                <small>
                  {one.demand.no}　{one.demand.sponsor}
                </small>
              </th>
              <td>{one.demand.field}</td>
              <td className="num">
                {one.demand.total_investment === null ? "—" : grouped(one.demand.total_investment)}
              </td>
              {open && (
                <td className="dm-nowrap">
                  <Button
                    size="small"
                    aria-label={`${t("posting.up")} ${one.demand.no}`}
                    disabled={index === 0 || list.isPending}
                    onClick={() => swap(index, -1)}
                  >
                    ↑
                  </Button>{" "}
                  <Button
                    size="small"
                    aria-label={`${t("posting.down")} ${one.demand.no}`}
                    disabled={index === all.length - 1 || list.isPending}
                    onClick={() => swap(index, 1)}
                  >
                    ↓
                  </Button>{" "}
                  <Button
                    size="small"
                    aria-label={`${t("posting.out")} ${one.demand.no}`}
                    disabled={list.isPending}
                    onClick={() => list.mutate(all.filter((no) => no !== one.demand.no))}
                  >
                    {t("posting.out")}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {all.length === 0 && <p className="dm-more sec">{t("posting.emptyList")}</p>}
      {open && <p className="dm-more dim">{t("posting.listHint")}</p>}
      {open && proposed.length > 0 && (
        <section className="ps-more">
          <h3>{t("posting.addTitle")}</h3>
          <ul className="dm-log">
            {proposed.map((one) => (
              <li key={one.no}>
                <Button
                  size="small"
                  aria-label={`${t("posting.add")} ${one.no}`}
                  disabled={list.isPending}
                  onClick={() => list.mutate([...all, one.no])}
                >
                  {t("posting.add")}
                </Button>{" "}
                {one.no}　{one.title}　<span className="sec">{one.sponsor}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The number of a challenge, typed in place until the list is published. */
function NumberCell({ batch, line }: { batch: BatchView; line: ListedLine }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const [text, setText] = useState(line.challenge_no ?? "");
  const save = useDemandAct((number: string) => backend.challengeNumber(batch.name, line.demand.no, number));
  if (batch.publication !== null) {
    return <>{line.challenge_no ?? "—"}</>;
  }
  const keep = () => {
    if (text.trim() !== (line.challenge_no ?? "") && !save.isPending) {
      save.mutate(text.trim());
    }
  };
  return (
    <>
      <Input
        size="small"
        aria-label={t("posting.number.of", { no: line.demand.no })}
        value={text}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={keep}
        onPressEnter={keep}
      />
      {save.isError && <ProblemBox error={save.error} />}
    </>
  );
}
