import { initTRPC } from "@trpc/server";
import { z } from "zod";
import { AppError } from "@/server/kernel";
import type { ApiContext } from "./context";
import { failureData, messageOf, translateError } from "./errors";
import { enterSpace } from "./spaces/enter-space";

const ssePingMs = 15_000;
/** A subscription starts over now and then, and with it the check of who is asking. */
const sseDurationMsMax = 10 * 60_000;

const t = initTRPC.context<ApiContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    message: messageOf(error),
    data: { ...shape.data, ...failureData(error) },
  }),
  sse: {
    ping: { enabled: true, intervalMs: ssePingMs },
    client: { reconnectAfterInactivityMs: 3 * ssePingMs },
    maxDurationMs: sseDurationMsMax,
  },
});

export const { router, createCallerFactory } = t;

/** The ladder: each step asks for more. Anybody. */
export const publicProcedure = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (!result.ok) throw translateError(result.error, ctx.runtime.log, path);
  return result;
});

/** Somebody who is signed in; `ctx.service` is what service verbs take. */
export const signedInProcedure = publicProcedure.use(({ ctx, next }) => {
  const { user, runtime, origin } = ctx;
  if (!user) throw new AppError("UNAUTHORIZED", "Your session has ended. Sign in again.", { reason: "signed_out" });
  return next({ ctx: { user, service: { ...runtime.serviceContext(user.actor), ...(origin && { origin }) } } });
});

/** Somebody with a Person in the input's space; `ctx.principal` is its id. */
export const spaceProcedure = signedInProcedure
  .input(z.object({ spaceId: z.string().min(1).max(63) }))
  .use(async ({ ctx, input, next }) => {
    const principal = await enterSpace(ctx.service, { spaceId: input.spaceId, user: ctx.user });
    return next({ ctx: { principal } });
  });

/** The same, for the verbs that write and read resources: `ctx.world` is their first argument. */
export const resourceProcedure = spaceProcedure.use(({ ctx, input, next }) => {
  const { service, principal, runtime } = ctx;
  const world = { ...service, kubernetes: runtime.kubernetes, spaceId: input.spaceId, principal };
  return next({ ctx: { world } });
});

/** A platform admin, in the input's space. */
export const adminProcedure = spaceProcedure.use(({ ctx, next }) => {
  if (ctx.user.actor.platformRole === "admin") return next();
  throw new AppError("FORBIDDEN", "Only people with the platform role admin may do this.");
});
