import type { NatsConnection } from "@nats-io/nats-core";

interface Path {
  sender: NatsConnection;
  reader: NatsConnection;
  /** Where the sender publishes and where the reader hears it. */
  from: string;
  to: string;
  body: Uint8Array;
  messages: number;
  ratePerSecond: number;
}

const settleMs = 5_000;

/** Milliseconds from the publish call to the reader's callback for each message, in one process with one clock. Messages of one sender keep their order. */
export async function measureLatency(path: Path): Promise<number[]> {
  const sentAt: number[] = [];
  const latencies: number[] = [];
  let arrived: (() => void) | undefined;
  const subscription = path.reader.subscribe(path.to, {
    callback: () => {
      const now = performance.now();
      latencies.push(now - (sentAt[latencies.length] ?? now));
      if (latencies.length === path.messages) arrived?.();
    },
  });
  await path.reader.flush();
  const all = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const intervalMs = 1_000 / path.ratePerSecond;
  const begin = performance.now();
  for (let index = 0; index < path.messages; index++) {
    const wait = begin + index * intervalMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sentAt.push(performance.now());
    path.sender.publish(path.from, path.body);
  }
  await withTimeout(all, `${latencies.length} of ${path.messages} messages arrived on ${path.to}`);
  subscription.unsubscribe();
  return latencies;
}

async function withTimeout(promise: Promise<void>, message: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), settleMs);
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
