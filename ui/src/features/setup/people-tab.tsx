import { useState } from "react";

import type { SetupView } from "../../backend";
import { Part, useLeavePart } from "../../components/unsaved";
import { JointForm } from "./joint-form";
import { DrawPane } from "./draw/draw-pane";
import { pairs } from "./matrix";
import { PanelList } from "./panel-list";
import { RecusalPane } from "./recusal-pane";
import { RuleList } from "./rule-list";

export interface PeopleProps {
  no: string;
  view: SetupView;
  /** Why nothing can be changed; nothing while it can. */
  locked: string | null;
  /** Who decides recusals. */
  by: string;
  onBy: (name: string) => void;
  onOrder: () => void;
  onGo: (path: string) => void;
}

/** The panel and the rules it is checked by; beside them the recusals, or the draw. */
export function PeopleTab(props: PeopleProps) {
  const { no, view, locked, onGo } = props;
  // A draw that waits for its words comes first.
  const [drawing, setDrawing] = useState(() =>
    view.draws.some(({ outcome, set_aside }) => outcome === null && set_aside === null),
  );
  const leave = useLeavePart("side");
  const toggle = () => leave(() => setDrawing(!drawing));
  const cells = pairs(view)
    .map(({ expert, bid }) => `${expert}/${bid}`)
    .join(" ");
  return (
    <div className="su-people">
      <section>
        <PanelList no={no} view={view} locked={locked} drawing={drawing} onDraw={toggle} onGo={onGo} />
        {view.session.kind === "acceptance" && <JointForm no={no} view={view} locked={locked} />}
        <RuleList rules={view.rules} questions={view.sheet.scored ? null : view.sheet.questions.length} />
      </section>
      <Part name="side">
        {drawing ? (
          <DrawPane no={no} view={view} locked={locked} onClose={toggle} />
        ) : (
          // Another panel or other bids: the chosen cell would be another pair.
          <RecusalPane key={cells} {...props} />
        )}
      </Part>
    </div>
  );
}
