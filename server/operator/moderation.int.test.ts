import { connect, jwtAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ingressSubject, type Verdict } from "@/sdk/protocol";
import { type Fanout, startFanout } from "@/server/fanout";
import { createSeed, publicKeyOf } from "@/server/nats";
import {
  addMembers,
  blockHolder,
  createGroup,
  createPermissionCache,
  issueCredential,
  liftBlock,
  type PermissionCache,
  registerAgent,
  startBlockSweep,
} from "@/server/policy";
import { createTestWorld, startCluster, type TestCluster, type TestWorld } from "@/server/testing";
import { type Operator, startOperator } from ".";

let world: TestWorld;
let cluster: TestCluster;
let operator: Operator;
let permissions: PermissionCache;
let fanout: Fanout;
let sweep: { stop(): Promise<void> };
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
  cluster = await startCluster(world);
  operator = await startOperator({ ...world, kube: cluster.kube, purgeDelayMs: 3_600_000 });
  permissions = createPermissionCache(world);
  fanout = await startFanout({ ...world, permissions });
  sweep = startBlockSweep({ ...world, everyMs: 200 });
  spaceId = await cluster.createSpaceNamespace();
  await until(async () => expect(await world.db.space.findUnique({ where: { id: spaceId } })).toBeTruthy());
  await createGroup(world.context(), { spaceId, name: "Lab" });
  const ref = { namespace: spaceId, name: "lab" };
  await cluster.kube.channels.create({ metadata: ref, spec: { authorizedGroups: ["Lab"] } });
  await until(async () => expect((await cluster.kube.channels.get(ref)).status?.state).toBe("Active"));
});
afterAll(async () => {
  await sweep?.stop();
  await fanout?.stop();
  await permissions?.close();
  await operator?.stop();
  await cluster?.close();
  await world?.close();
});

const until = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { timeout: 40_000, interval: 50 });

interface Member {
  id: string;
  connection: NatsConnection;
  /** Channels that the credential opens. */
  opens: string[];
  send(text: string): Promise<Verdict>;
}

async function newMember(): Promise<Member> {
  const id = world.unique("agent");
  await registerAgent(world.context(), { spaceId, id });
  await addMembers(world.context(), { spaceId, group: "Lab", principals: [id] });
  return connectAs(id);
}

async function connectAs(id: string): Promise<Member> {
  const seed = createSeed("user");
  const { jwt, channels } = await issueCredential(world.context(), {
    spaceId,
    principalId: id,
    publicKey: publicKeyOf(seed),
    secret: world.secret,
    ttlMs: 600_000,
    servers: { nats: [world.natsUrl], websocket: [] },
  });
  const connection = await connect({
    servers: world.natsUrl,
    inboxPrefix: `_INBOX.${id}`,
    authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
    reconnect: false,
  });
  const subject = ingressSubject(id, { channel: "lab" });
  return {
    id,
    connection,
    opens: channels.map(({ name }) => name),
    send: async (text) => (await connection.request(subject, text, { timeout: 10_000 })).json<Verdict>(),
  };
}

const lab = (principal: string, effect: "access" | "posting") => ({
  spaceId,
  channel: "lab",
  holder: { principal },
  effect,
});

test("whoever is blocked is disconnected within two seconds, and alone; what they publish meanwhile is refused at once", async () => {
  const blocked = await newMember();
  const other = await newMember();
  expect(await blocked.send('"before"')).toMatchObject({ verdict: "accepted" });
  const begin = performance.now();
  const { closed, revision } = await blockHolder(world.context(), { ...lab(blocked.id, "access"), reason: "spam" });
  const place = { channel: "lab" };
  const publishing = {
    spaceId,
    principal: blocked.id,
    action: "channel.post",
    place,
    atLeastRevision: revision,
  } as const;
  expect(await permissions.check(publishing)).toMatchObject({ code: "blocked" });
  const verdict = await fanout.publish({ spaceId, principal: blocked.id, place, body: "after", via: "test" });
  expect(verdict).toMatchObject({ verdict: "refused", code: "blocked", rule: "channel.block" });
  await until(() => expect(blocked.connection.isClosed()).toBe(true));
  expect([closed, performance.now() - begin < 2_000]).toEqual([1, true]);
  expect(await other.send('"still here"')).toMatchObject({ verdict: "accepted" });

  const again = await connectAs(blocked.id);
  expect(again.opens).toEqual([]);
  expect(await again.send('"and now?"')).toMatchObject({
    verdict: "refused",
    code: "blocked",
    reason: "You are blocked from #lab: spam. A moderator of the channel or an admin can lift that.",
  });
  await liftBlock(world.context(), lab(blocked.id, "access"));
  await until(async () => expect(await again.send('"thank you"')).toMatchObject({ verdict: "accepted" }));
  for (const { connection } of [again, other]) await connection.close();
});

test("whoever is paused stays connected and is refused until the pause ends by itself", async () => {
  const paused = await newMember();
  expect(await paused.send('"before"')).toMatchObject({ verdict: "accepted" });
  const expiresAt = new Date(Date.now() + 2_500).toISOString();
  const { closed } = await blockHolder(world.context(), {
    ...lab(paused.id, "posting"),
    reason: "slow down",
    expiresAt,
  });
  await until(async () =>
    expect(await paused.send('"during"')).toMatchObject({ code: "paused", rule: "channel.pause" }),
  );
  await until(async () => expect(await paused.send('"after"')).toMatchObject({ verdict: "accepted" }));
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  expect([closed, paused.connection.isClosed()]).toEqual([0, false]);
  await until(async () => expect(await world.db.block.count({ where: { channel: { spaceId } } })).toBe(0));
  await paused.connection.close();
});
