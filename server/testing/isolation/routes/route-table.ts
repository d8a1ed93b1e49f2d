import { channel } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";

/** `GET /v1/…`; a HEAD that Fastify adds to a GET is left out, for it is the same route. */
export type RouteName = string;

/** Notes every route of every Fastify server that is made from now on in this process, as Fastify itself registers them. */
export function watchRoutes(): Set<RouteName> {
  const names = new Set<RouteName>();
  channel("fastify.initialization").subscribe((message) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook("onRoute", ({ method, url }) => {
      for (const each of [method].flat()) if (each !== "HEAD") names.add(`${each} ${url}`);
    });
  });
  return names;
}
