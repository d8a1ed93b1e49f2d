import type { Tx } from "@/server/db";
import type { ChannelState, Role } from "../types";

/** Null when the space has no group of that name. */
export async function selectGroup(
  db: Tx,
  spaceId: string,
  name: string,
): Promise<{ key: number; description: string; memberCount: number; createdAt: Date } | null> {
  return db.group.findUnique({
    where: { spaceId_name: { spaceId, name } },
    select: { key: true, description: true, memberCount: true, createdAt: true },
  });
}

export interface OpenedRow {
  name: string;
  visibility: "public" | "private";
  state: ChannelState;
  role: Role | null;
  origins: ("resource" | "admin")[];
  threads: string[];
}

/** The channels that a group opens, itself or by private threads, by name; `role` is the strongest it holds on each. */
export async function selectOpenedChannels(db: Tx, groupKey: number, limit: number): Promise<OpenedRow[]> {
  return db.$queryRaw<OpenedRow[]>`
    SELECT c.name, c.visibility, c.state, held.role, coalesce(held.origins, '{}') AS origins,
      coalesce(granted.threads, '{}') AS threads
    FROM "Channel" c
    LEFT JOIN (
      SELECT r."channelKey", min(r.role)::text AS role, array_agg(DISTINCT r.origin::text) AS origins
      FROM "ChannelRole" r WHERE r."groupKey" = ${groupKey} GROUP BY r."channelKey"
    ) held ON held."channelKey" = c.key
    LEFT JOIN (
      SELECT t."channelKey", array_agg(t.name ORDER BY t.name) AS threads
      FROM "ThreadGrant" g JOIN "Thread" t ON t.key = g."threadKey"
      WHERE g."groupKey" = ${groupKey} GROUP BY t."channelKey"
    ) granted ON granted."channelKey" = c.key
    WHERE held.role IS NOT NULL OR granted.threads IS NOT NULL
    ORDER BY c.name LIMIT ${limit}`;
}
