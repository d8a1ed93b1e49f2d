import { headers, type NatsConnection } from "@nats-io/nats-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Envelope, natsHeaders, redactionType } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { type AckPublisher, createAckPublisher } from "@/server/nats";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { ensurePosition } from "./repository";
import { startLogger } from "./start";
import { storeEntries } from "./store";
import type { StreamEntry } from "./stream-entry";

let world: TestWorld;
let spaceId: string;
let connection: NatsConnection;
let publisher: AckPublisher;
let logger: { stop(): Promise<void> } | undefined;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  connection = await world.connections.get(spaceId);
  publisher = createAckPublisher(connection, { inboxPrefix: world.connections.inboxPrefix });
});
afterEach(async () => {
  publisher.close();
  await logger?.stop();
  logger = undefined;
});

function message(more: Partial<Envelope> = {}): Envelope {
  const timestamp = new Date().toISOString();
  return { id: newId(), type: "text", source: "sensor", timestamp, payload: { text: "a secret" }, ...more };
}

function redacting(sequence: number, reason = "spam"): Envelope {
  return message({ type: redactionType, source: "moderator", payload: { data: { sequence, reason } } });
}

async function publish(envelope: Envelope, path = "sensors"): Promise<number> {
  const header = headers();
  header.set(natsHeaders.messageId, envelope.id);
  return (await publisher.publish(`channels.${path}`, JSON.stringify(envelope), header)).sequence;
}

const redactions = async () =>
  (await world.db.redaction.findMany({ where: { spaceId }, orderBy: { sequence: "asc" } })).map((row) => ({
    sequence: Number(row.sequence),
    bySequence: Number(row.bySequence),
    by: row.by,
    reason: row.reason,
  }));

async function stored(through: number) {
  logger ??= await startLogger(world);
  await vi.waitFor(
    async () => {
      const row = await world.db.loggerPosition.findUnique({ where: { spaceId } });
      expect(Number(row?.sequence)).toBe(through);
    },
    { timeout: 40_000, interval: 50 },
  );
}

const by = (sequence: number, bySequence: number, reason = "spam") => ({
  ...{ sequence, bySequence, reason, by: "moderator" },
});

test("a redaction is noted with who, why and when, whether its target came with it or long before", async () => {
  const early = await publish(message());
  await stored(early);
  const late = await publish(message());
  const first = await publish(redacting(early));
  const second = await publish(redacting(late, "a password"));
  await stored(second);
  expect(await redactions()).toEqual([by(early, first), by(late, second, "a password")]);
  const { at } = await world.db.redaction.findFirstOrThrow({ where: { spaceId, sequence: early } });
  const row = await world.db.message.findFirstOrThrow({ where: { spaceId, sequence: first } });
  expect(at).toEqual(row.storedAt);
  const original = await world.db.message.findFirstOrThrow({ where: { spaceId, sequence: early } });
  expect(original.envelope, "owners may still look at it").toMatchObject({ payload: { text: "a secret" } });
});

test("who redacted what is in the audit log, once, whoever they are", async () => {
  const user = await world.db.user.create({ data: { email: `${newId()}@example.org`, name: "Mo" } });
  await world.db.principal.create({
    data: { spaceId, id: "mo", kind: "person", displayName: "Mo", userId: user.id },
  });
  const [one, two] = [await publish(message()), await publish(message(), "sensors.threads.spike")];
  await publish(redacting(one));
  await publish(redacting(one, "again"));
  const last = await publish({ ...redacting(two, "holds a password"), source: "mo" }, "sensors.threads.spike");
  await stored(last);
  const rows = await world.db.auditLog.findMany({ where: { spaceId, verb: "message.redact" }, orderBy: { id: "asc" } });
  expect(rows.map(({ actor, target, after }) => [actor, target, after])).toEqual([
    [`agent:${spaceId}/moderator`, `message:sensors/${one}`, { reason: "spam" }],
    [`user:${user.email}`, `message:sensors/spike/${two}`, { reason: "holds a password" }],
  ]);
});

test("only a message of the same place that comes before and is no redaction is redacted", async () => {
  const elsewhere = await publish(message(), "others");
  const before = await publish(redacting(3));
  const target = await publish(message());
  await publish(redacting(elsewhere));
  await publish(redacting(before));
  await publish(redacting(900));
  await publish({ ...redacting(target), payload: { data: { sequence: String(target), reason: "spam" } } });
  const last = await publish({ ...redacting(target), type: "text" });
  await stored(last);
  expect(await redactions()).toEqual([]);
});

test("of several redactions of one message the first counts", async () => {
  const target = await publish(message());
  const first = await publish(redacting(target, "first"));
  await publish(redacting(target, "second"));
  await stored(first + 1);
  await stored(await publish(redacting(target, "third")));
  expect(await redactions()).toEqual([by(target, first, "first")]);
});

/** The stream's first three: a message, its redaction, and another redaction of it. */
function entries(): StreamEntry[] {
  const bodies = [message(), redacting(1, "first"), redacting(1, "second")];
  return bodies.map((body, index) => ({
    sequence: index + 1,
    subject: "channels.sensors",
    storedAt: new Date(),
    data: Buffer.from(JSON.stringify(body)),
  }));
}

test("what is stored in another order, and stored again, gives the same", async () => {
  const options = { db: world.db, bus: world.bus, spaceId, log: world.log };
  await world.db.loggerPosition.deleteMany({ where: { spaceId } });
  await ensurePosition(world.db, spaceId);
  const all = entries();
  const [target, first, second] = all;
  if (!target || !first || !second) throw new Error("three entries");
  await storeEntries(options, [second, first], { from: 1, through: 3 });
  expect(await redactions(), "its target is not there yet").toEqual([]);
  await storeEntries(options, [target], { from: 0, through: 1 });
  await storeEntries(options, [second], undefined);
  expect(await redactions()).toEqual([by(1, 3, "second")]);
  for (let again = 0; again < 2; again += 1) await storeEntries(options, all, { from: 0, through: 3 });
  expect(await redactions()).toEqual([by(1, 2, "first")]);
});

test("a redaction beside a message that Postgres refuses is noted all the same", async () => {
  const target = await publish(message());
  const deep = JSON.stringify(message()).replace('"a secret"', `${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  await publisher.publish("channels.sensors", deep);
  const redaction = await publish(redacting(target));
  await stored(redaction);
  expect(await redactions()).toEqual([by(target, redaction)]);
});

test("a hole between a redaction and its target is closed before the redaction counts", async () => {
  const target = await publish(message());
  await stored(target);
  // As if another logger had taken the target from the consumer and died with it.
  await world.db.message.deleteMany({ where: { spaceId } });
  await world.db.loggerPosition.updateMany({ where: { spaceId }, data: { sequence: 0n } });
  const redaction = await publish(redacting(target));
  await stored(redaction);
  expect(await redactions()).toEqual([by(target, redaction)]);
});
