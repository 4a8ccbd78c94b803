import { Modal } from "antd";
import {
  createContext,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";

import { Keys } from "./kbd";
import { composing, pressed } from "./key-match";
import { KeyStore, type Binding, type Hint } from "./key-store";
import { useOpening, useRests } from "./may";

const ALL = "Ctrl /";

interface KeysValue {
  store: KeyStore;
  showAll: () => void;
}

const KeysContext = createContext<KeysValue | null>(null);

function useKeysValue(): KeysValue {
  const value = useContext(KeysContext);
  if (value === null) {
    throw new Error("no KeysProvider");
  }
  return value;
}

/** Listens for every key of the window, and lists them all on `Ctrl /`. Stands inside Ant Design's ConfigProvider. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new KeyStore());
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!composing(event) && pressed(ALL, event) !== null) {
        event.preventDefault();
        setOpen((was) => !was);
      } else {
        store.handle(event);
      }
    };
    // A list to choose from would take Ctrl Enter for Enter and open; the page's key comes first there.
    const first = (event: KeyboardEvent) => {
      const list = event.target instanceof Element && event.target.closest(".ant-select") !== null;
      if (list && !composing(event) && pressed("Ctrl Enter", event) !== null) {
        event.stopPropagation();
        store.handle(event);
      }
    };
    window.addEventListener("keydown", first, true);
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", first, true);
      window.removeEventListener("keydown", listen);
    };
  }, [store]);
  const value = useMemo(() => ({ store, showAll: () => setOpen(true) }), [store]);
  return (
    <KeysContext value={value}>
      {children}
      <AllKeys open={open} onClose={() => setOpen(false)} />
    </KeysContext>
  );
}

/** Binds keys while the component is there. `everywhere`: the frame's own, which a screen may override. */
export function useKeys(bindings: readonly Binding[], { everywhere = false } = {}): void {
  const { store } = useKeysValue();
  const id = useId();
  const { reading } = useOpening();
  const rests = useRests();
  useEffect(() => {
    // What closes a form and what moves about acts always.
    const moves = ({ keys }: Binding) => keys === "Esc" || keys.includes("↑");
    const act = (binding: Binding) =>
      reading === null || (binding.changes !== true && (!rests || moves(binding)));
    // Every render: the actions close over what the screen knows now.
    store.set(id, { bindings: bindings.filter(act), everywhere });
  });
  useEffect(() => () => store.remove(id), [store, id]);
}

/** The hints of the current screen, its own before those that hold everywhere. */
export function useHints(): readonly Hint[] {
  const { store } = useKeysValue();
  return useSyncExternalStore(store.watch, store.hints);
}

/** The left of the bottom bar: the keys of this screen. What has no room is in the list of all keys. */
export function HintBar() {
  const { t } = useTranslation();
  const { showAll } = useKeysValue();
  const hints = useHints().filter((hint) => !hint.quiet);
  return (
    <div className="hints" role="group" aria-label={t("frame.hints")}>
      <ul>
        {hints.map((hint) => (
          <li key={hint.keys + hint.label}>
            <Keys of={hint.keys} /> {hint.label}
          </li>
        ))}
      </ul>
      <button type="button" onClick={showAll}>
        <Keys of={ALL} /> {t("keys.title")}
      </button>
    </div>
  );
}

function AllKeys({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const hints = [...useHints(), { keys: ALL, label: t("keys.title") }];
  return (
    <Modal open={open} title={t("keys.title")} footer={null} onCancel={onClose} destroyOnHidden>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t("keys.key")}</th>
            <th scope="col">{t("keys.does")}</th>
          </tr>
        </thead>
        <tbody>
          {hints.map((hint) => (
            <tr key={hint.keys + hint.label}>
              <td>
                <Keys of={hint.keys} />
              </td>
              <td>{hint.label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
