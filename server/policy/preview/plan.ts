import type { BlockEffect, Role } from "../types";

/** A channel or private thread where the change may be felt, before and after it. */
export interface PlannedPlace {
  channelKey: number;
  /** Null: the channel itself. */
  threadKey: number | null;
  name: string;
  /** What a credential carries to read it. */
  tag: string;
  wasPublic: boolean;
  isPublic: boolean;
  hadGroups: boolean;
  hasGroups: boolean;
}

/** What groups hold on channels and private threads. */
export interface Holdings {
  roles: { channelKey: number; groupKey: number; role: Role; origin: "resource" | "admin" }[];
  blocks: { channelKey: number; groupKey: number; effect: BlockEffect }[];
  grants: { threadKey: number; groupKey: number }[];
}

/** Who may feel the change. */
export type Concerned =
  /** These, and the members of any of the groups. */
  | { principalKeys: number[]; groupKeys: number[] }
  /** Everybody. */
  | { spaceId: string };

/** A change as far as rights hang on it: nothing of it is made. */
export interface Plan {
  places: PlannedPlace[];
  before: Holdings;
  after: Holdings;
  concerned: Concerned;
  /** Memberships that come or go. */
  members?: { groupKey: number; added: number[]; removed: number[] };
  /** Roles of principals on the channel from now on. */
  roles?: { principalKey: number; role: Role | null }[];
  /** A principal that is blocked from now on. */
  blocked?: { principalKey: number; effect: BlockEffect };
  /** There were more places than are looked at. */
  isCapped: boolean;
}
