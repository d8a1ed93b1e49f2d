import type { PlatformRole } from "@/server/kernel";
import type { BlockFacts, Facts } from "../facts";
import type { Action, BlockEffect, Role } from "../types";

export interface ApplyingBlock extends BlockFacts {
  /** When the first of those that apply ends, in milliseconds since 1970; null: none ends by itself. */
  nextEnd: number | null;
}

/** Whether the block, where it counts, stands in the way of the action. */
export function isOnAction({ effect }: Pick<BlockFacts, "effect">, action: Action): boolean {
  return effectsOn[action].includes(effect);
}

const effectsOn: Record<Action, readonly BlockEffect[]> = {
  "channel.read": ["access"],
  "channel.post": ["access", "posting"],
  "thread.create": ["access", "posting"],
  "channel.moderate": ["access"],
  "channel.manage": ["access"],
  "space.admin": [],
};

/**
 * The block that keeps the principal from the action: of several the graver, then the one that ends last. Owners and
 * admins are above blocks, moderators above those of a group.
 */
export function blockOn(action: Action, facts: Facts): ApplyingBlock | undefined {
  if (facts.blocks.length === 0) return undefined;
  const { blocks, readAt, principal, role } = facts;
  const inForce = blocksInForce({ blocks, readAt, platformRole: principal?.platformRole, role: role?.role });
  const [first, ...others] = inForce.filter((block) => isOnAction(block, action));
  if (!first) return undefined;
  const all = [first, ...others];
  const ends = all.flatMap(({ endsAt }) => endsAt ?? []);
  const told = all.reduce((one, other) => (outweighs(other, one) ? other : one));
  return { ...told, nextEnd: ends.length > 0 ? Math.min(...ends) : null };
}

/** Those that have not ended and that the principal's rank does not lift it above. */
export function blocksInForce({ blocks, readAt, platformRole, role }: Blocked): BlockFacts[] {
  if (platformRole === "admin" || role === "owner") return [];
  return blocks.filter(
    ({ group, endsAt }) => (endsAt === null || endsAt > readAt) && (group === null || role !== "moderator"),
  );
}

interface Blocked {
  blocks: BlockFacts[];
  /** Milliseconds since 1970. */
  readAt: number;
  platformRole: PlatformRole | undefined;
  role: Role | undefined;
}

function outweighs(one: BlockFacts, other: BlockFacts): boolean {
  if (one.effect !== other.effect) return one.effect === "access";
  return (one.endsAt ?? Number.POSITIVE_INFINITY) > (other.endsAt ?? Number.POSITIVE_INFINITY);
}
