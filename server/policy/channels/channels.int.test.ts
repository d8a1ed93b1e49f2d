import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { searchHolders } from "../grants/search-holders";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setPrincipalDisabled } from "../identities/set-disabled";
import { createScene, type Scene } from "../scene";
import { listAllChannels } from "./list-all";

let world: TestWorld;
let scene: Scene;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  scene = await createScene(world);
});
afterAll(() => world?.close());

describe("the list of all channels", () => {
  it("holds archived and paused ones, in pages by name, narrowed by state and by what is typed", async () => {
    const { ctx, spaceId } = scene;
    await scene.channel({ name: "a.one", state: "Archived" });
    await scene.channel({ name: "b_two", state: "Paused", visibility: "public" });
    await scene.channel({ name: "c-three" });
    const names = async (narrowed: object) =>
      (await listAllChannels(ctx, { spaceId, ...narrowed })).channels.map(({ name }) => name);
    expect(await names({})).toEqual(["a.one", "b_two", "c-three"]);
    expect(await names({ state: "Paused" })).toEqual(["b_two"]);
    expect(await names({ search: " ONE " })).toEqual(["a.one"]);
    expect(await names({ search: "_" })).toEqual(["b_two"]);
    const first = await listAllChannels(ctx, { spaceId, limit: 2 });
    expect(first.next).toBe("b_two");
    expect(await names({ limit: 2, after: first.next })).toEqual(["c-three"]);
  });

  it("counts each holder of a role once, whatever gives it, and none that is switched off", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b", "off");
    await scene.groups({ A: ["a", "b", "off"], B: ["a"] });
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A", "B", "Missing"] });
    await setPrincipalDisabled(ctx, { spaceId, principalId: "off", isDisabled: true });
    expect((await listAllChannels(ctx, { spaceId })).channels).toMatchObject([
      {
        holders: 2,
        hasGroups: true,
        groups: [
          { name: "A", role: "member" },
          { name: "B", role: "member" },
        ],
        groupCount: 2,
        principalCount: 0,
        blocks: 0,
      },
    ]);
  });

  it("is for admins", async () => {
    const { ctx } = await scene.person("operator");
    await expect(listAllChannels(ctx, { spaceId: scene.spaceId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("searching for whom to give a role", () => {
  it("finds groups and principals by a part of their name, what begins with it first", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("my-edge", "edge-1", "other");
    await scene.groups({ MyEdge: [], EdgeSensors: ["edge-1"], Others: [] });
    expect(await searchHolders(ctx, { spaceId, search: "Edge" })).toMatchObject({
      groups: [{ name: "EdgeSensors", members: 1 }, { name: "MyEdge" }],
      principals: [{ id: "edge-1", kind: "agent", isDisabled: false }, { id: "my-edge" }],
    });
    expect(await searchHolders(ctx, { spaceId, search: "%" })).toEqual({ groups: [], principals: [] });
  });

  it("is for whoever manages the channel, and without one for admins", async () => {
    const { spaceId } = scene;
    await scene.channel({ name: "x", visibility: "public" });
    const { ctx } = await scene.person("operator");
    await expect(searchHolders(ctx, { spaceId, channel: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(searchHolders(ctx, { spaceId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const admin = await scene.person("admin");
    expect(await searchHolders(admin.ctx, { spaceId, channel: "x" })).toMatchObject({ groups: [] });
  });
});
