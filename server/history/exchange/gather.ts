import type { Trace } from "./trace";
import type { Traces } from "./traces";

const stepsMax = 100;

/**
 * The exchange that is meant by a name: itself, where something belongs to it; otherwise that of the message with this id,
 * which is the one it names, or that of its cause, or begins with it.
 */
export async function resolveExchange(
  traces: Traces,
  isOpen: (trace: Trace) => boolean,
  named: string,
): Promise<string> {
  const seen = new Set<string>();
  let at = named;
  while (!seen.has(at) && seen.size < stepsMax) {
    seen.add(at);
    const [[first], found] = await Promise.all([traces.correlated(at, undefined, 1), traces.byId([at], 10)]);
    const message = found.find(isOpen);
    if (first || !message) return at;
    if (message.correlationId !== null) return message.correlationId;
    if (message.causationId === null) return message.id;
    at = message.causationId;
  }
  return named;
}

export interface Gathered {
  /** By sequence. */
  members: Map<number, Trace>;
  /** The sequence below which there are more; `undefined` when that is all. */
  next: number | undefined;
}

interface GatherInput {
  correlationId: string;
  before: number | undefined;
  limit: number;
  isOpen: (trace: Trace) => boolean;
}

/**
 * The newest messages of the exchange below `before`: those that name it, the message it is named after, and what they caused
 * without naming an exchange, at most `limit` of each.
 */
export async function gather(traces: Traces, { correlationId, before, limit, isOpen }: GatherInput): Promise<Gathered> {
  const [correlated, named] = await Promise.all([
    traces.correlated(correlationId, before, limit + 1),
    traces.byId([correlationId], limit),
  ]);
  const page = correlated.slice(0, limit);
  const members = new Map([...page, ...named.filter(isOpen)].map((trace) => [trace.sequence, trace]));
  let ids = [correlationId, ...[...members.values()].map(({ id }) => id)];
  for (let left = limit; ids.length > 0 && left > 0; ) {
    const effects = (await traces.caused(ids, left)).filter(({ sequence }) => !members.has(sequence));
    for (const effect of effects) members.set(effect.sequence, effect);
    left -= effects.length;
    ids = effects.map(({ id }) => id);
  }
  return { members, next: correlated.length > limit ? page.at(-1)?.sequence : undefined };
}
