import type { PlatformRole } from "@/server/kernel";
import type { PersonRow } from "./repository";

/** Somebody who can sign in, as the administration of a space shows them. Dates are RFC 3339. */
export interface PersonView {
  userId: string;
  /** The id of their Person in the space; null for an admin who has not been there yet. */
  principal: string | null;
  email: string;
  name: string;
  platformRole: PlatformRole;
  /** The account is switched off: no sign-in anywhere. */
  isDisabled: boolean;
  /** Taken out of this space; the account itself goes on. */
  isRemoved: boolean;
  /** False for those who sign in through an identity provider alone. */
  hasPassword: boolean;
  /** How many groups of the space they are in. */
  groups: number;
  /** Live NATS connections in the space, as last seen. */
  connections: number;
  lastSeenAt: string | null;
  createdAt: string;
}

export function viewOfPerson(row: PersonRow): PersonView {
  const { id, principal, email, name, platformRole, isRemoved, hasPassword, groups, connections } = row;
  return {
    userId: id,
    principal,
    email,
    name,
    platformRole,
    isDisabled: row.disabledAt !== null,
    isRemoved,
    hasPassword,
    groups,
    connections,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
