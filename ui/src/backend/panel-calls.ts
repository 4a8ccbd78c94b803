import type * as T from "./types";

/** What a panel concludes within, and what it does together. */
export interface PanelCalls {
  /** Records the envelope in force; one that takes the place of another, or comes after a conclusion, with a reason. */
  envelopeSet(no: string, form: T.EnvelopeForm): Promise<void>;
  /** Records a vote, the panel's word on a veto, dissent, or remarks of the supervisor. */
  panelRecord(no: string, form: T.PanelForm): Promise<void>;
}
