import type { FastifyInstance } from "fastify";
import type { GatewayOptions } from "../options";
import { findAnySpace } from "../repository";

const patienceMs = 2_000;

/** `GET /healthz`: the process runs. `GET /readyz`: it can do its work, else 503 with what is missing. */
export function healthRoutes(app: FastifyInstance, options: GatewayOptions): void {
  app.get("/healthz", () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const space = findAnySpace(options.db);
    const [database, nats] = await Promise.all([isWorking(space), isWorking(reachNats(options, space))]);
    const isReady = database && nats;
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? "ready" : "not ready", database, nats });
  });
}

/** A round trip on some space's connection; without a space there is nothing to reach. */
async function reachNats({ connections }: GatewayOptions, space: Promise<string | undefined>): Promise<void> {
  const spaceId = await space;
  if (spaceId !== undefined) await (await connections.get(spaceId)).rtt();
}

async function isWorking(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patienceMs, false);
  });
  try {
    return await Promise.race([work.then(() => true), patience]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
