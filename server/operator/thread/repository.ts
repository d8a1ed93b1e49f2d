import type { Db, ServiceContext } from "@/server/db";
import { changePolicy } from "@/server/policy";

export interface ThreadRow {
  key: number;
  channelKey: number;
  channel: string;
  resourceUid: string | null;
  topic: string;
  isPrivate: boolean;
  state: "Active" | "Paused" | "Archived";
  purgeAt: Date | null;
}

const columns = {
  key: true,
  channelKey: true,
  resourceUid: true,
  topic: true,
  isPrivate: true,
  state: true,
  purgeAt: true,
  channel: { select: { name: true } },
} as const;

interface Selected extends Omit<ThreadRow, "channel"> {
  channel: { name: string };
}

function rowOf(selected: Selected | null): ThreadRow | undefined {
  return selected === null ? undefined : { ...selected, channel: selected.channel.name };
}

export async function findThread(db: Db, channelKey: number, name: string): Promise<ThreadRow | undefined> {
  return rowOf(await db.thread.findUnique({ where: { channelKey_name: { channelKey, name } }, select: columns }));
}

/** The thread that came from the resource `uid`, whatever its channel. */
export async function findThreadOfResource(
  db: Db,
  owner: { spaceId: string; name: string; uid?: string },
): Promise<ThreadRow | undefined> {
  const { spaceId, name, uid } = owner;
  const resourceUid = uid ?? { not: null };
  return rowOf(await db.thread.findFirst({ where: { name, resourceUid, channel: { spaceId } }, select: columns }));
}

/** Names of the threads that the database believes to have a resource. */
export async function listThreadsWithResource(db: Db): Promise<{ spaceId: string; name: string }[]> {
  const rows = await db.thread.findMany({
    where: { resourceUid: { not: null }, channel: { space: { archivedAt: null } } },
    select: { name: true, channel: { select: { spaceId: true } } },
  });
  return rows.map(({ name, channel }) => ({ spaceId: channel.spaceId, name }));
}

export interface ThreadFields {
  topic: string;
  isPrivate: boolean;
}

/** The row says what the resource says; an archived one is back. Writes only what differs; true when it wrote. */
export async function saveThread(
  ctx: ServiceContext,
  input: {
    spaceId: string;
    channel: { key: number; name: string };
    name: string;
    uid: string;
    before: ThreadRow | undefined;
    fields: ThreadFields;
  },
): Promise<boolean> {
  const { spaceId, channel, name, uid, before, fields } = input;
  if (before !== undefined && isSaved(before, uid, fields)) return false;
  const target = { spaceId, verb: "thread.save", target: `thread:${channel.name}/${name}` };
  await changePolicy(ctx, target, async (tx) => {
    const data = { ...fields, resourceUid: uid, state: "Active" as const, archivedAt: null, purgeAt: null };
    await tx.thread.upsert({
      where: { channelKey_name: { channelKey: channel.key, name } },
      create: { channelKey: channel.key, name, ...data },
      update: data,
    });
    return {
      result: undefined,
      isChanged: true,
      before: before && stateOf(before),
      after: { ...fields, state: data.state },
    };
  });
  return true;
}

/** The thread takes no more messages and goes for good at `purgeAt`. False when it is not that resource's. */
export async function archiveThread(
  ctx: ServiceContext,
  input: { spaceId: string; row: ThreadRow; name: string; uid: string; archivedAt: Date; purgeAt: Date },
): Promise<boolean> {
  const { spaceId, row, name, uid, archivedAt, purgeAt } = input;
  const target = { spaceId, verb: "thread.archive", target: `thread:${row.channel}/${name}` };
  const { isChanged } = await changePolicy(ctx, target, async (tx) => {
    const { count } = await tx.thread.updateMany({
      where: { key: row.key, resourceUid: uid },
      data: { state: "Archived", archivedAt, purgeAt, resourceUid: null },
    });
    const after = { state: "Archived", purgeAt: purgeAt.toISOString() };
    return { result: undefined, isChanged: count > 0, before: { state: row.state }, after };
  });
  return isChanged;
}

function isSaved(row: ThreadRow, uid: string, fields: ThreadFields): boolean {
  return (
    row.resourceUid === uid &&
    row.state === "Active" &&
    row.purgeAt === null &&
    row.topic === fields.topic &&
    row.isPrivate === fields.isPrivate
  );
}

function stateOf({ topic, isPrivate, state }: ThreadRow): ThreadFields & Pick<ThreadRow, "state"> {
  return { topic, isPrivate, state };
}
