import { DeliverPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { channelsStream, type Envelope, ingressSubject, type Verdict } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import {
  addAgent,
  addChannel,
  connectPrincipal,
  createTestWorld,
  startNatsServer,
  type TestNatsServer,
  type TestWorld,
} from "@/server/testing";
import { type Fanout, startFanout } from "./index";

let server: TestNatsServer;
let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let agent: NatsConnection;
let spaceId: string;

beforeAll(async () => {
  server = await startNatsServer();
  world = await createTestWorld(server);
  const space = await world.createSpace();
  spaceId = space.spaceId;
  await addAgent(world.db, spaceId, "agent");
  await addChannel(world.db, spaceId, { name: "flow", visibility: "public" });
  permissions = createPermissionCache({ db: world.db, bus: world.bus, log: world.log, clock: world.clock });
  fanout = await startFanout({ ...world, permissions });
  const client = { natsUrl: server.natsUrl, keys: space.keys, name: "agent", reconnect: true };
  ({ connection: agent } = await connectPrincipal(client));
});

afterAll(async () => {
  await agent?.close();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
  await server?.close();
});

const total = 5_000;
const killAfter = 1_000;
const workers = 200;
const answerTimeoutMs = 5_000;

it("loses no accepted message and doubles none when nats-server is killed while 5,000 messages flow", async () => {
  const accepted = new Map<string, number>();
  let reached: (() => void) | undefined;
  const underWay = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const subject = ingressSubject("agent", { channel: "flow" });

  /** Sends until it has a verdict, always with the same id, as a careful client does. */
  async function deliver(index: number): Promise<void> {
    const id = newId();
    const body = JSON.stringify({ id, text: `message ${index}` });
    for (;;) {
      const answer = await agent.request(subject, body, { timeout: answerTimeoutMs }).catch(() => undefined);
      const verdict = answer?.json<Verdict>();
      if (verdict?.verdict === "accepted") {
        accepted.set(id, verdict.sequence ?? 0);
        if (accepted.size === killAfter) reached?.();
        return;
      }
      if (agent.isClosed()) throw new Error("the agent's connection ended");
      expect([undefined, "unavailable"]).toContain(verdict?.code);
    }
  }

  let next = 0;
  const flow = Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < total) await deliver(next++);
    }),
  );
  const restart = underWay.then(async () => {
    await server.kill();
    expect(accepted.size).toBeLessThan(total);
    await server.start();
  });
  await Promise.all([flow, restart]);

  const stored = await readStream(world, spaceId);
  expect(accepted.size).toBe(total);
  expect(stored.length).toBe(total);
  expect(new Map(stored.map(({ id, sequence }) => [id, sequence]))).toEqual(accepted);
}, 120_000);

async function readStream({ connections }: TestWorld, space: string): Promise<{ id: string; sequence: number }[]> {
  const connection = await connections.get(space);
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(channelsStream);
  const consumer = await jetstream(connection).consumers.get(channelsStream, { deliver_policy: DeliverPolicy.All });
  const found: { id: string; sequence: number }[] = [];
  if (state.messages === 0) return found;
  for await (const message of await consumer.consume()) {
    found.push({ id: message.json<Envelope>().id, sequence: message.seq });
    if (message.seq === state.last_seq) break;
  }
  return found;
}
