import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Envelope } from "@/sdk";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { runScript } from "./run-script";
import { type ServedSpace, serveSpace } from "./services";

let world: TestWorld;
let space: ServedSpace;
let home: string;

beforeAll(async () => {
  world = await createTestWorld();
  space = await serveSpace(world);
  await space.populate({
    agents: [],
    groups: [{ name: "Readers", members: [] }],
    channels: [{ name: "stage", visibility: "private", authorizedGroups: ["Readers"] }],
  });
  home = await mkdtemp(join(tmpdir(), "parley-replay-"));
  const environment = {
    DATABASE_URL: world.databaseUrl,
    NATS_URL: world.natsUrl,
    PARLEY_SECRET: world.secret,
    gatewayUrl: space.gatewayUrl,
  };
  await writeFile(join(home, "environment.json"), JSON.stringify(environment));
});

afterAll(async () => {
  await space.stop();
  await world.close();
  await rm(home, { recursive: true, force: true });
});

const conversation = (name: string, steps: number) => ({
  conversation: name,
  question: `What is ${name}?`,
  messages: Array.from({ length: steps }, (_, step) => ({
    step,
    from: step % 2 === 0 ? "Human" : "web surfer",
    to: step % 3 === 0 ? "web surfer" : null,
    kind: step === steps - 1 ? "termination-condition" : step % 2 === 0 ? "message" : "thought",
    content: `${name} says **${step}**`,
  })),
});

async function play(lines: unknown[], args: string[] = []) {
  const file = join(home, "conversations.jsonl");
  await writeFile(file, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  const target = ["--space", space.spaceId, "--channel", "stage"];
  return runScript("server/main/replay.ts", [file, ...target, ...args], { PARLEY_HOME: home }).ended;
}

async function storedIn(thread: string): Promise<Envelope[]> {
  const where = { spaceId: space.spaceId, subject: `channels.stage.threads.${thread}` };
  const rows = await world.db.message.findMany({ where, orderBy: { sequence: "asc" } });
  return rows.map(({ envelope }) => envelope as unknown as Envelope);
}

test("every conversation is said again in its own thread, in order, by one agent a speaker", async () => {
  const { code, output } = await play([conversation("alpha", 12), conversation("beta", 5)]);
  expect(output).toContain("17 of 17 messages");
  expect(output).toMatch(/accepted {3}17\nduplicate {2}0\nrefused {4}0/);
  expect(code).toBe(0);
  await expect.poll(async () => (await storedIn("alpha")).length, { timeout: 20_000 }).toBe(12);
  const alpha = await storedIn("alpha");
  expect(alpha.map(({ payload }) => payload.text)).toEqual(
    Array.from({ length: 12 }, (_, step) => `alpha says **${step}**`),
  );
  expect(alpha.slice(0, 2).map(({ source, type }) => [source, type])).toEqual([
    ["human", "text"],
    ["web-surfer", "agent.thought"],
  ]);
  expect(alpha.at(-1)?.type).toBe("event");
  expect(alpha[0]?.destination).toEqual(["web-surfer"]);
  expect(alpha[1]?.causationId).toBe(alpha[0]?.id);
}, 90_000);

test("a second replay goes to new threads with the same agents and keys", async () => {
  const before = await world.db.principal.count({ where: { spaceId: space.spaceId } });
  const { code } = await play([conversation("alpha", 2)], ["--speed", "50"]);
  expect(code).toBe(0);
  expect(await world.db.principal.count({ where: { spaceId: space.spaceId } })).toBe(before);
  await expect.poll(async () => (await storedIn("what-is-alpha")).length, { timeout: 20_000 }).toBe(2);
  expect(await storedIn("alpha")).toHaveLength(12);
}, 90_000);

test("a refused message is named in the summary and makes the command fail", async () => {
  const large = conversation("gamma", 2);
  large.messages[1] = { ...large.messages[1], content: "x".repeat(1_100_000) } as (typeof large.messages)[number];
  const { code, output } = await play([large]);
  expect(output).toMatch(
    /accepted {3}1\n.*\nrefused {4}1 \(too_large 1\)\n {2}gamma step 1, web surfer: .* \[message\.size\]/,
  );
  expect(code).toBe(1);
}, 90_000);

test("what is wrong is said in a line: a bad file, an unknown channel, missing arguments", async () => {
  const bad = await play([conversation("delta", 1), '{"conversation": 7}']);
  expect(bad.code).toBe(1);
  expect(bad.output).toMatch(/Line 2 is not a conversation:\n {2}conversation: /);
  const nowhere = await play([conversation("delta", 1)], ["--channel", "nowhere"]);
  expect(nowhere).toMatchObject({ code: 1, output: expect.stringContaining("There is no channel #nowhere") });
  const without = await runScript("server/main/replay.ts", []).ended;
  expect(without).toMatchObject({ code: 1, output: expect.stringContaining("Usage: npm run replay") });
}, 90_000);
