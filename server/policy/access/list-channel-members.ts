import { z } from "zod";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { principalOf } from "../authorize";
import { blocksInForce } from "../blocks/in-force";
import { requirePermission } from "../check";
import { parseInput } from "../input";
import type { Role } from "../types";
import { findOpenness, type MemberRow, selectMembers } from "./members-repository";

const ListChannelMembersInput = z.object({
  spaceId: z.string(),
  channel: z.string(),
  limit: z.number().int().min(1).max(1_000).default(200),
  after: z.string().default(""),
  /** Only those with a live connection. */
  onlineOnly: z.boolean().default(false),
});

export interface MemberView {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  isOnline: boolean;
  /** Live NATS connections, as last seen. */
  connections: number;
  /** RFC 3339. */
  lastSeenAt: string | null;
  /** The strongest role on the channel; null for readers of a public channel who hold none. */
  role: Role | null;
  /** Groups through which the role comes, at most five; empty when it is held directly. */
  groups: string[];
  /** A moderator's block keeps them from posting for now. */
  isPaused: boolean;
}

/** A page of those who belong to the channel, by id: the holders of a role, and on a public channel without groups the whole space. Blocked ones are left out, so that a page may be shorter than asked for. For its readers only. */
export async function listChannelMembers(
  ctx: ServiceContext,
  given: z.input<typeof ListChannelMembersInput>,
): Promise<{ members: MemberView[]; next: string | undefined }> {
  const { limit, ...input } = parseInput(ListChannelMembersInput, given);
  const { spaceId, channel } = input;
  if (ctx.actor.kind !== "service") {
    const principal = await principalOf(ctx, spaceId);
    if (principal === undefined) throw new AppError("FORBIDDEN", "You are not in this space.", { reason: "forbidden" });
    await requirePermission(ctx, { spaceId, principal, action: "channel.read", place: { channel } });
  }
  const openness = await findOpenness(ctx.db, spaceId, channel);
  if (!openness) throw new AppError("NOT_FOUND", `There is no channel #${channel}.`, { reason: "unknown_channel" });
  const isForEverybody = openness.isPublic && !openness.hasGroups;
  const rows = await selectMembers(ctx.db, { ...input, isForEverybody, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    members: page.flatMap((row) => viewOf(row) ?? []),
    next: rows.length > page.length ? page.at(-1)?.id : undefined,
  };
}

/** `undefined` for somebody who is blocked from reading. */
function viewOf(row: MemberRow): MemberView | undefined {
  const effects = blocksInForce({
    blocks: row.blocks ?? [],
    readAt: row.readAt,
    platformRole: row.platformRole ?? undefined,
    role: row.role ?? undefined,
  }).map(({ effect }) => effect);
  if (effects.includes("access")) return undefined;
  return {
    id: row.id,
    kind: row.kind,
    displayName: row.displayName,
    isOnline: row.connections > 0,
    connections: row.connections,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    role: row.role,
    groups: row.groups ?? [],
    isPaused: effects.includes("posting"),
  };
}
