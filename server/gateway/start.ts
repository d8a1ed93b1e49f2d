import fastify, { type FastifyInstance, LogController } from "fastify";
import { messageBytesMax } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { authenticate } from "./authenticate";
import { answerError, answerUnknownRoute } from "./errors";
import type { GatewayOptions } from "./options";
import { channelRoutes } from "./routes/channels";
import { credentialRoutes } from "./routes/credentials";
import { healthRoutes } from "./routes/health";
import { messageRoutes } from "./routes/messages";

export interface Gateway {
  /** Such as `http://127.0.0.1:7410`. */
  url: string;
  /** Takes no new request and waits for those under way. */
  stop(): Promise<void>;
}

/** A little above the largest message, so that Fanout itself can say by how much one is too large. */
const bodyBytesMax = messageBytesMax + 65_536;
const requestTimeoutMs = 60_000;
/** A channel's name may have 200 characters, percent-encoded more. */
const pathParameterCharactersMax = 700;

/** Serves the machine API of agents and tools: `/v1/spaces/{space}/…` behind an agent key, `/healthz` and `/readyz` for everybody. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const app = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: pathParameterCharactersMax },
  }) as unknown as FastifyInstance;
  app.decorateRequest("caller", undefined);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknownRoute);
  logRequests(app, options);
  app.register(async (part) => healthRoutes(part, options));
  app.register(
    async (space) => {
      space.addHook("onRequest", (request) => authenticate(options, request));
      space.register(async (part) => credentialRoutes(part, options));
      space.register(async (part) => channelRoutes(part, options));
      space.register(async (part) => messageRoutes(part, options));
    },
    { prefix: "/v1/spaces/:space" },
  );
  const url = await app.listen({ host: options.host, port: options.port });
  options.log.info({ url }, "the gateway listens");
  return { url, stop: () => app.close() };
}

/** One line a request: who did what and how it went. Headers, queries and bodies, where secrets are, are not in it. */
function logRequests(app: FastifyInstance, { log }: GatewayOptions): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    const line = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      spaceId: request.caller?.spaceId,
      principal: request.caller?.principalId,
    };
    if (reply.statusCode >= 500) log.warn(line, "request");
    else if (request.caller) log.info(line, "request");
    else log.debug(line, "request");
  });
}
