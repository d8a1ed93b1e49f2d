import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { channelsStream, type Envelope, inboxPrefix, ingressSubject, type Place, type Verdict } from "@/sdk/protocol";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import { addAgent, addChannel, connectPrincipal, createTestWorld, type TestWorld } from "@/server/testing";
import { type Fanout, startFanout } from "./index";
import { inFlightMax } from "./store";

let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let spaceId: string;
let agent: NatsConnection;
let bursts = 0;

beforeAll(async () => {
  world = await createTestWorld();
  const space = await world.createSpace();
  spaceId = space.spaceId;
  await addAgent(world.db, spaceId, "agent");
  permissions = createPermissionCache({ db: world.db, bus: world.bus, log: world.log, clock: world.clock });
  ({ connection: agent } = await connectPrincipal({ natsUrl: world.natsUrl, keys: space.keys, name: "agent" }));
});

beforeEach(async () => {
  fanout = await startFanout({ ...world, permissions });
});

// Two that share the work would not keep a sender's order.
afterEach(() => fanout.stop());

afterAll(async () => {
  await agent?.close();
  await permissions?.close();
  await world?.close();
});

/** Sends numbered messages as fast as it can, without waiting for verdicts; the verdicts come in as they are given. */
async function burst(place: Place, messages: number, onVerdict?: (count: number) => void): Promise<Verdict[]> {
  await addChannel(world.db, spaceId, { name: place.channel, visibility: "public" });
  const inbox = `${inboxPrefix("agent")}.burst${++bursts}`;
  const verdicts: Verdict[] = [];
  const subscription = agent.subscribe(`${inbox}.*`, {
    callback: (_error, message) => {
      verdicts.push(message.json<Verdict>());
      onVerdict?.(verdicts.length);
    },
  });
  for (let number = 0; number < messages; number++) {
    agent.publish(ingressSubject("agent", place), `"${number}"`, { reply: `${inbox}.${number}` });
  }
  await expect.poll(() => verdicts.length, { timeout: 40_000 }).toBe(messages);
  subscription.unsubscribe();
  return verdicts;
}

async function storedTexts(place: Place): Promise<(string | undefined)[]> {
  const manager = await jetstreamManager(await world.connections.get(spaceId));
  const texts: (string | undefined)[] = [];
  const subject = `channels.${place.channel}`;
  const { state } = await manager.streams.info(channelsStream, { subjects_filter: subject });
  let seq = 1;
  while (texts.length < (state.subjects?.[subject] ?? 0)) {
    const batch = await manager.direct.getBatch(channelsStream, { seq, next_by_subj: subject, batch: 1_000 });
    for await (const message of batch) {
      texts.push(message.json<Envelope>().payload.text);
      seq = message.seq + 1;
    }
  }
  return texts;
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => String(number));

it("stores a burst that is larger than what the stream is given at a time, complete and in order", async () => {
  const messages = 3 * inFlightMax;
  const verdicts = await burst({ channel: "large" }, messages);
  expect(verdicts.filter(({ verdict }) => verdict !== "accepted")).toEqual([]);
  expect(await storedTexts({ channel: "large" })).toEqual(numbers(messages));
});

it("keeps a sender's order while permissions are read anew all the time", async () => {
  const timer = setInterval(() => world.bus.publish("policy.changed", { spaceId, revision: "1" }), 10);
  const verdicts = await burst({ channel: "moving" }, 3_000).finally(() => clearInterval(timer));
  expect(verdicts.filter(({ verdict }) => verdict !== "accepted")).toEqual([]);
  expect(await storedTexts({ channel: "moving" })).toEqual(numbers(3_000));
});

it("gives a verdict for everything it took before it was stopped, and stores nothing without one", async () => {
  let stopped: Promise<void> | undefined;
  const verdicts: Verdict[] = [];
  await burst({ channel: "ending" }, 1_000, (count) => {
    if (count === 10) stopped = fanout.stop();
  }).then((all) => verdicts.push(...all));
  await stopped;
  const accepted = verdicts.filter(({ verdict }) => verdict === "accepted");
  expect((await storedTexts({ channel: "ending" })).length).toBe(accepted.length);
});
