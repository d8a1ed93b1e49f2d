import fc from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "@/sdk/protocol";
import { pageBytesMax, readPage } from "./page";
import type { CheckedQuery } from "./query";
import { type HistoryRow, type Limits, type Source, type Stretch, stack } from "./source";

const envelope: Envelope = { id: "id", type: "text", source: "a", timestamp: "2026-03-01T10:00:00Z", payload: {} };

function rowOf(sequence: number, bytes: number): HistoryRow {
  return { sequence, bytes, storedAt: new Date(0), envelope };
}

function take(rows: HistoryRow[], { countMax, bytesMax }: Limits): Stretch {
  let bytes = 0;
  const taken: HistoryRow[] = [];
  for (const row of rows) {
    if (taken.length >= countMax || bytes > bytesMax) return { rows: taken, isComplete: false };
    taken.push(row);
    bytes += row.bytes;
  }
  return { rows: taken, isComplete: taken.length < countMax && bytes <= bytesMax };
}

/** A subject as a list: what the real sources are measured against in their own tests. */
function listSource(rows: HistoryRow[]): Source {
  return {
    forward: async (after, limits) =>
      take(
        rows.filter(({ sequence }) => sequence > after),
        limits,
      ),
    async backward(before, limits) {
      const found = take(rows.filter(({ sequence }) => sequence < before).reverse(), limits);
      return { ...found, rows: found.rows.reverse() };
    },
  };
}

const subject = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 })
  .map((sequences) => sequences.sort((a, b) => a - b));
const position = fc.integer({ min: 0, max: 70 });
const limit = fc.integer({ min: 1, max: 12 });
const bytes = fc.constantFrom(10, pageBytesMax / 3, pageBytesMax);
const queries: fc.Arbitrary<Omit<CheckedQuery, "place">> = fc.oneof(
  fc.record({ limit }),
  fc.record({ limit, before: position }),
  fc.record({ limit, after: position }),
  fc.record({ limit, after: position, through: position }).filter(({ after, through }) => after <= through),
);

test("whatever is asked, a page is exactly the messages between its claims, within what was asked", async () => {
  await fc.assert(
    fc.asyncProperty(subject, position, bytes, queries, async (sequences, boundary, size, query) => {
      const rows = sequences.map((sequence) => rowOf(sequence, size));
      const source = stack(
        listSource(rows.filter(({ sequence }) => sequence <= boundary)),
        listSource(rows.filter(({ sequence }) => sequence > boundary)),
        boundary,
      );
      const knownTo = 60;
      const page = await readPage(source, { place: { channel: "x" }, ...query }, knownTo);
      const between = rows.filter(({ sequence }) => sequence > page.from && sequence <= page.through);
      expect(page.rows).toEqual(between);
      expect(page.rows.length).toBeLessThanOrEqual(query.limit);
      expect(page.hasOlder).toBe(rows.some(({ sequence }) => sequence <= page.from));
      expect(page.hasNewer).toBe(rows.some(({ sequence }) => sequence > page.through));
      expect(page.through).toBeLessThanOrEqual(Math.max(knownTo, query.after ?? 0));
      if (query.after !== undefined) expect(page.from).toBe(query.after);
      if (query.through !== undefined)
        expect(page.through).toBeLessThanOrEqual(Math.max(query.through, query.after ?? 0));
      if (query.before !== undefined) expect(page.through).toBeLessThan(Math.max(query.before, 1));
      const isLarge = page.rows.length > 1 && page.rows.reduce((sum, row) => sum + row.bytes, 0) > pageBytesMax;
      expect(isLarge).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("following the claims from either end meets every message once", async () => {
  await fc.assert(
    fc.asyncProperty(subject, position, limit, bytes, async (sequences, boundary, limit, size) => {
      const rows = sequences.map((sequence) => rowOf(sequence, size));
      const source = stack(
        listSource(rows.filter(({ sequence }) => sequence <= boundary)),
        listSource(rows.filter(({ sequence }) => sequence > boundary)),
        boundary,
      );
      const place = { channel: "x" };
      const up: number[] = [];
      for (let after = 0, more = true; more; ) {
        const page = await readPage(source, { place, after, limit }, 60);
        up.push(...page.rows.map(({ sequence }) => sequence));
        after = page.through;
        more = page.hasNewer;
      }
      const down: number[] = [];
      for (let before: number | undefined, more = true; more; ) {
        const page = await readPage(source, { place, before, limit }, 60);
        down.unshift(...page.rows.map(({ sequence }) => sequence));
        before = page.from + 1;
        more = page.hasOlder;
      }
      expect(up).toEqual(sequences);
      expect(down).toEqual(sequences);
    }),
    { numRuns: 500 },
  );
});
