import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNatsServer, freePort, startNats } from "@/server/embedded";
import type { WorldServers } from "./world";

/** A nats-server of a test's own, for tests that kill it. */
export interface TestNatsServer extends WorldServers {
  /** SIGKILL; what was acknowledged must still be there after `start`. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and data. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function startNatsServer(): Promise<TestNatsServer> {
  const folder = await mkdtemp(join(tmpdir(), "parley-nats-"));
  const options = {
    binary: await findNatsServer({ configured: process.env["NATS_SERVER_BIN"] }),
    dataFolder: folder,
    port: await freePort(),
    websocketPort: await freePort(),
  };
  let server = await startNats(options);
  return {
    natsUrl: server.url,
    natsWsUrl: server.websocketUrl,
    operatorSeedFile: server.keys.operatorSeedFile,
    systemCredsFile: server.keys.systemCredsFile,
    kill: () => server.stop("SIGKILL"),
    async start() {
      server = await startNats(options);
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
