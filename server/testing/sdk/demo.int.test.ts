import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { castAgents, castChannels, castGroups } from "@/demo/cast";
import { connect, type DeliveredMessage, gateway, type Session } from "@/sdk";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { type RunningScript, runScript } from "./run-script";
import { type ServedSpace, serveSpace } from "./services";

let world: TestWorld;
let space: ServedSpace;
let folder: string;
let demo: RunningScript;
let watcher: Session;
const seen = new Map<string, DeliveredMessage[]>();

beforeAll(async () => {
  world = await createTestWorld();
  space = await serveSpace(world);
  const everybody = { name: "Watchers", members: ["ada"] };
  const keys = await space.populate({
    agents: [...castAgents.map(({ id }) => id), "ada"],
    groups: [...castGroups, everybody],
    channels: castChannels.map((channel) => ({
      ...channel,
      authorizedGroups: channel.authorizedGroups && [...channel.authorizedGroups, everybody.name],
    })),
  });
  folder = await mkdtemp(join(tmpdir(), "parley-demo-"));
  const keysFile = join(folder, "agents.json");
  await writeFile(keysFile, JSON.stringify({ space: space.spaceId, agents: keys }));
  watcher = await connect({
    access: gateway({ url: space.gatewayUrl, space: space.spaceId, apiKey: keys["ada"] ?? "" }),
  });
  for (const { name } of castChannels) {
    const messages: DeliveredMessage[] = [];
    seen.set(name, messages);
    watcher.channel(name).subscribe((message) => void messages.push(message), { since: "beginning" });
  }
  demo = runScript("demo/main.ts", ["--gateway", space.gatewayUrl, "--keys", keysFile, "--pace", "10"]);
});

afterAll(async () => {
  await watcher.close();
  demo.kill("SIGKILL");
  await demo.ended;
  await space.stop();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const seenIn = (channel: string) => seen.get(channel) ?? [];

test("an anomaly is measured, detected, and analysed in a thread of its own, each step caused by the one before", async () => {
  const anomaly = await vi.waitFor(
    () => {
      const found = seenIn("sensor-anomaly-channel").find(({ envelope }) => envelope.type === "sensor.anomaly");
      if (!found) throw new Error(`no anomaly yet; the demo wrote: ${demo.output()}`);
      return found.envelope;
    },
    { timeout: 40_000, interval: 100 },
  );
  expect(anomaly).toMatchObject({ source: "detector", mentions: ["analyst"] });
  const reading = seenIn("sensors.temperature").find(({ envelope }) => envelope.id === anomaly.causationId);
  expect(reading?.envelope).toMatchObject({ source: "signal", type: "sensor.reading" });

  const thread = await vi.waitFor(() => world.db.thread.findFirstOrThrow({ where: { createdBy: "analyst" } }), {
    timeout: 30_000,
  });
  const inThread: DeliveredMessage[] = [];
  watcher
    .channel("sensor-anomaly-channel")
    .thread(thread.name)
    .subscribe((message) => void inThread.push(message), { since: "beginning" });
  await vi.waitFor(() => expect(inThread.length).toBe(4), { timeout: 30_000 });
  const [opening, call, result, conclusion] = inThread.map(({ envelope }) => envelope);
  expect(opening).toMatchObject({ type: "text", causationId: anomaly.id });
  expect(call).toMatchObject({ type: "tool.call", payload: { data: { tool: "linear_regression" } } });
  expect(result).toMatchObject({ type: "tool.result", causationId: call?.id, payload: { data: { callId: call?.id } } });
  expect(conclusion?.payload.text).toMatch(/\| slope \| -?\d+\.\d+ °C\/s \|/);
  expect(conclusion?.payload.text).toContain("```js");
  expect(new Set(inThread.map(({ envelope }) => envelope.correlationId))).toEqual(new Set([anomaly.correlationId]));
}, 90_000);

test("a question gets an answer with current figures, from the one it is for", async () => {
  const verdict = await watcher.channel("sensors.temperature").publish("status?");
  const answer = await vi.waitFor(
    () => {
      const found = seenIn("sensors.temperature").find(({ envelope }) => envelope.causationId === verdict.id);
      if (!found) throw new Error("no answer yet");
      return found.envelope;
    },
    { timeout: 30_000 },
  );
  expect(answer).toMatchObject({ source: "detector", destination: ["ada"], mentions: ["ada"] });
  expect(answer.payload.text).toMatch(/\| temperature \| \d+\.\d\d \| \d+\.\d\d ± \d\.\d\d \|/);
});

test("the reporter sums up, and SIGTERM ends the demo", async () => {
  const report = await vi.waitFor(
    () => {
      const [found] = seenIn("reports.daily");
      if (!found) throw new Error("no report yet");
      return found.envelope;
    },
    { timeout: 30_000 },
  );
  expect(report.source).toBe("reporter");
  expect(report.payload.data).toMatchObject({ temperature: { count: expect.any(Number), mean: expect.any(Number) } });
  demo.kill("SIGTERM");
  await expect(demo.ended).resolves.toMatchObject({ code: 0 });
});
