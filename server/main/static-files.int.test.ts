import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { staticFiles } from "./static-files";

const script = "export const answer = 42;".repeat(50);
let root: string;
let server: Server;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "parley-static-"));
  await mkdir(join(root, ".next/static/chunks"), { recursive: true });
  await writeFile(join(root, ".next/BUILD_ID"), "a secret of the build");
  await writeFile(join(root, ".next/static/chunks/a.js"), script);
  await writeFile(join(root, ".next/static/chunks/a.js.br"), brotliCompressSync(script));
  const serve = staticFiles(root);
  server = createServer((request, response) => {
    serve(request, response, () => response.writeHead(404).end(`next: ${request.url}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true, force: true });
});

async function fetchRaw(path: string, encoding: string): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, path, headers: { "accept-encoding": encoding }, agent: false }, resolve).once("error", reject);
  });
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { answer, body: Buffer.concat(parts) };
}

test("a script comes as it was compressed, to be kept for ever", async () => {
  const { answer, body } = await fetchRaw("/_next/static/chunks/a.js", "gzip, deflate, br");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "text/javascript",
    "cache-control": "public,max-age=31536000,immutable",
    "x-content-type-options": "nosniff",
  });
  expect(answer.headers.vary).toContain("Accept-Encoding");
  expect(brotliDecompressSync(body).toString()).toBe(script);
});

test("a client that knows no Brotli gets it plain", async () => {
  const { answer, body } = await fetchRaw("/_next/static/chunks/a.js", "identity");
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(body.toString()).toBe(script);
});

test.each(["/_next/static/../BUILD_ID", "/_next/static/%2e%2e/BUILD_ID", "/_next/static/chunks/none.js", "/s/edge"])(
  "%s is left to the console, with its address unchanged",
  async (path) => {
    const { answer, body } = await fetchRaw(path, "br");
    expect(answer.statusCode).toBe(404);
    expect(body.toString()).toBe(`next: ${path}`);
  },
);
