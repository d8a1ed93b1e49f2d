import type { Db, Tx } from "@/server/db";
import type { KubeObject } from "../object";
import type { Change, ChangeKind, ListQuery, ObjectKey, Revision, StoredObject } from "./records";

interface ObjectRow {
  group: string;
  resource: string;
  namespace: string;
  name: string;
  object: unknown;
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

// The client's type of JSON is recursive and knows no `undefined`; what gets here has been parsed from JSON.
const toJson = (object: KubeObject) => object as unknown as { [key: string]: Json };

const toStored = (row: ObjectRow): StoredObject => ({
  key: { group: row.group, resource: row.resource, namespace: row.namespace, name: row.name },
  object: row.object as KubeObject,
});

/** Makes the clock's row when the database is new. */
export async function ensureRevision(db: Db): Promise<void> {
  await db.$executeRaw`INSERT INTO "KubernetesRevision" (id, current, compacted) VALUES (1, 1, 0) ON CONFLICT DO NOTHING`;
}

export async function readRevision(db: Db): Promise<Revision> {
  return db.kubernetesRevision.findUniqueOrThrow({ where: { id: 1 }, select: { current: true, compacted: true } });
}

/** Locks the clock until the transaction ends: writes happen one after the other, in the order of their versions. */
export async function lockRevision(tx: Tx): Promise<Revision> {
  const [row] = await tx.$queryRaw<Revision[]>`
    SELECT current, compacted FROM "KubernetesRevision" WHERE id = 1 FOR UPDATE`;
  if (!row) throw new Error("The embedded API server's revision row is missing.");
  return row;
}

export async function saveRevision(tx: Tx, current: bigint): Promise<void> {
  await tx.kubernetesRevision.update({ where: { id: 1 }, data: { current } });
}

export async function findObject(db: Tx, key: ObjectKey): Promise<KubeObject | undefined> {
  const row = await db.kubernetesObject.findUnique({
    where: { group_resource_namespace_name: key },
    select: { object: true },
  });
  return row ? (row.object as unknown as KubeObject) : undefined;
}

/** Objects ordered by namespace and name, and the version they were read at, in one snapshot. */
export async function listObjects(
  db: Db,
  query: ListQuery,
): Promise<{ objects: StoredObject[]; revision: Revision; total: number }> {
  const { group, resource, namespace = null, name = null, after, limit = null } = query;
  const afterNamespace = after?.namespace ?? null;
  const afterName = after?.name ?? "";
  const rows = await db.$queryRaw<(Partial<ObjectRow> & Revision & { total: number })[]>`
    WITH found AS (
      SELECT "group", resource, namespace, name, object FROM "KubernetesObject"
      WHERE "group" = ${group} AND resource = ${resource}
        AND (${namespace}::text IS NULL OR namespace = ${namespace}::text)
        AND (${name}::text IS NULL OR name = ${name}::text)
        AND (${afterNamespace}::text IS NULL
          OR (namespace COLLATE "C", name COLLATE "C") > (${afterNamespace}::text, ${afterName}::text))
    )
    SELECT r.current, r.compacted, (SELECT count(*)::int FROM found) AS total, page.*
    FROM "KubernetesRevision" r
    LEFT JOIN (SELECT * FROM found ORDER BY namespace COLLATE "C", name COLLATE "C" LIMIT ${limit}::int) page ON true
    ORDER BY page.namespace COLLATE "C", page.name COLLATE "C"`;
  const [first] = rows;
  if (!first) throw new Error("The embedded API server's revision row is missing.");
  return {
    objects: rows.filter((row): row is ObjectRow & typeof row => typeof row.name === "string").map(toStored),
    revision: { current: first.current, compacted: first.compacted },
    total: first.total,
  };
}

export async function objectsInNamespace(tx: Tx, namespace: string): Promise<StoredObject[]> {
  return (await tx.kubernetesObject.findMany({ where: { namespace } })).map(toStored);
}

/** Objects that name `uid` as their owner. */
export async function dependentsOf(tx: Tx, uid: string): Promise<StoredObject[]> {
  const owner = JSON.stringify([{ uid }]);
  const rows = await tx.$queryRaw<ObjectRow[]>`
    SELECT "group", resource, namespace, name, object FROM "KubernetesObject"
    WHERE object -> 'metadata' -> 'ownerReferences' @> ${owner}::jsonb`;
  return rows.map(toStored);
}

export async function hasObject(tx: Tx, uid: string): Promise<boolean> {
  return (await tx.kubernetesObject.count({ where: { uid } })) > 0;
}

/** Objects of a kind that nobody wrote since `before`. */
export async function untouchedObjects(db: Db, group: string, resource: string, before: Date): Promise<StoredObject[]> {
  return (await db.kubernetesObject.findMany({ where: { group, resource, updatedAt: { lt: before } } })).map(toStored);
}

export async function saveObject(
  tx: Tx,
  key: ObjectKey,
  object: KubeObject,
  version: bigint,
  now: Date,
): Promise<void> {
  const data = { object: toJson(object), resourceVersion: version, updatedAt: now, uid: object.metadata.uid ?? "" };
  await tx.kubernetesObject.upsert({
    where: { group_resource_namespace_name: key },
    create: { ...key, ...data },
    update: data,
  });
}

export async function deleteObject(tx: Tx, key: ObjectKey): Promise<void> {
  await tx.kubernetesObject.delete({ where: { group_resource_namespace_name: key } });
}

export async function appendChange(
  tx: Tx,
  change: { version: bigint; kind: ChangeKind; key: ObjectKey; object: KubeObject; before?: KubeObject; now: Date },
): Promise<void> {
  await tx.kubernetesEvent.create({
    data: {
      ...change.key,
      resourceVersion: change.version,
      type: change.kind,
      object: toJson(change.object),
      ...(change.before ? { previous: toJson(change.before) } : {}),
      at: change.now,
    },
  });
}

/** Changes after `version` in order, and the revision in the same snapshot. */
export async function changesAfter(
  db: Db,
  version: bigint,
  limit: number,
): Promise<{ changes: Change[]; revision: Revision }> {
  const rows = await db.$queryRaw<
    (Partial<ObjectRow> & Revision & { version: bigint | null; type: string; previous: unknown })[]
  >`
    SELECT r.current, r.compacted, e."resourceVersion" AS version, e."group", e.resource, e.namespace, e.name, e.type,
      e.object, e.previous
    FROM "KubernetesRevision" r
    LEFT JOIN (SELECT * FROM "KubernetesEvent" WHERE "resourceVersion" > ${version}
      ORDER BY "resourceVersion" LIMIT ${limit}) e ON true
    ORDER BY e."resourceVersion"`;
  const [first] = rows;
  if (!first) throw new Error("The embedded API server's revision row is missing.");
  const changes = rows.flatMap((row): Change[] =>
    row.version === null
      ? []
      : [
          {
            ...toStored(row as ObjectRow),
            version: row.version,
            kind: row.type as ChangeKind,
            previous: (row.previous as KubeObject | null) ?? undefined,
          },
        ],
  );
  return { changes, revision: { current: first.current, compacted: first.compacted } };
}

/** Forgets changes made before `before`, and all but the last `keep`. */
export async function compactChanges(db: Db, before: Date, keep: number): Promise<void> {
  await db.$transaction(async (tx) => {
    const { current, compacted } = await lockRevision(tx);
    const { _max: aged } = await tx.kubernetesEvent.aggregate({
      where: { at: { lt: before } },
      _max: { resourceVersion: true },
    });
    const cut = [compacted, aged.resourceVersion ?? 0n, current - BigInt(keep)].reduce((a, b) => (a > b ? a : b));
    if (cut === compacted) return;
    await tx.kubernetesEvent.deleteMany({ where: { resourceVersion: { lte: cut } } });
    await tx.kubernetesRevision.update({ where: { id: 1 }, data: { compacted: cut } });
  });
}
