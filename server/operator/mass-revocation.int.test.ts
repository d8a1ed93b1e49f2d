import { connect, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSeed, publicKeyOf } from "@/server/nats";
import { createGroup, deleteGroup, issueCredential, updateChannelAuth } from "@/server/policy";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type Operator, startOperator } from ".";
import { listedMax } from "./revocations/repository";

const connected = 15;
const others = listedMax + 1_500;

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  operator = await startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 3_600_000 });
  spaceId = await cluster.createSpaceNamespace();
  await until(async () =>
    expect((await world.db.space.findUnique({ where: { id: spaceId } }))?.accountPublicKey).toBeTruthy(),
  );
});
afterAll(async () => {
  await operator?.stop();
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 40_000, interval: 50 });

interface Client {
  connectNow(): Promise<NatsConnection>;
}

/** An agent with a credential of its own, who has not connected yet. */
async function issue(principalId: string): Promise<Client> {
  const seed = createSeed("user");
  const { jwt } = await issueCredential(world.context(), {
    spaceId,
    principalId,
    publicKey: publicKeyOf(seed),
    secret: world.secret,
    ttlMs: 600_000,
    servers: { nats: [world.natsUrl], websocket: [] },
  });
  const authenticator = jwtAuthenticator(jwt, new TextEncoder().encode(seed));
  const options = { servers: world.natsUrl, inboxPrefix: `_INBOX.${principalId}`, authenticator, reconnect: false };
  return { connectNow: () => connect(options) };
}

/** A group of so many agents, all with a live credential for the channel that nobody uses; their keys come before real ones. */
async function fill(group: string, channel: string, prefix: string, count: number): Promise<void> {
  await createGroup(world.context(), { spaceId, name: group });
  await world.db.$executeRaw`
    WITH made AS (
      INSERT INTO "Principal" ("spaceId", id, kind, "displayName")
      SELECT ${spaceId}, ${prefix} || n, 'agent', 'Agent' FROM generate_series(1, ${count}::int) n RETURNING key, id
    ), joined AS (
      INSERT INTO "Membership" ("groupKey", "principalKey", "principalId")
      SELECT g.key, made.key, made.id FROM made JOIN "Group" g ON g."spaceId" = ${spaceId} AND g.name = ${group}
    )
    INSERT INTO "Credential" (id, "spaceId", "principalKey", "publicKey", tags, "expiresAt")
    SELECT gen_random_uuid(), ${spaceId}, key, 'U2' || upper(md5(id)) || 'AAAAAAAAAAAAAAAAAAAAAA', ARRAY['ch:' || ${channel}],
      now() + interval '10 minutes' FROM made`;
}

test("a group of more members than an account can list loses a channel, and nobody else is dropped", async () => {
  const ctx = world.context();
  await cluster.kube.channels.create({ metadata: { namespace: spaceId, name: "hall" }, spec: {} });
  await until(async () => expect(await world.db.channel.findFirst({ where: { spaceId, name: "hall" } })).toBeTruthy());
  await fill("Leaving", "hall", "leaving", others);
  await fill("Staying", "hall", "staying", 100);
  const changes = ["Leaving", "Staying"].map((group) => ({ holder: { group }, role: "member" as const }));
  await updateChannelAuth(ctx, { spaceId, channel: "hall", changes });
  const numbers = Array.from({ length: connected }, (_, index) => index + 1);
  const staying = await Promise.all(numbers.map(async (n) => (await issue(`staying${n}`)).connectNow()));
  const leaving = await Promise.all(numbers.map(async (n) => (await issue(`leaving${n}`)).connectNow()));
  const late = await issue("leaving99");

  const { closed } = await deleteGroup(ctx, { spaceId, name: "Leaving" });
  expect(closed).toBe(others + connected + 1);
  await until(() => expect(leaving.every((connection) => connection.isClosed())).toBe(true));
  await until(async () => {
    expect(await world.db.revocation.count({ where: { spaceId, listedAt: null } })).toBe(0);
  });
  await Promise.all(staying.map((connection) => connection.flush()));
  expect(staying.filter((connection) => connection.isClosed())).toEqual([]);
  expect(await world.db.revocation.count({ where: { spaceId } })).toBe(closed);

  // An ordinary change does not wait behind the mass.
  await fill("Few", "hall", "few", 1);
  await updateChannelAuth(ctx, { spaceId, channel: "hall", changes: [{ holder: { group: "Few" }, role: "member" }] });
  const few = await (await issue("few1")).connectNow();
  const began = performance.now();
  await deleteGroup(ctx, { spaceId, name: "Few" });
  await until(() => expect(few.isClosed()).toBe(true));
  expect(performance.now() - began).toBeLessThan(2_000);

  // Its key had to make room in the list for the latest: it gets in, and out again as soon as that is seen, for good.
  const sneaked = await late.connectNow();
  await until(() => expect(sneaked.isClosed()).toBe(true));
  await expect(late.connectNow()).rejects.toThrow(/authorization/i);
  await Promise.all(staying.map((connection) => connection.close()));
}, 120_000);
