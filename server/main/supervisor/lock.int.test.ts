import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Home, openHome } from "./home";
import { takeLock } from "./lock";

let folder: string;
let home: Home;
const address = "http://127.0.0.1:7400";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-lock-"));
  home = await openHome(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("one start at a time holds a folder, and the next one is told who", async () => {
  const lock = await takeLock(home, address);
  await expect(takeLock(home, "elsewhere")).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining(`process ${process.pid}) at ${address}`),
  });
  await lock.release();
  await (await takeLock(home, address)).release();
});

test("a holder that does not answer, such as one that is suspended, holds it all the same", async () => {
  const silent = await new Promise<Server>((resolve) => {
    const server = createServer(() => {}).listen(home.socket, () => resolve(server));
  });
  await expect(takeLock(home, address)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("process unknown"),
  });
  await new Promise((resolve) => silent.close(resolve));
});
