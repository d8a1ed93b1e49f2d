import { connect, jwtAuthenticator } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createSeed, publicKeyOf } from "@/server/nats";
import { addMembers, createGroup, issueCredential, registerAgent } from "@/server/policy";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type Operator, startOperator } from ".";

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  operator = await startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 3_600_000 });
  spaceId = await cluster.createSpaceNamespace();
  await until(async () => expect(await world.db.space.findUnique({ where: { id: spaceId } })).toBeTruthy());
});
afterAll(async () => {
  await operator?.stop();
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 40_000, interval: 50 });

/** An agent of one group, connected with a credential that the policy issued. */
async function connectMember(group: string) {
  const id = world.unique("agent");
  const ctx = world.context();
  await registerAgent(ctx, { spaceId, id, displayName: id });
  await createGroup(ctx, { spaceId, name: group });
  await addMembers(ctx, { spaceId, group, principals: [id] });
  return { id, connectNow: () => connectAs(id) };
}

async function connectAs(principalId: string) {
  const seed = createSeed("user");
  const { jwt, channels } = await issueCredential(world.context(), {
    spaceId,
    principalId,
    publicKey: publicKeyOf(seed),
    secret: world.secret,
    ttlMs: 600_000,
    servers: { nats: [world.natsUrl], websocket: [] },
  });
  const connection = await connect({
    servers: world.natsUrl,
    inboxPrefix: `_INBOX.${principalId}`,
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
    reconnect: false,
  });
  return { connection, channels: channels.map(({ name }) => name) };
}

test("renaming the groups of a channel closes the connection of who lost access, and only that one", async () => {
  const staying = await connectMember("Staying");
  const leaving = await connectMember("Leaving");
  const ref = { namespace: spaceId, name: "lab" };
  await cluster.kube.channels.create({ metadata: ref, spec: { authorizedGroups: ["Staying", "Leaving"] } });
  await until(async () => {
    const { status } = await cluster.kube.channels.get(ref);
    expect(status?.conditions?.find(({ type }) => type === "Ready")?.status).toBe("True");
  });
  const kept = await staying.connectNow();
  const lost = await leaving.connectNow();
  expect(kept.channels).toEqual(["lab"]);
  expect(lost.channels).toEqual(["lab"]);
  await cluster.kube.channels.patch(ref, { spec: { authorizedGroups: ["Staying", "Arriving"] } });
  await until(() => expect(lost.connection.isClosed()).toBe(true));
  await kept.connection.flush();
  expect(kept.connection.isClosed()).toBe(false);
  const again = await leaving.connectNow();
  expect(again.channels).toEqual([]);
  await again.connection.close();
  await kept.connection.close();
});

test("a public channel that turns private closes its outsiders' connections", async () => {
  const outsider = await connectMember("Outsiders");
  const ref = { namespace: spaceId, name: "plaza" };
  await cluster.kube.channels.create({ metadata: ref, spec: { visibility: "public" } });
  await until(async () => expect((await cluster.kube.channels.get(ref)).status?.state).toBe("Active"));
  const { connection, channels } = await outsider.connectNow();
  expect(channels).toContain("plaza");
  await cluster.kube.channels.patch(ref, { spec: { visibility: "private" } });
  await until(() => expect(connection.isClosed()).toBe(true));
});

test("revocations whose credentials have expired leave the account again", async () => {
  const publicKey = publicKeyOf(createSeed("user"));
  const expiresAt = new Date(Date.now() - 1_000);
  await world.db.revocation.create({ data: { spaceId, publicKey, reason: "test", expiresAt } });
  world.bus.publish("revocations.pending", { spaceId });
  await until(async () => {
    expect(await world.db.revocation.findUnique({ where: { spaceId_publicKey: { spaceId, publicKey } } })).toBeNull();
  });
});

test("a space that is archived closes its connections and issues no credentials", async () => {
  const { id, connectNow } = await connectMember("Everybody");
  const { connection } = await connectNow();
  await cluster.kube.namespaces.patch(
    { name: spaceId },
    { metadata: { labels: { "agents.platform.io/space": null } } },
  );
  await until(() => expect(connection.isClosed()).toBe(true));
  await expect(connectAs(id)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
