import { Button } from "antd";
import { useState, type FocusEvent } from "react";
import { useTranslation } from "react-i18next";

import type { PanelMember, SetupView } from "../../backend";
import { Keys } from "../../components/kbd";
import { useKeys } from "../../components/keys";
import { ProblemBox } from "../../components/problem-box";
import { useRoving } from "../../components/roving";
import { CallForm } from "./draw/call-form";
import { ExpertPicker } from "./expert-picker";
import { useRefocus } from "./use-refocus";
import { useSetupChange } from "./use-setup";

interface PanelProps {
  no: string;
  view: SetupView;
  locked: string | null;
  /** Whether the draw is open beside it. */
  drawing: boolean;
  onDraw: () => void;
  onGo: (path: string) => void;
}

/** The panel in its order. Every change is kept at once. */
export function PanelList({ no, view, locked, drawing, onDraw, onGo }: PanelProps) {
  const { t } = useTranslation();
  const [picking, setPicking] = useState(false);
  const [inside, setInside] = useState(false);
  const [calling, setCalling] = useState<string | null>(null);
  const panel = usePanel(no, view);
  const { members } = panel;
  const { active, setActive, pane, item } = useRoving({ count: members.length });
  const { ref, refocus } = useRefocus<HTMLTableElement>();
  const current = members[active];
  const move = (by: -1 | 1) => {
    const to = active + by;
    if (current === undefined || to < 0 || to >= members.length) {
      return;
    }
    const next = members.filter((one) => one !== current);
    next.splice(to, 0, current);
    panel.set(next);
    setActive(to);
    refocus(current.no);
  };
  // Who was drawn goes by the call of an alternate alone, which asks why.
  const stays = current !== undefined && current.draw !== null;
  const remove = () => {
    if (current !== undefined && !stays) {
      panel.set(members.filter((one) => one !== current));
      refocus(Math.min(active, members.length - 2));
    }
  };
  const called = calling === null ? undefined : members.find((one) => one.no === calling);
  const free = locked === null;
  const acts = free && inside && current !== undefined;
  useKeys([
    {
      keys: "Ctrl E",
      label: t("setup.add"),
      run: () => setPicking((was) => !was),
      when: free,
      inFields: true,
    },
    { keys: "Ctrl D", label: t(drawing ? "draw.close" : "draw.open"), run: onDraw, inFields: true },
    { keys: "Alt ↑↓", label: t("setup.move"), run: (key) => move(key === "↑" ? -1 : 1), when: acts },
    {
      keys: "Alt C",
      label: t("draw.call"),
      run: () => setCalling(current?.no ?? null),
      when: acts && (stays || current.alternate !== null),
    },
    { keys: "Delete", label: t("setup.remove"), run: remove, when: acts && !stays },
  ]);
  const leave = (event: FocusEvent) => setInside(event.currentTarget.contains(event.relatedTarget));
  return (
    <>
      <div className="sec-h">
        <h2>
          {t("setup.panel")} <small>{t("setup.panelCount", { count: members.length })}</small>
        </h2>
        <span className="su-heads">
          {free ? (
            <Button size="small" aria-expanded={picking} onClick={() => setPicking(!picking)}>
              {t("setup.add")} <Keys of="Ctrl E" />
            </Button>
          ) : (
            <span className="dim">{locked}</span>
          )}
          {(free || view.draws.length > 0) && (
            <Button size="small" aria-expanded={drawing} onClick={onDraw}>
              {t("draw.open")} <Keys of="Ctrl D" />
            </Button>
          )}
        </span>
      </div>
      {picking && free && (
        <ExpertPicker
          experts={view.experts.filter((one) => members.every(({ no: taken }) => taken !== one.no))}
          none={view.experts.length === 0}
          onAdd={(added) => panel.set([...members, added])}
          onClose={() => setPicking(false)}
          onGo={onGo}
        />
      )}
      {panel.error !== null && <ProblemBox error={panel.error} />}
      {members.length === 0 ? (
        <p className="su-none">{t("setup.panelEmpty")}</p>
      ) : (
        <div onFocus={() => setInside(true)} onBlur={leave}>
          <table ref={ref} className="grid su-panel" role="grid" aria-label={t("setup.panel")} {...pane}>
            <thead>
              <tr>
                <th scope="col">{t("setup.name")}</th>
                <th scope="col">{t("setup.duty")}</th>
                <th scope="col">{t("setup.unit")}</th>
                <th scope="col">{t("setup.drawn")}</th>
              </tr>
            </thead>
            <tbody>
              {members.map((one, index) => (
                <tr
                  key={one.no}
                  data-key={one.no}
                  aria-selected={inside && index === active}
                  onClick={(event) => event.currentTarget.focus()}
                  {...item(index)}
                >
                  <th scope="row">{one.name}</th>
                  <td>{t(`setup.category.${one.category}`)}</td>
                  <td>
                    {one.unit} <span className="dim">{one.title}</span>
                  </td>
                  <td className="sec">
                    {one.draw === null
                      ? t(one.random ? "setup.random" : "setup.named")
                      : t("draw.drawnIn", { number: one.draw })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {acts && called === undefined && (
            <div className="su-acts" role="group" aria-label={t("setup.member", { name: current.name })}>
              <b>{current.name}</b>
              <Button
                size="small"
                disabled={active === 0}
                title={active === 0 ? t("setup.top") : ""}
                onClick={() => move(-1)}
              >
                {t("setup.up")} <Keys of="Alt ↑" />
              </Button>
              <Button
                size="small"
                disabled={active === members.length - 1}
                title={active === members.length - 1 ? t("setup.bottom") : ""}
                onClick={() => move(1)}
              >
                {t("setup.down")} <Keys of="Alt ↓" />
              </Button>
              {(stays || current.alternate !== null) && (
                <Button size="small" onClick={() => setCalling(current.no)}>
                  {t("draw.call")} <Keys of="Alt C" />
                </Button>
              )}
              <Button size="small" disabled={stays} title={stays ? t("draw.stays") : ""} onClick={remove}>
                {t("setup.remove")} <Keys of="Delete" />
              </Button>
            </div>
          )}
        </div>
      )}
      {free && called !== undefined && (
        <CallForm
          key={called.no}
          no={no}
          member={called}
          onDone={() => setCalling(null)}
          onCancel={() => setCalling(null)}
        />
      )}
    </>
  );
}

/** The panel as it is asked for, until the program has answered. */
function usePanel(no: string, view: SetupView) {
  const [asked, setAsked] = useState<readonly PanelMember[] | null>(null);
  const change = useSetupChange(no, (backend, members: readonly PanelMember[]) =>
    backend.setupPanel(
      no,
      members.map(({ no: expert }) => expert),
    ),
  );
  const set = (members: readonly PanelMember[]) => {
    setAsked(members);
    change.mutate(members, { onSettled: () => setAsked(null) });
  };
  return { members: asked ?? view.panel, set, error: change.isError ? change.error : null };
}
