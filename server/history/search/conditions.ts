import {
  boundsOf,
  type Filter,
  type FilterContext,
  foldText,
  readings,
  sendersOf,
  type Term,
  tagsOfTerm,
} from "@/sdk/filter";
import { redactionType } from "@/sdk/protocol";
import { allOf, anyOf, type Sql, sql } from "@/server/db";
import type { ScopePart } from "./scope";

/**
 * The filter as conditions on a row `m` of `Message`, which hold for exactly the messages that `matches` is true for. Of a
 * redacted message nothing that it said counts: neither as found nor, where that is asked, as missing.
 */
export function conditionsOf(filter: Filter, scope: readonly ScopePart[], context: FilterContext): Sql {
  const terms = filter.terms.flatMap((term) => {
    // Settled by the scope.
    if (term.kind === "in") return [];
    const condition = conditionOf(term, context);
    return [term.isNegated ? sql`NOT ${condition}` : condition];
  });
  return allOf([sql`m.type <> ${redactionType}`, inScope(scope), ...terms]);
}

/** Whether a row `m` of `Message` is in one of the places, and kept there still. */
export function inScope(scope: readonly ScopePart[]): Sql {
  return anyOf(scope.map(inPart));
}

function inPart({ subjects, storedSince }: ScopePart): Sql {
  const isThere = sql`split_part(m.subject, '.threads.', 1) = ANY(${subjects}::text[])`;
  return storedSince ? sql`(${isThere} AND m."storedAt" >= ${storedSince.toISOString()}::timestamptz)` : isThere;
}

function conditionOf(term: Exclude<Term, { kind: "in" }>, context: FilterContext): Sql {
  switch (term.kind) {
    case "text":
      return unlessRedacted(sql`m.text LIKE ${`%${escapePattern(foldText(term.text))}%`}`);
    case "from":
      return sql`m.source = ANY(${sendersOf(term.values, context)}::text[])`;
    case "thread": {
      const thread = sql`substring(m.subject FROM '[.](?:threads|private)[.]([^.]+)$')`;
      return term.values.includes("*")
        ? sql`(${thread} IS NOT NULL)`
        : sql`COALESCE(${thread} = ANY(${[...term.values]}::text[]), false)`;
    }
    case "type":
      return sql`m.type = ANY(${[...term.values]}::text[])`;
    case "correlation":
      // Plainly, so that its index is used.
      return term.isNegated
        ? sql`COALESCE(m."correlationId" = ANY(${[...term.values]}::text[]), false)`
        : sql`m."correlationId" = ANY(${[...term.values]}::text[])`;
    case "has":
    case "tool":
    case "mentions": {
      const isTagged = unlessRedacted(sql`m.tags && ${tagsOfTerm(term, context)}::text[]`);
      // Its type is left to a redacted message, and may say so by itself.
      return term.kind === "has" && term.values.includes("error")
        ? sql`(${isTagged} OR m.type ~ '(^|[._-])error$')`
        : isTagged;
    }
    case "before":
    case "after":
    case "during":
      return storedWithin(boundsOf(term, context));
    case "json":
      return unlessRedacted(jsonCondition(term.path, term.value));
  }
}

/** The redaction is looked up for rows alone that fulfil the condition. */
function unlessRedacted(condition: Sql): Sql {
  return sql`(CASE WHEN ${condition} THEN NOT EXISTS (
    SELECT FROM "Redaction" r WHERE r."spaceId" = m."spaceId" AND r.sequence = m.sequence) ELSE false END)`;
}

function storedWithin({ from, to }: { from: number; to: number }): Sql {
  return sql`(${allOf([
    ...(Number.isFinite(from) ? [sql`m."storedAt" >= ${new Date(from).toISOString()}::timestamptz`] : []),
    ...(Number.isFinite(to) ? [sql`m."storedAt" < ${new Date(to).toISOString()}::timestamptz`] : []),
  ])})`;
}

function jsonCondition(path: readonly string[], value: string): Sql {
  const found = sql`m.envelope #> ${["payload", "data", ...path]}::text[]`;
  if (value === "*") return sql`(${found}) IS NOT NULL`;
  const values = readings(value).map((reading) => JSON.stringify(reading));
  return sql`(${found})::jsonb = ANY(${values}::jsonb[])`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
