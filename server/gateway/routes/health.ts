import { z } from "zod";
import type { GatewayApp } from "../app";
import type { GatewayOptions } from "../options";
import { findAnySpace } from "../repository";
import { answer } from "../schemas/answers";

const patienceMs = 2_000;

const Health = z.object({ status: z.literal("ok") }).meta({ examples: [{ status: "ok" }] });
const Readiness = z
  .object({ status: z.enum(["ready", "not ready"]), database: z.boolean(), nats: z.boolean() })
  .meta({ examples: [{ status: "ready", database: true, nats: true }] });

/** `GET /healthz`: the process runs. `GET /readyz`: it can do its work, else 503 with what is missing. */
export function healthRoutes(app: GatewayApp, options: GatewayOptions): void {
  app.get(
    "/healthz",
    {
      schema: {
        operationId: "health",
        summary: "Whether the process runs",
        tags: ["About"],
        security: [],
        response: { 200: answer("It runs.", Health) },
      },
    },
    () => ({ status: "ok" as const }),
  );

  app.get(
    "/readyz",
    {
      schema: {
        operationId: "readiness",
        summary: "Whether it can do its work",
        tags: ["About"],
        security: [],
        response: {
          200: answer("It can.", Readiness),
          503: answer("What is false does not answer.", Readiness),
        },
      },
    },
    async (_request, reply) => {
      const space = findAnySpace(options.db);
      const [database, nats] = await Promise.all([isWorking(space), isWorking(reachNats(options, space))]);
      const isReady = database && nats;
      return reply.status(isReady ? 200 : 503).send({ status: isReady ? "ready" : "not ready", database, nats });
    },
  );
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
