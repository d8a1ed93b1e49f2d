import { expect, it } from "vitest";
import type { MessageDraft } from "@/sdk/protocol";
import type { Route } from "./arrival";
import { problemOfDelta, spendOnDelta } from "./stream-delta";

const delta = (more: Partial<MessageDraft>): MessageDraft => ({
  type: "stream.delta",
  correlationId: "e",
  text: "x",
  ...more,
});

it("a piece has a stream, words, and nothing that would have to be kept", () => {
  expect(problemOfDelta(delta({}))).toBeUndefined();
  expect(problemOfDelta(delta({ text: undefined, payload: { data: { isStopped: true } } }))).toBeUndefined();
  const fieldOf = (more: Partial<MessageDraft>) => problemOfDelta(delta(more))?.field;
  expect(fieldOf({ correlationId: undefined })).toBe("correlationId");
  expect(fieldOf({ text: "" })).toBe("payload.text");
  expect(fieldOf({ text: "x".repeat(20_000) })).toBe("payload.text");
  expect(fieldOf({ mentions: ["ada"] })).toBe("mentions");
  expect(fieldOf({ text: undefined, payload: { text: "x", parts: [{ kind: "text" }] } })).toBe("payload.parts");
  expect(fieldOf({ payload: { data: { at: "x" } } })).toBe("payload.data.at");
});

it("a sender hands on two hundred pieces at once and a hundred a second, and hears how long to wait", () => {
  const route: Route = {
    principal: "ada",
    inbox: "",
    permission: { spaceId: "s", principal: "ada", action: "channel.post" },
  };
  const taken = (count: number, nowMs: number, bytes = 10) =>
    Array.from({ length: count }, () => spendOnDelta(route, bytes, nowMs)).filter((refusal) => !refusal).length;
  expect(taken(300, 0)).toBe(200);
  expect(spendOnDelta(route, 10, 0)).toMatchObject({ code: "rate_limited", rule: "stream.rate", retryAfterMs: 10 });
  expect(taken(300, 1_000)).toBe(100);
  expect(taken(300, 999)).toBe(0);
  expect(taken(10, 60_000, 262_144)).toBe(4);
});
