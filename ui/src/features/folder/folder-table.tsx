import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";

import type { BidLine, FolderPaper, PaperKind } from "../../backend";
import { Mark } from "../../components/marks";
import { sizeOf } from "../../components/pdf/size";
import type { Chosen } from "./chosen";

const KINDS: readonly PaperKind[] = ["plan", "agreement", "budget", "evidence"];

/** The files of a folder: taken or not, whose they are, what they are, and what told it. */
export function FolderTable({
  files,
  chosen,
  bids,
  onChange,
}: {
  files: readonly FolderPaper[];
  chosen: readonly Chosen[];
  bids: readonly BidLine[];
  onChange: (chosen: Chosen[]) => void;
}) {
  const { t } = useTranslation();
  const options = bids.map((bid) => ({ value: bid.no, label: `${bid.no} ${bid.title}` }));
  const set = (at: number, part: Partial<Chosen>) =>
    onChange(
      chosen.map((one, index) => {
        if (index !== at) return one;
        const next = { ...one, ...part };
        // Who says whose a file is and what it is, takes it.
        const whole = next.bid !== null && next.kind !== null;
        return { ...next, take: whole && (part.take ?? true) };
      }),
    );
  return (
    <table className="grid fo-table" aria-label={t("books.folder.list")}>
      <thead className="stuck">
        <tr>
          <td />
          <th scope="col">{t("books.folder.file")}</th>
          <th scope="col">{t("books.folder.bid")}</th>
          <th scope="col">{t("books.folder.kind")}</th>
          <th scope="col">{t("books.folder.by")}</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file, at) => {
          const one = chosen[at] ?? { take: false, bid: null, kind: null };
          return (
            <tr key={file.path}>
              <td>
                <Checkbox
                  aria-label={t("books.folder.take", { file: file.file })}
                  checked={one.take}
                  disabled={one.bid === null || one.kind === null}
                  onChange={(event) => set(at, { take: event.target.checked })}
                />
              </td>
              <th scope="row" title={file.path}>
                {file.file} <small className="dim">{sizeOf(file.size)}</small>
              </th>
              <td>
                <Select
                  size="small"
                  showSearch={{ optionFilterProp: "label" }}
                  aria-label={t("books.folder.bidOf", { file: file.file })}
                  placeholder={t("books.folder.choose")}
                  value={one.bid}
                  options={options}
                  onChange={(bid: string) => set(at, { bid })}
                />
              </td>
              <td>
                <Select
                  size="small"
                  aria-label={t("books.folder.kindOf", { file: file.file })}
                  value={one.kind}
                  options={KINDS.map((kind) => ({ value: kind, label: t(`books.folder.kinds.${kind}`) }))}
                  onChange={(kind: PaperKind) => set(at, { kind })}
                />
              </td>
              <td>
                <Told file={file} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Told({ file }: { file: FolderPaper }) {
  const { t } = useTranslation();
  if (file.attached) {
    return (
      <span className="say say-done">
        <Mark kind="done" size={12} /> {t("books.folder.attached")}
      </span>
    );
  }
  if (file.by === null) {
    return (
      <span className="say say-warn">
        <Mark kind="warn" size={12} /> {t("books.folder.unmatched")}
      </span>
    );
  }
  return file.bids.length > 1 ? (
    <span className="say say-warn">
      <Mark kind="warn" size={12} /> {t("books.folder.several", { count: file.bids.length })}
    </span>
  ) : (
    <span>{t(`books.folder.told.${file.by}`)}</span>
  );
}
