import type { FastifyRequest } from "fastify";
import type { ServiceContext } from "@/server/db";
import { clientAddress } from "@/server/kernel";
import { type Authenticator, type Caller, networkOf } from "@/server/policy";
import { createRequestLimit } from "./limits";
import type { GatewayOptions } from "./options";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, as far as the trusted proxies vouch for it. */
    address: string;
    /** The agent that the request proved to come from. */
    caller: Caller | undefined;
  }
}

const requestsPerMinuteDefault = { perCaller: 12_000, perAddress: 60_000 };

export interface Gatekeeper {
  /** Notes who asks. */
  note(request: FastifyRequest): void;
  /** Counts the request for its address; throws LIMIT_EXCEEDED. */
  limit(request: FastifyRequest): Promise<void>;
  /** Finds out who asks and that the path's space is theirs, then counts the request for them; throws as `Authenticator` does. */
  authenticate(request: FastifyRequest): Promise<void>;
}

/** What a request passes before any route sees it. */
export function createGatekeeper(options: GatewayOptions, authenticator: Authenticator): Gatekeeper {
  const { perCaller, perAddress } = options.requestsPerMinute ?? requestsPerMinuteDefault;
  const limitCaller = createRequestLimit(perCaller);
  const limitAddress = createRequestLimit(perAddress);
  const isTrusted = options.isTrustedProxy ?? (() => false);
  return {
    note(request) {
      const forwardedFor = [request.headers["x-forwarded-for"]].flat().join(",");
      request.address = clientAddress(request.socket.remoteAddress, forwardedFor, isTrusted);
    },
    limit: (request) => limitAddress(networkOf(request.address)),
    async authenticate(request) {
      const { space: spaceId } = request.params as { space: string };
      const { address, headers } = request;
      request.caller = await authenticator.authenticate({ spaceId, authorization: headers.authorization, address });
      await limitCaller(`${spaceId}/${request.caller.principalId}`);
    },
  };
}

/** The caller that was authenticated, and the context in which verbs act for it. */
export function callerOf(
  { db, clock, bus, log }: GatewayOptions,
  { caller, address }: FastifyRequest,
): { caller: Caller; ctx: ServiceContext } {
  if (!caller) throw new Error("the route is not behind the authentication");
  const actor = { kind: "agent", ...caller } as const;
  return { caller, ctx: { actor, origin: { via: "gateway", address }, db, clock, bus, log } };
}
