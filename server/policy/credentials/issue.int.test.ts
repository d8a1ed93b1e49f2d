import { connect, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type IssuedCredential, inboxPrefix, ingressSubject, liveSubject, liveThreadsSubject } from "@/sdk/protocol";
import { createSeed, encodeSpaceAccount, loadSpaceKeys, publicKeyOf, pushAccount } from "@/server/nats";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { setChannelGrants } from "../grants/set-channel-grants";
import { setThreadParticipants } from "../grants/set-thread-participants";
import { createScene, type Scene } from "../scene";
import { closeLostAccess } from "./close-lost-access";
import { issueCredential } from "./issue";
import { revokeAllKeys } from "./repository";

let world: TestWorld;
let scene: Scene;
const open: NatsConnection[] = [];

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
});
beforeEach(async () => {
  scene = await createScene(world);
  const { ctx, spaceId } = scene;
  await scene.agents("a", "b");
  await scene.groups({ A: ["a"], B: ["b"] });
  for (const name of ["sensors", "sensors.anomaly", "secret"]) await scene.channel({ name });
  await scene.channel({ name: "lobby", visibility: "public" });
  await scene.channel({ name: "old", visibility: "public", state: "Archived" });
  await scene.thread("secret", "focus", true);
  await scene.thread("secret", "other", true);
  await setChannelGrants(ctx, { spaceId, channel: "sensors", groups: ["A"] });
  await setChannelGrants(ctx, { spaceId, channel: "sensors.anomaly", groups: ["B"] });
  await setChannelGrants(ctx, { spaceId, channel: "secret", groups: ["B"] });
  await setThreadParticipants(ctx, { spaceId, channel: "secret", thread: "focus", groups: ["A"] });
});

const seed = () => createSeed("user");

function issue(userSeed: string, more: { principalId?: string; channels?: string[]; publicKey?: string } = {}) {
  return issueCredential(scene.ctx, {
    spaceId: scene.spaceId,
    principalId: "a",
    publicKey: publicKeyOf(userSeed),
    secret: world.secret,
    ttlMs: 600_000,
    servers: { nats: [world.natsUrl], websocket: [world.natsWsUrl] },
    ...more,
  });
}

async function connectWith({ jwt, principal }: IssuedCredential, userSeed: string): Promise<NatsConnection> {
  const connection = await connect({
    servers: world.natsUrl,
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(userSeed)),
    inboxPrefix: inboxPrefix(principal),
    reconnect: false,
  });
  open.push(connection);
  return connection;
}

/** The error the server ends the subscription with; `undefined` when it accepts it. */
async function refusalToSubscribe(connection: NatsConnection, subject: string): Promise<string | undefined> {
  let refusal: string | undefined;
  const subscription = connection.subscribe(subject, {
    callback: (err) => {
      refusal = err?.message;
    },
  });
  await connection.flush();
  subscription.unsubscribe();
  return refusal;
}

/** Collects what the server reports about the connection, where refused publishing shows. */
function watchErrors(connection: NatsConnection): string[] {
  const errors: string[] = [];
  void (async () => {
    for await (const status of connection.status()) if (status.type === "error") errors.push(status.error.message);
  })();
  return errors;
}

describe("an issued credential", () => {
  it("names what the principal can read, and is recorded with its tags", async () => {
    const key = seed();
    const credential = await issue(key);
    expect(credential).toMatchObject({
      principal: "a",
      space: scene.spaceId,
      channels: [
        { name: "lobby", canRead: true, canPost: true, privateThreads: [] },
        { name: "secret", canRead: false, canPost: false, privateThreads: ["focus"] },
        { name: "sensors", canRead: true, canPost: true, privateThreads: [] },
      ],
      servers: { nats: [world.natsUrl], websocket: [world.natsWsUrl] },
    });
    const lifeMs = Date.parse(credential.expiresAt) - Date.now();
    expect(lifeMs).toBeGreaterThan(470_000);
    expect(lifeMs).toBeLessThanOrEqual(600_000);
    const row = await world.db.credential.findFirstOrThrow({ where: { publicKey: publicKeyOf(key) } });
    expect(row.tags).toEqual(["ch:lobby", "pt:secret.private.focus", "ch:sensors"]);
    expect(row.expiresAt.toISOString()).toBe(credential.expiresAt);
  });

  it("opens exactly those places at the broker, and nothing else", async () => {
    const key = seed();
    const connection = await connectWith(await issue(key), key);
    const { spaceId } = scene;
    for (const subject of [
      liveSubject({ channel: "sensors" }),
      liveThreadsSubject("sensors"),
      liveSubject({ channel: "lobby" }),
      liveSubject({ channel: "secret", thread: "focus", isPrivate: true }),
      "_INBOX.a.>",
      "agent.a.inbox",
    ]) {
      expect(await refusalToSubscribe(connection, subject), subject).toBeUndefined();
    }
    for (const subject of [
      liveSubject({ channel: "sensors.anomaly" }),
      liveSubject({ channel: "secret" }),
      liveThreadsSubject("secret"),
      liveSubject({ channel: "secret", thread: "other", isPrivate: true }),
      "live.channels.sensors.>",
      "live.>",
      "channels.sensors",
      "channels.>",
      "ingress.>",
      "_INBOX.b.>",
      "_INBOX.>",
      "agent.b.inbox",
      "$JS.API.>",
      "$SYS.>",
      ">",
    ]) {
      expect(await refusalToSubscribe(connection, subject), subject).toMatch(/permissions violation/i);
    }

    const errors = watchErrors(connection);
    const service = await world.connections.get(spaceId);
    const received: string[] = [];
    const heard = ["ingress.>", "channels.>", "live.>", "agent.>"].map((subject) =>
      service.subscribe(subject, { callback: (_err, message) => void received.push(message.subject) }),
    );
    await service.flush();
    const refused = [
      ingressSubject("b", { channel: "sensors.anomaly" }),
      "channels.sensors",
      "live.channels.sensors",
      "agent.b.status",
      "$JS.API.INFO",
      "$JS.API.STREAM.PURGE.CHANNELS",
      "_INBOX.b.x",
    ];
    for (const subject of refused) connection.publish(subject, "x");
    connection.publish(ingressSubject("a", { channel: "sensors" }), "x");
    await vi.waitFor(() => expect(received).toEqual([ingressSubject("a", { channel: "sensors" })]));
    await vi.waitFor(() => expect(errors.length).toBe(refused.length));
    for (const subject of refused) {
      expect(
        errors.some((text) => /permissions violation for publish/i.test(text) && text.includes(subject)),
        subject,
      ).toBe(true);
    }
    for (const subscription of heard) subscription.unsubscribe();
  });

  it("is ended by the broker when the right to read is taken away", async () => {
    const [lost, kept] = [seed(), seed()];
    const connection = await connectWith(await issue(lost), lost);
    const other = await connectWith(await issue(kept, { principalId: "b" }), kept);
    const { ctx, spaceId } = scene;
    expect((await setChannelGrants(ctx, { spaceId, channel: "sensors", groups: [] })).closed).toBe(1);
    const keys = await loadSpaceKeys(world.db, world.secret, spaceId);
    const revocations = await world.db.revocation.findMany({ where: { spaceId } });
    await pushAccount(
      world.system,
      await encodeSpaceAccount({ spaceId, keys, operatorSeed: world.operatorSeed, revocations }),
    );
    const reason = await connection.closed();
    expect(String(reason)).toMatch(/revoked/i);
    expect(other.isClosed()).toBe(false);
    await other.flush();
  });

  it("is ended with all others by the entry for all keys, while services come back by themselves", async () => {
    const key = seed();
    const connection = await connectWith(await issue(key), key);
    const { spaceId } = scene;
    const service = await world.connections.get(spaceId);
    await revokeAllKeys(world.db, { spaceId, now: new Date(), reason: "test" });
    const keys = await loadSpaceKeys(world.db, world.secret, spaceId);
    const revocations = await world.db.revocation.findMany({ where: { spaceId } });
    await pushAccount(
      world.system,
      await encodeSpaceAccount({ spaceId, keys, operatorSeed: world.operatorSeed, revocations }),
    );
    expect(String(await connection.closed())).toMatch(/revoked/i);
    const fresh = seed();
    await vi.waitFor(async () => void (await connectWith(await issue(fresh), fresh)), {
      timeout: 10_000,
      interval: 100,
    });
    await vi.waitFor(() => service.flush(), { timeout: 10_000, interval: 100 });
    expect(service.isClosed()).toBe(false);
  });

  it("for named channels opens those alone, without those that cannot be read", async () => {
    const { channels } = await issue(seed(), { channels: ["sensors", "sensors.anomaly", "secret", "nowhere"] });
    expect(channels.map(({ name, canRead }) => [name, canRead])).toEqual([
      ["secret", false],
      ["sensors", true],
    ]);
  });
});

describe("issueCredential refuses", () => {
  it("what is not the public key of a user, as a problem of that field", async () => {
    for (const publicKey of ["", "U123", publicKeyOf(createSeed("account")), seed(), "*"]) {
      await expect(issue(seed(), { publicKey })).rejects.toMatchObject({
        code: "VALIDATION",
        fields: [{ path: "publicKey" }],
      });
    }
  });

  it("disabled and unknown principals, and actors that are somebody else", async () => {
    const { spaceId, ctx } = scene;
    await expect(issue(seed(), { principalId: "ghost" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await world.db.principal.update({ where: { spaceId_id: { spaceId, id: "a" } }, data: { disabledAt: new Date() } });
    await expect(issue(seed())).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { id, ctx: asPerson } = await scene.person("admin");
    const input = {
      spaceId,
      publicKey: publicKeyOf(seed()),
      secret: world.secret,
      ttlMs: 60_000,
      servers: { nats: [], websocket: [] },
    };
    await expect(issueCredential(asPerson, { ...input, principalId: "b" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const asAgent = { ...ctx, actor: { kind: "agent", spaceId, principalId: "b" } as const };
    await expect(issueCredential(asAgent, { ...input, principalId: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(issueCredential(asPerson, { ...input, principalId: id })).resolves.toMatchObject({ principal: id });
  });

  it("another principal's key pair, and one that was revoked this moment", async () => {
    const key = seed();
    await issue(key);
    await expect(issue(key, { principalId: "b" })).rejects.toMatchObject({ code: "CONFLICT", reason: "key_taken" });
    await expect(issue(key)).resolves.toMatchObject({ principal: "a" });
    await setChannelGrants(scene.ctx, { spaceId: scene.spaceId, channel: "sensors", groups: [] });
    await expect(issue(key)).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "key_revoked" });
    await expect(issue(seed())).resolves.toMatchObject({ principal: "a" });
  });

  it("more than 1,000 channels, and says to name them", async () => {
    const { spaceId } = scene;
    const names = Array.from({ length: 1_001 }, (_, index) => `c${index}`);
    await world.db.channel.createMany({
      data: names.map((name) => ({ spaceId, name, visibility: "public" as const })),
    });
    await expect(issue(seed())).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", fields: [{ path: "channels" }] });
    const key = seed();
    const credential = await issue(key, { channels: names.slice(0, 1_000) });
    expect(credential.channels.length).toBe(1_000);
    const connection = await connectWith(credential, key);
    expect(await refusalToSubscribe(connection, liveSubject({ channel: "c999" }))).toBeUndefined();
    expect(await refusalToSubscribe(connection, liveSubject({ channel: "c1000" }))).toMatch(/permissions violation/i);
  });
});

it("a right that is taken away while credentials are made is in none that stays open", async () => {
  const { ctx, spaceId } = scene;
  for (let round = 0; round < 8; round += 1) {
    await setChannelGrants(ctx, { spaceId, channel: "sensors", groups: ["A"] });
    const issued = Array.from({ length: 6 }, () => issue(seed()).catch((err: unknown) => err));
    await setChannelGrants(ctx, { spaceId, channel: "sensors", groups: [] });
    await Promise.all(issued);
    const stillOpen = await world.db.credential.findMany({
      where: { spaceId, revokedAt: null, tags: { has: "ch:sensors" } },
    });
    expect(stillOpen).toEqual([]);
  }
  expect(await closeLostAccess(ctx, { spaceId, reason: "test" })).toBe(0);
});
