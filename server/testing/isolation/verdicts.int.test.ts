import type { NatsConnection } from "@nats-io/nats-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingressSubject, type Place, type Verdict } from "@/sdk/protocol";
import { type Fanout, startFanout } from "@/server/fanout";
import { blockHolder, createPermissionCache, liftBlock, type PermissionCache } from "@/server/policy";
import { createTestWorld, type TestWorld } from "../world";
import { readOutcomes } from "./outcomes";
import { createStage, type Stage } from "./stage";
import {
  agents,
  type Credential,
  connectWith,
  issueToEverybody,
  type Party,
  people,
  privateThread,
} from "./subjects/parties";

const senders = [...agents, ...people] as const;
type Sender = (typeof senders)[number];

/** What Fanout answers to a message of each sender, which NATS itself lets through. */
const verdicts: [name: string, place: Place, outcomes: string][] = [
  [
    "the private channel",
    { channel: "closed" },
    "owner moderator member memberPerson admin accepted, blocked blocked, paused paused, rest forbidden",
  ],
  [
    "an inherited thread",
    { channel: "closed", thread: "talk" },
    "owner moderator member memberPerson admin accepted, blocked blocked, paused paused, rest forbidden",
  ],
  [
    "a private thread",
    { channel: "closed", thread: privateThread, isPrivate: true },
    "participant admin accepted, rest forbidden",
  ],
  [
    "a private thread, addressed as an inherited one",
    { channel: "closed", thread: privateThread },
    "admin participant unknown_thread, rest forbidden",
  ],
  ["a public channel", { channel: "open" }, "observer forbidden, rest accepted"],
  ["a channel that does not exist", { channel: "nowhere" }, "admin unknown_channel, rest forbidden"],
];

let world: TestWorld;
let stage: Stage;
let permissions: PermissionCache;
let fanout: Fanout;
let credentials: Record<Party, Credential>;
const open = new Map<Sender, NatsConnection>();

beforeAll(async () => {
  world = await createTestWorld();
  stage = await createStage(world);
  credentials = await issueToEverybody(stage);
  permissions = createPermissionCache(world);
  fanout = await startFanout({ ...world, permissions });
  for (const sender of senders) open.set(sender, await connectWith(world.natsUrl, credentials[sender]));
});
afterAll(async () => {
  for (const connection of open.values()) await connection.close();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});

async function send(sender: Sender, place: Place): Promise<string> {
  const subject = ingressSubject(credentials[sender].name, place);
  const answer = await open.get(sender)?.request(subject, JSON.stringify("hello"), { timeout: 10_000 });
  const verdict = answer?.json<Verdict>();
  return verdict?.verdict === "refused" ? verdict.code : (verdict?.verdict ?? "no verdict");
}

test.each(verdicts)("%s takes messages of those who may post there", async (_name, place, outcomes) => {
  const found: Partial<Record<Sender, string>> = {};
  for (const sender of senders) found[sender] = await send(sender, place);
  expect(found).toEqual(readOutcomes(outcomes, senders));
});

test("a block is in force with the next message, and so is its end", async () => {
  const { ctx, spaceId, closed: channel } = stage;
  const block = { spaceId, channel, holder: { principal: "member" }, effect: "posting" as const };
  expect(await send("member", { channel })).toBe("accepted");
  await blockHolder(ctx, { ...block, reason: "Too loud." });
  await expect.poll(() => send("member", { channel })).toBe("paused");
  await liftBlock(ctx, block);
  await expect.poll(() => send("member", { channel })).toBe("accepted");
});
