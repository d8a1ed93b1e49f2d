import type { MessageDraft } from "@/sdk/protocol";
import { masses, tangles, values } from "./bombs";
import { letters } from "./letters";
import { drawings, formulas, links, loads, scripts } from "./markup";

/** A message that somebody sent to harm whoever reads it. */
export interface HostileInput {
  /** What it tries, and a number: `links 7`. */
  name: string;
  draft: MessageDraft;
}

const words = (kind: string, texts: readonly string[]): HostileInput[] =>
  texts.map((text, index) => ({ name: `${kind} ${index + 1}`, draft: { text } }));

const data = (type: string, value: unknown, text?: string): MessageDraft => ({ type, payload: { text, data: value } });

const image = "<img src=x onerror=hostile()>";

/** Every kind of message with something in each of its fields. */
const kinds: readonly MessageDraft[] = [
  data("tool.call", { name: image, arguments: { [image]: image } }),
  data("tool.call", {
    tool_calls: Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, name: "x".repeat(500) })),
  }),
  data("tool.call", null, ">".repeat(5_000)),
  data("tool.result", { error: image, callId: "nobody's" }),
  data("tool.result", { output: "x".repeat(500_000) }),
  data("tool.result", [], "*".repeat(5_000)),
  data("task", { title: image, state: image, steps: Array.from({ length: 5_000 }, (_, index) => `${image} ${index}`) }),
  data("task", { title: "x".repeat(50_000), percent: 1e308, error: { message: "y".repeat(50_000) } }),
  data("task", { steps: { length: -1 }, progress: { done: 1, total: 0 } }, "\u202e"),
  data("error", { name: "x".repeat(10_000), message: image, stack: `${image}\n`.repeat(5_000) }),
  data("acme.error", { error: { toString: 1, message: { message: 1 } } }, image),
  data("acme.error", { error: [[[[]]]] }),
  { type: "agent.thought", text: `${image} ${"thinking ".repeat(5_000)}` },
  { type: "event", text: `${image} ${"x".repeat(10_000)}` },
  { type: "event", payload: { text: "\n".repeat(5_000), data: { event: image } } },
  { type: "approval.request", payload: { text: image, data: { approve: "javascript:hostile()" } } },
  { type: `a${".b".repeat(30)}`, payload: { data: image } },
  {
    type: "text",
    payload: { parts: [{ kind: "code", language: `"><script>`, code: "~~~~~~\n</code><script>hostile()</script>" }] },
  },
  { type: "text", payload: { parts: Array.from({ length: 1_000 }, () => ({ kind: "text", text: "**x**" })) } },
  {
    type: "text",
    payload: {
      parts: [
        { kind: image, data: image },
        { kind: "image", url: "https://evil.example/a.png" },
      ],
    },
  },
  { type: "text", text: `@here @group:${"x".repeat(300)} @${image}`, mentions: [image, "group:\u202e"] },
  { type: "text", text: "to many", destination: Array.from({ length: 1_000 }, (_, index) => `agent-${index}`) },
  {
    type: "text",
    text: "replies",
    correlationId: image,
    causationId: "x".repeat(256),
    replyTo: "javascript:hostile()",
  },
  { type: "text", text: "headers", headers: { [image.slice(0, 100)]: image.repeat(100), "set-cookie": "a=b\r\nx: y" } },
  { type: "stream.delta", correlationId: "stream", text: image },
  { type: "stream.delta", correlationId: "s".repeat(256), text: "x".repeat(16_384) },
  { type: "message.redaction", payload: { data: { sequence: 1, reason: image } } },
  { type: "text", text: "long ago", timestamp: "1970-01-01T00:00:00Z" },
  { type: "text", text: "far away", timestamp: "9999-12-31T23:59:59Z" },
];

const names = [
  image,
  "../../../../etc/passwd",
  "invoice\u202efdp.exe",
  "x".repeat(255),
  "a\u0000b.png",
  "con.txt\r\nSet-Cookie: a=b",
  "javascript:hostile()",
  ".svg",
];

/** Files that were never uploaded, under names that mean something somewhere. */
const files: readonly MessageDraft[] = names.map((name) => ({
  text: "a file",
  attachments: [{ id: "0195f2d0-0000-7000-8000-000000000001", name, mediaType: "image/svg+xml", bytes: 10 }],
}));

/** What readers have to stand: each of it once, none of it may run, load, freeze or break out of its row. */
export const hostileCorpus: readonly HostileInput[] = [
  ...words("scripts", scripts),
  ...words("drawings", drawings),
  ...words("links", links),
  ...words("loads", loads),
  ...words("formulas", formulas),
  ...words("tangles", tangles),
  ...words("masses", masses),
  ...words("letters", letters),
  ...values.map((json, index) => ({ name: `values ${index + 1}`, draft: data("acme.data", JSON.parse(json)) })),
  ...values.slice(0, 14).map((json, index) => ({ name: `written values ${index + 1}`, draft: { text: json } })),
  ...kinds.map((draft, index) => ({ name: `kinds ${index + 1}`, draft })),
  ...files.map((draft, index) => ({ name: `files ${index + 1}`, draft })),
];
