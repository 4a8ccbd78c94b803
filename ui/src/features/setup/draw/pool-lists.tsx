import { useTranslation } from "react-i18next";

import type { DrawBar, DrawPerson, DrawPool } from "../../../backend";

/** Who may be drawn, and who is left out and why: both always there to look at. */
export function PoolLists({ pool }: { pool: DrawPool }) {
  const { t } = useTranslation();
  return (
    <div className="dr-lists">
      <details>
        <summary>{t("draw.eligible", { count: pool.eligible.length })}</summary>
        {pool.eligible.length === 0 ? (
          <p className="sec">{t("draw.nobody")}</p>
        ) : (
          <ul>
            {pool.eligible.map((one) => (
              <li key={one.no}>
                <Person of={one} />
              </li>
            ))}
          </ul>
        )}
      </details>
      <details>
        <summary>{t("draw.leftOut", { count: pool.left_out.length })}</summary>
        {pool.left_out.length === 0 ? (
          <p className="sec">{t("draw.nobody")}</p>
        ) : (
          <ul>
            {pool.left_out.map(({ person, bars }) => (
              <li key={person.no}>
                <Person of={person} />
                {bars.map((bar, index) => (
                  <Why key={index} of={bar} />
                ))}
              </li>
            ))}
          </ul>
        )}
      </details>
    </div>
  );
}

function Person({ of }: { of: DrawPerson }) {
  const { t } = useTranslation();
  return (
    <>
      <code className="dim">{of.no}</code> <b>{of.name}</b> {t(`setup.category.${of.category}`)}{" "}
      <span className="sec">{[of.specialty, of.unit].filter(Boolean).join(" · ")}</span>
    </>
  );
}

/** A reason in words. */
function Why({ of }: { of: DrawBar }) {
  const { t } = useTranslation();
  const words = () => {
    switch (of.why) {
      case "on_panel":
        return t("draw.bar.onPanel");
      case "replaced":
        return t("draw.bar.replaced", { draw: of.draw });
      case "conflict":
        return t("draw.bar.conflict", {
          items: of.items.map(([item, evidence]) => `${item}：${evidence}`).join("；"),
        });
      case "load":
        return t("draw.bar.load", { sessions: of.sessions, most: of.most });
      case "rest":
        return t("draw.bar.rest", { sessions: of.sessions.join("、"), of: of.of });
      case "by_hand":
        return t("draw.bar.byHand", { reason: of.reason });
    }
  };
  return <small className="dr-why">{words()}</small>;
}
