import { expect, test } from "vitest";
import { MessageDraft } from "@/sdk/protocol";
import { draftOfCloudEvent } from "./to-draft";

const base = { specversion: "1.0", id: "0195f2d0-0000-7000-8000-000000000001", source: "/sensors/7", type: "text" };

function draftOf(event: object): MessageDraft {
  const made = draftOfCloudEvent(event);
  if ("refusal" in made) throw new Error(made.refusal.reason);
  return MessageDraft.parse(made.draft);
}

test("attributes become fields of the message, and the rest headers", () => {
  const event = {
    ...base,
    time: "2026-03-01T10:00:00+01:00",
    subject: "room",
    dataschema: "https://example.org/schema",
    correlationid: "case-1",
    traceparent: "00-a-b-01",
    priority: 3,
    ownthing: true,
    data: "37.2 °C",
  };
  expect(draftOf(event)).toEqual({
    id: base.id,
    type: "text",
    timestamp: "2026-03-01T10:00:00+01:00",
    correlationId: "case-1",
    traceparent: "00-a-b-01",
    priority: 3,
    headers: {
      "ce-source": "/sensors/7",
      "ce-subject": "room",
      "ce-dataschema": "https://example.org/schema",
      "ce-ownthing": "true",
    },
    payload: { text: "37.2 °C" },
  });
});

test("ids and types that a message cannot have are kept in headers, and an event keeps its id from post to post", () => {
  const event = { ...base, id: "A-7", type: "com.Example.Reading", data: { value: 1 } };
  const draft = draftOf(event);
  expect(draft).toMatchObject({ type: "event", headers: { "ce-id": "A-7", "ce-type": "com.Example.Reading" } });
  expect(draftOf(event).id).toBe(draft.id);
  expect(draftOf({ ...event, source: "/sensors/8" }).id).not.toBe(draft.id);
});

test("data of every form finds its place in the payload", () => {
  expect(draftOf({ ...base, data: { value: 1 } }).payload).toEqual({ data: { value: 1 } });
  expect(draftOf({ ...base, data: { text: "a", data: [1] } }).payload).toEqual({ text: "a", data: [1] });
  expect(draftOf({ ...base, data: [1, 2] }).payload).toEqual({ data: [1, 2] });
  expect(draftOf({ ...base, data: 0 }).payload).toEqual({ data: 0 });
  expect(draftOf({ ...base, data_base64: "AAEC", datacontenttype: "image/png" }).payload).toEqual({
    parts: [{ kind: "binary", mediaType: "image/png", base64: "AAEC" }],
  });
});

test("what is no CloudEvent is refused by its field", () => {
  const fieldOf = (event: unknown) => {
    const made = draftOfCloudEvent(event);
    return "refusal" in made ? [made.refusal.code, made.refusal.field] : [];
  };
  expect(fieldOf("text")).toEqual(["malformed", undefined]);
  expect(fieldOf({ ...base, specversion: "0.3" })).toEqual(["malformed", "specversion"]);
  expect(fieldOf({ ...base, source: "" })).toEqual(["malformed", "source"]);
  expect(fieldOf({ ...base, time: "yesterday" })).toEqual(["malformed", "time"]);
  expect(fieldOf({ ...base, data: 1, data_base64: "AA==" })).toEqual(["malformed", "data_base64"]);
});
