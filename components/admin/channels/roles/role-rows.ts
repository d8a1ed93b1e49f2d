import type { RouterInputs, RouterOutputs } from "@/server/api";

export type RoleEntry = RouterOutputs["channelAuth"]["list"]["entries"][number];
export type RoleChange = RouterInputs["channelAuth"]["save"]["changes"][number];
export type Holder = RoleChange["holder"];
export type Role = NonNullable<RoleChange["role"]>;

/** By `keyOfHolder`: the role that somebody is to have, null for none. */
export type RoleEdits = ReadonlyMap<string, RoleChange>;

/** A group or a principal with what it holds on the channel, as edited and as stored. */
export interface RoleRow {
  key: string;
  holder: Holder;
  /** By an owner's or admin's word. */
  role: Role | null;
  storedRole: Role | null;
  /** The resource names the group, which makes it a member. */
  isNamed: boolean;
  wasNamed: boolean;
  /** Of a group that exists. */
  members?: number;
}

export const roles = ["owner", "moderator", "member"] as const satisfies Role[];

export function keyOfHolder(holder: Holder): string {
  return "group" in holder ? `group:${holder.group}` : `principal:${holder.principal}`;
}

export function nameOfHolder(holder: Holder): string {
  return "group" in holder ? holder.group : holder.principal;
}

interface Groups {
  stored: readonly string[];
  edited: readonly string[];
}

/** Everybody who holds something on the channel or is to: those who do by rank and name, then those who come new. */
export function roleRows(entries: readonly RoleEntry[], edits: RoleEdits, groups: Groups): RoleRow[] {
  const rows = new Map<string, RoleRow>();
  const rowOf = (holder: Holder) => {
    const key = keyOfHolder(holder);
    const row = rows.get(key) ?? { key, holder, role: null, storedRole: null, isNamed: false, wasNamed: false };
    rows.set(key, row);
    return row;
  };
  for (const { holder, role, origin, members } of entries) {
    const row = rowOf(holder);
    if (members !== undefined) row.members = members;
    if (origin === "admin") row.storedRole = row.role = role;
  }
  for (const group of groups.stored) rowOf({ group }).wasNamed = true;
  const stored = [...rows.values()].sort(byRankAndName);
  for (const group of groups.edited) rowOf({ group }).isNamed = true;
  for (const { holder, role } of edits.values()) rowOf(holder).role = role;
  const isKnown = new Set(stored.map(({ key }) => key));
  return [...stored, ...[...rows.values()].filter(({ key }) => !isKnown.has(key))];
}

/** Nothing will be left of what it holds. */
export function isLeaving({ role, isNamed }: RoleRow): boolean {
  return role === null && !isNamed;
}

export function isRowChanged({ role, storedRole, isNamed, wasNamed }: RoleRow): boolean {
  return role !== storedRole || isNamed !== wasNamed;
}

function byRankAndName(one: RoleRow, other: RoleRow): number {
  return rankOf(one) - rankOf(other) || (nameOfHolder(one.holder) < nameOfHolder(other.holder) ? -1 : 1);
}

function rankOf({ storedRole }: RoleRow): number {
  return storedRole === null ? roles.length : roles.indexOf(storedRole);
}
