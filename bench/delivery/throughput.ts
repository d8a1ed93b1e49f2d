import { jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import type { Verdict } from "@/sdk/protocol";

interface Load {
  subject: string;
  payload: Uint8Array;
  messages: number;
  inFlight: number;
}

/** Messages a second of a plain client: `js.publish`, each awaited, so many at a time. */
export async function measurePlainPublish(connection: NatsConnection, load: Load): Promise<number> {
  const stream = jetstream(connection);
  const begin = performance.now();
  let sent = 0;
  await Promise.all(
    Array.from({ length: load.inFlight }, async () => {
      while (sent < load.messages) {
        sent += 1;
        await stream.publish(load.subject, load.payload);
      }
    }),
  );
  return rate(load.messages, begin);
}

/** Messages a second that an agent gets accepted: it sends with a reply subject and matches the verdicts from one inbox. */
export async function measureFanout(agent: NatsConnection, inbox: string, load: Load): Promise<number> {
  const decoder = new TextDecoder();
  const begin = performance.now();
  await new Promise<void>((done, reject) => {
    let sent = 0;
    let accepted = 0;
    const send = () => {
      sent += 1;
      agent.publish(load.subject, load.payload, { reply: `${inbox}.${sent}` });
    };
    const subscription = agent.subscribe(`${inbox}.*`, {
      callback: (error, message) => {
        const verdict = error ? undefined : (JSON.parse(decoder.decode(message.data)) as Verdict);
        if (verdict?.verdict !== "accepted" || verdict.sequence === undefined) {
          subscription.unsubscribe();
          reject(new Error(`a message was not stored: ${JSON.stringify(verdict ?? error)}`));
          return;
        }
        accepted += 1;
        if (sent < load.messages) send();
        else if (accepted === load.messages) {
          subscription.unsubscribe();
          done();
        }
      },
    });
    for (let index = 0; index < load.inFlight; index++) send();
  });
  return rate(load.messages, begin);
}

function rate(messages: number, begin: number): number {
  return (messages / (performance.now() - begin)) * 1_000;
}
