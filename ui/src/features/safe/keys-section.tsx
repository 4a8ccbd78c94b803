import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { KeysView, UserLine } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { AddUserForm } from "./add-user-form";
import { ExportVaultForm } from "./export-vault-form";
import { PassphraseForm } from "./passphrase-form";
import { RecoveryForm } from "./recovery-form";
import { RemoveUserForm } from "./remove-user-form";

type Tool = "add" | "passphrase" | "recovery" | "export" | { remove: UserLine };

/** The ways into the vault, and what can be done about them: one form at a time. */
export function KeysSection({ view }: { view: KeysView }) {
  const { t } = useTranslation();
  const [tool, setTool] = useState<Tool | null>(null);
  const close = () => setTool(null);
  const may = !view.read_only;
  const printed = view.users.some(({ kind }) => kind === "recovery");
  useKeys([
    { keys: "Ctrl N", label: t("safe.keys.add"), run: () => setTool("add"), when: may },
    { keys: "Esc", label: t("safe.close"), run: close, when: tool !== null, inFields: true },
  ]);
  return (
    <section className="sf-part" aria-labelledby="sf-keys">
      <div className="sec-h">
        <h2 id="sf-keys">{t("safe.keys.title")}</h2>
        <small>{t("safe.keys.sub")}</small>
      </div>
      <table className="grid" aria-labelledby="sf-keys">
        <thead>
          <tr>
            <th scope="col">{t("safe.keys.name")}</th>
            <th scope="col">{t("safe.keys.kind")}</th>
            <th scope="col">{t("safe.keys.added")}</th>
            <th scope="col" className="num">
              {t("safe.keys.memory")}
            </th>
            <th scope="col">{t("safe.keys.acts")}</th>
          </tr>
        </thead>
        <tbody>
          {view.users.map((user) => (
            <tr key={user.slot}>
              <th scope="row">
                {user.name} {user.own && <small className="sec">{t("safe.keys.own")}</small>}
              </th>
              <td>{t(`safe.keys.kinds.${user.kind}`)}</td>
              <td>
                {user.added === null
                  ? t("safe.keys.first")
                  : t("safe.keys.addedBy", { at: user.added, by: user.added_by ?? "" })}
              </td>
              <td className="num">
                {user.memory_mib === null ? t("safe.keys.noKey") : `${user.memory_mib} MiB`}
              </td>
              <td>
                {may && !user.own && (
                  <Button
                    size="small"
                    aria-label={t("safe.keys.removeWhom", { name: user.name })}
                    onClick={() => setTool({ remove: user })}
                  >
                    {t("safe.keys.remove")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!printed && <p className="sec sf-line">{t("safe.keys.noSheet")}</p>}
      <div className="sf-acts">
        {may && (
          <>
            <Button aria-expanded={tool === "add"} onClick={() => setTool("add")}>
              {t("safe.keys.add")} <Keys of="Ctrl N" />
            </Button>
            <Button aria-expanded={tool === "recovery"} onClick={() => setTool("recovery")}>
              {t(printed ? "safe.keys.sheetAgain" : "safe.keys.sheet")}
            </Button>
          </>
        )}
        <Button aria-expanded={tool === "passphrase"} onClick={() => setTool("passphrase")}>
          {t("safe.keys.passphrase")}
        </Button>
        {may && (
          <Button aria-expanded={tool === "export"} onClick={() => setTool("export")}>
            {t("safe.keys.export")}
          </Button>
        )}
      </div>
      {tool === "add" && <AddUserForm least={view.least} onClose={close} />}
      {tool === "recovery" && <RecoveryForm again={printed} onClose={close} />}
      {tool === "passphrase" && <PassphraseForm least={view.least} onClose={close} />}
      {tool === "export" && <ExportVaultForm least={view.least} onClose={close} />}
      {tool !== null && typeof tool === "object" && (
        <RemoveUserForm key={tool.remove.slot} user={tool.remove} onClose={close} />
      )}
    </section>
  );
}
