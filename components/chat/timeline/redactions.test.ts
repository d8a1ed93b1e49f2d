import { describe, expect, it } from "vitest";
import type { HistoryPage, HistoryQuery, StoredMessage } from "@/sdk/protocol";
import { redactionType } from "@/sdk/protocol/redaction";
import { TimelineStore } from "./store";

const place = { channel: "lab" };
const secret = "a secret";
const at = (sequence: number) => new Date(sequence * 1_000).toISOString();

function message(sequence: number, more: Partial<StoredMessage["envelope"]> = {}): StoredMessage {
  const envelope = { id: `id-${sequence}`, type: "text", source: "writer", timestamp: at(sequence) };
  return { place, sequence, storedAt: at(sequence), envelope: { ...envelope, payload: { text: secret }, ...more } };
}

function redaction(sequence: number, target: number, reason = "spam"): StoredMessage {
  return message(sequence, {
    type: redactionType,
    source: "moderator",
    payload: { data: { sequence: target, reason } },
  });
}

/** History and feed of a place: `stored` is what pages are made of. */
async function opened(stored: StoredMessage[], { from = 0, limit = 10 } = {}) {
  let deliver: (batch: StoredMessage[]) => void = () => {};
  const store = new TimelineStore({
    place,
    isRefusal: () => false,
    read: async ({ before = Number.POSITIVE_INFINITY }: HistoryQuery): Promise<HistoryPage> => {
      const below = stored.filter(({ sequence }) => sequence < before);
      const messages = below.slice(-limit);
      const older = below.length > messages.length;
      const last = stored.at(-1)?.sequence ?? 0;
      return {
        messages,
        from: older ? (messages[0]?.sequence ?? 1) - 1 : from,
        through: Math.min(before - 1, last),
        hasOlder: older,
        hasNewer: false,
      };
    },
  });
  await store.start();
  store.connect((options) => {
    deliver = (batch) => void options.onMessages(batch);
    return { place, through: 0, status: { kind: "live" }, ready: Promise.resolve(), close: () => {} };
  });
  const rows = () => store.getSnapshot().rows;
  return { store, rows, deliver: (...batch: StoredMessage[]) => deliver(batch) };
}

const by = (reason = "spam", sequence = 0) => ({ by: "moderator", reason, at: at(sequence) });

describe("a redaction that arrives live", () => {
  it("makes a tombstone of the message on screen, has no row of its own and leaves the others as they are", async () => {
    const { rows, deliver } = await opened([message(1), message(2)]);
    const [first, second] = rows();
    deliver(redaction(3, 2));
    expect(rows().map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(rows()[0]).toBe(first);
    expect(rows()[1]).toMatchObject({ key: second?.key, redaction: by("spam", 3), envelope: { payload: {} } });
    expect(JSON.stringify(rows()[1])).not.toContain(secret);
  });

  it("comes before its target is read: a page that was made before it shows no original", async () => {
    const { store, rows, deliver } = await opened([message(1), message(2), message(3), message(4)], { limit: 3 });
    deliver(redaction(5, 1));
    await store.loadOlder();
    expect(rows()[0]).toMatchObject({ sequence: 1, redaction: by("spam", 5) });
    expect(JSON.stringify(rows()[0])).not.toContain(secret);
  });

  it("is not counted among what the reader has not seen", async () => {
    const { store, deliver } = await opened([message(1), message(2)]);
    store.setReader({ kind: "at", first: 1, last: 1 });
    deliver(redaction(3, 2), message(4));
    expect(store.getSnapshot().unseen).toBe(1);
  });

  it("redacts only a message before it that is no redaction, and the first of several counts", async () => {
    const { rows, deliver } = await opened([message(1), message(2)]);
    deliver(redaction(3, 2, "first"), redaction(4, 2, "second"), redaction(5, 9), redaction(6, 3), message(9));
    expect(rows().map((row) => row.redaction?.reason)).toEqual([undefined, "first", undefined]);
  });
});

describe("a tombstone that was read", () => {
  const tombstone = { ...message(2, { payload: {} }), redaction: by("from history", 7) };

  it("is shown as one", async () => {
    const { rows } = await opened([message(1), tombstone]);
    expect(rows()[1]).toMatchObject({ sequence: 2, redaction: by("from history", 7) });
  });

  it("takes the place of what was read before it was redacted", async () => {
    const stored = [message(1), message(2)];
    const { store, rows } = await opened(stored);
    expect(rows()[1]?.redaction).toBeUndefined();
    stored[1] = tombstone;
    await store.start();
    expect(rows()[1]).toMatchObject({ redaction: by("from history", 7), envelope: { payload: {} } });
  });
});

it("a place whose newest messages are all redactions shows what is before them", async () => {
  const redactions = Array.from({ length: 35 }, (_, index) => redaction(10 + index, 1));
  const { rows } = await opened([message(1), message(2), ...redactions]);
  expect(rows().map(({ sequence }) => sequence)).toEqual([1, 2]);
});

it("what the server agreed to is shown before the feed brings it, and stays as it was then", async () => {
  const { store, rows, deliver } = await opened([message(1), message(2)]);
  store.redacted(redaction(3, 2));
  const [, shown] = rows();
  expect(shown).toMatchObject({ redaction: by("spam", 3) });
  deliver(redaction(3, 2));
  expect(rows()[1]).toBe(shown);
});

describe("a new version", () => {
  const replacing = (sequence: number, replaces: number) =>
    message(sequence, { payload: { text: "better" }, replaces });

  it("leaves a line where the old one stood that leads to it, and has a row with its sender", async () => {
    const { rows, deliver } = await opened([message(1), message(2)]);
    deliver(replacing(3, 2));
    expect(rows()).toMatchObject([
      { sequence: 1, envelope: { payload: { text: secret } } },
      { sequence: 2, envelope: { payload: {} }, redaction: { by: "writer", reason: "edited", replacedBy: 3 } },
      { sequence: 3, envelope: { payload: { text: "better" } }, isGroupStart: true },
    ]);
  });

  it("that is redacted itself has replaced the old one all the same", async () => {
    const { rows } = await opened([message(1), { ...replacing(2, 1), redaction: by() }]);
    expect(rows()).toMatchObject([{ redaction: { replacedBy: 2 } }, { redaction: { by: "moderator" } }]);
  });
});
