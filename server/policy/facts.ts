import type { PlatformRole } from "@/server/kernel";
import type { BlockEffect, ChannelFacts, ChannelState, Role } from "./types";

/** Everything a decision hangs on, as one statement read it: a consistent picture of the space at `revision`. */
export interface Facts {
  revision: string;
  /** When they were read, by the database's clock, in milliseconds since 1970: what has ended by then counts no more. */
  readAt: number;
  isSpaceArchived: boolean;
  principal: PrincipalFacts | undefined;
  channel: (ChannelFacts & { isPublic: boolean; hasGroups: boolean }) | undefined;
  thread: { isPrivate: boolean; state: ChannelState } | undefined;
  /** The strongest role the principal holds on the channel, and the group it comes through (null: held directly). */
  role: { role: Role; group: string | null } | undefined;
  /** A group through which the principal takes part in the private thread. */
  participantGroup: string | undefined;
  /** Every block of the principal and of its groups from the channel, ended ones too. */
  blocks: BlockFacts[];
  /** Some of the principal's groups, for the explanation of a denial; at most `groupsNamedMax` + 1. */
  groups: string[];
}

export interface BlockFacts {
  id: string;
  effect: BlockEffect;
  /** The blocked group; null: the principal itself is blocked. */
  group: string | null;
  reason: string;
  /** Milliseconds since 1970; null: it does not end by itself. */
  endsAt: number | null;
}

export interface PrincipalFacts {
  key: number;
  kind: "agent" | "person";
  isDisabled: boolean;
  /** Of the signed-in user behind a person. */
  platformRole: PlatformRole | undefined;
}

export const groupsNamedMax = 3;
