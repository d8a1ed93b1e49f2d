import type { FastifyRequest } from "fastify";
import type { ServiceContext } from "@/server/db";
import { AppError } from "@/server/kernel";
import { authenticateAgentKey } from "@/server/policy";
import type { GatewayOptions } from "./options";

/** The agent whose key came with the request, in its own space. */
export interface Caller {
  spaceId: string;
  principalId: string;
}

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

const bearer = /^Bearer +(\S+)$/i;

/**
 * Finds out who asks and that the path's space is theirs. Without a key, with a wrong one and with one of another space
 * the answer is the same, so neither keys nor spaces can be probed.
 */
export async function authenticate(options: GatewayOptions, request: FastifyRequest): Promise<void> {
  const key = bearer.exec(request.headers.authorization ?? "")?.[1];
  const caller = key === undefined ? undefined : await findCaller(options, key);
  const { space } = request.params as { space: string };
  if (!caller || caller.spaceId !== space) {
    throw new AppError("UNAUTHORIZED", "Send the API key of an agent of this space: Authorization: Bearer pk_…", {
      reason: "invalid_api_key",
    });
  }
  request.caller = caller;
}

async function findCaller(options: GatewayOptions, key: string): Promise<Caller | undefined> {
  const ctx = contextOf(options, { kind: "service", name: "gateway" });
  try {
    return await authenticateAgentKey(ctx, key);
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHORIZED") return undefined;
    throw error;
  }
}

/** The caller that `authenticate` found, and the context in which verbs act for it. */
export function callerOf(options: GatewayOptions, request: FastifyRequest): { caller: Caller; ctx: ServiceContext } {
  const { caller } = request;
  if (!caller) throw new Error("the route is not behind the authentication");
  return { caller, ctx: contextOf(options, { kind: "agent", ...caller }) };
}

function contextOf({ db, clock, bus, log }: GatewayOptions, actor: ServiceContext["actor"]): ServiceContext {
  return { actor, db, clock, bus, log };
}
