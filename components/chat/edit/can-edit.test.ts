import { expect, test } from "vitest";
import type { TimelineRow } from "../timeline/rows";
import { canEdit, lastEditable } from "./can-edit";

const row = (more: Partial<TimelineRow> = {}, envelope: object = {}): TimelineRow => ({
  key: "a",
  at: "2030-01-01T00:00:00Z",
  position: 1,
  sequence: 1,
  isDayStart: false,
  isGroupStart: false,
  ...more,
  envelope: {
    ...{ id: "a", type: "text", source: "ann", timestamp: "2030-01-01T00:00:00Z", payload: { text: "hi" } },
    ...envelope,
  },
});

test("one's own stored words can be given a new version, and nothing else", () => {
  expect(canEdit(row(), "ann")).toBe(true);
  const redaction = { by: "bob", reason: "spam", at: "2030-01-01T00:00:00Z" };
  for (const other of [
    row({ sequence: undefined }),
    row({ redaction }),
    row({}, { source: "bob" }),
    row({}, { type: "tool.call" }),
    row({}, { payload: { data: 1 } }),
    row({}, { payload: { text: "hi", data: 1 } }),
  ]) {
    expect(canEdit(other, "ann")).toBe(false);
  }
});

test("the last one is the newest of one's own", () => {
  const rows = [row({ sequence: 1 }), row({ sequence: 2 }), row({ sequence: 3 }, { source: "bob" })];
  expect(lastEditable(rows, "ann")?.sequence).toBe(2);
  expect(lastEditable(rows, "eve")).toBeUndefined();
});
