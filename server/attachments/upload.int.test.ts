import { createHash } from "node:crypto";
import { crc32, deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "@/server/kernel";
import { blockHolder } from "@/server/policy";
import { addAgent, addChannel, createTestWorld, type TestWorld } from "@/server/testing";
import { type AttachmentScene, attachmentScene } from "./scene";

let world: TestWorld;
let spaceId: string;
let scene: AttachmentScene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world?.close());
beforeEach(async () => {
  ({ spaceId } = await world.createSpace());
  for (const id of ["agent", "reader", "outsider"]) await addAgent(world.db, spaceId, id);
  const threads = [{ name: "talk" }, { name: "aside", isPrivate: true }];
  await addChannel(world.db, spaceId, { name: "lab", members: ["agent", "reader"], threads });
  await addChannel(world.db, spaceId, { name: "closed", members: ["agent"], state: "Archived" });
  scene = attachmentScene(contextOf(), spaceId);
});

function contextOf() {
  return { ...world.context(), connections: world.connections };
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const failure: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof AppError)) throw new Error(`not refused: ${String(failure)}`);
  return failure;
}

async function expectNothingLeft(): Promise<void> {
  expect(await world.db.attachment.count({ where: { spaceId } })).toBe(0);
  expect(await scene.held()).toBe(0);
}

function chunkOf(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** A PNG that says it is so large, with hardly anything in it. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(100_000));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunkOf("IHDR", header), chunkOf("IDAT", pixels), chunkOf("IEND", Buffer.alloc(0))]);
}

const photo = (format: "png" | "jpeg" | "webp" | "gif" | "avif", width = 1_200, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: "#2a6f4e" } })
    .withExif({ IFD0: { Copyright: "a secret" } })
    .toFormat(format)
    .toBuffer();

describe("a file", () => {
  test("is stored as it came, known by what it is, and its sender's alone until a message names it", async () => {
    const content = Buffer.from("37.2 °C\n".repeat(60_000));
    const made = await scene.upload("agent", content, {
      name: "../temperatures\u202e.log",
      declaredBytes: content.length,
    });
    expect(made).toEqual({
      id: expect.any(String),
      name: "temperatures.log",
      mediaType: "text/plain",
      bytes: content.length,
    });
    const row = await world.db.attachment.findUniqueOrThrow({ where: { id: made.id } });
    expect(row).toMatchObject({ spaceId, subject: "channels.lab", uploadedBy: "agent", sequence: null, namedAt: null });
    expect(Buffer.from(row.sha256)).toEqual(createHash("sha256").update(content).digest());
    expect(Number(row.collectAt) - Number(row.createdAt)).toBe(86_400_000);
    const file = await scene.read("agent", made.id);
    expect(file).toMatchObject({ name: "temperatures.log", bytes: content.length, isImage: false });
    expect(file.body.equals(content)).toBe(true);
    const known = await scene.read("agent", made.id, { isKnown: (etag) => etag === file.etag });
    expect(known.content).toBeUndefined();
    for (const other of ["reader", "outsider", "nobody"]) {
      expect(await failureOf(scene.read(other, made.id))).toMatchObject({ code: "NOT_FOUND", reason: "unknown_file" });
    }
  });

  test.each(["png", "jpeg", "webp", "gif", "avif"] as const)(
    "that is a %s is measured and gets a thumbnail without what hangs on it",
    async (format) => {
      const content = await photo(format);
      const made = await scene.upload("agent", content, { name: "photo.txt" });
      expect(made).toMatchObject({ mediaType: `image/${format}`, width: 1_200, height: 300 });
      expect(await scene.read("agent", made.id)).toMatchObject({ isImage: true, mediaType: `image/${format}` });
      const { body, bytes, mediaType } = await scene.read("agent", made.id, { isThumbnail: true });
      expect({ bytes, mediaType }).toEqual({ bytes: body.length, mediaType: "image/webp" });
      expect(await sharp(body).metadata()).toMatchObject({ format: "webp", width: 800, height: 200 });
      expect(body.includes("a secret")).toBe(false);
    },
  );

  test("is measured as it is shown", async () => {
    const lying = await sharp(await photo("jpeg", 300, 100))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await scene.upload("agent", lying)).toMatchObject({ width: 100, height: 300 });
  });

  test.each([
    ["a PNG of 50,000 x 50,000", async () => pngOf(50_000, 50_000), "image/png"],
    ["a PNG that ends in the middle", async () => (await photo("png")).subarray(0, 120), "image/png"],
    ["a PNG with fewer pixels than it says", async () => pngOf(4_000, 4_000), "image/png"],
    [
      "an SVG",
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      "image/svg+xml",
    ],
    ["a page", async () => Buffer.from("<!doctype html><script>alert(1)</script>"), "text/html"],
    ["a GIF that is a script", async () => Buffer.from("GIF89a/*....*/=1;alert(1)"), "image/gif"],
    ["a JPEG that is none", async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), "image/jpeg"],
    ["a zip of death", async () => gzipSync(Buffer.alloc(20_000_000)), "application/gzip"],
  ])("that is %s is kept as bytes to download", async (_what, content, mediaType) => {
    const bytes = await content();
    const made = await scene.upload("agent", bytes, { name: "photo.png" });
    expect(made).toEqual({ id: made.id, name: "photo.png", mediaType, bytes: bytes.length });
    const file = await scene.read("agent", made.id);
    expect(file.isImage).toBe(false);
    expect(file.body.equals(bytes)).toBe(true);
    expect(await failureOf(scene.read("agent", made.id, { isThumbnail: true }))).toMatchObject({
      reason: "no_thumbnail",
    });
  });

  test("that is an image with a page behind it is nothing but the image when shown", async () => {
    const polyglot = Buffer.concat([await photo("png"), Buffer.from("<script>alert(1)</script>")]);
    expect(await scene.upload("agent", polyglot)).toMatchObject({ mediaType: "image/png", width: 1_200 });
  });

  test("goes to the thread it was uploaded for, whichever kind that is", async () => {
    const inherited = await scene.upload("agent", "a", { place: { channel: "lab", thread: "talk", isPrivate: true } });
    const row = await world.db.attachment.findUniqueOrThrow({ where: { id: inherited.id } });
    expect(row.subject).toBe("channels.lab.threads.talk");
    expect(await failureOf(scene.upload("agent", "a", { place: { channel: "lab", thread: "aside" } }))).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("nothing stays of a file", () => {
  test.each([
    ["by somebody who may not post there", () => scene.upload("outsider", "a"), "FORBIDDEN"],
    ["for a channel that is archived", () => scene.upload("agent", "a", { place: { channel: "closed" } }), "FORBIDDEN"],
    ["for a place that is none", () => scene.upload("agent", "a", { place: { channel: "nowhere" } }), "FORBIDDEN"],
    ["for a name that is no place", () => scene.upload("agent", "a", { place: { channel: "a..b" } }), "VALIDATION"],
    ["that is empty", () => scene.upload("agent", ""), "VALIDATION"],
    ["that ends before it said", () => scene.upload("agent", "abc", { declaredBytes: 4 }), "VALIDATION"],
    ["that goes on after it said", () => scene.upload("agent", "abc", { declaredBytes: 2 }), "VALIDATION"],
    ["that is a program", () => scene.upload("agent", Buffer.from(`MZ${"\0".repeat(200_000)}`)), "VALIDATION"],
    ["whose sender is cut off", () => scene.upload("agent", brokenAfter(300_000)), "VALIDATION"],
  ])("%s", async (_what, upload, code) => {
    expect(await failureOf(upload())).toMatchObject({ code });
    await expectNothingLeft();
  });

  test("that is larger than is taken, whatever it said; the rest is not read", async () => {
    scene = attachmentScene(contextOf(), spaceId, { fileBytesMax: 1_000_000 });
    const taken = { bytes: 0 };
    const refused = await failureOf(scene.upload("agent", endless(taken), { declaredBytes: 10 }));
    expect(refused).toMatchObject({
      code: "LIMIT_EXCEEDED",
      reason: "too_large",
      message: expect.stringMatching(/1|MiB|bytes/),
    });
    expect(taken.bytes).toBeLessThan(1_300_000);
    const declared = await failureOf(scene.upload("agent", endless(taken), { declaredBytes: 1_000_001 }));
    expect(declared).toMatchObject({ reason: "too_large" });
    await expectNothingLeft();
  });

  test("beyond what the space or its sender may store", async () => {
    const full = attachmentScene(contextOf(), spaceId, { spaceBytesMax: 10_000 });
    await full.upload("agent", Buffer.alloc(9_000, 1));
    expect(await failureOf(full.upload("reader", Buffer.alloc(2_000, 1), { declaredBytes: 2_000 }))).toMatchObject({
      code: "LIMIT_EXCEEDED",
      reason: "space_quota",
    });
    const thrifty = attachmentScene(contextOf(), spaceId, { principalBytesPerDay: 10_000 });
    expect(await failureOf(thrifty.upload("agent", Buffer.alloc(2_000, 1), { declaredBytes: 2_000 }))).toMatchObject({
      reason: "day_quota",
    });
    await thrifty.upload("reader", Buffer.alloc(2_000, 1), { declaredBytes: 2_000 });
  });

  test("of somebody who sends too many", async () => {
    const hasty = attachmentScene(contextOf(), spaceId, { uploadsPerMinute: 2 });
    await hasty.upload("agent", "a");
    await hasty.upload("agent", "b");
    const refused = await failureOf(hasty.upload("agent", "c"));
    expect(refused).toMatchObject({
      code: "LIMIT_EXCEEDED",
      reason: "rate_limited",
      detail: { retryAfterMs: expect.any(Number) },
    });
    await hasty.upload("reader", "c");
  });
});

test("a file is closed with its place, at that moment", async () => {
  const { id } = await scene.upload("agent", "a");
  expect((await scene.read("agent", id)).body.toString()).toBe("a");
  await blockHolder(world.context(), {
    spaceId,
    channel: "lab",
    holder: { principal: "agent" },
    effect: "access",
    reason: "Out.",
  });
  expect(await failureOf(scene.read("agent", id))).toMatchObject({ code: "NOT_FOUND", reason: "unknown_file" });
});

test("a file of another space is not there, and neither is one that never was", async () => {
  const { id } = await scene.upload("agent", "a");
  const { spaceId: other } = await world.createSpace();
  await addAgent(world.db, other, "agent");
  for (const one of [
    { spaceId: other, id },
    { spaceId, id: crypto.randomUUID() },
    { spaceId, id: "../x" },
  ]) {
    expect(await failureOf(scene.read("agent", one.id, one))).toMatchObject({
      code: "NOT_FOUND",
      reason: "unknown_file",
    });
  }
});

async function* brokenAfter(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(bytes, 1);
  throw new Error("the connection was reset");
}

async function* endless(taken: { bytes: number }): AsyncGenerator<Uint8Array> {
  for (;;) {
    taken.bytes += 100_000;
    yield Buffer.alloc(100_000, 1);
  }
}
