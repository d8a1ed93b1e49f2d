import { describe, expect, it } from "vitest";
import { outboxEntry, settle } from "./outbox";
import { rowsOf } from "./rows";
import type { Segment, TimelineMessage } from "./segments";

const at = (minute: number) => new Date(Date.UTC(2025, 5, 2, 12, minute)).toISOString();
const message = (sequence: number, minute: number, source = "signal", more: object = {}): TimelineMessage => ({
  place: { channel: "sensors" },
  sequence,
  storedAt: at(minute),
  envelope: { id: `id-${sequence}`, type: "text", source, timestamp: at(minute), payload: { text: "x" }, ...more },
});
const segment = (messages: TimelineMessage[], hasOlder = false): Segment => ({
  from: 0,
  through: messages.at(-1)?.sequence ?? 0,
  hasOlder,
  messages,
});

describe("rowsOf", () => {
  it("groups one sender's messages within five minutes, and starts a group for another sender, addressee or an event", () => {
    const rows = rowsOf(
      segment([
        message(1, 0),
        message(2, 4),
        message(3, 10),
        message(4, 11, "detector"),
        message(5, 11, "detector", { destination: ["analyst"] }),
        message(6, 11, "detector", { destination: ["analyst"], type: "event" }),
      ]),
      [],
    );
    expect(rows.map((row) => row.isGroupStart)).toEqual([true, false, true, true, true, true]);
  });

  it("starts a day where the reader's calendar does", () => {
    const rows = rowsOf(segment([message(1, 0), message(2, 1), message(3, 60 * 48)]), []);
    expect(rows.map((row) => row.isDayStart)).toEqual([true, false, true]);
  });

  it("draws a message the same before and after older ones arrive", () => {
    const all = [message(1, 0), message(2, 1), message(3, 2), message(4, 3)];
    const before = rowsOf(segment(all.slice(1), true), []);
    const after = rowsOf(segment(all), []);
    const shape = (rows: typeof after) =>
      rows.slice(-2).map(({ key, isDayStart, isGroupStart }) => ({ key, isDayStart, isGroupStart }));
    expect(before).toHaveLength(2);
    expect(shape(before)).toEqual(shape(after));
  });

  it("keeps row objects, so that unchanged rows are not drawn again", () => {
    const messages = [message(1, 0), message(2, 1)];
    const before = rowsOf(segment(messages), []);
    const after = rowsOf(segment([...messages, message(3, 2)]), []);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it("gives two stored messages with one id their own keys", () => {
    const twice = { ...message(2, 1), envelope: message(1, 0).envelope };
    const keys = rowsOf(segment([message(1, 0), twice]), []).map((row) => row.key);
    expect(new Set(keys).size).toBe(2);
  });

  it("shows what is on its way last and what was refused where it was", () => {
    const sending = outboxEntry({ id: "mine", text: "hi" }, "ada", new Date(at(2)));
    const refused = settle([sending], "mine", { kind: "failed", reason: "no" }, 1);
    const stored = segment([message(1, 0), message(2, 1)]);
    expect(rowsOf(stored, [sending]).map((row) => row.key)).toEqual(["id-1", "id-2", "mine"]);
    expect(rowsOf(stored, refused).map((row) => row.key)).toEqual(["id-1", "mine", "id-2"]);
  });

  it("keeps the key of a message from sending to stored", () => {
    const sending = outboxEntry({ id: "id-3", text: "hi" }, "ada", new Date(at(2)));
    const [before] = rowsOf(segment([]), [sending]);
    const [after] = rowsOf(segment([message(3, 2, "ada")]), [sending]);
    expect(after?.key).toBe(before?.key);
    expect(after?.outbox).toBeUndefined();
  });
});

it("a row says what it answers: what stands above it, or something elsewhere, which starts a group", () => {
  const answer = (sequence: number, to: number) => message(sequence, 0, "signal", { causationId: `id-${to}` });
  const result = { type: "tool.result", causationId: "id-1" };
  const rows = rowsOf(segment([message(1, 0), answer(2, 1), answer(3, 1), message(4, 0, "signal", result)]), []);
  expect(rows.map(({ answers, isGroupStart }) => [answers, isGroupStart])).toEqual([
    [undefined, true],
    ["above", false],
    ["elsewhere", true],
    [undefined, false],
  ]);
});
