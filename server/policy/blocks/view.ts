import type { BlockEffect, Holder } from "../types";
import type { BlockRow } from "./repository";

/** A moderator's ban as the console and the gateway show it. */
export interface BlockView {
  id: string;
  channel: string;
  holder: Holder;
  effect: BlockEffect;
  reason: string;
  /** The actor, as the audit log writes it. */
  createdBy: string;
  /** RFC 3339. */
  createdAt: string;
  /** RFC 3339; null: until somebody lifts it. */
  expiresAt: string | null;
}

export function viewOfBlock(row: BlockRow): BlockView {
  return {
    id: row.id,
    channel: row.channel,
    holder: row.group === null ? { principal: row.principal ?? "" } : { group: row.group },
    effect: row.effect,
    reason: row.reason,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
