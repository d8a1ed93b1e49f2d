import { describe, expect, it } from "vitest";
import { MessageDraft } from "@/sdk/protocol";
import { toEnvelope } from "./to-envelope";

const made = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
const facts = { source: "detector", newId: () => made, receivedAt: "2025-01-31T12:00:00.000Z" };

describe("toEnvelope", () => {
  it("fills in id, type, source and timestamp, and moves text into the payload", () => {
    expect(toEnvelope({ text: "hello" }, facts)).toEqual({
      id: made,
      type: "text",
      source: "detector",
      timestamp: "2025-01-31T12:00:00.000Z",
      payload: { text: "hello" },
    });
  });

  it("never takes the sender from the draft", () => {
    expect(toEnvelope({ text: "hello", source: "boss" }, facts).source).toBe("detector");
  });

  it("keeps every field the sender gave, and of its mentions and files those that stand for something", () => {
    const draft = {
      id: made,
      type: "tool.call",
      destination: ["analyst"],
      timestamp: "2024-01-01T00:00:00+02:00",
      correlationId: "c",
      causationId: "d",
      traceparent: "00-a-b-01",
      replyTo: "r",
      priority: 0,
      ttl: 1,
      headers: { k: "v" },
      payload: { text: "t", parts: [{ kind: "code", language: "ts" }], data: { x: [1, null] } },
      mentions: ["@analyst"],
      attachments: [{ id: "a", name: "a.png", mediaType: "image/png", bytes: 1 }],
      replaces: 7,
      deliveryOptions: { guarantee: "exactly-once", retry: 0, timeout: 0, persistent: true },
    } as const;
    const attachments = [{ id: "a", name: "b.gif", mediaType: "image/gif", bytes: 2, width: 1, height: 1 }];
    const known = { mentions: ["analyst"], attachments };
    const envelope = toEnvelope(MessageDraft.parse(draft), { ...facts, ...known });
    expect(JSON.parse(JSON.stringify(envelope))).toEqual({ ...draft, source: "detector", ...known });
    expect(toEnvelope(MessageDraft.parse(draft), facts)).not.toHaveProperty("mentions");
    expect(toEnvelope(MessageDraft.parse(draft), facts)).not.toHaveProperty("attachments");
  });

  it("joins text with parts and data", () => {
    const envelope = toEnvelope({ text: "t", payload: { parts: [{ kind: "a" }], data: 1 } }, facts);
    expect(envelope.payload).toEqual({ text: "t", parts: [{ kind: "a" }], data: 1 });
  });

  it("writes an id in lower case, so that a second try in capitals is the same message", () => {
    expect(toEnvelope({ id: made.toUpperCase(), text: "x" }, facts).id).toBe(made);
  });
});
