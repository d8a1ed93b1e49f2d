import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { registerAgent } from "@/server/policy";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { deleteFilter, listFilters, saveFilter } from "./saved-filters";

let world: TestWorld;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  for (const id of ["ada", "bob"]) await registerAgent(world.context(), { spaceId, id });
});

const save = (principal: string, name: string, more: { query?: string; isShared?: boolean } = {}) =>
  saveFilter(world.context(), { spaceId, principal, name, query: "has:error", ...more });
const namesOf = async (principal: string) =>
  (await listFilters(world.context(), { spaceId, principal })).map(({ name, isMine }) => `${name}${isMine ? "" : "*"}`);

test("everybody sees their own filters and those that are shared, and one name means one filter", async () => {
  await save("ada", "Errors");
  await save("ada", "Errors", { query: "has:error -from:me", isShared: true });
  await save("ada", "Private");
  await save("bob", "Errors");
  expect(await namesOf("ada")).toEqual(["Errors", "Private"]);
  expect(await namesOf("bob")).toEqual(["Errors", "Errors*"]);
  const [, shared] = await listFilters(world.context(), { spaceId, principal: "bob" });
  expect(shared).toMatchObject({ query: "has:error -from:me", keptBy: { id: "ada" } });
});

test("only one's own filters are removed", async () => {
  const { id } = await save("ada", "Errors", { isShared: true });
  await expect(deleteFilter(world.context(), { spaceId, principal: "bob", id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await deleteFilter(world.context(), { spaceId, principal: "ada", id });
  expect(await namesOf("bob")).toEqual([]);
});

test("a filter that cannot be read is refused, and so are too many", async () => {
  await expect(save("ada", "Typo", { query: "form:bob" })).rejects.toMatchObject({ fields: [{ path: "query" }] });
  await expect(save("ada", "  ")).rejects.toMatchObject({ fields: [{ path: "name" }] });
  const { key } = await world.db.principal.findUniqueOrThrow({ where: { spaceId_id: { spaceId, id: "ada" } } });
  const rows = Array.from({ length: 200 }, (_, n) => ({ spaceId, principalKey: key, name: `f${n}`, query: "x" }));
  await world.db.savedFilter.createMany({ data: rows });
  await expect(save("ada", "One more")).rejects.toMatchObject({ code: "LIMIT_EXCEEDED" });
  await expect(save("ada", "f7", { query: "y" })).resolves.toMatchObject({ query: "y" });
});
