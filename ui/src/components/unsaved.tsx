import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { useTranslation } from "react-i18next";

import { Cover } from "./cover";

/** What would be lost: by leaving the page, or only by locking (`keptOnPages`). */
export interface Work {
  /** In words, such as `导入文件里的 3 处更正`. */
  what: string;
  /** Another page leaves it as it is; the lock does not. */
  keptOnPages?: boolean;
  /** Its page asks by itself; only the lock because nobody is there does not come by that way. */
  asksItself?: boolean;
  /** Saves it now. Answers whether nothing is left. */
  save?: () => Promise<boolean>;
}

/**
 * What one leaves: a page of the open vault, or the vault. `away` is the vault too, left because nobody is there: what
 * would be lost then waits behind a covered page instead. A `part` of a page goes by its path: what stands in it, or in parts
 * within it.
 */
export type Way = "page" | "lock" | "away" | { part: string };

interface Standing extends Work {
  /** The path of the part it stands in. */
  part: string;
}

interface Unsaved {
  set: (id: string, work: Standing | null) => void;
  leave: (go: Go, way: Way) => Promise<void>;
}

/** What leaving does; a lock may take its time. */
type Go = () => unknown;

const UnsavedContext = createContext<Unsaved | null>(null);

const PartContext = createContext("");

/** A part of a page that goes while the page stays: a tab, a dock. Its name is one among its neighbours. */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  return <PartContext value={`${useContext(PartContext)}/${name}`}>{children}</PartContext>;
}

function concerns({ keptOnPages = false, asksItself = false, part }: Standing, way: Way): boolean {
  if (typeof way === "object") {
    return !asksItself && `${part}/`.startsWith(`${way.part}/`);
  }
  return way === "away" || (!asksItself && (way === "lock" || !keptOnPages));
}

/** A save that is under way is waited for, but not for ever: after this a lock goes on. */
const WAIT_MS = 4000;
const LOOK_MS = 25;

async function rested(queries: QueryClient): Promise<void> {
  const until = Date.now() + WAIT_MS;
  while (queries.isMutating() > 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function isLock(way: Way): boolean {
  return way === "lock" || way === "away";
}

/** Saves what can save itself; answers what is left, in words. */
async function left(works: readonly Work[]): Promise<string[]> {
  const open: string[] = [];
  for (const { what, save } of works) {
    if (save === undefined || !(await save())) {
      open.push(what);
    }
  }
  return open;
}

/** Knows what is not saved on any page, and asks before it is lost. Stands inside Ant Design's and the keys' providers. */
export function UnsavedProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [works] = useState(() => new Map<string, Standing>());
  const [asked, setAsked] = useState<{ go: Go; what: readonly string[]; way: Way } | null>(null);
  // A lock is in work: another press does nothing, and nothing is asked of a page that is on its way out.
  const locking = useRef(false);
  const set = useCallback(
    (id: string, work: Standing | null) => {
      if (work === null) {
        works.delete(id);
      } else {
        works.set(id, work);
      }
    },
    [works],
  );
  const finish = useCallback(async (go: Go, way: Way) => {
    setAsked(null);
    locking.current = isLock(way);
    try {
      await go();
    } finally {
      locking.current = false;
    }
  }, []);
  const leave = useCallback(
    async (go: Go, way: Way) => {
      if (locking.current) {
        return;
      }
      const locks = isLock(way);
      const concerned = [...works.values()].filter((work) => concerns(work, way));
      if (concerned.length === 0 && (!locks || queries.isMutating() === 0)) {
        await finish(go, way);
        return;
      }
      locking.current = locks;
      const what = await left(concerned);
      if (locks) {
        await rested(queries);
      }
      if (what.length === 0) {
        await finish(go, way);
      } else {
        locking.current = false;
        setAsked({ go, what, way });
      }
    },
    [works, queries, finish],
  );
  const gone = () => {
    if (asked !== null) {
      void finish(asked.go, asked.way);
    }
  };
  const value = useMemo(() => ({ set, leave }), [set, leave]);
  return (
    <UnsavedContext value={value}>
      {children}
      <Cover what={asked?.way === "away" ? asked.what : null} onBack={() => setAsked(null)} onLock={gone} />
      <Question asked={asked?.way === "away" ? null : asked} onStay={() => setAsked(null)} onGo={gone} />
    </UnsavedContext>
  );
}

function Question({
  asked,
  onStay,
  onGo,
}: {
  asked: { what: readonly string[]; way: Way } | null;
  onStay: () => void;
  onGo: () => void;
}) {
  const { t } = useTranslation();
  const lock = asked?.way === "lock";
  return (
    <Modal
      open={asked !== null}
      title={t(titleOf(asked?.way))}
      onCancel={onStay}
      destroyOnHidden
      footer={[
        <Button key="go" danger onClick={onGo}>
          {t(lock ? "app.leaving.lock" : "app.leaving.go")}
        </Button>,
        <Button key="stay" type="primary" autoFocus onClick={onStay}>
          {t("app.leaving.stay")}
        </Button>,
      ]}
    >
      <p>{t("app.leaving.loses", { what: asked?.what.join(t("app.leaving.join")) ?? "" })}</p>
    </Modal>
  );
}

function titleOf(way: Way | undefined) {
  if (typeof way === "object") return "app.leaving.partTitle";
  return way === "lock" ? "app.leaving.lockTitle" : "app.leaving.title";
}

function useValue(): Unsaved {
  const value = useContext(UnsavedContext);
  if (value === null) {
    throw new Error("no UnsavedProvider");
  }
  return value;
}

/** Says what is not saved here while the component is there; nothing when all is. */
export function useUnsaved(work: Work | null): void {
  const { set } = useValue();
  const part = useContext(PartContext);
  const id = useId();
  useEffect(() => {
    // Every render: `save` closes over what is typed now.
    set(id, work === null ? null : { ...work, part });
  });
  useEffect(() => () => set(id, null), [set, id]);
}

/**
 * For a small form that one button keeps: what was typed into it is asked about before it is lost. Gives what the form
 * does on input. `kept`: it is being kept, or is.
 */
export function useTyped(what: string, kept: boolean): () => void {
  const [typed, setTyped] = useState(false);
  useUnsaved(typed && !kept ? { what } : null);
  return () => setTyped(true);
}

/** Goes once everything is saved; asks first when something is not. */
export function useLeave(): (go: Go, way?: Way) => void {
  const { leave } = useValue();
  return useCallback((go, way = "page") => void leave(go, way), [leave]);
}

/** Lets a part go, named as it stands in `Part`, once everything in it is saved; asks first when something is not. */
export function useLeavePart(name: string): (go: () => void) => void {
  const { leave } = useValue();
  const outer = useContext(PartContext);
  return useCallback((go) => void leave(go, { part: `${outer}/${name}` }), [leave, outer, name]);
}
