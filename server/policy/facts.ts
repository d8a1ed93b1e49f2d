import type { PlatformRole } from "@/server/kernel";
import type { ChannelFacts, ChannelState, Role } from "./types";

/** Everything a decision hangs on, as one statement read it: a consistent picture of the space at `revision`. */
export interface Facts {
  revision: string;
  isSpaceArchived: boolean;
  principal: PrincipalFacts | undefined;
  channel: (ChannelFacts & { isPublic: boolean; hasGroups: boolean }) | undefined;
  thread: { isPrivate: boolean; state: ChannelState } | undefined;
  /** The strongest role the principal holds on the channel, and the group it comes through (null: held directly). */
  role: { role: Role; group: string | null } | undefined;
  /** A group through which the principal takes part in the private thread. */
  participantGroup: string | undefined;
  /** Some of the principal's groups, for the explanation of a denial; at most `groupsNamedMax` + 1. */
  groups: string[];
}

export interface PrincipalFacts {
  key: number;
  kind: "agent" | "person";
  isDisabled: boolean;
  /** Of the signed-in user behind a person. */
  platformRole: PlatformRole | undefined;
}

export const groupsNamedMax = 3;
