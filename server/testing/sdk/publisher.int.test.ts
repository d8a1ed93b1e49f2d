import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingressSubject } from "@/sdk/protocol";
import { findStored } from "@/sdk/session/find-stored";
import { type Link, obtainCredential, openLink } from "@/sdk/session/link";
import { Publisher } from "@/sdk/session/publisher";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createSdkSpace, eventually, type ScriptedAccess, type SdkSpace } from "./space";

let world: TestWorld;
let space: SdkSpace;
let access: ScriptedAccess;
const links: Link[] = [];

beforeAll(async () => {
  world = await createTestWorld();
  space = await createSdkSpace(world);
  access = space.access("writer");
});
afterAll(async () => {
  await Promise.all(links.map(({ nc }) => nc.close()));
  await space.stop();
  await world.close();
});

const recognisedMs = 300;

/** A publisher that trusts the stream to recognise an id for a moment only. */
function publisher(): Publisher {
  return new Publisher((sought) => findStored((query) => access.readHistory(query), sought), {
    resendMsMax: recognisedMs,
  });
}

async function link(): Promise<Link> {
  const made = await openLink(await obtainCredential(access), { transport: "tcp", name: "test", timeoutMs: 5_000 });
  links.push(made);
  return made;
}

function message(channel: string) {
  const id = randomUUID();
  const body = new TextEncoder().encode(JSON.stringify({ id, text: "once" }));
  return { id, place: { channel }, subject: ingressSubject("writer", { channel }), body, timeoutMs: 30_000 };
}

test("a message whose verdict was lost long ago is found where it is stored, and not sent again", async () => {
  const channel = "lost-verdicts";
  const writer = publisher();
  const first = await link();
  // Without `attach` nobody hears the verdict.
  writer.use(first);
  const sent = message(channel);
  const verdict = writer.publish(sent);
  await eventually(async () => expect(await space.stored(channel)).toHaveLength(1));
  await first.nc.close();
  writer.detach(first);
  const lostAt = Date.now();
  await eventually(() => expect(Date.now() - lostAt).toBeGreaterThan(recognisedMs));
  const second = await link();
  writer.attach(second);
  writer.use(second);
  const [stored] = await space.stored(channel);
  expect(await verdict).toMatchObject({ verdict: "accepted", id: stored?.id, duplicate: true });
  expect(second.nc.stats().outMsgs).toBe(0);
});

test("a message that was sent long ago to nobody is sent again when there is somebody", async () => {
  const channel = "nobody-there";
  await space.fanout.stop();
  const writer = publisher();
  const only = await link();
  writer.attach(only);
  writer.use(only);
  const verdict = writer.publish(message(channel));
  const begunAt = Date.now();
  await eventually(() => expect(Date.now() - begunAt).toBeGreaterThan(3 * recognisedMs));
  const another = await createSdkSpace(world);
  expect(await verdict).toMatchObject({ verdict: "accepted" });
  expect(await space.stored(channel)).toHaveLength(1);
  await another.stop();
});

test("what is still waiting at its deadline is told apart from what may have been stored", async () => {
  const writer = publisher();
  const never = writer.publish({ ...message("lab"), timeoutMs: 300 });
  await expect(never).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "not_sent" });
  const only = await link();
  writer.use(only);
  const unknown = writer.publish({ ...message("lab"), timeoutMs: 250 });
  await expect(unknown).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "outcome_unknown" });
});

test("the queue is bounded in messages and in bytes", async () => {
  const writer = publisher();
  const waiting = Array.from({ length: 10_000 }, () => writer.publish(message("lab")));
  await expect(writer.publish(message("lab"))).rejects.toMatchObject({ code: "LIMIT_EXCEEDED", reason: "queue_full" });
  writer.end("The test is over.");
  const results = await Promise.allSettled(waiting);
  expect(results.every(({ status }) => status === "rejected")).toBe(true);

  const heavy = publisher();
  const large = { ...message("lab"), body: new Uint8Array(1_000_000) };
  const held = Array.from({ length: 67 }, () => heavy.publish(large));
  await expect(heavy.publish(large)).rejects.toMatchObject({ reason: "queue_full" });
  heavy.end("The test is over.");
  await Promise.allSettled(held);
});
