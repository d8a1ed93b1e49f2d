import { isDeepStrictEqual } from "node:util";
import type { Db, ServiceContext } from "@/server/db";
import { changePolicy } from "@/server/policy";

export interface ChannelRow {
  key: number;
  resourceUid: string | null;
  displayName: string;
  topic: string;
  visibility: "public" | "private";
  enablePersistence: boolean;
  retentionMs: number | null;
  state: "Active" | "Paused" | "Archived";
  purgeAt: Date | null;
}

/** What the resource decides of a channel. */
export type ChannelFields = Omit<ChannelRow, "key" | "purgeAt" | "resourceUid">;

const columns = {
  key: true,
  resourceUid: true,
  displayName: true,
  topic: true,
  visibility: true,
  enablePersistence: true,
  retentionMs: true,
  state: true,
  purgeAt: true,
} as const;

export async function findChannel(
  db: Pick<Db, "channel">,
  spaceId: string,
  name: string,
): Promise<ChannelRow | undefined> {
  const row = await db.channel.findUnique({ where: { spaceId_name: { spaceId, name } }, select: columns });
  if (row === null) return undefined;
  return { ...row, retentionMs: row.retentionMs === null ? null : Number(row.retentionMs) };
}

/** Names of the channels that the database believes to have a resource. */
export async function listChannelsWithResource(db: Db): Promise<{ spaceId: string; name: string }[]> {
  return db.channel.findMany({
    where: { resourceUid: { not: null }, space: { archivedAt: null } },
    select: { spaceId: true, name: true },
  });
}

/** The row says what the resource says; an archived one is back with its messages. Writes only what differs. */
export async function saveChannel(
  ctx: ServiceContext,
  input: { spaceId: string; name: string; uid: string; fields: ChannelFields; hasGroups: boolean },
): Promise<{ before: ChannelRow | undefined; after: ChannelRow; isChanged: boolean }> {
  const { spaceId, name, uid, fields, hasGroups } = input;
  const present = await findChannel(ctx.db, spaceId, name);
  if (present !== undefined && isSaved(present, uid, fields)) {
    return { before: present, after: present, isChanged: false };
  }
  const target = { spaceId, verb: "channel.save", target: `channel:${name}` };
  const { result } = await changePolicy(ctx, target, async (tx) => {
    const before = await findChannel(tx, spaceId, name);
    const data = {
      ...fields,
      retentionMs: fields.retentionMs === null ? null : BigInt(fields.retentionMs),
      resourceUid: uid,
      archivedAt: null,
      purgeAt: null,
    };
    const { key } = await tx.channel.upsert({
      where: { spaceId_name: { spaceId, name } },
      create: { spaceId, name, ...data, hasGroups },
      update: data,
      select: { key: true },
    });
    const after = { key, resourceUid: uid, purgeAt: null, ...fields };
    return { result: { before, after }, isChanged: true, before: before && fieldsOf(before), after: fields };
  });
  return { ...result, isChanged: true };
}

/** The channel takes no more messages and goes for good at `purgeAt`; those it has stay readable until then. */
export async function archiveChannel(
  ctx: ServiceContext,
  input: { spaceId: string; name: string; uid: string; archivedAt: Date; purgeAt: Date },
): Promise<boolean> {
  const { spaceId, name, uid, archivedAt, purgeAt } = input;
  const target = { spaceId, verb: "channel.archive", target: `channel:${name}` };
  const { isChanged } = await changePolicy(ctx, target, async (tx) => {
    const before = await findChannel(tx, spaceId, name);
    const { count } = await tx.channel.updateMany({
      where: { spaceId, name, resourceUid: uid },
      data: { state: "Archived", archivedAt, purgeAt, resourceUid: null },
    });
    const after = { state: "Archived", purgeAt: purgeAt.toISOString() };
    return { result: undefined, isChanged: count > 0, before: { state: before?.state }, after };
  });
  return isChanged;
}

function isSaved(row: ChannelRow, uid: string, fields: ChannelFields): boolean {
  return row.resourceUid === uid && row.purgeAt === null && isDeepStrictEqual(fieldsOf(row), { ...fields });
}

function fieldsOf(row: ChannelRow): ChannelFields {
  const { displayName, topic, visibility, enablePersistence, retentionMs, state } = row;
  return { displayName, topic, visibility, enablePersistence, retentionMs, state };
}
