import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { attachmentLimitsOf } from "@/server/attachments";
import { readEnv } from "@/server/kernel";
import { createTestWorld, type TestWorld } from "@/server/testing";
import { createGatewayScene, type GatewayScene } from "./scene";

let world: TestWorld;
let scene: GatewayScene;

beforeAll(async () => {
  world = await createTestWorld();
});
afterEach(() => scene.close());
afterAll(() => world.close());

const limits = { ...attachmentLimitsOf(readEnv({})), fileBytesMax: 100_000 };
const path = "/attachments?channel=lab&name=reading.html";
const page = new TextEncoder().encode("<!doctype html><script>alert(1)</script>");

async function filesOf(spaceId: string): Promise<{ rows: number; objects: number }> {
  const { jetstreamManager } = await import("@nats-io/jetstream");
  const manager = await jetstreamManager(await world.connections.get(spaceId));
  const streams: { state: { messages: number } }[] = [];
  for await (const stream of manager.streams.list("$O.ATTACHMENTS.>")) streams.push(stream);
  const objects = streams.reduce((sum, { state }) => sum + state.messages, 0);
  return { rows: await world.db.attachment.count({ where: { spaceId } }), objects };
}

test("what is downloaded is never run or shown as a page, whatever it is", async () => {
  scene = await createGatewayScene(world, { attachmentLimits: limits });
  const { call } = scene;
  const { body: stored } = await call("POST", path, { as: "member", file: page });
  expect(stored).toMatchObject({ name: "reading.html", mediaType: "text/html" });
  const { headers, body } = await call("GET", `/attachments/${stored.id}`, { as: "member" });
  expect(body).toContain("<script>");
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-length": String(page.length),
    "content-disposition": `attachment; filename="reading.html"; filename*=UTF-8''reading.html`,
    "content-security-policy": expect.stringMatching(/default-src 'none'.*sandbox/),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
  });
  expect((await call("GET", `/attachments/${stored.id}?thumbnail`, { as: "member" })).status).toBe(404);
  expect((await call("GET", `/attachments/${stored.id}`, { as: "owner" })).body.error.reason).toBe("unknown_file");
});

test("a file that is too large, or for somebody else's place, is refused before it is read", async () => {
  scene = await createGatewayScene(world, { attachmentLimits: limits });
  const { call, spaceId } = scene;
  const tooLarge = await call("POST", path, { as: "member", file: new Uint8Array(100_001) });
  expect(tooLarge).toMatchObject({ status: 413, body: { error: { code: "LIMIT_EXCEEDED", reason: "too_large" } } });
  expect((await call("POST", path, { as: "outsider", file: page })).status).toBe(403);
  expect((await call("POST", "/attachments?channel=lab", { as: "member", file: page })).body.error.fields).toEqual([
    { path: "name", message: expect.any(String) },
  ]);
  expect(await filesOf(spaceId)).toEqual({ rows: 0, objects: 0 });
});

test("an upload that is cut off leaves nothing", async () => {
  scene = await createGatewayScene(world, { attachmentLimits: { ...limits, fileBytesMax: 10_000_000 } });
  const { gateway, keys, spaceId } = scene;
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const head = [
    `POST /v1/spaces/${spaceId}${path} HTTP/1.1`,
    `host: ${hostname}`,
    `authorization: Bearer ${keys["member"]}`,
    "content-type: application/octet-stream",
    "content-length: 5000000",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  socket.write(Buffer.alloc(1_000_000, 1));
  await vi.waitFor(async () => expect((await filesOf(spaceId)).objects).toBeGreaterThan(3), 5_000);
  socket.destroy();
  await vi.waitFor(async () => expect(await filesOf(spaceId)).toEqual({ rows: 0, objects: 0 }), 5_000);
});
