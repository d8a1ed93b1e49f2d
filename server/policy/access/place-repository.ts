import type { Place } from "@/sdk/protocol";
import type { Tx } from "@/server/db";

export interface PlaceRow {
  channelKey: number;
  isPublic: boolean;
  hasGroups: boolean;
  /** Null when no thread was asked for, or there is none of that name. */
  threadKey: number | null;
  isPrivateThread: boolean;
}

/** The channel, and its thread where one is asked for; `undefined` when there is no such channel. */
export async function findPlace(db: Tx, spaceId: string, { channel, thread }: Place): Promise<PlaceRow | undefined> {
  const rows = await db.$queryRaw<PlaceRow[]>`
    SELECT c.key AS "channelKey", c.visibility = 'public' AS "isPublic", c."hasGroups", t.key AS "threadKey",
      coalesce(t."isPrivate", false) AS "isPrivateThread"
    FROM "Channel" c LEFT JOIN "Thread" t ON t."channelKey" = c.key AND t.name = ${thread ?? ""}
    WHERE c."spaceId" = ${spaceId} AND c.name = ${channel}`;
  return rows[0];
}
