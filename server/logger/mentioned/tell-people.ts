import { headers, type NatsConnection } from "@nats-io/nats-core";
import { agentInboxSubject, inboxHeaders } from "@/sdk/protocol";
import type { MessageRow } from "../stored-form";
import type { Mentioned } from "./find-mentioned";

const freshMs = 60_000;
const priorities = { direct: 8, addressed: 8, group: 6, here: 5, thread: 4 } as const;

/** Brings what is for people to their open pages, as Fanout does for agents. At most once, and only what was said in the last minute: the rest waits in their lists. */
export function tellPeople(connection: NatsConnection, { mentions }: Mentioned, rows: readonly MessageRow[]): void {
  const bySequence = new Map(rows.map((row) => [row.sequence, row]));
  for (const { principal, sequence, kind, isRead, subject, at } of mentions) {
    const row = bySequence.get(sequence);
    if (!row || isRead || Date.now() - Date.parse(at) > freshMs) continue;
    const made = headers();
    made.append(inboxHeaders.place, subject);
    made.append(inboxHeaders.sequence, String(sequence));
    made.append(inboxHeaders.reason, kind);
    made.append(inboxHeaders.priority, String(priorities[kind]));
    connection.publish(agentInboxSubject(principal), row.envelope, { headers: made });
  }
}
