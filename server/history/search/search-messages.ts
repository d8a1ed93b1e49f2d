import { boundsOf, compileFilter, type Excerpt, excerptOf, type Filter, type FilterContext } from "@/sdk/filter";
import type { Place, Redaction, StoredMessage } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import { listReadablePlaces } from "@/server/policy";
import { readLoggerPosition } from "../repository";
import { conditionsOf } from "./conditions";
import { indexTermsOf, tsqueriesOf } from "./index-terms";
import { type CheckedSearch, checkSearch, type SearchInput } from "./input";
import {
  findRows,
  findSequenceAt,
  findWords,
  readFirstSequence,
  readSenders,
  readTimeOf,
  type Stretch,
  scanRows,
  tooSlow,
} from "./repository";
import { type ScopePart, scopeOf } from "./scope";
import { showMessages } from "./show";
import { type Read, stretchTerms, type Walked, walk } from "./walk";

/** A message that was found. */
export interface SearchHit {
  place: Place;
  sequence: number;
  /** RFC 3339. */
  storedAt: string;
  id: string;
  type: string;
  source: string;
  excerpt: Excerpt;
  /** Its content was taken away; it was found by what is left. */
  redaction?: Redaction;
}

/** Who sent something that was found. */
export interface SearchSender {
  id: string;
  kind: "agent" | "person";
  displayName: string;
}

export interface SearchResult {
  /** Newest first. */
  hits: SearchHit[];
  /** Those of the hits, as far as they are principals still. */
  senders: SearchSender[];
  examined: {
    /** How many of the space's messages this answer has looked through, whoever may read them. */
    messages: number;
    /** When the oldest of them was stored, RFC 3339; null when there are none. */
    through: string | null;
  };
  /** Pass as `before` to look further back; null when everything has been examined. */
  next: number | null;
}

/** Another step is begun only within this time. */
const budgetMs = 120;
/**
 * The index meets lists in their order. A narrow stretch comes first: what is common is not met outside of it. Before a wide one
 * comes what may be rare, for which little of the stretch has to be read.
 */
const wideStretch = 2_097_152;
/** Of an exchange, all that it has is looked through at once. */
const exchangeTimeoutMs = 60;
const wordsMax = 200;

/**
 * The newest stored messages that the filter matches, among those that the principal may read at this moment. Bounded in
 * time: a search that would take long ends early and says how far it has come. Of a redacted message nothing is found that it
 * said. What the logger has not stored yet is not found yet.
 *
 * Throws VALIDATION that names what is wrong with the query, and UNAVAILABLE when the database is too busy to look at all.
 */
export async function searchMessages(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: SearchInput,
): Promise<SearchResult> {
  const until = performance.now() + budgetMs;
  const search = checkSearch(given);
  const { spaceId, principal, filter, limit, zone } = search;
  const { places, groups } = await listReadablePlaces(ctx, { spaceId, principalId: principal });
  const context: FilterContext = { me: { id: principal, groups }, now: ctx.clock.now(), ...(zone && { zone }) };
  const scope = scopeOf(ctx, places, filter);
  const bounds = await findBounds(ctx, search, context);
  const walked = await findSequences(ctx, {
    search,
    scope,
    bounds,
    context,
    timeLeft: () => until - performance.now(),
  });
  if (!walked) throw tooSlow();
  const wanted = walked.sequences.slice(0, limit);
  const { messages, last, isCut } = await showMessages(ctx, { spaceId, principal, sequences: wanted });
  const isFull = isCut || walked.sequences.length > limit;
  const from = (isFull ? last : undefined) ?? walked.from;
  const oldest = from < bounds.to ? await readTimeOf(ctx.db, spaceId, from) : undefined;
  const hits = messages.filter(compileFilter(filter, context)).map((message) => hitOf(message, filter));
  return {
    hits,
    senders: await readSenders(ctx.db, spaceId, [...new Set(hits.map(({ source }) => source))]),
    examined: { messages: Math.max(0, bounds.to - from), through: oldest?.toISOString() ?? null },
    next: from > bounds.from ? from : null,
  };
}

function hitOf({ place, sequence, storedAt, envelope, redaction }: StoredMessage, filter: Filter): SearchHit {
  const { id, type, source } = envelope;
  return {
    place,
    sequence,
    storedAt,
    id,
    type,
    source,
    excerpt: excerptOf(envelope, filter),
    ...(redaction && { redaction }),
  };
}

interface Question {
  search: CheckedSearch;
  scope: ScopePart[];
  bounds: Stretch;
  context: FilterContext;
  timeLeft: () => number;
}

/** One more than asked for where there are more; `undefined` when the database was too busy. */
async function findSequences({ db }: ServiceContext, question: Question): Promise<Walked | undefined> {
  const { search, scope, bounds, context, timeLeft } = question;
  const { spaceId, filter } = search;
  const limit = search.limit + 1;
  const nothing = { sequences: [], from: bounds.from };
  if (scope.length === 0 || bounds.from >= bounds.to) return nothing;
  const wanted = { spaceId, conditions: conditionsOf(filter, scope, context) };
  if (filter.terms.some(({ kind, isNegated }) => kind === "correlation" && !isNegated)) {
    // One exchange is a range of an index.
    const sequences = await scanRows(db, { ...wanted, ...bounds, limit }, exchangeTimeoutMs);
    if (sequences) return { sequences, from: bounds.from };
  }
  const scan: Read = (stretch, count, timeoutMs) => scanRows(db, { ...wanted, ...stretch, limit: count }, timeoutMs);
  const openIndex = async (): Promise<Read | undefined> => {
    const timeoutMs = Math.ceil(timeLeft() / 2);
    const terms = await indexTermsOf(filter, scope, context, async (part) => {
      const words = await findWords(db, { spaceId, part, limit: wordsMax + 1 }, timeoutMs);
      return words && words.length <= wordsMax ? words : undefined;
    });
    if (terms.some((list) => list.length === 0)) return async () => [];
    if (terms.length === 0) return undefined;
    return (stretch, count, stepMs) => {
      const here = stretchTerms(spaceId, stretch);
      const tsqueries = tsqueriesOf(stretch.to - stretch.from < wideStretch ? [here, ...terms] : [...terms, here]);
      return findRows(db, { ...wanted, ...stretch, limit: count, tsqueries }, stepMs);
    };
  };
  return walk({ ...bounds, limit, timeLeft, scan, openIndex });
}

/** The stretch of the stream in which a match can lie: what is stored, below `before`, within the times of the filter. */
async function findBounds(
  { db }: ServiceContext,
  { spaceId, before, filter }: CheckedSearch,
  context: FilterContext,
): Promise<Stretch> {
  const [position, first = 0] = await Promise.all([readLoggerPosition(db, spaceId), readFirstSequence(db, spaceId)]);
  const to = Math.min(position + 1, before ?? Number.MAX_SAFE_INTEGER);
  const { from: since, to: until } = timesOf(filter, context);
  const [lowest, highest] = await Promise.all(
    [since, until].map((at) => (Number.isFinite(at) ? findSequenceAt(db, spaceId, new Date(at)) : undefined)),
  );
  return { from: Math.max(first, lowest ?? 0), to: Math.min(to, highest ?? to) };
}

function timesOf(filter: Filter, context: FilterContext): { from: number; to: number } {
  const times = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  for (const term of filter.terms) {
    if (term.isNegated || !(term.kind === "before" || term.kind === "after" || term.kind === "during")) continue;
    const { from, to } = boundsOf(term, context);
    times.from = Math.max(times.from, from);
    times.to = Math.min(times.to, to);
  }
  return times;
}
