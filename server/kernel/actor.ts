/** Who is asking. Every service verb takes one; nothing is done on behalf of nobody. */
export type Actor =
  | { kind: "user"; userId: string; email: string; platformRole: PlatformRole }
  | { kind: "agent"; spaceId: string; principalId: string }
  /** `onBehalfOf`: whose word the service carries out, as the audit log writes it, such as `kubernetes:kubectl-edit`. */
  | { kind: "service"; name: string; onBehalfOf?: string };

export type PlatformRole = "admin" | "operator" | "observer";

/** The actor as the audit log writes it. */
export function describeActor(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.email}`;
    case "agent":
      return `agent:${actor.spaceId}/${actor.principalId}`;
    case "service":
      return actor.onBehalfOf ?? `service:${actor.name}`;
  }
}
