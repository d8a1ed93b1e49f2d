import type { AuditRow } from "./audit-repository";

/** An administrative act as screens and exports show it. */
export interface AuditEntry {
  /** Decimal; later acts have higher ones. */
  id: string;
  /** RFC 3339. */
  at: string;
  /** Null: the act concerned the whole platform. */
  spaceId: string | null;
  /** `user:<email>`, `agent:<space>/<id>`, `service:<name>` or `kubernetes:<manager>`. */
  actor: string;
  verb: string;
  target: string;
  /** Plain JSON; null where there was nothing. */
  before: unknown;
  after: unknown;
  /** `before` or `after` is too long for a list and left out; `readAudit` has it. */
  isCut: boolean;
  /** `console`, `gateway`, `nats`, `kubernetes`; null when a service acted by itself. */
  via: string | null;
  address: string | null;
}

export function entryOf(row: AuditRow): AuditEntry {
  const { id, at, spaceId, actor, verb, target, before, after, isCut, via, address } = row;
  return {
    id: String(id),
    at: at.toISOString(),
    spaceId,
    actor,
    verb,
    target,
    before: before ?? null,
    after: after ?? null,
    isCut,
    via,
    address,
  };
}
