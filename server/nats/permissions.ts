import type { Permissions } from "@nats-io/jwt";

/** Who a credential is for; each has a signing key of its own in the space's account, which carries the permissions. */
export type Scope = "agent" | "person" | "service";

const participant: Permissions = {
  pub: { allow: ["ingress.{{name()}}.>", "agent.{{name()}}.status", "agent.{{name()}}.task.>"] },
  sub: {
    allow: [
      "_INBOX.{{name()}}.>",
      "agent.{{name()}}.inbox",
      "agent.broadcast",
      "agent.*.status",
      // Exact subjects, never `channels.x.>`: the channel `sensors` must not open `sensors.anomaly`.
      "live.channels.{{tag(ch)}}",
      "live.channels.{{tag(ch)}}.threads.*",
      "live.channels.{{tag(pt)}}",
    ],
  },
};

/** The permission templates of a space's account. The server fills in name and tags of each user JWT (NATS docs, "Scoped Signing Keys"). */
export const scopePermissions: Record<Scope, Permissions> = {
  agent: participant,
  person: participant,
  service: {
    pub: {
      allow: [
        ...["channels.>", "live.>", "agent.>", "policy.>", "_INBOX.>", "$JS.API.>", "$JS.ACK.>", "$JS.FC.>"],
        // Pieces and entries of the object store that holds the files of messages.
        "$O.ATTACHMENTS.>",
      ],
    },
    sub: { allow: ["ingress.>", "channels.>", "live.>", "agent.>", "policy.>", "_INBOX.{{name()}}.>"] },
  },
};
