import fc from "fast-check";
import { expect, test } from "vitest";
import { anyFilter } from "./arbitrary";
import { completeFilter } from "./complete";
import { excerptOf } from "./excerpt";
import { matches } from "./matches";
import { parseFilter } from "./parse";
import { periodOf } from "./period";
import { printFilter } from "./print";
import { foldText, wordsOf } from "./search-text";
import type { FilterContext } from "./types";

const context: FilterContext = {
  me: { id: "ada", groups: ["MLWorkersGroup"] },
  now: new Date("2026-03-10T12:00:00Z"),
};

function messageOf(envelope: object = {}, place: { channel: string; thread?: string } = { channel: "sensors" }) {
  const base = { id: "0195f2d0-0000-7000-8000-000000000001", type: "text", source: "detector", payload: {} };
  const timestamp = "2026-03-09T23:30:00Z";
  return { place, storedAt: timestamp, envelope: { ...base, timestamp, ...envelope } };
}

const finds = (filter: string, envelope?: object, place?: { channel: string; thread?: string }, given = context) => {
  const { filter: read, problems } = parseFilter(filter);
  expect(problems).toEqual([]);
  return matches(read, messageOf(envelope, place), given);
};

test("what is printed is read back as it was", () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const { filter: read, problems } = parseFilter(printFilter(filter));
      expect(problems).toEqual([]);
      expect(read).toEqual(filter);
    }),
    { numRuns: 2_000 },
  );
});

test("whatever is written is read without a throw, and read again from its print the same", () => {
  const pieces = fc.constantFrom(
    "from:",
    '"',
    "-",
    ",",
    "json.",
    "=",
    ":",
    " ",
    "\\",
    "in:#a",
    "during:",
    "has:code",
    "é",
    "\ud800",
  );
  const written = fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 }))).map((parts) => parts.join(""));
  fc.assert(
    fc.property(written, (text) => {
      const { filter, problems } = parseFilter(text);
      for (const { from, to, token } of problems) expect(text.slice(from, to)).toBe(token);
      expect(parseFilter(printFilter(filter)).filter).toEqual(filter);
    }),
    { numRuns: 5_000 },
  );
});

test("words are found in any case, width and spacing, wherever a message has text", () => {
  expect(finds('"PUMP 3" überhitzt', { payload: { text: "The pump\n  3 is ÜBERHITZT" } })).toBe(true);
  expect(finds("ｐｕｍｐ", { payload: { parts: [{ kind: "note", body: { deep: ["Pump"] } }] } })).toBe(true);
  expect(finds("37.2", { payload: { data: { reading: 37.2 } } })).toBe(true);
  expect(finds("report.pdf", { attachments: [{ id: "a", name: "Report.pdf", mediaType: "", bytes: 1 }] })).toBe(true);
  expect(finds("pump -valve", { payload: { text: "pump and valve" } })).toBe(false);
});

test("every key means what it says", () => {
  expect(finds("from:detector,planner")).toBe(true);
  expect(finds("-from:me", { source: "ada" })).toBe(false);
  expect(finds("in:#sensors thread:*", {}, { channel: "sensors", thread: "why" })).toBe(true);
  expect(finds("-thread:*")).toBe(true);
  expect(finds("in:other")).toBe(false);
  expect(finds("mentions:me", { mentions: ["group:MLWorkersGroup"] })).toBe(true);
  expect(finds("mentions:me", { mentions: ["here"] })).toBe(true);
  expect(finds("mentions:me", { mentions: ["bob", "group:Others"] })).toBe(false);
  expect(finds("has:code", { payload: { text: "so:\n```ts\n1\n```" } })).toBe(true);
  expect(finds("has:error", { type: "tool.result", payload: { data: { isError: true } } })).toBe(true);
  expect(finds("has:attachment")).toBe(false);
  expect(finds('tool:"Web Search"', { type: "tool.call", payload: { data: { name: "web search" } } })).toBe(true);
  expect(finds("correlation:case-1", { correlationId: "case-1" })).toBe(true);
  expect(finds("json.pumps.1.state=open", { payload: { data: { pumps: [{}, { state: "open" }] } } })).toBe(true);
  expect(finds("json.reading=37", { payload: { data: { reading: 37 } } })).toBe(true);
  expect(finds("json.reading=*", { payload: { data: { reading: null } } })).toBe(true);
  expect(finds("json.constructor=*", { payload: { data: {} } })).toBe(false);
});

test("a redaction is no message of its own", () => {
  expect(finds("", { type: "message.redaction" })).toBe(false);
});

test("days begin where the reader is", () => {
  const berlin = { ...context, zone: "Europe/Berlin" };
  expect(finds("during:2026-03-09")).toBe(true);
  expect(finds("during:2026-03-10", {}, undefined, berlin)).toBe(true);
  expect(finds("during:today", {}, undefined, berlin)).toBe(true);
  expect(finds("during:yesterday")).toBe(true);
  expect(finds("after:2026-03-08 before:2026-03-10")).toBe(true);
  expect(finds("after:2026-03-09")).toBe(false);
  expect(finds("after:24h -after:12h")).toBe(true);
  expect(finds("during:2026-03")).toBe(true);
  const turned = periodOf("2026-03-29", berlin);
  expect(turned && (turned.to - turned.from) / 3_600_000).toBe(23);
});

test.each([
  ["form:detector", "form:detector", /from:detector\?/],
  ["status:500", "status:500", /"status:500"/],
  ["pump from:", "from:", /from:detector/],
  ["from:A!", "A!", /“A!” cannot stand after from:/],
  ["has:virus", "virus", /has:attachment, has:code or has:error/],
  ["before:soon", "soon", /2026-03-01/],
  ["before:2026-02-30", "2026-02-30", /not a time/],
  ["json.a..b=1", "json.a..b=1", /json\.reading\.value/],
  ['"pump 3', '"pump 3', /closing quotation mark/],
  ['""', '""', /nothing between/],
])("%s is refused, naming %s and what to write", (text, token, remedy) => {
  const { problems } = parseFilter(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.token).toBe(token);
  expect(problems[0]?.message).toMatch(remedy);
});

test.each(["https://example.org/a?b=c", "12:30", "Note: x", "--force", "-", "a-b", "C++"])("%s is text", (text) => {
  const { filter, problems } = parseFilter(text);
  expect(problems).toEqual([]);
  expect(filter.terms.every(({ kind, isNegated }) => kind === "text" && !isNegated)).toBe(true);
});

test("completion offers keys, then values, in place of what is being written", () => {
  const sources = {
    principals: [{ id: "detector", label: "Anomaly detector" }, { id: "planner" }],
    channels: ["sensors"],
  };
  const at = (text: string, caret = text.length) => {
    const { suggestions, ...range } = completeFilter(text, caret, sources);
    return { ...range, texts: suggestions.map((suggestion) => suggestion.text) };
  };
  expect(at("pump -fr")).toEqual({ from: 6, to: 8, texts: ["from:"] });
  expect(at("from:d")).toEqual({ from: 5, to: 6, texts: ["detector"] });
  expect(at("from:anom").texts).toEqual(["detector"]);
  expect(at("from:planner,").texts).toEqual(["me", "detector"]);
  expect(at("in:#se").texts).toEqual(["sensors"]);
  expect(at("in:sensors").texts).toEqual([]);
  expect(at("pump ").texts).toContain("has:");
});

test("an excerpt shows where the words are, in a long text too", () => {
  const text = `${"intro words ".repeat(100)}the Pump 3 failed${" and so on".repeat(100)}`;
  const { text: shown, marks, ...cut } = excerptOf({ payload: { text } }, parseFilter('"pump 3" failed').filter);
  expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(["Pump 3", "failed"]);
  expect(cut).toEqual({ isCutBefore: true, isCutAfter: true });
  expect(shown.length).toBeLessThanOrEqual(240);
});

test("folding is done once and for all, and keeps no word too long to be indexed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const folded = foldText(text);
      expect(folded).not.toMatch(/\0|\p{Surrogate}/u);
      for (const word of wordsOf(folded)) expect(Buffer.byteLength(word)).toBeLessThan(2_046);
    }),
  );
});
