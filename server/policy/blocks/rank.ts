import { AppError } from "@/server/kernel";
import type { Facts } from "../facts";

const ranks = ["none", "member", "moderator", "owner", "admin"] as const;
export type Rank = (typeof ranks)[number];

export function rankOf({ principal, role }: Pick<Facts, "principal" | "role">): Rank {
  return principal?.platformRole === "admin" ? "admin" : (role?.role ?? "none");
}

/** Throws FORBIDDEN unless a block of that principal would hold and is below the actor's own rank. */
export function requireBlockable(actor: Rank, target: { name: string; rank: Rank }, channel: string): void {
  const { name, rank } = target;
  if (isAtLeast(rank, "owner")) {
    const is = rank === "owner" ? `owns #${channel}` : "has the platform role admin";
    throw refusal(`"${name}" ${is}: owners and admins are above blocks. An admin can take that role away.`);
  }
  if (!isAtLeast(actor, "owner") && isAtLeast(rank, actor)) {
    throw refusal(`"${name}" is ${rank} of #${channel} like you: only those below your own rank can be blocked.`);
  }
}

/** Throws FORBIDDEN unless a block of that group would hold for its members. */
export function requireBlockableGroup({ name, rank }: { name: string; rank: Rank }, channel: string): void {
  if (!isAtLeast(rank, "moderator")) return;
  const whoIsAbove = "a block of a group touches neither owners nor moderators";
  throw refusal(`The group "${name}" is ${rank} of #${channel}, and ${whoIsAbove}: change the group's role first.`);
}

/** Throws FORBIDDEN when the block is of somebody who is not below the actor's own rank. */
export function requireLiftable(actor: Rank, target: { name: string; rank: Rank }, channel: string): void {
  if (isAtLeast(actor, "owner") || !isAtLeast(target.rank, actor)) return;
  throw refusal(`"${target.name}" is ${target.rank} of #${channel}: only an owner or an admin can lift that block.`);
}

function isAtLeast(rank: Rank, other: Rank): boolean {
  return ranks.indexOf(rank) >= ranks.indexOf(other);
}

function refusal(message: string): AppError {
  return new AppError("FORBIDDEN", message, { reason: "rank", fields: [{ path: "holder", message }] });
}
