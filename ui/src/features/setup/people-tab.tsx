import type { SetupView } from "../../backend";
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

/** The panel and the rules it is checked by; beside them the recusals. */
export function PeopleTab(props: PeopleProps) {
  const { no, view, locked, onGo } = props;
  return (
    <div className="su-people">
      <section>
        <PanelList no={no} view={view} locked={locked} onGo={onGo} />
        <RuleList rules={view.rules} />
      </section>
      <RecusalPane {...props} />
    </div>
  );
}
