import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { isPrivileged, requireSelf } from "../authorize";
import { decide } from "../decide";
import { parseInput, principalId, spaceName } from "../input";
import { decodeCursor, encodeCursor } from "../paging/cursor";
import { searchText } from "../paging/search";
import type { ChannelState, Role } from "../types";
import { loadReach, loadReader, may, type ReachedChannel, type Reader } from "./reach";
import { selectReachableNames } from "./reachable-repository";

const threadsMax = 10_000;

export const ListResourcesForInput = z.object({
  spaceId: spaceName,
  principal: principalId,
  /** Part of the channel's name. */
  search: searchText,
  after: z.string().max(1_000).optional(),
  limit: z.number().int().min(1).max(500).default(100),
});
export type ListResourcesForInput = z.input<typeof ListResourcesForInput>;

export interface ResourceView {
  name: string;
  visibility: "public" | "private";
  state: ChannelState;
  /** The strongest on the channel. */
  role: Role | null;
  /** False when only private threads of it are open. */
  canRead: boolean;
  canPost: boolean;
  canManage: boolean;
  /** How reading comes about, from the principal to the channel, or to its first private thread that is open. */
  path: string[];
}

/**
 * A page of the channels that the principal can read, or of which a private thread is open to it, by name; archived ones
 * too. Not older than `revision`. A page may hold fewer than `limit` while there is a `next`. For admins and the principal itself.
 */
export async function listResourcesFor(
  ctx: ServiceContext,
  given: ListResourcesForInput,
): Promise<{ channels: ResourceView[]; next: string | undefined; revision: string }> {
  const { spaceId, principal, search = "", after, limit } = parseInput(ListResourcesForInput, given);
  const [begin = ""] = decodeCursor(after, ["string"]) ?? [];
  if (!(await isPrivileged(ctx))) await requireSelf(ctx, spaceId, principal);
  const reader = await loadReader(ctx.db, spaceId, principal);
  if (!reader.principal) {
    const message = `There is no principal "${principal}" in this space.`;
    throw new AppError("NOT_FOUND", message, { reason: "unknown_principal", fields: [{ path: "principal", message }] });
  }
  const found = await selectReachableNames(ctx.db, {
    spaceId,
    principalKey: reader.principal.key,
    isAdmin: reader.principal.platformRole === "admin",
    search,
    after: String(begin),
    limit: limit + 1,
  });
  const names = found.slice(0, limit);
  const reach = { spaceId, names, includeArchived: true, limit: threadsMax };
  const reached = names.length > 0 ? await loadReach(ctx.db, reader, reach) : [];
  const last = names.at(-1);
  return {
    channels: reached.map((channel) => viewOf(reader, channel)),
    next: encodeCursor(found.length > limit && last !== undefined ? [last] : undefined),
    revision: reader.revision,
  };
}

function viewOf(reader: Reader, channel: ReachedChannel): ResourceView {
  const { row, facts, canRead } = channel;
  return {
    name: row.name,
    visibility: row.isPublic ? "public" : "private",
    state: row.state,
    role: facts.role?.role ?? null,
    canRead,
    canPost: may(reader, channel, "channel.post"),
    canManage: may(reader, channel, "channel.manage"),
    path: pathTo(reader, channel),
  };
}

function pathTo({ id: principal }: Reader, { row, facts, canRead, privateThreads }: ReachedChannel): string[] {
  const action = "channel.read";
  const [thread] = privateThreads;
  if (canRead || !thread) return decide({ principal, action, place: { channel: row.name } }, facts).path;
  const place = { channel: row.name, thread: thread.name, isPrivate: true };
  const participantGroup = thread.participantGroup ?? undefined;
  return decide({ principal, action, place }, { ...facts, thread, participantGroup }).path;
}
