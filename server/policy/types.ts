import type { Place, RefusalCode } from "@/sdk/protocol";

/** What can be asked of the policy. `channel.manage` of a channel that does not exist yet is the right to create it. */
export const actions = [
  "channel.read",
  "channel.post",
  "channel.manage",
  "channel.moderate",
  "thread.create",
  "space.admin",
] as const;
export type Action = (typeof actions)[number];

export interface PermissionRequest {
  spaceId: string;
  /** The principal's id in that space. */
  principal: string;
  action: Action;
  /**
   * What it is about; every action but `space.admin` needs one. With `isPrivate` given, the thread must be that kind,
   * because the two kinds have different subjects; without it either kind matches and the answer says which it is.
   */
  place?: Place;
  /** A revision that an earlier write or answer returned: the answer is not older than that. */
  atLeastRevision?: string;
  /** Where the request came in, for the decision log: `fanout`, `gateway`, `history`. */
  via?: string;
}

export type DenialCode = Extract<
  RefusalCode,
  "unknown_channel" | "unknown_thread" | "forbidden" | "blocked" | "paused" | "channel_archived" | "channel_paused"
>;

/** What a principal hears of a denial. */
export interface Denial {
  code: DenialCode;
  rule: string;
  reason: string;
}

/** An answer that explains itself. */
export interface Decision {
  allowed: boolean;
  /** For people, addressed to the principal: what is so, and on a denial what is missing. */
  reason: string;
  /** The rule that decided, such as `channel.role` or `channel.archived`. */
  rule: string;
  /** How the right comes about, from the principal to the place: `["agent detector", "group MLWorkersGroup", "member of #x"]`. */
  path: string[];
  /** The space's revision the answer was made from; a decimal number of any size. */
  revision: string;
  /** Only on a denial. */
  code?: DenialCode;
  /** When the answer may become another by itself, because a block ends: RFC 3339. Without it, only a change can do that. */
  validUntil?: string;
  /**
   * What the principal is told in place of code, rule and reason, on a denial that would give away whether a place
   * exists that they may not read. Whoever answers a principal asks `toldOf`.
   */
  told?: Denial;
  /** Facts of the channel, where the place has one that exists. */
  channel?: ChannelFacts;
  /** Whether the thread of the place has its own participants and so lives under `private.`. */
  isPrivate: boolean;
}

export type ChannelState = "Active" | "Paused" | "Archived";

export interface ChannelFacts {
  state: ChannelState;
  enablePersistence: boolean;
  /** How long messages live, in milliseconds; null keeps them for ever. */
  retentionMs: number | null;
}

export type Role = "owner" | "moderator" | "member";

/** `access`: neither reads nor posts. `posting`: reads, but does not post. */
export type BlockEffect = "access" | "posting";

/** Who holds a role on a channel, or is blocked from it. */
export type Holder = { group: string } | { principal: string };
