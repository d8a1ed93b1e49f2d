import { allOf, sql, type Tx } from "@/server/db";
import { patternOf } from "../paging/search";
import type { ChannelState } from "../types";

export interface FoundThreadRow {
  channelKey: number;
  name: string;
  topic: string;
  state: ChannelState;
}

/** As many of the newest threads are looked through before the index of their names is. */
const newestMax = 10_000;
/** Shorter texts stand in so many names that the index is no help. */
const indexedCharactersMin = 3;

interface WantedThreads {
  channelKeys: number[];
  /** Each has to stand in the name or the topic. */
  words: string[];
  limit: number;
}

/** Threads of the channels that share their readers and hold every word, newest first. Of a short word only the newest threads are looked through. */
export async function selectThreadsLike(db: Tx, wanted: WantedThreads): Promise<FoundThreadRow[]> {
  const { channelKeys, words, limit } = wanted;
  if (channelKeys.length === 0 || words.length === 0) return [];
  const holdsAll = allOf(
    words.map((word) => sql`(t.name ILIKE ${patternOf(word)} OR t.topic ILIKE ${patternOf(word)})`),
  );
  const newest = await db.$queryRaw<FoundThreadRow[]>`
    WITH newest AS MATERIALIZED (
      SELECT t.key, t."channelKey", t.name, t.topic, t.state FROM "Thread" t
      WHERE t."channelKey" = ANY(${channelKeys}::int[]) AND NOT t."isPrivate" AND t.state <> 'Archived'
      ORDER BY t.key DESC LIMIT ${newestMax}
    )
    SELECT t."channelKey", t.name, t.topic, t.state::text AS "state" FROM newest t
    WHERE ${holdsAll} ORDER BY t.key DESC LIMIT ${limit}`;
  if (newest.length === limit || !words.some((word) => word.length >= indexedCharactersMin)) return newest;
  // Found first, whatever the planner thinks: along the order it would read all threads for the few that fit.
  return db.$queryRaw<FoundThreadRow[]>`
    WITH found AS MATERIALIZED (
      SELECT t.key, t."channelKey", t.name, t.topic, t.state, t."isPrivate" FROM "Thread" t WHERE ${holdsAll}
    )
    SELECT t."channelKey", t.name, t.topic, t.state::text AS "state" FROM found t
    WHERE t."channelKey" = ANY(${channelKeys}::int[]) AND NOT t."isPrivate" AND t.state <> 'Archived'
    ORDER BY t.key DESC LIMIT ${limit}`;
}

/** Those of the principals who hold something in one of the channels or take part in one of the threads, by themselves or through a group. */
export async function selectCompanions(
  db: Tx,
  { keys, channelKeys, threadKeys }: { keys: number[]; channelKeys: number[]; threadKeys: number[] },
): Promise<Set<number>> {
  if (keys.length === 0) return new Set();
  const rows = await db.$queryRaw<{ key: number }[]>`
    SELECT asked.key FROM unnest(${keys}::int[]) AS asked(key)
    WHERE EXISTS (
        SELECT 1 FROM "ChannelRole" r WHERE r."principalKey" = asked.key AND r."channelKey" = ANY(${channelKeys}::int[])
      )
      OR EXISTS (
        SELECT 1 FROM "Membership" m JOIN "ChannelRole" r ON r."groupKey" = m."groupKey"
        WHERE m."principalKey" = asked.key AND r."channelKey" = ANY(${channelKeys}::int[])
      )
      OR EXISTS (
        SELECT 1 FROM "Membership" m JOIN "ThreadGrant" t ON t."groupKey" = m."groupKey"
        WHERE m."principalKey" = asked.key AND t."threadKey" = ANY(${threadKeys}::int[])
      )`;
  return new Set(rows.map(({ key }) => key));
}

/** Keys of private threads by channel and name. */
export async function selectThreadKeys(
  db: Tx,
  threads: readonly { channelKey: number; name: string }[],
): Promise<number[]> {
  if (threads.length === 0) return [];
  const rows = await db.$queryRaw<{ key: number }[]>`
    SELECT t.key FROM unnest(${threads.map(({ channelKey }) => channelKey)}::int[], ${threads.map(({ name }) => name)}::text[])
      AS asked("channelKey", name)
    JOIN "Thread" t ON t."channelKey" = asked."channelKey" AND t.name = asked.name`;
  return rows.map(({ key }) => key);
}
