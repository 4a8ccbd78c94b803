import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { DeskEdit, DeskSaved } from "../../backend";
import { refusal } from "../../backend/double";
import { DeskMemory } from "./desk.memory";
import { SaveQueue } from "./save-queue";

const BID = "BID-02";
const mark = (value: string, criterion = "fit"): DeskEdit => ({ edit: "mark", criterion, mark: value });
const note = (text: string): DeskEdit => ({ edit: "note", text });

function queueOf(fails: (edit: DeskEdit) => unknown = () => null) {
  const memory = new DeskMemory();
  const sent: DeskEdit[] = [];
  let going = 0;
  const send = async (bid: string, edit: DeskEdit): Promise<DeskSaved> => {
    going += 1;
    expect(going).toBe(1);
    sent.push(edit);
    await Promise.resolve();
    going -= 1;
    const error = fails(edit);
    if (error !== null) {
      throw error;
    }
    return memory.edit(bid, edit);
  };
  return { queue: new SaveQueue(send, () => undefined), sent };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the queue of edits", () => {
  it("waits for the pause, and sends only the last of the same", async () => {
    const { queue, sent } = queueOf();
    queue.put(BID, note("第"), 400);
    await vi.advanceTimersByTimeAsync(300);
    queue.put(BID, note("第 14 页"), 400);
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toEqual([]);
    expect(queue.view().state).toBe("saving");
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([note("第 14 页")]);
    expect(queue.view()).toEqual({ unsaved: [], state: "saved", at: "10:42:01" });
  });

  it("keeps the order: what was typed before a mark goes before it, one at a time", async () => {
    const { queue, sent } = queueOf();
    queue.put(BID, note("甲"), 400);
    queue.put(BID, mark("18"));
    queue.put(BID, mark("17"));
    await queue.flush();
    expect(sent).toEqual([note("甲"), mark("17")]);
  });

  it("keeps what failed, goes on with the rest, and tries again by itself", async () => {
    let full = true;
    const { queue, sent } = queueOf((edit) =>
      full && edit.edit === "mark" ? refusal("io", "磁盘已满。") : null,
    );
    queue.put(BID, mark("18"));
    queue.put(BID, note("甲"));
    await queue.flush();
    expect(sent).toHaveLength(2);
    expect(queue.view().state).toBe("failed");
    expect(queue.view().unsaved.map(({ what, state }) => [what, state])).toEqual([["mark/fit", "failed"]]);
    full = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(queue.view()).toMatchObject({ unsaved: [], state: "saved" });
  });

  it("does not try a refused value again by itself; another one takes its place", async () => {
    const { queue, sent } = queueOf((edit) =>
      edit.edit === "mark" && edit.mark === "99" ? refusal("score.over_max", "超过上限。") : null,
    );
    queue.put(BID, mark("99"));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toHaveLength(1);
    queue.put(BID, mark("19"));
    await queue.flush();
    expect(queue.view()).toMatchObject({ unsaved: [], state: "saved" });
  });

  it("holds back what is not whole yet, and says that not everything is saved", async () => {
    const { queue, sent } = queueOf();
    queue.put(BID, note("甲"), 400, true);
    expect(await queue.retry()).toBe(false);
    expect(sent).toEqual([]);
    queue.put(BID, note("甲乙"), 400);
    expect(await queue.retry()).toBe(true);
    expect(sent).toEqual([note("甲乙")]);
  });

  it("forgets a bid that is no longer this expert's, and stops trying once the desk is closed", async () => {
    const { queue, sent } = queueOf(() => refusal("io", "磁盘已满。"));
    queue.put(BID, mark("18"));
    await queue.flush();
    queue.drop(BID);
    expect(queue.view().unsaved).toEqual([]);
    queue.put(BID, mark("18"));
    queue.close();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sent).toHaveLength(2);
  });
});
