import type { Db } from "@/server/db";

/** An agent's row; nothing else, no key. */
export async function addAgent(db: Db, spaceId: string, id: string): Promise<{ key: number }> {
  return db.principal.create({ data: { spaceId, id, kind: "agent", displayName: id }, select: { key: true } });
}

export interface ChannelRow {
  name: string;
  visibility?: "public" | "private";
  enablePersistence?: boolean;
  retentionMs?: bigint | null;
  state?: "Active" | "Paused" | "Archived";
  /** Principals' ids that become members directly. */
  members?: string[];
  threads?: { name: string; isPrivate?: boolean; state?: "Active" | "Paused" | "Archived" }[];
}

/** A channel's row with its threads, as the operator would leave it. */
export async function addChannel(db: Db, spaceId: string, channel: ChannelRow): Promise<{ key: number }> {
  const { members = [], threads = [], ...data } = channel;
  const principals = await db.principal.findMany({ where: { spaceId, id: { in: members } }, select: { key: true } });
  return db.channel.create({
    data: {
      ...data,
      spaceId,
      threads: { create: threads },
      roles: { create: principals.map(({ key }) => ({ principalKey: key, role: "member", origin: "admin" })) },
    },
    select: { key: true },
  });
}
