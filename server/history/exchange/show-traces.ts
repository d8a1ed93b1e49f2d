import { parseStoredSubject, type StoredMessage } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import type { SpaceConnections } from "@/server/nats";
import { pageBytesMax } from "../page";
import { readRows } from "../search/repository";
import { historyRowOf, showFound } from "../search/show";
import type { Tail } from "./tail";
import type { Trace } from "./trace";

interface ShowTracesInput {
  spaceId: string;
  principal: string;
  traces: readonly Trace[];
  tail: Tail;
}

/**
 * The messages as the principal may see them now, in the order of the stream. Where together they are too large the oldest are
 * left out, and `cutAt` is the sequence below which they are.
 */
export async function showTraces(
  ctx: ServiceContext & { connections: SpaceConnections },
  { spaceId, principal, traces, tail }: ShowTracesInput,
): Promise<{ messages: StoredMessage[]; cutAt: number | undefined }> {
  const wanted = new Set(traces.map(({ sequence }) => sequence));
  const unstored = tail.traces.filter(({ sequence }) => wanted.has(sequence));
  for (const { sequence } of unstored) wanted.delete(sequence);
  const rows = await readRows(ctx.db, { spaceId, sequences: [...wanted], bytesMax: pageBytesMax });
  const found = [...rows.map((row) => ({ subject: row.subject, row: historyRowOf(row) })), ...unstored.map(ofTail)];
  const messages = await showFound(ctx, {
    ...{ spaceId, principal, tail: tail.end },
    found: found.flatMap(({ subject, row }) => {
      const place = parseStoredSubject(subject);
      return place ? [{ place, row }] : [];
    }),
  });
  const last = Number(rows.at(-1)?.sequence ?? 0);
  return {
    messages: messages.sort((one, other) => one.sequence - other.sequence),
    // A message that has been removed since is not one that was left out.
    cutAt: [...wanted].some((sequence) => sequence < last) && rows.length < wanted.size ? last : undefined,
  };
}

function ofTail({ subject, sequence, storedAt, envelope, bytes }: Tail["traces"][number]) {
  return { subject, row: { sequence, storedAt, envelope, bytes } };
}
