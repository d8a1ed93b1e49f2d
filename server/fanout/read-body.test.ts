import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageBytesMax } from "@/sdk/protocol";
import { type BodyReading, readBody } from "./read-body";

const encoder = new TextEncoder();
const read = (body: string | Uint8Array): BodyReading =>
  readBody(typeof body === "string" ? encoder.encode(body) : body);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

describe("a body that is taken", () => {
  it.each<[string, string, object]>([
    ["a JSON string", '"hello"', { text: "hello" }],
    ["an empty string", '""', { text: "" }],
    ["text alone", '{"text":"hello"}', { text: "hello" }],
    ["a payload", '{"payload":{"text":"hello"}}', { payload: { text: "hello" } }],
    ["data of any kind", '{"payload":{"data":null}}', { payload: { data: null } }],
    ["an attachment alone", `{"attachments":[{"id":"a","name":"a.png","mediaType":"image/png","bytes":1}]}`, {}],
    ["another type without a payload", '{"type":"event"}', { type: "event" }],
    ["a type of the agent's own", '{"type":"sensor.reading","payload":{"data":[1,2]}}', { type: "sensor.reading" }],
    ["a claimed sender, which is overwritten later", '{"text":"x","source":"boss"}', { source: "boss" }],
    ["a byte order mark", '\uFEFF"hello"', { text: "hello" }],
    ["white space around it", ' \n{"text":"x"}\t', { text: "x" }],
    ["characters of every plane", '"å😀𝒳\\u00e5\\ud83d\\ude00"', { text: "å😀𝒳å😀" }],
    ["nesting up to the limit", `{"payload":{"data":${nested(98)}}}`, {}],
    ["a __proto__ field in data", '{"payload":{"data":{"__proto__":{"x":1}}}}', {}],
  ])("may be %s", (_title, body, draft) => {
    expect(read(body)).toMatchObject({ draft });
  });

  it("gets U+FFFD for half a surrogate pair, wherever it is", () => {
    expect(read('{"payload":{"text":"a\\ud83d","data":["\\ude00",{"x":"\\ud83db"}]}}')).toEqual({
      draft: { payload: { text: "a\uFFFD", data: ["\uFFFD", { x: "\uFFFDb" }] } },
    });
  });

  it("may have exactly the largest size", () => {
    const body = JSON.stringify("x".repeat(messageBytesMax - 2));
    expect(read(body)).toMatchObject({ draft: { text: expect.any(String) } });
  });
});

const bytes = (...values: number[]) => new Uint8Array(values);
const field = (name: string, value: string) => `{"text":"x","${name}":${value}}`;

describe("a body that is refused as malformed", () => {
  it.each<[string, string | Uint8Array, string | undefined]>([
    ["nothing", "", undefined],
    ["white space", " \n ", undefined],
    ["text that is not JSON", "hello", undefined],
    ["a half string", '"hello', undefined],
    ["a half object", '{"text":"x"', undefined],
    ["two values", '{"text":"x"}{"text":"y"}', undefined],
    ["a trailing comma", '{"text":"x",}', undefined],
    ["single quotes", "{'text':'x'}", undefined],
    ["a control character in a string", '"a\nb"', undefined],
    ["a NUL byte", bytes(0), undefined],
    ["a bad escape", '"\\x41"', undefined],
    ["a lone continuation byte", bytes(0x22, 0x80, 0x22), undefined],
    ["an overlong encoding", bytes(0x22, 0xc0, 0xaf, 0x22), undefined],
    ["an encoded surrogate", bytes(0x22, 0xed, 0xa0, 0x80, 0x22), undefined],
    ["a cut character", bytes(0x22, 0xf0, 0x9f, 0x98, 0x22), undefined],
    ["UTF-16", bytes(0xff, 0xfe, 0x22, 0x00, 0x22, 0x00), undefined],
    ["random bytes", bytes(0xde, 0xad, 0xbe, 0xef), undefined],
    ["null", "null", undefined],
    ["a number", "42", undefined],
    ["true", "true", undefined],
    ["NaN", "NaN", undefined],
    ["a list", '["text"]', undefined],
    ["a list of 100,000 levels", nested(100_000), undefined],
    ["an unclosed list of a million levels", "[".repeat(1_000_000), undefined],
    ["data of 100,000 levels", `{"payload":{"data":${nested(100_000)}}}`, "payload.data[0][0]"],
    ["data one level too deep", `{"payload":{"data":${nested(99)}}}`, "payload.data[0][0]"],
    ["a part that nests too deep", `{"payload":{"parts":[{"kind":"x","v":${nested(200)}}]}}`, "payload.parts[0].v"],
    ["an unknown field that nests too deep behind an escape", `{"\\u0061":${nested(5_000)}}`, "a[0][0][0]"],
    ["no content", "{}", "text"],
    ["an empty payload", '{"payload":{}}', "text"],
    ["two texts", '{"text":"a","payload":{"text":"b"}}', "text"],
    ["U+0000 in the text", '{"text":"a\\u0000b"}', "text"],
    ["U+0000 in a bare string", '"\\u0000"', "text"],
    ["U+0000 deep in data", '{"payload":{"data":{"list":["x",{"y":"\\u0000"}]}}}', "payload.data.list[1].y"],
    ["U+0000 in a name", '{"payload":{"data":{"a\\u0000":1}}}', "payload.data"],
    ["half a surrogate pair in a name", '{"payload":{"data":{"\\ud83d":1}}}', "payload.data"],
    ["an unknown field", '{"message":"hi"}', "message"],
    ["an unknown field in the payload", '{"payload":{"txt":"hi"}}', "payload.txt"],
    ["__proto__ as a field", '{"text":"x","__proto__":{"type":"event"}}', "__proto__"],
    ["constructor as a field", field("constructor", '"x"'), "constructor"],
    ["text that is a number", '{"text":1}', "text"],
    ["text that is null", '{"text":null}', "text"],
    ["a payload that is a string", '{"payload":"hello"}', "payload"],
    ["a payload that is a list", '{"payload":[]}', "payload"],
    ["parts that are no list", '{"payload":{"parts":{}}}', "payload.parts"],
    ["a part without a kind", '{"payload":{"parts":[{"kind":"a"},{}]}}', "payload.parts[1].kind"],
    ["more than 1,000 parts", `{"payload":{"parts":[${'{"kind":"a"},'.repeat(1_000)}{"kind":"a"}]}}`, "payload.parts"],
    ["an id that is no UUID", field("id", '"1"'), "id"],
    ["an id with a line break in it", field("id", `"${id}\\r\\nX: y"`), "id"],
    ["an id that is a number", field("id", "7"), "id"],
    ["a type with a space", field("type", '"tool call"'), "type"],
    ["a type in capitals", field("type", '"Text"'), "type"],
    ["an empty type", field("type", '""'), "type"],
    ["a source that is no string", field("source", "{}"), "source"],
    ["a destination that is no list", field("destination", '"bob"'), "destination"],
    ["a destination with a wildcard", field("destination", '["*"]'), "destination[0]"],
    ["a timestamp without an offset", field("timestamp", '"2025-01-31T12:00:00"'), "timestamp"],
    ["a timestamp that is a number", field("timestamp", "1735689600000"), "timestamp"],
    ["a day that is not in the calendar", field("timestamp", '"2025-02-30T12:00:00Z"'), "timestamp"],
    ["a timestamp before 1970", field("timestamp", '"0000-01-01T00:00:00Z"'), "timestamp"],
    ["an empty correlationId", field("correlationId", '""'), "correlationId"],
    ["a causationId that is too long", field("causationId", `"${"x".repeat(257)}"`), "causationId"],
    ["a traceparent that is too long", field("traceparent", `"${"0".repeat(129)}"`), "traceparent"],
    ["a replyTo that is null", field("replyTo", "null"), "replyTo"],
    ["a priority of 10", field("priority", "10"), "priority"],
    ["a priority of 1.5", field("priority", "1.5"), "priority"],
    ["a ttl of 0", field("ttl", "0"), "ttl"],
    ["a ttl beyond every number", field("ttl", "1e999"), "ttl"],
    ["headers that are a list", field("headers", "[]"), "headers"],
    ["a header that is a number", field("headers", '{"a":1}'), "headers.a"],
    ["a mention that is an object", field("mentions", "[{}]"), "mentions[0]"],
    ["an attachment without an id", field("attachments", '[{"name":"a"}]'), "attachments[0].id"],
    ["a replaced message without a number", field("replaces", "0"), "replaces"],
    ["a delta that replaces something", '{"type":"stream.delta","text":"x","replaces":1}', "replaces"],
    ["an unknown guarantee", field("deliveryOptions", '{"guarantee":"maybe"}'), "deliveryOptions.guarantee"],
    ["a negative timeout", field("deliveryOptions", '{"timeout":-1}'), "deliveryOptions.timeout"],
  ])("%s", (_title, body, fieldName) => {
    const { refusal } = read(body);
    expect(refusal).toMatchObject({ code: "malformed", rule: fieldName ? "message.schema" : "message.json" });
    expect(refusal?.field).toBe(fieldName);
    expect(refusal?.reason).toMatch(/\. (Send|Use|List|Leave)/);
    expect(refusal?.reason.length).toBeLessThan(500);
  });
});

describe("readBody", () => {
  it("refuses one byte more than the largest size as too large", () => {
    expect(read(new Uint8Array(messageBytesMax + 1).fill(0x20))).toMatchObject({
      refusal: { code: "too_large", rule: "message.size" },
    });
  });

  it("tells the sender's own id with a refusal when there is one", () => {
    expect(read(`{"id":"${id}","text":1}`)).toMatchObject({ id, refusal: { field: "text" } });
  });

  it("names the field and what to do", () => {
    expect(read(field("priority", "10")).refusal?.reason).toBe(
      "priority: Too big: expected number to be <=9. Use a whole number from 0 to 9.",
    );
  });

  it("never throws, whatever the bytes are", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (body) => Boolean(readBody(body))));
    fc.assert(fc.property(fc.json(), (body) => Boolean(read(body))));
  });

  it("takes any text and any JSON data unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(!text.includes("\0"));
        expect(read(JSON.stringify(text))).toEqual({ draft: { text } });
      }),
    );
  });
});
