import type { Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { decide } from "../decide";
import type { Facts, PrincipalFacts } from "../facts";
import type { Action, Decision } from "../types";
import {
  type OpenChannelRow,
  type PrivateThreadRow,
  selectOpenChannels,
  selectPrivateThreads,
  selectReader,
  type ThreadRow,
} from "./repository";

export interface Reader extends Pick<Facts, "revision" | "readAt" | "isSpaceArchived" | "blocks" | "groups"> {
  id: string;
  principal: PrincipalFacts | undefined;
}

export interface ReachedChannel {
  row: Omit<OpenChannelRow, "role" | "roleGroup">;
  facts: Facts;
  canRead: boolean;
  privateThreads: PrivateThreadRow[];
}

/** The principal and the revision that everything read after it is at least as new as. Throws NOT_FOUND for an unknown space. */
export async function loadReader(db: Tx, spaceId: string, id: string): Promise<Reader> {
  const row = await selectReader(db, spaceId, id);
  if (!row) throw new AppError("NOT_FOUND", `There is no space "${spaceId}".`, { reason: "unknown_space" });
  return {
    id,
    revision: row.revision,
    readAt: row.readAt,
    isSpaceArchived: row.isSpaceArchived,
    blocks: [],
    groups: [],
    principal:
      row.principalKey === null
        ? undefined
        : {
            key: row.principalKey,
            kind: row.kind,
            isDisabled: row.isDisabled,
            platformRole: row.platformRole ?? undefined,
          },
  };
}

/** Every channel the reader can read, or of which a private thread is open to them, by name; at most `limit` channels and as many threads. */
export async function loadReach(
  db: Tx,
  reader: Reader,
  input: {
    spaceId: string;
    names?: string[];
    includeArchived: boolean;
    includeArchivedThreads?: boolean;
    limit: number;
  },
): Promise<ReachedChannel[]> {
  if (!reader.principal) return [];
  const reach = {
    ...input,
    names: input.names ?? null,
    principalKey: reader.principal.key,
    isAdmin: reader.principal.platformRole === "admin",
  };
  const [channels, threads] = await Promise.all([selectOpenChannels(db, reach), selectPrivateThreads(db, reach)]);
  const reached = new Map<string, ReachedChannel>();
  for (const row of channels) add(reached, reader, row);
  for (const thread of threads) {
    const channel =
      reached.get(thread.channel.name) ?? add(reached, reader, { ...thread.channel, role: null, roleGroup: null });
    if (may(reader, channel, "channel.read", thread)) channel.privateThreads.push(thread);
  }
  return [...reached.values()]
    .filter(({ canRead, privateThreads }) => canRead || privateThreads.length > 0)
    .sort((one, other) => (one.row.name < other.row.name ? -1 : 1));
}

/** Whether the reader may do that in the channel, or in one of its threads. */
export function may(...question: Parameters<typeof decisionOn>): boolean {
  return decisionOn(...question).allowed;
}

export function decisionOn(
  reader: Reader,
  { row, facts }: Pick<ReachedChannel, "row" | "facts">,
  action: Action,
  thread?: ThreadRow & { participantGroup?: string | null },
): Decision {
  const place = { channel: row.name, thread: thread?.name, isPrivate: thread?.isPrivate };
  const participantGroup = thread?.participantGroup ?? undefined;
  return decide({ principal: reader.id, action, place }, { ...facts, thread, participantGroup });
}

function add(reached: Map<string, ReachedChannel>, reader: Reader, row: OpenChannelRow): ReachedChannel {
  const facts: Facts = {
    revision: reader.revision,
    readAt: reader.readAt,
    isSpaceArchived: reader.isSpaceArchived,
    principal: reader.principal,
    channel: row,
    thread: undefined,
    role: row.role === null ? undefined : { role: row.role, group: row.roleGroup },
    participantGroup: undefined,
    blocks: row.blocks ?? [],
    groups: reader.groups,
  };
  const channel = { row, facts, canRead: may(reader, { row, facts }, "channel.read"), privateThreads: [] };
  reached.set(row.name, channel);
  return channel;
}
