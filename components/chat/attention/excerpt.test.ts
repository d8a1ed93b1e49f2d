import { expect, test } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { permalinkOf, placePath } from "../permalink";
import { excerptOf } from "./excerpt";
import { placeName } from "./place-name";

const message = (payload: Envelope["payload"], type = "text") => ({
  place: { channel: "lab" },
  envelope: { id: "1", type, source: "ann", timestamp: "2030-01-01T00:00:00Z", payload },
});

test.each([
  ["hello", "hello"],
  ["# Title\n\n- one\n- **two** and `three`\n> said", "Title\none\ntwo and three\nsaid"],
  ["[a link](https://example.org) ![image](x.png)", "a link image"],
  ["```ts\nconst x = 1;\n```", "const x = 1;"],
  ["2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"],
])("%j reads as %j", (text, expected) => {
  expect(excerptOf(message({ text }))).toBe(expected);
});

test("an excerpt is short, says what a message without text is, and nothing of a redacted one", () => {
  expect(excerptOf(message({ text: "x".repeat(10_000) })).length).toBeLessThanOrEqual(401);
  expect(excerptOf(message({ data: { secret: 1 } }, "tool.call"))).toContain("tool.call");
  const redaction = { by: "mo", reason: "spam", at: "2030-01-01T00:00:00Z" };
  expect(excerptOf({ ...message({ text: "secret" }), redaction })).not.toContain("secret");
});

test("a place has a name and an address, a message in it too", () => {
  const thread = { channel: "lab", thread: "talk", isPrivate: true };
  expect([placeName({ channel: "lab" }), placeName(thread)]).toEqual(["#lab", "#lab/talk"]);
  expect(placePath("edge", { channel: "lab" })).toBe("/s/edge/c/lab");
  expect(permalinkOf("edge", thread, 7)).toBe("/s/edge/c/lab/t/talk?at=7");
});
