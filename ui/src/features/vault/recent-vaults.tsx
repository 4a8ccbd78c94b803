import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { useBackend } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";

/** The folder's own name, without where it lies. */
function nameOf(folder: string): string {
  const last = folder.split(/[/\\]/).filter(Boolean).at(-1) ?? folder;
  return last.replace(/\.lunzheng$/, "");
}

/** Vaults that were open on this machine: one key, and only the passphrase is left to type. */
export function RecentVaults({ chosen, onChoose }: { chosen: string; onChoose: (folder: string) => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const recent = useQuery({ queryKey: ["recent"], queryFn: () => backend.recent(), gcTime: 0 });
  const folders = recent.data ?? [];
  const choose = (folder: string) => {
    onChoose(folder);
    document.getElementById("passphrase")?.focus();
  };
  useKeys(
    folders.map((folder, at) => ({
      keys: `Alt ${at + 1}`,
      label: `${t("vault.doOpen")} ${nameOf(folder)}`,
      run: () => choose(folder),
      inFields: true,
      quiet: true,
    })),
  );
  if (folders.length === 0) {
    return null;
  }
  return (
    <section className="gate-recent" aria-label={t("vault.recent")}>
      <h3>{t("vault.recent")}</h3>
      <ul>
        {folders.map((folder, at) => (
          <li key={folder}>
            <button type="button" aria-pressed={chosen === folder} onClick={() => choose(folder)}>
              <b>{nameOf(folder)}</b>
              <span className="sec" title={folder}>
                {folder}
              </span>
              <Keys of={`Alt ${at + 1}`} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
