import { setImmediate as turn } from "node:timers/promises";
import type { NatsConnection } from "@nats-io/nats-core";
import type { Outcome } from "./table";

/** A client whose refusals are kept. */
export interface Listener {
  connection: NatsConnection;
  refusals: string[];
}

export function listenTo(connection: NatsConnection): Listener {
  const refusals: string[] = [];
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === "error") refusals.push(status.error.message);
    }
  })();
  return { connection, refusals };
}

/** What the witness heard: subject and text of each message. */
export interface Witness {
  connection: NatsConnection;
  heard: { subject: string; text: string }[];
}

export async function openWitness(connection: NatsConnection): Promise<Witness> {
  const heard: Witness["heard"] = [];
  connection.subscribe(">", {
    callback: (error, message) => {
      if (error === null) heard.push({ subject: message.subject, text: message.string() });
    },
  });
  await connection.flush();
  return { connection, heard };
}

/** Publishes `text` and finds out what became of it. The server has done with it when it answers the flush behind it. */
export async function tryPublish(party: Listener, witness: Witness, subject: string, text: string): Promise<Outcome> {
  const { connection, refusals } = party;
  const before = refusals.length;
  connection.publish(subject, text);
  await connection.flush();
  await turn();
  await witness.connection.flush();
  const isHeard = witness.heard.some((message) => message.subject === subject && message.text === text);
  if (isHeard) return "heard";
  return refusals.slice(before).some((refusal) => /permissions violation/i.test(refusal)) ? "refused" : "unheard";
}

/** Subscribes, has the witness publish `text` to `sample`, and finds out whether it arrives. */
export async function trySubscribe(
  party: Listener,
  witness: Witness,
  subjects: { subject: string; sample: string },
  text: string,
): Promise<Outcome> {
  const { connection } = party;
  let isRefused = false;
  let isHeard = false;
  const subscription = connection.subscribe(subjects.subject, {
    callback: (error, message) => {
      if (error) isRefused = true;
      else if (message.string() === text) isHeard = true;
    },
  });
  await connection.flush();
  await turn();
  witness.connection.publish(subjects.sample, text);
  await witness.connection.flush();
  await connection.flush();
  if (!isRefused) subscription.unsubscribe();
  if (isHeard) return "heard";
  return isRefused ? "refused" : "unheard";
}
