import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { type GroupView, listGroups } from "../groups/list";
import { listGroupMembers } from "../groups/list-members";
import { searchPrincipals } from "../identities/search-principals";
import { createScene, type Scene } from "../scene";

const agents = 1_500;
let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
  scene = await createScene(world);
  const { spaceId } = scene;
  const day = 86_400_000;
  await world.db.principal.createMany({
    data: Array.from({ length: agents }, (_, index) => ({
      spaceId,
      id: `${index % 3 === 0 ? "edge" : "worker"}-${String(index).padStart(4, "0")}`,
      kind: "agent" as const,
      displayName: index % 100 === 0 ? `50%_of Detector ${index}` : `Agent ${index}`,
      // Many at the same moment, many never.
      createdAt: new Date(day * (1 + (index % 7))),
      lastSeenAt: index % 4 === 0 ? null : new Date(day * (20 + (index % 5))),
      connections: index % 10 === 0 ? 1 : 0,
      disabledAt: index % 50 === 0 ? new Date(day) : null,
    })),
  });
  await scene.person("operator");
  await scene.groups({ Everybody: [], Some: [], None: [] });
  const { db } = world;
  await db.$executeRaw`
    INSERT INTO "Membership" ("groupKey", "principalKey", "principalId", "joinedAt")
    SELECT g.key, p.key, p.id, p."createdAt" FROM "Principal" p JOIN "Group" g ON g."spaceId" = p."spaceId"
    WHERE p."spaceId" = ${spaceId} AND (g.name = 'Everybody' OR (g.name = 'Some' AND p.key % 5 = 0))`;
});
afterAll(() => world.close());

async function allPages<Item>(
  read: (after: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

it("pages of principals together are the whole list in order, whatever is asked for", async () => {
  const { ctx, spaceId } = scene;
  const rows = await world.db.principal.findMany({ where: { spaceId } });
  const orders = {
    id: (a: (typeof rows)[0], b: (typeof rows)[0]) => (a.id < b.id ? -1 : 1),
    created: (a: (typeof rows)[0], b: (typeof rows)[0]) => Number(b.createdAt) - Number(a.createdAt) || b.key - a.key,
    lastSeen: (a: (typeof rows)[0], b: (typeof rows)[0]) =>
      Number(b.lastSeenAt ?? -1) - Number(a.lastSeenAt ?? -1) || b.key - a.key,
  };
  const asked = fc.record({
    sort: fc.constantFrom("id" as const, "created" as const, "lastSeen" as const),
    search: fc.constantFrom(undefined, "edge", "ORK", "Detector 3", "50%_", "a", "-00", "nothing"),
    kind: fc.constantFrom(undefined, "agent" as const, "person" as const),
    isOnline: fc.constantFrom(undefined, true, false),
    isDisabled: fc.constantFrom(undefined, true, false),
    limit: fc.constantFrom(7, 100, 1_000),
  });
  const holds = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());
  await fc.assert(
    fc.asyncProperty(asked, async ({ limit, ...filter }) => {
      const { sort, search = "", kind, isOnline, isDisabled } = filter;
      const found = await allPages(async (after) => {
        const { principals, next } = await searchPrincipals(ctx, { spaceId, ...filter, after, limit });
        expect(principals.length).toBeLessThanOrEqual(limit);
        return { items: principals, next };
      });
      const expected = rows
        .filter((row) => holds(row.id, search) || holds(row.displayName, search))
        .filter((row) => (kind ?? row.kind) === row.kind)
        .filter((row) => isOnline === undefined || isOnline === row.connections > 0)
        .filter((row) => isDisabled === undefined || isDisabled === (row.disabledAt !== null))
        .sort(orders[sort]);
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 40 },
  );
});

it("pages of members together are the whole group in order, and tell its size", async () => {
  const { ctx, spaceId } = scene;
  for (const group of ["Everybody", "Some", "None"]) {
    const rows = await world.db.membership.findMany({ where: { group: { spaceId, name: group } } });
    for (const sort of ["id", "joined"] as const) {
      for (const search of [undefined, "edge", "Detector 3", "nothing"]) {
        const found = await allPages(async (after) => {
          const page = await listGroupMembers(ctx, { spaceId, group, sort, search, after, limit: 200 });
          expect(page.counted).toBe(rows.length);
          return { items: page.members, next: page.next };
        });
        const names = await world.db.principal.findMany({
          where: {
            spaceId,
            ...(search && { OR: [{ id: { contains: search } }, { displayName: { contains: search } }] }),
          },
        });
        const fitting = new Set(names.map(({ key }) => key));
        const expected = rows
          .filter(({ principalKey }) => fitting.has(principalKey))
          .sort((a, b) =>
            sort === "id"
              ? a.principalId < b.principalId
                ? -1
                : 1
              : Number(b.joinedAt) - Number(a.joinedAt) || b.principalKey - a.principalKey,
          );
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ principalId }) => principalId));
      }
    }
  }
});

it("pages of groups together are the whole list in each order and direction, with sizes that are kept", async () => {
  const { ctx, spaceId } = scene;
  const whole = async (order: Partial<Parameters<typeof listGroups>[1]>) =>
    allPages<GroupView>(async (after) => {
      const page = await listGroups(ctx, { spaceId, ...order, after, limit: 2 });
      expect(page.total).toBe(after === undefined ? 3 : undefined);
      return { items: page.groups, next: page.next };
    });
  const names = (groups: GroupView[]) => groups.map(({ name }) => name);
  expect(names(await whole({}))).toEqual(["Everybody", "None", "Some"]);
  expect(names(await whole({ direction: "descending" }))).toEqual(["Some", "None", "Everybody"]);
  const bySize = await whole({ sort: "members" });
  expect(bySize.map(({ name, members }) => [name, members])).toEqual([
    ["None", 0],
    ["Some", 300],
    ["Everybody", agents + 1],
  ]);
  expect(names(await whole({ sort: "created", direction: "descending" }))).toEqual(["None", "Some", "Everybody"]);
  const { groups, total } = await listGroups(ctx, { spaceId, search: "EVERY" });
  expect([names(groups), total]).toEqual([["Everybody"], 1]);
});

it("refuses a cursor of another list and people who do not administer", async () => {
  const { ctx, spaceId } = scene;
  const { next } = await searchPrincipals(ctx, { spaceId, sort: "created", limit: 1 });
  const wrong = { code: "VALIDATION", fields: [{ path: "after" }] };
  await expect(searchPrincipals(ctx, { spaceId, after: next })).rejects.toMatchObject(wrong);
  await expect(searchPrincipals(ctx, { spaceId, after: "what" })).rejects.toMatchObject(wrong);
  await expect(listGroups(ctx, { spaceId, after: next })).rejects.toMatchObject(wrong);
  await expect(listGroupMembers(ctx, { spaceId, group: "Some", after: next })).rejects.toMatchObject(wrong);
  const { ctx: asOperator } = await scene.person("operator");
  const forbidden = { code: "FORBIDDEN" };
  await expect(searchPrincipals(asOperator, { spaceId })).rejects.toMatchObject(forbidden);
  await expect(listGroups(asOperator, { spaceId })).rejects.toMatchObject(forbidden);
  await expect(listGroupMembers(asOperator, { spaceId, group: "Some" })).rejects.toMatchObject(forbidden);
});
