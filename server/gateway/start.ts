import fastify, { LogController } from "fastify";
import { messageBytesMax } from "@/sdk/protocol";
import { newId } from "@/server/kernel";
import { createAuthenticator } from "@/server/policy";
import { type GatewayApp, serializerCompiler, validatorCompiler } from "./app";
import { createGatekeeper } from "./authenticate";
import { docsPage } from "./docs";
import { answerError, answerUnknownRoute } from "./errors";
import { describeRoutes, documentRoute } from "./openapi";
import type { GatewayOptions } from "./options";
import { attachmentRoutes } from "./routes/attachments";
import { authenticationRoutes } from "./routes/authentication";
import { channelRoutes } from "./routes/channels";
import { credentialRoutes } from "./routes/credentials";
import { exchangeRoutes } from "./routes/exchanges";
import { healthRoutes } from "./routes/health";
import { messageRoutes } from "./routes/messages";
import { moderationRoutes } from "./routes/moderation";
import { originalRoutes } from "./routes/originals";
import { policyRoutes } from "./routes/policy";
import { searchRoutes } from "./routes/search";

export interface Gateway {
  /** Such as `http://127.0.0.1:7410`. */
  url: string;
  /** What it serves, but for the files of the page at `/v1/docs`: `GET`, `/v1/spaces/:space/channels`. */
  routes: { method: string; url: string }[];
  /** Takes no new request and waits for those under way. */
  stop(): Promise<void>;
}

/** A little above the largest message, so that Fanout itself can say by how much one is too large. */
const bodyBytesMax = messageBytesMax + 65_536;
/** For files over a slow line too: 25 MiB at 0.7 Mbit/s. */
const requestTimeoutMs = 300_000;
/** A channel's name may have 200 characters, percent-encoded more. */
const pathParameterCharactersMax = 700;

/**
 * Serves the machine API of agents and tools: `/v1/spaces/{space}/…` for agents that prove who they are, and for everybody
 * `/v1/openapi.json`, its page `/v1/docs`, `/healthz` and `/readyz`.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const app = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: pathParameterCharactersMax },
  }) as unknown as GatewayApp;
  const authenticator = createAuthenticator({ ...options, limits: options.wrongProofs });
  const gatekeeper = createGatekeeper(options, authenticator);
  const routes = listRoutes(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest("caller", undefined);
  app.decorateRequest("address", "");
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknownRoute);
  app.addHook("onRequest", async (request) => gatekeeper.note(request));
  logRequests(app, options);
  await describeRoutes(app);
  app.register(async (part: GatewayApp) => healthRoutes(part, options));
  app.register(async (limited: GatewayApp) => {
    limited.addHook("onRequest", (request) => gatekeeper.limit(request));
    documentRoute(limited);
    limited.register(docsPage);
    limited.register(
      async (space: GatewayApp) => {
        space.register(async (part: GatewayApp) => authenticationRoutes(part, authenticator));
        space.register(async (agents: GatewayApp) => {
          agents.addHook("onRequest", (request) => gatekeeper.authenticate(request));
          agents.register(async (part: GatewayApp) => credentialRoutes(part, options));
          agents.register(async (part: GatewayApp) => channelRoutes(part, options));
          agents.register(async (part: GatewayApp) => messageRoutes(part, options));
          agents.register(async (part: GatewayApp) => attachmentRoutes(part, options));
          agents.register(async (part: GatewayApp) => searchRoutes(part, options));
          agents.register(async (part: GatewayApp) => exchangeRoutes(part, options));
          agents.register(async (part: GatewayApp) => policyRoutes(part, options));
          agents.register(async (part: GatewayApp) => moderationRoutes(part, options));
          agents.register(async (part: GatewayApp) => originalRoutes(part, options));
        });
      },
      { prefix: "/v1/spaces/:space" },
    );
  });
  const url = await app.listen({ host: options.host, port: options.port });
  options.log.info({ url }, "the gateway listens");
  return {
    url,
    routes,
    async stop() {
      await app.close();
      await authenticator.close();
    },
  };
}

/** Fills as routes are added. */
function listRoutes(app: GatewayApp): { method: string; url: string }[] {
  const routes: { method: string; url: string }[] = [];
  app.addHook("onRoute", ({ method, url, schema }) => {
    const isHidden = !schema || ("hide" in schema && schema.hide === true);
    for (const one of isHidden ? [] : [method].flat()) if (one !== "HEAD") routes.push({ method: one, url });
  });
  return routes;
}

/** One line a request: who did what and how it went. Headers, queries and bodies, where secrets are, are not in it. */
function logRequests(app: GatewayApp, { log }: GatewayOptions): void {
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
      address: request.address,
    };
    if (reply.statusCode >= 500) log.warn(line, "request");
    else if (request.caller) log.info(line, "request");
    else log.debug(line, "request");
  });
}
