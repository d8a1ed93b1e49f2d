import type { Db } from "@/server/db";

/** A state of a resource: the one that some generation of it asks for, or that it is to be deleted. */
export interface ResourceState {
  spaceId: string;
  /** As the audit log writes it, such as `channel:sensors`. */
  target: string;
  uid: string;
  /** Absent: its deletion. */
  generation?: number;
}

/** Whether the audit log names who brought the resource into that state: whoever writes such a row puts `uid` and `generation` into `after`. */
export async function isStateRecorded(db: Db, state: ResourceState): Promise<boolean> {
  const { spaceId, target, uid, generation = null } = state;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "AuditLog" WHERE "spaceId" = ${spaceId} AND target = ${target} AND via = 'console'
      AND after->>'uid' = ${uid} AND after->>'generation' IS NOT DISTINCT FROM ${generation === null ? null : String(generation)}
    LIMIT 1`;
  return rows.length > 0;
}
