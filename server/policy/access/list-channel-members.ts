import { z } from "zod";
import { isPrincipalId } from "@/sdk/protocol";
import { type ServiceContext, sql, type Tx } from "@/server/db";
import { AppError } from "@/server/kernel";
import { principalOf } from "../authorize";
import { blocksInForce } from "../blocks/in-force";
import { requirePermission } from "../check";
import { channelName, parseInput, spaceName } from "../input";
import { areFewPrincipals } from "../paging/estimate";
import { type NarrowedList, readNarrowedPage } from "../paging/narrowed-page";
import { type PresenceView, presenceOf } from "../presence";
import type { Role } from "../types";
import { type Sources, selectCandidates, selectFittingCandidates, selectSourceGroups } from "./candidates-repository";
import { findGroupKey, type MemberRow, selectMembers } from "./members-repository";
import { findPlace } from "./place-repository";

const ListChannelMembersInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  limit: z.number().int().min(1).max(1_000).default(200),
  after: z
    .string()
    .refine((id) => id === "" || isPrincipalId(id), "the `next` of an earlier page")
    .default(""),
  /** Only those with a live connection. */
  onlineOnly: z.boolean().default(false),
  /** Only those who belong to it through this group. */
  group: z.string().max(253).optional(),
});

export interface MemberView {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  isOnline: boolean;
  /** Whether they are connected, and what they say they do. */
  presence: PresenceView;
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

/**
 * A page of those who belong to the channel and are not blocked from it, by id: the holders of a role, and on a public channel
 * without groups the whole space. A page may hold fewer than `limit`, even none, while there is a `next`. For its readers only.
 */
export async function listChannelMembers(
  ctx: ServiceContext,
  given: z.input<typeof ListChannelMembersInput>,
): Promise<{ members: MemberView[]; next: string | undefined }> {
  const { spaceId, channel, limit, after, onlineOnly, group } = parseInput(ListChannelMembersInput, given);
  if (ctx.actor.kind !== "service") {
    const principal = await principalOf(ctx, spaceId);
    if (principal === undefined) throw new AppError("FORBIDDEN", "You are not in this space.", { reason: "forbidden" });
    await requirePermission(ctx, { spaceId, principal, action: "channel.read", place: { channel } });
  }
  const place = await findPlace(ctx.db, spaceId, { channel });
  if (!place) throw new AppError("NOT_FOUND", `There is no channel #${channel}.`, { reason: "unknown_channel" });
  const { channelKey, isPublic, hasGroups } = place;
  const groupKeys = await selectSourceGroups(ctx.db, { channelKey, threadKey: null, blockEffects: ["access"] });
  const only = group === undefined ? undefined : await findGroupKey(ctx.db, spaceId, group);
  const sources: Sources = {
    spaceId,
    channelKey,
    isForEverybody: group === undefined && isPublic && !hasGroups,
    groupKeys: group === undefined ? groupKeys : groupKeys.filter((key) => key === only),
    // They may read everywhere, and belong nowhere.
    hasAdmins: false,
    hasHolders: group === undefined,
  };
  const list = memberList(ctx.db, sources, { onlineOnly, now: ctx.clock.now() });
  const { rows, next } = await readNarrowedPage(list, { after: [after], limit });
  return { members: rows, next: next && String(next[0]) };
}

/** The members of a channel by id, or those of them who are online, as a list to read pages of. */
function memberList(
  db: Tx,
  sources: Sources,
  { onlineOnly, now }: { onlineOnly: boolean; now: Date },
): NarrowedList<MemberView> {
  const fits = onlineOnly ? sql`p.connections > 0` : undefined;
  const read = async (ids: string[]) =>
    (await selectMembers(db, { ...sources, ids })).flatMap((row) => memberOf(row, now) ?? []);
  return {
    positionOf: ({ id }) => [id],
    areFew: async () => fits !== undefined && (await areFewPrincipals(db, fits)),
    async readWindow(position, size, limit) {
      // Nearly everybody counts unless only some are online.
      const range = { after: String(position?.[0] ?? ""), size: fits ? size : limit };
      const { ids, end } = await selectCandidates(db, sources, range, fits);
      const some = ids.slice(0, limit);
      const last = some.length < ids.length ? some.at(-1) : end;
      return { rows: await read(some), end: last === undefined ? undefined : [last] };
    },
    async readFitting(position, limit) {
      if (!fits) return [];
      const ids = await selectFittingCandidates(db, sources, String(position?.[0] ?? ""), fits);
      const rows: MemberView[] = [];
      for (let start = 0; start < ids.length && rows.length < limit; start += limit) {
        rows.push(...(await read(ids.slice(start, start + limit))));
      }
      return rows.slice(0, limit);
    },
  };
}

/** `undefined` for somebody who is blocked from reading. */
export function memberOf(row: MemberRow, now: Date): MemberView | undefined {
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
    presence: presenceOf(row, now),
    connections: row.connections,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    role: row.role,
    groups: row.groups ?? [],
    isPaused: effects.includes("posting"),
  };
}
