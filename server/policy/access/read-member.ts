import { z } from "zod";
import { isThreadName } from "@/sdk/protocol";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { isPrivileged, principalOf } from "../authorize";
import { requirePermission } from "../check";
import { channelName, parseInput, principalId, spaceName } from "../input";
import { type PresenceView, presenceOf } from "../presence";
import { readDecision } from "../read-decision";
import type { Role } from "../types";
import { memberOf } from "./list-channel-members";
import { selectMembers, selectProfiles } from "./members-repository";
import { findPlace } from "./place-repository";

const ReadMemberInput = z.object({
  spaceId: spaceName,
  channel: channelName,
  thread: z.string().refine(isThreadName, "a thread's name").optional(),
  id: principalId,
});

/** Somebody as those see them who meet them in a channel. */
export interface MemberDetail {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  presence: PresenceView;
  /** RFC 3339. */
  lastSeenAt: string | null;
  /** On the channel. */
  role: Role | null;
  /** Those through which the role comes, at most five. */
  groups: string[];
  /** They belong to the channel, and no block keeps them out. */
  isMember: boolean;
  /** A moderator's block keeps them from posting for now. */
  isPaused: boolean;
  /** Their access was switched off. */
  isDisabled: boolean;
  /** Live NATS connections; null for those who do not moderate the channel. */
  connections: number | null;
}

/**
 * Who somebody of the space is, member of the channel or not, with how they stand to it. For readers of the channel or thread,
 * who meet them there. Throws NOT_FOUND when the space has nobody with that id.
 */
export async function readMember(ctx: ServiceContext, given: z.input<typeof ReadMemberInput>): Promise<MemberDetail> {
  const { spaceId, id, ...place } = parseInput(ReadMemberInput, given);
  const isTrusted = await requireReader(ctx, { spaceId, place });
  const found = await findPlace(ctx.db, spaceId, { channel: place.channel });
  if (!found) throw new AppError("NOT_FOUND", `There is no channel #${place.channel}.`, { reason: "unknown_channel" });
  const { channelKey, isPublic, hasGroups } = found;
  const [row] = await selectMembers(ctx.db, { spaceId, channelKey, ids: [id] });
  const now = ctx.clock.now();
  if (!row) return switchedOff(ctx, spaceId, id);
  const member = memberOf(row, now);
  return {
    id,
    kind: row.kind,
    displayName: row.displayName,
    presence: presenceOf(row, now),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    role: row.role,
    groups: row.groups ?? [],
    isMember: member !== undefined && (row.role !== null || (isPublic && !hasGroups)),
    isPaused: member?.isPaused ?? false,
    isDisabled: false,
    connections: isTrusted ? row.connections : null,
  };
}

/** Whether the reader moderates the channel. */
async function requireReader(
  ctx: ServiceContext,
  { spaceId, place }: { spaceId: string; place: { channel: string; thread?: string } },
): Promise<boolean> {
  if (ctx.actor.kind === "service") return true;
  const principal = await principalOf(ctx, spaceId);
  if (principal === undefined) throw new AppError("FORBIDDEN", "You are not in this space.", { reason: "forbidden" });
  await requirePermission(ctx, { spaceId, principal, action: "channel.read", place });
  if (await isPrivileged(ctx)) return true;
  const { channel } = place;
  // Nothing is asked for here that could be denied, so nothing of it belongs into the log.
  return (await readDecision(ctx.db, { spaceId, principal, action: "channel.moderate", place: { channel } })).allowed;
}

async function switchedOff(ctx: ServiceContext, spaceId: string, id: string): Promise<MemberDetail> {
  const [profile] = await selectProfiles(ctx.db, spaceId, [id]);
  if (!profile) {
    throw new AppError("NOT_FOUND", `There is nobody "${id}" in this space.`, { reason: "unknown_principal" });
  }
  return {
    ...profile,
    presence: { status: "offline", since: null },
    lastSeenAt: null,
    role: null,
    groups: [],
    isMember: false,
    isPaused: false,
    isDisabled: true,
    connections: null,
  };
}
