import { headers, type MsgHdrs, type NatsConnection } from "@nats-io/nats-core";
import { agentInboxSubject, type Envelope, inboxHeaders } from "@/sdk/protocol";
import type { Mentioned, MentionReason } from "./resolver";

export interface Told {
  /** Stored subject of the place. */
  place: string;
  envelope: Envelope;
  /** The envelope as its readers get it. */
  payload: Uint8Array;
  /** Absent where nothing is kept. */
  sequence: number | undefined;
  agents: Mentioned["agents"];
}

const priorities: Record<MentionReason, number> = { direct: 8, group: 6, here: 5 };

/** Brings a message to the inbox of each agent that it mentions, the sender excepted. At most once: it is in the place too. */
export function tellAgents(connection: NatsConnection, { agents, envelope, payload, ...about }: Told): void {
  const headersOf = new Map<MentionReason, MsgHdrs>();
  for (const [agent, reason] of agents) {
    if (agent === envelope.source) continue;
    const known = headersOf.get(reason) ?? inboxHeadersOf(reason, envelope.priority ?? priorities[reason], about);
    headersOf.set(reason, known);
    connection.publish(agentInboxSubject(agent), payload, { headers: known });
  }
}

function inboxHeadersOf(
  reason: MentionReason,
  priority: number,
  { place, sequence }: Pick<Told, "place" | "sequence">,
): MsgHdrs {
  const made = headers();
  made.append(inboxHeaders.place, place);
  if (sequence !== undefined) made.append(inboxHeaders.sequence, String(sequence));
  made.append(inboxHeaders.reason, reason);
  made.append(inboxHeaders.priority, String(priority));
  return made;
}
