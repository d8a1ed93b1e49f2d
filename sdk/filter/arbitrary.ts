// For tests alone: nothing that ships imports it.
import fc from "fast-check";
import type { Envelope, StoredMessage } from "@/sdk/protocol";
import { foldText } from "./search-text";
import type { Filter, Term } from "./types";

const words = [
  "pump",
  "Pump 3",
  "valve-7",
  "ÜBERHITZT",
  "37.2",
  "a%b_c\\d",
  "日本語",
  "it's",
  "x",
  "read:me",
  "über",
  "mp 3",
];
const names = ["detector", "planner", "ada"];
const channels = ["sensors", "sensors.anomaly", "ops"];
const threads = ["why", "review"];
const tools = ["search", "Web Search", "fetch,all"];
const groups = ["MLWorkersGroup", "Others"];
const types = ["text", "tool.call", "tool.result", "task", "agent.error"];
const keys = ["a", "b", "0"];

const word = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }).filter((text) => foldText(text) !== ""),
);
const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const time = fc.constantFrom("2026-03-09", "2026-03", "2026", "today", "yesterday", "12h", "2026-03-09t23:30z");

type Unnegated<T> = T extends Term ? Omit<T, "isNegated"> : never;

const unnegated: fc.Arbitrary<Unnegated<Term>> = fc.oneof(
  fc.record({ kind: fc.constant("text" as const), text: word }),
  fc.record({ kind: fc.constant("from" as const), values: some(...names, "me") }),
  fc.record({ kind: fc.constant("in" as const), values: some(...channels) }),
  fc.record({ kind: fc.constant("thread" as const), values: some(...threads, "*") }),
  fc.record({ kind: fc.constant("mentions" as const), values: some(...names, "me", "here", "group:Others") }),
  fc.record({ kind: fc.constant("has" as const), values: some("attachment", "code", "error") }),
  fc.record({ kind: fc.constant("type" as const), values: some(...types) }),
  fc.record({ kind: fc.constant("tool" as const), values: some(...tools) }),
  fc.record({ kind: fc.constant("correlation" as const), values: some("case-1", "case 2") }),
  fc.record({ kind: fc.constantFrom("before" as const, "after" as const, "during" as const), value: time }),
  fc.record({
    kind: fc.constant("json" as const),
    path: fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 2 }),
    value: fc.constantFrom("1", "1.50", "true", "null", "*", "Pump 3", "x", "-2e2", 'a"b'),
  }),
);

const term = fc.record({ isNegated: fc.boolean(), term: unnegated }).map(({ isNegated, term: made }) => ({
  isNegated,
  ...made,
}));

/** Any filter, of words and values that `anyMessage` may have. */
export const anyFilter: fc.Arbitrary<Filter> = fc.record({ terms: fc.array(term, { maxLength: 4 }) });

const leaf = fc.constantFrom<unknown>(1, 1.5, -200, true, false, null, "1", "x", "Pump 3", 'a"b', "*");
const data = fc.oneof(
  leaf,
  fc.dictionary(
    fc.constantFrom(...keys),
    fc.oneof(leaf, fc.array(leaf), fc.dictionary(fc.constantFrom(...keys), leaf)),
  ),
  fc.record({ name: fc.constantFrom(...tools) }),
  fc.record({ isError: fc.boolean() }),
);
const text = fc
  .array(fc.oneof(word, fc.constantFrom("\n", " ", "```\n", ".")), { maxLength: 6 })
  .map((all) => all.join(""));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any stored message around 10 March 2026; the sequence is to be given. */
export const anyMessage: fc.Arbitrary<Omit<StoredMessage, "sequence">> = fc
  .record({
    channel: fc.constantFrom(...channels),
    thread: optional(fc.constantFrom(...threads)),
    id: fc.uuid({ version: 7 }),
    type: fc.constantFrom(...types),
    source: fc.constantFrom(...names),
    text: optional(text),
    parts: optional(fc.array(fc.record({ kind: fc.constantFrom("note", "code"), text: word }), { maxLength: 2 })),
    data: optional(data),
    correlationId: optional(fc.constantFrom("case-1", "case 2")),
    mentions: optional(fc.uniqueArray(fc.constantFrom(...names, "here", ...groups.map((group) => `group:${group}`)))),
    hasAttachment: fc.boolean(),
    hoursBefore: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ channel, thread, hoursBefore, hasAttachment, text: said, parts, data: structured, ...rest }) => {
    const at = new Date(Date.UTC(2026, 2, 10, 12) - hoursBefore * 3_600_000).toISOString();
    const attachments = hasAttachment
      ? [{ id: "1", name: "pump.pdf", mediaType: "application/pdf", bytes: 1 }]
      : undefined;
    const payload = { text: said, parts, data: structured };
    const envelope = { ...rest, timestamp: at, payload, attachments };
    const place = thread === undefined ? { channel } : { channel, thread };
    return { place, storedAt: at, envelope: JSON.parse(JSON.stringify(envelope)) as Envelope };
  });
