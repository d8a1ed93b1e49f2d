import { describe, expect, it } from "vitest";
import { foldReach } from "./folds";
import { rowsOf } from "./rows";
import type { Segment, TimelineMessage } from "./segments";

const at = new Date(Date.UTC(2025, 5, 2, 12)).toISOString();
const message = (sequence: number, type: string, data: unknown = {}, more: object = {}): TimelineMessage => ({
  place: { channel: "lab" },
  sequence,
  storedAt: at,
  envelope: { id: `id-${sequence}`, type, source: "ada", timestamp: at, payload: { data }, ...more },
});
const segment = (messages: TimelineMessage[], hasOlder = false): Segment => ({
  from: 0,
  through: messages.at(-1)?.sequence ?? 0,
  hasOlder,
  messages,
});
/** Which message is in which row: `1+3` for a call with its result, `3<1` for one that stands alone. */
const shape = (messages: TimelineMessage[], hasOlder = false) =>
  rowsOf(segment(messages, hasOlder), []).map(({ sequence, folds = [], head }) => {
    const inside = folds.filter(({ isFolded }) => isFolded).map((fold) => `+${fold.message.sequence}`);
    return `${sequence}${inside.join("")}${head ? `<${head.sequence}` : ""}`;
  });

describe("a tool's result", () => {
  it("is in the card of the call that caused it", () => {
    expect(
      shape([
        message(1, "tool.call"),
        message(2, "text"),
        message(3, "tool.result", {}, { causationId: "id-1" }),
        message(4, "text"),
      ]),
    ).toEqual(["1+3", "2", "4"]);
  });

  it("is found by the call's id in the payload, whatever it is called", () => {
    expect(
      shape([
        message(1, "tool.call", { name: "a", id: "x" }),
        message(2, "tool.call", { name: "a", id: "y" }),
        message(3, "tool.result", { tool_call_id: "y" }),
        message(4, "tool.result", { callId: "x" }),
      ]),
    ).toEqual(["1+4", "2+3"]);
  });

  it("is found by an exchange in which one call is open, and never guessed between two", () => {
    const exchange = { correlationId: "e" };
    const two = [message(1, "tool.call", { name: "a" }, exchange), message(2, "tool.call", { name: "b" }, exchange)];
    expect(shape([...two, message(3, "tool.result", { output: 1 }, exchange)])).toEqual(["1", "2", "3"]);
    expect(shape([...two, message(4, "tool.result", { name: "b", output: 1 }, exchange)])).toEqual(["1", "2+4"]);
    const answered = [...two, message(5, "tool.result", { name: "b" }, exchange)];
    expect(shape([...answered, message(6, "tool.result", {}, exchange)])).toEqual(["1+6", "2+5"]);
  });

  it("answers one of several calls in one message, and a second answer stands alone", () => {
    const calls = message(1, "tool.call", {
      tool_calls: [
        { id: "a", name: "x" },
        { id: "b", name: "y" },
      ],
    });
    const results = ["a", "b", "a"].map((id, index) => message(2 + index, "tool.result", { call_id: id, output: 1 }));
    expect(shape([calls, ...results])).toEqual(["1+2+3", "4<1"]);
  });

  it("stands alone where its call is far above, and names it", () => {
    const between = Array.from({ length: foldReach }, (_, index) => message(index + 2, "text"));
    const last = message(foldReach + 2, "tool.result", {}, { causationId: "id-1" });
    expect(shape([message(1, "tool.call"), ...between, last]).at(-1)).toBe(`${foldReach + 2}<1`);
  });

  it("keeps a row that it was drawn in when its call arrives from above", () => {
    const call = message(1, "tool.call");
    const result = message(4, "tool.result", {}, { causationId: "id-1" });
    const held = [message(2, "text"), message(3, "text"), result];
    expect(shape(held, true)).toEqual(["3", "4"]);
    expect(shape([message(0, "text"), call, ...held], true)).toEqual(["1", "2", "3", "4<1"]);
  });

  it("is never put into a card that is not drawn", () => {
    expect(
      shape(
        [message(1, "tool.call"), message(2, "text"), message(3, "tool.result", {}, { causationId: "id-1" })],
        true,
      ),
    ).toEqual(["2", "3"]);
  });
});

describe("a task's progress", () => {
  it("is in the task's card, and in a new one where that is far above", () => {
    const task = (sequence: number, id = "t") => message(sequence, "task", { taskId: id }, { correlationId: "e" });
    expect(shape([task(1), message(2, "text"), task(3), task(4, "other"), task(5)])).toEqual(["1+3+5", "2", "4"]);
    const between = Array.from({ length: foldReach }, (_, index) => message(index + 2, "text"));
    const late = [task(foldReach + 2), task(foldReach + 3)];
    expect(shape([task(1), ...between, ...late]).at(-1)).toBe(`${foldReach + 2}+${foldReach + 3}<1`);
  });
});

it("rows with the same messages in them stay the same objects", () => {
  const messages = [message(1, "tool.call"), message(2, "tool.result", {}, { causationId: "id-1" })];
  const before = rowsOf(segment(messages), []);
  expect(rowsOf(segment([...messages, message(3, "text")]), [])[0]).toBe(before[0]);
});
