import { parseArgs } from "node:util";
import type { Env } from "@/server/kernel";

/** The parts of Parley that can run as processes of their own. */
export const roles = ["kubernetes", "operator", "events", "policy", "fanout", "logger", "gateway"] as const;
export type Role = (typeof roles)[number];

/**
 * The roles named by `--roles a,b`. Without it: all, but for the embedded API server when KUBECONFIG names a cluster
 * and no port of its own is asked for. Throws a sentence that lists the roles when one is unknown.
 */
export function parseRoles(args: string[], env: Pick<Env, "KUBERNETES_TOKEN_FILE">): Role[] {
  const { values } = parseArgs({ args, options: { roles: { type: "string" } } });
  if (values.roles === undefined) {
    return roles.filter((role) => role !== "kubernetes" || env.KUBERNETES_TOKEN_FILE !== undefined);
  }
  return values.roles
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => {
      const role = roles.find((known) => known === name);
      if (!role) throw new Error(`There is no role "${name}". The roles are: ${roles.join(", ")}.`);
      return role;
    });
}
