import { useMutation } from "@tanstack/react-query";

import { useBackend, type PanelForm } from "../../backend";
import { useChanged } from "./changed";

/** Records what the panel did; the result is read anew. */
export function usePanelAct(no: string, onDone: () => void) {
  const backend = useBackend();
  const changed = useChanged(no);
  return useMutation({
    mutationFn: (form: PanelForm) => backend.panelRecord(no, form),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
}
