import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Db } from "@/server/db";
import { type Clock, type Logger, systemClock } from "@/server/kernel";
import { createDocuments } from "./discovery/documents";
import { startHousekeeping } from "./housekeeping";
import { createHttpServer } from "./http/server";
import { loadDefinitions } from "./resources/load-definitions";
import { createRegistry } from "./resources/registry";
import { seed } from "./seed";
import { openChangeLog } from "./store/change-log";
import { openStore } from "./store/store";
import { createServerIdentity } from "./tls/server-identity";
import type { ApiContext } from "./verbs/context";

export interface KubernetesApiOptions {
  db: Db;
  /** The address to listen on. */
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** The bearer token that may do everything. */
  token: string;
  /** Holds the YAML of the CustomResourceDefinitions to serve. */
  crdFolder: string;
  log: Logger;
  clock?: Clock;
}

export interface KubernetesApi {
  url: string;
  port: number;
  /** Ends every watch, answers what is under way, and frees the port. The database client stays the caller's. */
  stop(): Promise<void>;
}

const sweepMs = 50;
const answersEndMs = 5_000;

/** Serves namespaces, events, leases and the kinds of `crdFolder` over the Kubernetes API from Postgres. What it answered is durable. */
export async function startKubernetesApi(options: KubernetesApiOptions): Promise<KubernetesApi> {
  const { db, host, port, token, log, clock = systemClock } = options;
  const registry = createRegistry(await loadDefinitions(options.crdFolder));
  const store = await openStore(db, clock);
  const changes = await openChangeLog(store, log);
  const context: ApiContext = { registry, store, changes, clock, log };
  await seed(context);

  const stopping = new AbortController();
  let authority = "";
  const documents = createDocuments(registry, () => authority);
  const identity = createServerIdentity(token, host);
  const server = createHttpServer({ context, documents, identity, token, stopping: stopping.signal });
  server.listen(port, host);
  await once(server, "listening");
  const bound = server.address() as AddressInfo;
  authority = `${host}:${bound.port}`;
  const stopHousekeeping = startHousekeeping(context);
  log.info({ url: `https://${authority}`, kinds: registry.types.length }, "the embedded Kubernetes API is up");

  return {
    url: `https://${authority}`,
    port: bound.port,
    async stop() {
      const closed = once(server, "close");
      server.close();
      stopping.abort();
      // Connections are idle only once their last answer is out.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
      const deadline = setTimeout(() => server.closeAllConnections(), answersEndMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(deadline);
      await stopHousekeeping();
    },
  };
}
