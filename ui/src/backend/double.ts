import { Refused, type Backend, type HomeFacts, type OfficeHome, type Role } from ".";

/** A refusal with made-up words, for tests. */
export function refusal(code: string, zh: string): Refused {
  return new Refused([
    {
      code,
      severity: "error",
      place: null,
      params: [],
      zh,
      en: `refused: ${code}`,
      remedy_zh: "照此处理。",
      remedy_en: "Do this.",
    },
  ]);
}

/** A first page without a batch, a meeting or anybody to wait for. */
const NOTHING_YET: OfficeHome = {
  today: "2026-01-20",
  policy: { number: "并科〔2023〕17号", version: "2023-07/1", valid_to: "2026-07-14" },
  calendar_until: "2026-12-31",
  batches: [],
  sessions: [],
  chain: [1, 2, 3, 4, 5, 6, 7].map((step) => ({
    step,
    count: step <= 5 ? 0 : null,
    waiting: 0,
  })),
  demands: {
    all: 0,
    complete: 0,
    lacking: 0,
    under_review: 0,
    proposed: 0,
    not_selected: 0,
    published: 0,
    approved: 0,
  },
  experts: 0,
  waiting: [],
};

/** Calls that a test did not give: each says so instead of answering. */
function unanswered(): Backend {
  return new Proxy({} as Backend, {
    get: (_, name) => () => Promise.reject(refusal("double", `测试替身没有 ${String(name)}`)),
  });
}

/** A double of the backend for component tests: one vault in memory; a test gives the calls that it needs. */
export function double(given: Partial<Backend> = {}): Backend {
  let made: { facts: HomeFacts; passphrase: string } | null = null;
  let opened = false;
  const facts = (folder: string, role: Role, owner: string): HomeFacts => ({
    card: { folder, id: "ab".repeat(16), owner, role, created: "2026-01-20 08:30" },
    user: owner,
    reading: null,
    found: [],
    safe: null,
    journal_seq: 1,
    journal_head: Array.from({ length: 16 }, () => "5be8").join(" "),
    counts: { bids: 40, experts: 7, sessions: 1, packs: 14 },
  });
  const known = () => {
    if (made === null) {
      throw refusal("vault.not_a_vault", "这里没有保险库。");
    }
    return made;
  };
  const vault: Partial<Backend> = {
    onCloseAsked: () => Promise.resolve(() => undefined),
    closeWindow: () => Promise.resolve(),
    facts: () =>
      Promise.resolve({
        version: "0.1.0",
        program_zh: "论证台",
        program_en: "Lunzheng",
        documents: "/home/示例/文档",
      }),
    peek: async () => known().facts.card,
    recent: () => Promise.resolve([]),
    create: async (folder, role, owner, passphrase) => {
      made = { facts: facts(folder, role, owner), passphrase };
      opened = true;
      return made.facts;
    },
    open: async (_folder, passphrase) => {
      const vault = known();
      if (vault.passphrase !== passphrase) {
        throw refusal("vault.passphrase_wrong", "口令不正确。");
      }
      opened = true;
      return vault.facts;
    },
    home: async () => {
      if (!opened) {
        throw refusal("session.out_of_order", "保险库未打开。");
      }
      return known().facts;
    },
    lock: async () => {
      opened = false;
    },
    prove: async (passphrase) => {
      if (known().passphrase !== passphrase) {
        throw refusal("vault.passphrase_wrong", "口令不正确。");
      }
    },
    chooseFolder: () => Promise.resolve("/home/office/选中.lunzheng"),
    officeHome: () => Promise.resolve(NOTHING_YET),
    progress: () => Promise.resolve(null),
    onDropped: () => Promise.resolve(() => {}),
    onSleep: () => Promise.resolve(() => {}),
    openedPack: () => Promise.resolve(null),
    sharedTurn: () => Promise.resolve(null),
  };
  const answers: Partial<Backend> = { ...vault, ...given };
  return new Proxy(unanswered(), {
    get: (rest, name) => answers[name as keyof Backend] ?? rest[name as keyof Backend],
    set: (_, name, call) => {
      answers[name as keyof Backend] = call;
      return true;
    },
  });
}
