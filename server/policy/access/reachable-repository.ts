import type { Tx } from "@/server/db";
import { patternOf } from "../paging/search";

/** Names of channels that may be open to the principal, or that have a private thread which is, ascending after `after`. Blocks are left to `decide`. */
export async function selectReachableNames(
  db: Tx,
  input: { spaceId: string; principalKey: number; isAdmin: boolean; search: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT c.name FROM "Channel" c
    WHERE c."spaceId" = ${input.spaceId} AND c.name > ${input.after} AND c.name ILIKE ${patternOf(input.search)}
      AND (
        c.visibility = 'public' OR ${input.isAdmin}::boolean
        OR c.key IN (SELECT r."channelKey" FROM "ChannelRole" r WHERE r."principalKey" = ${input.principalKey})
        OR c.key IN (
          SELECT r."channelKey" FROM "Membership" m JOIN "ChannelRole" r ON r."groupKey" = m."groupKey"
          WHERE m."principalKey" = ${input.principalKey}
        )
        OR c.key IN (
          SELECT t."channelKey" FROM "Membership" m JOIN "ThreadGrant" tg ON tg."groupKey" = m."groupKey"
          JOIN "Thread" t ON t.key = tg."threadKey" AND t.state <> 'Archived'
          WHERE m."principalKey" = ${input.principalKey}
        )
      )
    ORDER BY c.name LIMIT ${input.limit}`;
  return rows.map(({ name }) => name);
}
