import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeliveredMessage } from "@/sdk";
import { createTestWorld, startNatsServer, type TestNatsServer, type TestWorld } from "@/server/testing";
import { createSdkSpace, eventually, type SdkSpace } from "./space";

let nats: TestNatsServer;
let world: TestWorld;
let space: SdkSpace;

beforeAll(async () => {
  nats = await startNatsServer();
  world = await createTestWorld(nats);
  space = await createSdkSpace(world);
});
afterAll(async () => {
  await space.stop();
  await world.close();
  await nats.close();
});

const count = 5_000;

describe("nats-server killed and started again in the middle of 5,000 messages", () => {
  it("stores each message once, and a feed that watches ends with exactly what the stream holds", async () => {
    const writer = await space.connect(space.access("writer"));
    const reader = await space.connect(space.access("reader"));
    const seen: DeliveredMessage[] = [];
    reader.channel("lab").feed({ from: 0, onMessages: (batch) => void seen.push(...batch) });

    const verdicts: Promise<unknown>[] = [];
    for (let index = 0; index < count; index += 1) {
      const verdict = writer.channel("lab").publish(`${index}`);
      // Looked at below, all together.
      verdict.catch(() => undefined);
      verdicts.push(verdict);
      if (index === 2_000) await eventually(() => expect(seen.length).toBeGreaterThan(500));
      if (index === 2_500) {
        await nats.kill();
        await nats.start();
      }
    }
    await Promise.all(verdicts);

    const stored = await space.stored("lab");
    expect(new Set(stored.map(({ payload }) => payload.text)).size).toBe(count);
    expect(stored.length).toBe(count);
    await eventually(() => expect(seen.length).toBe(count));
    expect(seen.map(({ envelope }) => envelope.id)).toEqual(stored.map(({ id }) => id));
    expect(reader.state).toBe("live");
  }, 90_000);
});
