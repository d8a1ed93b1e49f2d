import type { Db } from "@/server/db";
import { inScope } from "../search/conditions";
import type { ScopePart } from "../search/scope";
import { selectById, selectCaused, selectCorrelated } from "./repository";
import type { Tail } from "./tail";
import { messageIdOf, type Trace } from "./trace";

/** Finds messages of a space by how they hang together, stored or not yet. */
export interface Traces {
  /** The newest that the reader may see and that name the correlation, newest first. */
  correlated(correlationId: string, before: number | undefined, limit: number): Promise<Trace[]>;
  /** Those that the reader may see, name one of the ids as their cause and no correlation, oldest first. */
  caused(ids: readonly string[], limit: number): Promise<Trace[]>;
  /** Those with one of the ids, whoever may see them, oldest first. */
  byId(ids: readonly string[], limit: number): Promise<Trace[]>;
}

interface TracesInput {
  spaceId: string;
  scope: readonly ScopePart[];
  tail: Tail;
  isOpen: (trace: Trace) => boolean;
}

export function createTraces(db: Db, { spaceId, scope, tail, isOpen }: TracesInput): Traces {
  const after = tail.end?.after ?? Number.MAX_SAFE_INTEGER;
  const condition = inScope(scope);
  const open = tail.traces.filter(isOpen);
  // What the logger has stored meanwhile is in the tail already.
  const stored = (traces: Trace[]) => traces.filter(({ sequence }) => sequence <= after);
  return {
    async correlated(correlationId, before = Number.MAX_SAFE_INTEGER, limit) {
      const unstored = open.filter((trace) => trace.correlationId === correlationId && trace.sequence < before);
      const newest = unstored.slice(-limit).reverse();
      if (newest.length >= limit) return newest;
      const rest = await selectCorrelated(db, {
        ...{ spaceId, correlationId, scope: condition },
        before: Math.min(before, after === Number.MAX_SAFE_INTEGER ? after : after + 1),
        limit: limit - newest.length,
      });
      return [...newest, ...rest];
    },
    async caused(ids, limit) {
      const wanted = new Set(ids);
      const rows = await selectCaused(db, { spaceId, ids: [...wanted], scope: condition, limit });
      const unstored = open.filter(
        ({ correlationId, causationId }) => correlationId === null && causationId !== null && wanted.has(causationId),
      );
      return [...stored(rows), ...unstored].slice(0, limit);
    },
    async byId(ids, limit) {
      const wanted = new Set(ids.flatMap((id) => messageIdOf(id) ?? []));
      const rows = await selectById(db, { spaceId, ids: [...wanted], limit });
      return [...stored(rows), ...tail.traces.filter(({ id }) => wanted.has(id))].slice(0, limit);
    },
  };
}
