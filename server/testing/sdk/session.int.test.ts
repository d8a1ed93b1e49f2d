import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type DeliveredMessage, type PresenceEvent, SdkError, type SessionState, VerdictError } from "@/sdk";
import { agentStatusSubject } from "@/sdk/protocol";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { startCuttingProxy } from "./cutting-proxy";
import { createSdkSpace, eventually, openChannel, type SdkSpace } from "./space";

let world: TestWorld;
let space: SdkSpace;

beforeAll(async () => {
  world = await createTestWorld();
});
afterEach(async () => {
  await space.stop();
});
afterAll(async () => {
  await world.close();
});

const textsOf = (messages: DeliveredMessage[]) => messages.map(({ envelope }) => envelope.payload.text);
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `${from + index}`);

function statesOf(session: { onState(listener: (state: SessionState) => void): unknown }): SessionState[] {
  const states: SessionState[] = [];
  session.onState((state) => states.push(state));
  return states;
}

describe("publishing", () => {
  it("answers with the sequence under which the message is stored, and repeats of an id with the first one's", async () => {
    space = await createSdkSpace(world);
    const session = await space.connect(space.access("detector"));
    const lab = session.channel("lab");
    const first = await lab.publish("hello");
    expect(first).toMatchObject({ verdict: "accepted", sequence: 1 });
    const again = await lab.publish({ id: first.id, text: "hello" });
    expect(again).toMatchObject({ id: first.id, sequence: 1, duplicate: true });
    expect(await space.stored("lab")).toMatchObject([{ id: first.id, source: "detector", payload: { text: "hello" } }]);
  });

  it("throws the verdict of a refused message, and refuses what is too large without sending it", async () => {
    space = await createSdkSpace(world);
    const session = await space.connect(space.access("detector"));
    const lab = session.channel("lab");
    await expect(lab.publish({ priority: 99 })).rejects.toMatchObject({
      name: "VerdictError",
      verdict: { verdict: "refused", code: "malformed", field: "priority" },
    });
    const tooLarge = lab.publish("x".repeat(1_100_000));
    await expect(tooLarge).rejects.toBeInstanceOf(VerdictError);
    await expect(tooLarge).rejects.toMatchObject({ verdict: { code: "too_large", rule: "message.size" } });
  });

  it("keeps the order of thousands of messages sent at once", async () => {
    space = await createSdkSpace(world);
    const session = await space.connect(space.access("detector"));
    const texts = numbered(3_000);
    await Promise.all(texts.map((text) => session.channel("lab").publish(text)));
    expect((await space.stored("lab")).map(({ payload }) => payload.text)).toEqual(texts);
  });

  it("waits for a Fanout that comes late", async () => {
    space = await createSdkSpace(world);
    await space.fanout.stop();
    const session = await space.connect(space.access("detector"));
    const sent = session.channel("lab").publish("patience");
    const later = await createSdkSpace(world);
    await expect(sent).resolves.toMatchObject({ verdict: "accepted" });
    await later.stop();
  });
});

describe("subscribing", () => {
  it("delivers from the beginning, goes on live and misses nothing in between", async () => {
    space = await createSdkSpace(world);
    const writer = await space.connect(space.access("writer"));
    const reader = await space.connect(space.access("reader"));
    for (const text of numbered(5)) await writer.channel("lab").publish(text);
    const seen: DeliveredMessage[] = [];
    reader.channel("lab").subscribe((message) => void seen.push(message), { since: "beginning" });
    await Promise.all(numbered(200, 5).map((text) => writer.channel("lab").publish(text)));
    await eventually(() => expect(textsOf(seen)).toEqual(numbered(205)));
    expect(seen.every(({ sequence, storedAt }) => sequence !== undefined && storedAt !== undefined)).toBe(true);
  });

  it("is an async iterator that begins with what comes after it is ready", async () => {
    space = await createSdkSpace(world);
    const session = await space.connect(space.access("writer"));
    await session.channel("lab").publish("before");
    const subscription = session.channel("lab").subscribe();
    await subscription.ready;
    for (const text of numbered(3)) await session.channel("lab").publish(text);
    const seen: DeliveredMessage[] = [];
    for await (const message of subscription) {
      seen.push(message);
      if (seen.length === 3) break;
    }
    expect(textsOf(seen)).toEqual(numbered(3));
    await expect(subscription.ended).resolves.toBe("closed");
  });

  it("keeps threads apart from their channel, private ones included", async () => {
    space = await createSdkSpace(world);
    const access = space.access("writer", { channels: [{ name: "lab", canPost: true, privateThreads: ["inner"] }] });
    const session = await space.connect(access);
    const lab = session.channel("lab");
    const places = { channel: lab, open: lab.thread("open"), inner: lab.thread("inner", { isPrivate: true }) };
    const seen = new Map<string, DeliveredMessage[]>();
    for (const [name, place] of Object.entries(places)) {
      seen.set(name, []);
      place.subscribe((message) => void seen.get(name)?.push(message), { since: "beginning" });
    }
    await Promise.all(Object.entries(places).map(([name, place]) => place.publish(name)));
    await eventually(() => {
      for (const [name, messages] of seen) expect(textsOf(messages)).toEqual([name]);
    });
  });

  it("delivers a channel without persistence as it happens, each message once", async () => {
    space = await createSdkSpace(world, { enablePersistence: false });
    const session = await space.connect(space.access("writer"));
    const seen: DeliveredMessage[] = [];
    const subscription = session.channel("lab").subscribe((message) => void seen.push(message));
    await subscription.ready;
    await eventually(async () => {
      await session.channel("lab").publish("probe");
      expect(seen.length).toBeGreaterThan(0);
    });
    const before = seen.length;
    const verdict = await session.channel("lab").publish("tick");
    expect(verdict.sequence).toBeUndefined();
    await eventually(() => expect(textsOf(seen.slice(before))).toEqual(["tick"]));
  });

  it("ends with the reason of the refusal when the place may not be read", async () => {
    space = await createSdkSpace(world);
    const access = space.access("outsider", { channels: [] });
    access.historyError = new SdkError("FORBIDDEN", "You are not in a group of #lab.");
    const session = await space.connect(access);
    const subscription = session.channel("lab").subscribe({ since: "beginning" });
    await expect(subscription.ended).resolves.toBe("You are not in a group of #lab.");
    expect(session.state).toBe("live");
  });

  it("ends when the place can be read but no credential opens it for delivery", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader", {
      channels: [{ name: "lab", canRead: false, canPost: false, privateThreads: [] }],
    });
    const session = await space.connect(access);
    const subscription = session.channel("lab").subscribe({ since: "beginning" });
    await expect(subscription.ended).resolves.toMatch(/may be archived/);
    expect(access.issued.length).toBeLessThan(6);
  });

  it("gets a new credential by itself for a channel that was opened later", async () => {
    space = await createSdkSpace(world);
    const access = space.access("writer", { channels: [] });
    const session = await space.connect(access);
    const changes: string[][] = [];
    session.onAccess((channels) => void changes.push(channels.map(({ name }) => name)));
    access.channels = [openChannel("lab")];
    const seen: DeliveredMessage[] = [];
    session.channel("lab").subscribe((message) => void seen.push(message), { since: "beginning" });
    await session.channel("lab").publish("welcome");
    await eventually(() => expect(textsOf(seen)).toEqual(["welcome"]));
    expect(changes).toEqual([["lab"]]);
  });
});

describe("credentials", () => {
  it("renews before expiry without leaving `live` and without losing or doubling a message", async () => {
    space = await createSdkSpace(world);
    const writer = await space.connect(space.access("writer"));
    const access = space.access("reader", { lifeMs: 6_000 });
    const reader = await space.connect(access);
    const states = statesOf(reader);
    const seen: DeliveredMessage[] = [];
    const statuses: string[] = [];
    reader.channel("lab").feed({
      from: 0,
      onMessages: (batch) => void seen.push(...batch),
      onStatus: ({ kind }) => void statuses.push(kind),
    });
    let count = 0;
    await eventually(async () => {
      await Promise.all(numbered(20, count).map((text) => writer.channel("lab").publish(text)));
      count += 20;
      expect(access.issued.length).toBeGreaterThanOrEqual(3);
    });
    await eventually(() => expect(textsOf(seen)).toEqual(numbered(count)));
    expect(new Set(states)).toEqual(new Set(["live"]));
    expect(statuses).toEqual(["catching-up", "live"]);
  });

  it("comes back with a new credential after a revocation, having missed nothing", async () => {
    space = await createSdkSpace(world);
    const writer = await space.connect(space.access("writer"));
    const access = space.access("reader");
    const reader = await space.connect(access);
    const states = statesOf(reader);
    const seen: DeliveredMessage[] = [];
    reader.channel("lab").subscribe((message) => void seen.push(message), { since: "beginning" });
    await writer.channel("lab").publish("0");
    await eventually(() => expect(textsOf(seen)).toEqual(["0"]));
    await space.revoke(access.publicKeys);
    await eventually(() => expect(states).toContain("reconnecting"));
    for (const text of numbered(50, 1)) await writer.channel("lab").publish(text);
    await eventually(() => expect(textsOf(seen)).toEqual(numbered(51)));
    expect(reader.state).toBe("live");
    expect(access.issued.length).toBe(2);
  });

  it("ends the feed of a channel that was taken away, with the reason, and keeps the others", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader", { channels: [openChannel("lab"), openChannel("hall")] });
    const reader = await space.connect(access);
    const lab = reader.channel("lab").subscribe({ since: "beginning" });
    const hall: DeliveredMessage[] = [];
    reader.channel("hall").subscribe((message) => void hall.push(message), { since: "beginning" });
    await reader.channel("hall").publish("before");
    await eventually(() => expect(textsOf(hall)).toEqual(["before"]));
    access.channels = [openChannel("hall")];
    const read = access.readHistory;
    access.readHistory = async (query) => {
      if (query.place.channel === "lab") throw new SdkError("FORBIDDEN", "The group was removed from #lab.");
      return read(query);
    };
    await space.revoke(access.publicKeys);
    await expect(lab.ended).resolves.toBe("The group was removed from #lab.");
    await reader.channel("hall").publish("after");
    await eventually(() => expect(textsOf(hall)).toEqual(["before", "after"]));
  });

  it("waits for a moment of its own when many may have been ended at once, and closes without waiting for it", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader");
    access.returnWithinMs = 3_600_000;
    const reader = await space.connect(access);
    await space.revoke(access.publicKeys);
    await eventually(() => expect(reader.detail).toMatchObject({ retryInMs: expect.any(Number) }));
    expect(reader.state).toBe("reconnecting");
    expect(access.issued.length).toBe(1);
    await reader.close({ drainMs: 0 });
    expect(access.issued.length).toBe(1);
  });

  it("keeps trying, visibly, while no credential can be had", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader");
    const reader = await space.connect(access);
    access.credentialError = new SdkError("UNAVAILABLE", "The gateway does not answer.");
    await space.revoke(access.publicKeys);
    await eventually(() => {
      expect(reader.state).toBe("reconnecting");
      expect(reader.detail).toMatchObject({ reason: "The gateway does not answer.", retryInMs: expect.any(Number) });
    });
    const sent = reader.channel("lab").publish("held back");
    access.credentialError = undefined;
    await expect(sent).resolves.toMatchObject({ verdict: "accepted" });
    expect(reader.state).toBe("live");
  });

  it("lives on its credential as long as it lasts, then comes back as soon as a new one can be had", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader", { lifeMs: 6_000 });
    const reader = await space.connect(access);
    access.credentialError = new SdkError("UNAVAILABLE", "The gateway does not answer.");
    await eventually(() => expect(reader.state).toBe("reconnecting"));
    const sent = reader.channel("lab").publish("after the expiry");
    access.credentialError = undefined;
    await expect(sent).resolves.toMatchObject({ verdict: "accepted" });
    expect(access.issued.length).toBe(2);
  });

  it("ends cleanly when the principal is refused for good", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader");
    const reader = await space.connect(access);
    const subscription = reader.channel("lab").subscribe();
    access.credentialError = new SdkError("UNAUTHORIZED", "The key was withdrawn.");
    await space.revoke(access.publicKeys);
    await expect(reader.closed()).resolves.toBe("The key was withdrawn.");
    await expect(subscription.ended).resolves.toBe("The key was withdrawn.");
    expect(reader.state).toBe("closed");
    await expect(reader.channel("lab").publish("late")).rejects.toMatchObject({ name: "SdkError", reason: "closed" });
  });

  it("tries again when a connection is lost before it is in use", async () => {
    space = await createSdkSpace(world);
    const proxy = await startCuttingProxy(world.natsUrl);
    const access = space.access("reader");
    const issue = access.issueCredential;
    access.issueCredential = async (publicKey) => {
      return { ...(await issue(publicKey)), servers: { nats: [proxy.url], websocket: [] } };
    };
    const reader = await space.connect(access, { signal: AbortSignal.timeout(20_000) });
    expect(reader.state).toBe("live");
    await reader.close({ drainMs: 0 });
    proxy.close();
  });

  it("does not connect a principal that is refused", async () => {
    space = await createSdkSpace(world);
    const access = space.access("reader");
    access.credentialError = new SdkError("FORBIDDEN", "The agent is disabled.");
    await expect(space.connect(access)).rejects.toMatchObject({ code: "FORBIDDEN", message: "The agent is disabled." });
  });
});

describe("presence", () => {
  it("is whose subject it came on, whoever its text says it is", async () => {
    space = await createSdkSpace(world);
    const reader = await space.connect(space.access("reader"));
    const seen: PresenceEvent[] = [];
    reader.onPresence((event) => void seen.push(event));
    const server = await world.connections.get(space.spaceId);
    await eventually(() => {
      const forged = { principal: "ann", status: "offline", connections: 0, at: new Date().toISOString() };
      server.publish(agentStatusSubject("mallory"), JSON.stringify(forged));
      expect(seen).not.toEqual([]);
    });
    expect(new Set(seen.map(({ principal }) => principal))).toEqual(new Set(["mallory"]));
  });
});
