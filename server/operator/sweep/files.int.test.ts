import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { deleteExpired, deleteMessages } from "./repository";

let world: TestWorld;
let spaceId: string;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world?.close());
beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
});

const subject = "channels.lab";
const old = new Date("2026-01-01T00:00:00Z");

/** A stored message, and the file that it names. */
async function store(sequence: bigint, at: Date): Promise<string> {
  const message = { spaceId, sequence, subject, type: "text", source: "agent", envelope: {}, sentAt: at, storedAt: at };
  await world.db.message.create({ data: { ...message, id: newId() } });
  const { id } = await world.db.attachment.create({
    data: {
      ...{ spaceId, subject, sequence, uploadedBy: "agent", name: "a", mediaType: "text/plain", bytes: 1 },
      ...{ sha256: new Uint8Array(32), pieces: newId(), namedAt: at },
    },
  });
  return id;
}

async function looseFiles(): Promise<string[]> {
  const rows = await world.db.attachment.findMany({ where: { spaceId, collectAt: { lte: new Date() } } });
  return rows.map(({ id }) => id);
}

test("files whose messages have expired may go, and no others", async () => {
  const [expired] = [await store(1n, old), await store(2n, new Date())];
  await deleteExpired(world.db, { spaceId, subject, cut: new Date("2026-02-01T00:00:00Z") });
  expect(await looseFiles()).toEqual([expired]);
});

test("files of a purged place may go, but for what was written there since", async () => {
  const [purged] = [await store(1n, old), await store(2n, new Date())];
  await deleteMessages(world.db, { spaceId, subjects: [subject], before: 2 });
  expect(await looseFiles()).toEqual([purged]);
});
