import type { Db, Tx } from "@/server/db";

export interface ThreadRow {
  key: number;
  name: string;
  topic: string;
  createdBy: string | null;
  createdAt: Date;
  state: "Active" | "Paused" | "Archived";
}

export async function findChannelKey(db: Tx, spaceId: string, channel: string): Promise<number | undefined> {
  const where = { spaceId_name: { spaceId, name: channel } };
  return (await db.channel.findUnique({ where, select: { key: true } }))?.key;
}

/** The names of the channel's threads, private and archived ones included, that begin with `prefix`. */
export async function findNamesLike(db: Tx, channelKey: number, prefix: string): Promise<Set<string>> {
  const threads = await db.thread.findMany({
    where: { channelKey, name: { startsWith: prefix } },
    select: { name: true },
  });
  return new Set(threads.map(({ name }) => name));
}

export function insertThread(
  db: Tx,
  thread: { channelKey: number; name: string; topic: string; createdBy: string; createdAt: Date },
): Promise<ThreadRow> {
  return db.thread.create({ data: thread });
}

/** The channel's threads that share its readers, newest first. */
export function selectInheritedThreads(
  db: Db,
  { spaceId, channel, beforeKey, limit }: { spaceId: string; channel: string; beforeKey?: number; limit: number },
): Promise<ThreadRow[]> {
  return db.thread.findMany({
    where: { channel: { spaceId, name: channel }, isPrivate: false, key: { lt: beforeKey } },
    orderBy: { key: "desc" },
    take: limit,
  });
}
