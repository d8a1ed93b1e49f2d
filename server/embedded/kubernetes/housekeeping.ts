import { eventType } from "./resources/event";
import type { ApiContext } from "./verbs/context";
import { deleteObject } from "./verbs/removal";

const intervalMs = 60_000;
const changesKeptMs = 60 * 60 * 1000;
const changesKeptMax = 10_000;
const eventsKeptMs = 60 * 60 * 1000;

/** Forgets what nobody can ask for any more: changes and Events older than an hour, and all but the last 10,000 changes. */
export async function keepHouse(context: ApiContext): Promise<void> {
  const now = context.clock.now().getTime();
  await context.store.compact(new Date(now - changesKeptMs), changesKeptMax);
  const old = await context.store.untouched(eventType.group, eventType.plural, new Date(now - eventsKeptMs));
  for (const { key } of old) {
    await context.store.write(async (writing) => {
      const event = await writing.find(key);
      if (event) await deleteObject(context, writing, { type: eventType, namespace: key.namespace }, event);
    });
  }
}

/** Keeps house every minute until the returned function is called. */
export function startHousekeeping(context: ApiContext): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => keepHouse(context))
      .catch((error: unknown) => {
        context.log.warn({ err: error }, "old changes could not be removed");
      });
  }, intervalMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
