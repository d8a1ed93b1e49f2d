import { redactionType } from "@/sdk/protocol";

/** What of a message tells where it belongs. */
export interface Trace {
  sequence: number;
  subject: string;
  storedAt: Date;
  /** A lower-case UUID. */
  id: string;
  type: string;
  correlationId: string | null;
  /** In lower case where it is a UUID. */
  causationId: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id that a message has when something names it so; `undefined` when no message can. */
export function messageIdOf(named: string): string | undefined {
  return uuid.test(named) ? named.toLowerCase() : undefined;
}

export function traceOf(row: Omit<Trace, "sequence"> & { sequence: number | bigint }): Trace {
  const causationId = row.causationId === null ? null : (messageIdOf(row.causationId) ?? row.causationId);
  return { ...row, sequence: Number(row.sequence), id: row.id.toLowerCase(), causationId };
}

/** Redactions show in what they redact, and are part of no exchange. */
export function isPart({ type }: Pick<Trace, "type">): boolean {
  return type !== redactionType;
}
