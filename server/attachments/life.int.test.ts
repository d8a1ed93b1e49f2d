import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Attachment, type MessageDraft, type Place, redactionType, type Verdict } from "@/sdk/protocol";
import { type Fanout, startFanout } from "@/server/fanout";
import { readHistory } from "@/server/history";
import type { AppError, Clock } from "@/server/kernel";
import { startLogger } from "@/server/logger";
import { createPermissionCache, type PermissionCache } from "@/server/policy";
import { addAgent, addChannel, createTestWorld, type TestWorld } from "@/server/testing";
import { collectAttachments, reclaimObjects } from "./collect";
import { putObject } from "./object-store";
import { type AttachmentScene, attachmentScene } from "./scene";

let world: TestWorld;
let permissions: PermissionCache;
let fanout: Fanout;
let logger: { stop(): Promise<void> } | undefined;
let spaceId: string;
let scene: AttachmentScene;

beforeAll(async () => {
  world = await createTestWorld();
  permissions = createPermissionCache(world);
  fanout = await startFanout({ ...world, permissions });
});
afterAll(async () => {
  await logger?.stop();
  await fanout?.stop();
  await permissions?.close();
  await world?.close();
});
beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  for (const id of ["agent", "reader", "moderator", "owner"]) await addAgent(world.db, spaceId, id);
  const members = ["agent", "reader", "moderator", "owner"];
  const threads = [{ name: "talk" }];
  const { key: channelKey } = await addChannel(world.db, spaceId, { name: "lab", members, threads });
  await addChannel(world.db, spaceId, { name: "whisper", members, enablePersistence: false });
  for (const role of ["moderator", "owner"] as const) {
    const { key: principalKey } = await world.db.principal.findFirstOrThrow({ where: { spaceId, id: role } });
    await world.db.channelRole.create({ data: { channelKey, principalKey, role, origin: "admin" } });
  }
  scene = attachmentScene({ ...world.context(), connections: world.connections }, spaceId);
});

async function withLogger(): Promise<void> {
  await logger?.stop();
  logger = await startLogger(world);
}
async function withoutLogger(): Promise<void> {
  await logger?.stop();
  logger = undefined;
}

const send = (principal: string, body: MessageDraft, place: Place = { channel: "lab" }): Promise<Verdict> =>
  fanout.publish({ spaceId, principal, place, body, via: "test" });

async function post(principal: string, files: Attachment[], place?: Place): Promise<number> {
  const verdict = await send(principal, { attachments: files.map(({ id }) => ({ id })) }, place);
  if (verdict.verdict !== "accepted") throw new Error(verdict.reason);
  return verdict.sequence ?? 0;
}

async function redact(sequence: number): Promise<void> {
  const data = { sequence, reason: "Not here." };
  expect(await send("moderator", { type: redactionType, payload: { data } })).toMatchObject({ verdict: "accepted" });
}

const rowOf = (id: string) => world.db.attachment.findUnique({ where: { id } });
const stored = (id: string, sequence: number) =>
  vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ sequence: BigInt(sequence), collectAt: null }), 5_000);

function contextAt(inMs: number) {
  const clock: Clock = { now: () => new Date(Date.now() + inMs) };
  return { ...scene.ctx, clock };
}

const day = 86_400_000;
const reason = (work: Promise<unknown>) =>
  work.then(
    () => "read",
    (error: unknown) => (error as AppError).reason,
  );

describe("a message", () => {
  test("says of a file what was found when it came, whatever its sender says, and opens it to its readers", async () => {
    await withLogger();
    const file = await scene.upload("agent", "37.2", { name: "reading.txt" });
    expect(await reason(scene.read("reader", file.id))).toBe("unknown_file");
    const lie = { id: file.id.toUpperCase(), name: "virus.exe", mediaType: "text/html", bytes: 7, width: 9, height: 9 };
    const verdict = await send("agent", { text: "look", attachments: [lie] });
    if (verdict.verdict !== "accepted") throw new Error(verdict.reason);
    expect((await scene.read("reader", file.id)).body.toString()).toBe("37.2");
    const query = { place: { channel: "lab" } };
    const { messages } = await readHistory(scene.ctx, { spaceId, principal: "reader", query });
    expect(messages.at(-1)?.envelope.attachments).toEqual([file]);
    await stored(file.id, verdict.sequence ?? 0);
    expect((await scene.read("reader", file.id)).body.toString()).toBe("37.2");
  });

  test.each([
    ["of somebody else", async () => scene.upload("reader", "a")],
    ["of another place", async () => scene.upload("agent", "a", { place: { channel: "lab", thread: "talk" } })],
    ["that never was", async () => ({ id: crypto.randomUUID() })],
    ["that is no id", async () => ({ id: "a" })],
  ])("names no file %s", async (_what, make) => {
    const own = await scene.upload("agent", "a");
    const { id } = await make();
    const verdict = await send("agent", { text: "look", attachments: [{ id: own.id }, { id }] });
    const expected = { verdict: "refused", code: "malformed", rule: "attachments.known", field: "attachments[1].id" };
    expect(verdict).toMatchObject(expected);
  });

  test("names a file once, and keeps its place among its sender's others", async () => {
    const file = await scene.upload("agent", "a");
    const twice = await send("agent", { attachments: [{ id: file.id }, { id: file.id }] });
    expect(twice).toMatchObject({ verdict: "refused", field: "attachments[1].id" });
    const verdicts = await Promise.all([
      send("agent", { text: "1" }),
      send("agent", { text: "2", attachments: [{ id: file.id }] }),
      send("agent", { text: "3" }),
    ]);
    const sequences = verdicts.map((one) => (one.verdict === "accepted" ? one.sequence : one.reason));
    expect(sequences).toEqual([...sequences].sort((one, other) => Number(one) - Number(other)));
  });

  test("takes its file away when it is redacted, at once, but for who manages the channel; that is recorded", async () => {
    await withoutLogger();
    const file = await scene.upload("agent", "37.2");
    const sequence = await post("agent", [file]);
    await vi.waitFor(async () => expect((await rowOf(file.id))?.sequence).toBe(BigInt(sequence)));
    await redact(sequence);
    const found = async () => [
      await reason(scene.read("reader", file.id)),
      await reason(scene.read("agent", file.id, { isOriginal: true })),
      await reason(scene.read("moderator", file.id, { isOriginal: true })),
      await reason(scene.read("owner", file.id)),
      await reason(scene.read("owner", file.id, { isOriginal: true })),
    ];
    const expected = ["redacted", "forbidden", "forbidden", "redacted", "read"];
    expect(await found()).toEqual(expected);
    await withLogger();
    await vi.waitFor(async () => expect(await world.db.redaction.count({ where: { spaceId } })).toBe(1), 5_000);
    expect(await found()).toEqual(expected);
    const audited = await world.db.auditLog.findMany({ where: { spaceId, verb: "attachment.readOriginal" } });
    expect(audited.map(({ target }) => target)).toEqual(Array(2).fill(`attachment:lab/${file.id}`));
  });

  test("that takes the place of another keeps its file, whichever goes first", async () => {
    await withLogger();
    for (const isRedactedFirst of [true, false]) {
      const file = await scene.upload("agent", "37.2");
      const first = await post("agent", [file]);
      if (isRedactedFirst) await redact(first);
      const second = await post("agent", [file]);
      if (!isRedactedFirst) await redact(first);
      await stored(file.id, second);
      expect(await reason(scene.read("reader", file.id))).toBe("read");
      await redact(second);
      expect(await reason(scene.read("reader", file.id))).toBe("redacted");
    }
  });
});

describe("a file is removed", () => {
  test("a day after it came when no message names it, and not before", async () => {
    const [unused, used] = [await scene.upload("agent", "a"), await scene.upload("agent", "b")];
    await withLogger();
    await stored(used.id, await post("agent", [used]));
    await collectAttachments(contextAt(day - 60_000));
    expect(await rowOf(unused.id)).not.toBeNull();
    await collectAttachments(contextAt(day + 60_000));
    expect(await rowOf(unused.id)).toBeNull();
    expect(await reason(scene.read("agent", unused.id))).toBe("unknown_file");
    expect(await reason(scene.read("reader", used.id))).toBe("read");
    expect(await scene.held()).toBe(2);
    expect(await send("agent", { attachments: [{ id: unused.id }] })).toMatchObject({ rule: "attachments.known" });
  });

  test("not while the logger is behind, which may still find the message that names it", async () => {
    await withoutLogger();
    const file = await scene.upload("agent", "a");
    const sequence = await post("agent", [file]);
    await collectAttachments(contextAt(3 * day));
    expect(await rowOf(file.id)).not.toBeNull();
    await withLogger();
    await stored(file.id, sequence);
    await collectAttachments(contextAt(3 * day));
    expect(await rowOf(file.id)).not.toBeNull();
  });

  test("a day after it was named where nothing is kept", async () => {
    await withLogger();
    const whisper = { channel: "whisper" };
    const file = await scene.upload("agent", "a", { place: whisper });
    await post("agent", [file], whisper);
    expect(await reason(scene.read("reader", file.id))).toBe("read");
    await collectAttachments(contextAt(day + 60_000));
    expect(await rowOf(file.id)).toBeNull();
  });

  test("from the store too when a process ended before it could say so, and what others store meanwhile stays", async () => {
    const kept = await scene.upload("agent", "a");
    const connection = await world.connections.get(spaceId);
    await putObject(
      connection,
      crypto.randomUUID(),
      (async function* () {
        yield Buffer.from("left behind");
      })(),
    );
    expect(await scene.held()).toBe(4);
    await reclaimObjects(scene.ctx);
    expect(await scene.held()).toBe(4);
    await reclaimObjects(contextAt(day + 60_000));
    expect(await scene.held()).toBe(2);
    expect(await reason(scene.read("agent", kept.id))).toBe("read");
  });

  test("with its message, by which it was closed before", async () => {
    await withLogger();
    const file = await scene.upload("agent", "a");
    const sequence = await post("agent", [file]);
    await stored(file.id, sequence);
    await world.db.message.deleteMany({ where: { spaceId } });
    expect(await reason(scene.read("reader", file.id))).toBe("unknown_file");
  });
});
