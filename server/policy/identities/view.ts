import type { PrincipalRow } from "./repository";

/** A principal as the console and the gateway show it. Dates are RFC 3339. */
export interface PrincipalView {
  id: string;
  kind: "agent" | "person";
  displayName: string;
  isDisabled: boolean;
  /** Live NATS connections, as last seen. */
  connections: number;
  lastSeenAt: string | null;
  createdAt: string;
}

export function viewOfPrincipal(row: PrincipalRow): PrincipalView {
  return {
    id: row.id,
    kind: row.kind,
    displayName: row.displayName,
    isDisabled: row.disabledAt !== null,
    connections: row.connections,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
