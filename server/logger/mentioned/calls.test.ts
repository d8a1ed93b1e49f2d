import { expect, test } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { callsOf } from "./calls";

const envelope: Envelope = { id: "1", type: "text", source: "ann", timestamp: "2030-01-01T00:00:00Z", payload: {} };

test("an envelope says whom it names, by kind, and whom it is addressed to", () => {
  const mentions = ["bob", "group:Night shift", "here", "Nobody Here"];
  expect(callsOf({ ...envelope, mentions, destination: ["eve", "Not An Id"] })).toEqual({
    direct: ["bob"],
    addressed: ["eve"],
    groups: ["Night shift"],
    here: true,
  });
});

test.each([
  {},
  { mentions: [] },
  { destination: [] },
  { mentions: "bob", destination: { ann: 1 } },
  { mentions: [1, null], destination: ["\0"] },
])("what names nobody is for nobody in particular: %j", (given) => {
  expect(callsOf({ ...envelope, ...(given as Partial<Envelope>) })).toBeUndefined();
});
