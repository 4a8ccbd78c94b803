import { useTranslation } from "react-i18next";

import type { CriterionView, OwnMark } from "../../backend";
import { colours as c } from "../../theme";
import { useNames } from "./names";
import { along } from "./marks";

/** One's own marks of other bids for the same criterion: never other people's. */
export function OwnStrip({
  criterion,
  mark,
  others,
}: {
  criterion: CriterionView;
  mark: string | undefined;
  others: readonly OwnMark[];
}) {
  const { t } = useTranslation();
  const names = useNames();
  const at = (points: number) => `${4 + points * 0.92}%`;
  const x = (points: string) => at(along(criterion.max, points));
  const words = others
    .map(({ bid_no, mark }) => t("desk.ownOne", { no: bid_no, mark }))
    .join(t("desk.listJoin"));
  return (
    <div className="dk-own">
      <span>{t("desk.own")}</span>
      <svg width="100%" height="30" role="img" aria-label={words}>
        <title>{words}</title>
        <line x1="4%" x2="96%" y1="9" y2="9" stroke={c.control} />
        {criterion.bands.slice(0, -1).map((band) => (
          <line key={band.name} x1={x(band.from)} x2={x(band.from)} y1="3" y2="15" stroke={c.faint} />
        ))}
        {criterion.bands.map((band) => (
          <text
            key={band.name}
            x={at((along(criterion.max, band.from) + along(criterion.max, band.to)) / 2)}
            y="27"
            textAnchor="middle"
            fontSize="12.5"
            fill={c.ink3}
          >
            {names.band(band)}
          </text>
        ))}
        {others.map((other) => (
          <circle
            key={other.bid_no}
            cx={x(other.mark)}
            cy="9"
            r="4.5"
            fill={c.paper}
            stroke={c.ink3}
            strokeWidth="1.6"
          />
        ))}
        {mark !== undefined && <circle cx={x(mark)} cy="9" r="5.5" fill={c.accent} />}
      </svg>
    </div>
  );
}
