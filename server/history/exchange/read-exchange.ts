import { excerptOf, tagsOf } from "@/sdk/filter";
import type { StoredMessage } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import { listReadablePlaces } from "@/server/policy";
import { readSenders } from "../search/repository";
import { scopeOf } from "../search/scope";
import { gather, resolveExchange } from "./gather";
import { checkExchange, type ReadExchangeInput } from "./input";
import { type Cause, causesOf, type SeenTrace } from "./links";
import { showTraces } from "./show-traces";
import { readTail } from "./tail";
import type { Trace } from "./trace";
import { createTraces, type Traces } from "./traces";
import type { Exchange, ExchangeMessage } from "./view";
import { type Visibility, visibilityIn } from "./visibility";

const everything = { terms: [] };
const causesMax = 4_000;

/**
 * The newest messages that belong together, in all places that the principal may read at this moment, stored or still in the
 * stream alone, with what became of the cause that each of them names. What the principal may not see is not counted and has
 * no place in the answer: a message that they may see and that names it as its cause says so, and nothing more. Of a redacted
 * message nothing is shown that it said. An exchange of which there is nothing to see looks like one that does not exist.
 *
 * Throws VALIDATION that names each wrong field.
 */
export async function readExchange(
  ctx: ServiceContext & { connections: SpaceConnections },
  given: ReadExchangeInput,
): Promise<Exchange> {
  const { spaceId, principal, correlationId: name, before, limit } = checkExchange(given);
  const { places } = await listReadablePlaces(ctx, { spaceId, principalId: principal });
  // First of all: what the logger stores meanwhile is then in both, and nothing in neither.
  const tail = await readTail(ctx, spaceId);
  const visibilityOf = visibilityIn(ctx, places);
  const isOpen = (trace: Trace) => visibilityOf(trace) === "open";
  const traces = createTraces(ctx.db, { spaceId, scope: scopeOf(ctx, places, everything), tail, isOpen });
  const correlationId = await resolveExchange(traces, isOpen, name);
  const { members, next } = await gather(traces, { correlationId, before, limit, isOpen });
  const causes = causesOf(
    [...members.values()],
    await findCauses(traces, [...members.values()].sort(bySequence), visibilityOf),
  );
  const shown = new Map(members);
  for (const { trace } of causes.values()) {
    // A cause that belongs to the exchange and is not here is on an earlier page.
    if (trace && trace.correlationId !== correlationId) shown.set(trace.sequence, trace);
  }
  const { messages, cutAt } = await showTraces(ctx, { spaceId, principal, traces: [...shown.values()], tail });
  const views = messages.map((message) => ({
    ...viewOf(message, causes.get(message.sequence)),
    ...outsideOf(shown.get(message.sequence), correlationId, members),
  }));
  const ids = new Set(views.flatMap(({ source, destination = [] }) => [source, ...destination]));
  return {
    correlationId,
    messages: views,
    participants: await readSenders(ctx.db, spaceId, [...ids]),
    next: cutAt ?? next ?? null,
    isCurrent: tail.isWhole,
  };
}

/** The other exchange that a message belongs to, which is here as what one began with or what caused something. */
function outsideOf(trace: Trace | undefined, correlationId: string, members: ReadonlyMap<number, Trace>) {
  if (!trace) return {};
  if (trace.correlationId !== null)
    return trace.correlationId === correlationId ? {} : { outside: trace.correlationId };
  return members.has(trace.sequence) ? {} : { outside: trace.id };
}

function bySequence(one: Trace, other: Trace): number {
  return one.sequence - other.sequence;
}

/** By id, oldest first: the messages themselves and everything else that one of them names as its cause. */
async function findCauses(
  traces: Traces,
  messages: readonly Trace[],
  visibilityOf: (trace: Trace) => Visibility,
): Promise<Map<string, SeenTrace[]>> {
  const known = new Map<string, SeenTrace[]>();
  const add = (trace: Trace) => {
    const seen = { ...trace, visibility: visibilityOf(trace) };
    const same = known.get(trace.id);
    if (same) same.push(seen);
    else known.set(trace.id, [seen]);
  };
  for (const message of messages) add(message);
  const wanted = messages.flatMap(({ causationId }) =>
    causationId === null || known.has(causationId) ? [] : causationId,
  );
  for (const trace of await traces.byId([...new Set(wanted)], causesMax)) add(trace);
  return known;
}

function viewOf(
  { place, sequence, storedAt, envelope, redaction }: StoredMessage,
  cause: Cause | undefined,
): ExchangeMessage {
  const { id, type, source, destination } = envelope;
  const tags = tagsOf(envelope);
  const tool = tags.find((tag) => tag.startsWith("tool:"))?.slice("tool:".length);
  return {
    ...{ place, sequence, storedAt, id: id.toLowerCase(), type, source },
    ...(destination?.length && { destination }),
    excerpt: excerptOf(envelope, everything).text,
    ...(tool !== undefined && { tool }),
    isError: tags.includes("has:error"),
    ...(redaction && { redaction }),
    cause: cause ? { id: cause.id, state: cause.state } : null,
  };
}
