import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ServiceContext } from "@/server/db";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { checkPermission } from "./check";
import { checkPermissions } from "./check-permissions";
import { setChannelGrants } from "./grants/set-channel-grants";
import { createScene, type Scene } from "./scene";

let world: TestWorld;
let scene: Scene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  scene = await createScene(world);
});

const as = (principalId: string): ServiceContext =>
  world.context({ kind: "agent", spaceId: scene.spaceId, principalId });

describe("checkPermissions", () => {
  it("answers as checkPermission does, in the order asked, from one picture and one statement", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b");
    await scene.groups({ A: ["a"] });
    await scene.channel({ name: "x" });
    await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    const requests = ["a", "b", "ghost"].flatMap((principal) =>
      (["channel.read", "channel.manage", "space.admin"] as const).map((action) => ({
        principal,
        action,
        place: { channel: principal === "b" ? "nowhere" : "x" },
      })),
    );
    let statements = 0;
    const db = new Proxy(world.db, {
      get(target, property, receiver) {
        if (property === "$queryRaw") statements += 1;
        return Reflect.get(target, property, receiver);
      },
    });
    const answers = await checkPermissions({ ...ctx, db }, { spaceId, requests });
    expect(statements).toBe(1);
    for (const [index, request] of requests.entries()) {
      expect(answers[index]).toEqual(await checkPermission(ctx, { ...request, spaceId }));
    }
    const future = checkPermissions(ctx, { spaceId, requests, atLeastRevision: "9999" });
    await expect(future).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "revision_not_reached" });
  });

  it("lets principals ask about themselves alone, and tells them no more than a refusal would", async () => {
    const { spaceId } = scene;
    await scene.agents("a");
    await scene.channel({ name: "x" });
    const mine = (channel: string) => ({ principal: "a", action: "channel.read" as const, place: { channel } });
    const [closed, absent] = await checkPermissions(as("a"), { spaceId, requests: [mine("x"), mine("nowhere")] });
    expect(JSON.stringify(absent).replaceAll("nowhere", "x")).toBe(JSON.stringify(closed));
    const other = { ...mine("x"), principal: "b" };
    await expect(checkPermissions(as("a"), { spaceId, requests: [mine("x"), other] })).rejects.toMatchObject({
      code: "FORBIDDEN",
      fields: [{ path: "requests[1].principal" }],
    });
  });

  it("refuses bad input by its field", async () => {
    const { ctx, spaceId } = scene;
    const good = { principal: "a", action: "channel.read" as const, place: { channel: "x" } };
    for (const [input, path] of [
      [{ requests: [] }, "requests"],
      [{ requests: Array.from({ length: 1_001 }, () => good) }, "requests"],
      [{ requests: "all" }, "requests"],
      [{ requests: [good, { ...good, principal: "А" }] }, "requests[1].principal"],
      [{ requests: [{ ...good, action: "channel.fly" }] }, "requests[0].action"],
      [{ requests: [{ ...good, place: { channel: "x\0" } }] }, "requests[0].place.channel"],
      [{ requests: [good], atLeastRevision: "soon" }, "atLeastRevision"],
    ] as const) {
      await expect(checkPermissions(ctx, { spaceId, ...input } as never), path).rejects.toMatchObject({
        code: "VALIDATION",
        fields: [{ path }],
      });
    }
    await expect(checkPermissions(ctx, { spaceId: "nowhere", requests: [good] })).rejects.toMatchObject({
      code: "NOT_FOUND",
      reason: "unknown_space",
    });
  });
});
