import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type PolicyAnswer, type PolicyVerb, policySubject, policyVerbs } from "@/sdk/protocol";
import type { SpaceKeys } from "@/server/nats";
import { connectPrincipal, createTestWorld, type TestWorld } from "@/server/testing";
import { createPermissionCache, type PermissionCache } from "../cache";
import { setChannelGrants } from "../grants/set-channel-grants";
import { createScene, type Scene } from "../scene";
import { startPolicyService } from "./start";

let world: TestWorld;
let permissions: PermissionCache;
let service: { stop(): Promise<void> };
let scene: Scene;
let keys: SpaceKeys;
let asking: NatsConnection;

beforeAll(async () => {
  world = await createTestWorld();
  permissions = createPermissionCache(world);
  const { db, bus, clock, log, connections } = world;
  service = await startPolicyService({ db, bus, clock, log, connections, permissions, rescanMs: 60_000 });
});
afterAll(async () => {
  await service.stop();
  await permissions.close();
  await world.close();
});
beforeEach(async () => {
  scene = await createScene({
    ...world,
    async createSpace() {
      const made = await world.createSpace();
      keys = made.keys;
      return made;
    },
  });
  const { connection } = await connectPrincipal({
    natsUrl: world.natsUrl,
    keys,
    name: "service:ledger",
    scope: "service",
  });
  asking = connection;
  await vi.waitFor(() => ask("listBlocks"), 10_000);
});
afterEach(() => asking.close());

async function ask(verb: PolicyVerb | "destroyEverything", input?: unknown): Promise<PolicyAnswer> {
  const body = input === undefined ? undefined : typeof input === "string" ? input : JSON.stringify(input);
  const subject = verb === "destroyEverything" ? `policy.${verb}` : policySubject(verb);
  return (await asking.request(subject, body, { timeout: 5_000 })).json<PolicyAnswer>();
}

describe("the policy over NATS", () => {
  it("answers every verb in the space of the account, whichever space the input names", async () => {
    const { ctx, spaceId } = scene;
    await scene.agents("a", "b");
    await scene.groups({ A: ["a"] });
    await scene.channel({ name: "x" });
    const { revision } = await setChannelGrants(ctx, { spaceId, channel: "x", groups: ["A"] });
    const reading = { principal: "a", action: "channel.read", place: { channel: "x" } };
    const x = { channel: "x", spaceId: "elsewhere" };
    const answers: Record<PolicyVerb, [input: object, result: unknown]> = {
      checkPermission: [{ ...reading, spaceId: "elsewhere", atLeastRevision: revision }, { allowed: true }],
      checkPermissions: [
        { requests: [reading, { ...reading, principal: "b" }] },
        [{ allowed: true }, { allowed: false, rule: "channel.role" }],
      ],
      explain: [
        { ...reading, principal: "b" },
        { decision: { allowed: false }, ways: [] },
      ],
      listPrincipalsWithAccess: [x, { principals: [{ id: "a", role: "member" }] }],
      listResourcesFor: [{ principal: "a" }, { channels: [{ name: "x", canPost: true }] }],
      listChannelAuth: [x, { entries: [{ holder: { group: "A" }, role: "member", origin: "resource", members: 1 }] }],
      updateChannelAuth: [{ ...x, changes: [{ holder: { principal: "b" }, role: "owner" }] }, { changed: 1 }],
      previewChange: [
        { change: { kind: "block", channel: "x", holder: { principal: "a" }, effect: "access" } },
        { loses: { principals: 1, channels: 1 } },
      ],
      blockHolder: [
        { ...x, holder: { principal: "a" }, effect: "access", reason: "spam" },
        { block: { createdBy: "service:ledger" }, closed: 0 },
      ],
      listBlocks: [x, [{ reason: "spam" }]],
      liftBlock: [{ ...x, holder: { principal: "a" }, effect: "access" }, { revision: expect.any(String) }],
    };
    expect(Object.keys(answers).sort()).toEqual([...policyVerbs].sort());
    for (const [verb, [input, result]] of Object.entries(answers)) {
      expect(await ask(verb as PolicyVerb, input), verb).toMatchObject({ result });
    }
    const audited = await world.db.auditLog.findMany({ where: { spaceId, verb: "channel.block" } });
    expect(audited).toMatchObject([{ actor: "service:ledger", via: "nats", target: "channel:x" }]);
  });

  it("says what is wrong with which field, and of what does not exist that it does not", async () => {
    for (const body of ["", "null", "[]", '"x"', "{", "\u0000", JSON.stringify({ requests: 5 })]) {
      expect(await ask("checkPermissions", body), body).toMatchObject({
        error: { code: "VALIDATION", fields: [expect.objectContaining({ path: expect.any(String) })] },
      });
    }
    const unreadable = await asking.request("policy.explain", new Uint8Array([0xff, 0xfe]), { timeout: 5_000 });
    expect(unreadable.json()).toMatchObject({ error: { code: "VALIDATION", fields: [{ path: "body" }] } });
    expect(await ask("destroyEverything", {})).toMatchObject({ error: { code: "NOT_FOUND", reason: "unknown_verb" } });
    const stale = { principal: "a", action: "channel.read", place: { channel: "x" }, atLeastRevision: "999999" };
    expect(await ask("checkPermission", stale)).toMatchObject({ error: { code: "UNAVAILABLE" } });
    expect(await ask("listBlocks", { channel: "nowhere" })).toMatchObject({ error: { reason: "unknown_channel" } });
  });

  it("is for services alone: NATS refuses what agents and people send there or listen to", async () => {
    for (const scope of ["agent", "person"] as const) {
      const { connection } = await connectPrincipal({ natsUrl: world.natsUrl, keys, name: "mallory", scope });
      const refused: string[] = [];
      void (async () => {
        for await (const status of connection.status()) if (status.type === "error") refused.push(status.error.message);
      })();
      connection.publish(policySubject("listBlocks"), "{}", { reply: "_INBOX.mallory.1" });
      connection.subscribe("policy.>", { callback: () => undefined });
      await connection.flush();
      await vi.waitFor(() => {
        expect(refused.some((message) => /publish/i.test(message))).toBe(true);
        expect(refused.some((message) => /subscription/i.test(message))).toBe(true);
      }, 5_000);
      await connection.close();
    }
  });

  it("never publishes an answer anywhere but to an inbox", async () => {
    const heard: string[] = [];
    const listening = asking.subscribe("channels.>", {
      callback: (_err, message) => {
        heard.push(message.subject);
      },
    });
    asking.publish(policySubject("listBlocks"), "{}", { reply: "channels.x" });
    await ask("listBlocks");
    await asking.flush();
    expect(heard).toEqual([]);
    listening.unsubscribe();
  });
});
