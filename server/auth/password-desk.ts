import { setTimeout as pause } from "node:timers/promises";
import { verifyPassword } from "@/server/kernel";

/** Each takes some 64 MiB and one of the process's four threads; the others stay free for files and names. */
const atOnce = 2;
const waitingMax = 32;
const durationsKept = 16;
const durationMsFirst = 300;

export interface PasswordDesk {
  /** As `verifyPassword`, a few at a time. When too many wait already the answer is no, as by `refuse`. */
  verify(password: string, stored: string | null | undefined): Promise<boolean>;
  /** No, without the work of a verification but after as long as one takes at the moment. */
  refuse(): Promise<false>;
}

/** Bounds what sign-ins cost this process, however many come: memory and threads by a queue, and nothing at all for those that are refused. */
export function createPasswordDesk(verifyOne = verifyPassword): PasswordDesk {
  const waiting: (() => void)[] = [];
  const durationsMs = [durationMsFirst];
  let running = 0;

  async function refuse(): Promise<false> {
    // One of the last real ones: their spread cannot be told from the spread of these.
    await pause(durationsMs[Math.floor(Math.random() * durationsMs.length)]);
    return false;
  }

  return {
    refuse,
    async verify(password, stored) {
      const begun = performance.now();
      if (running >= atOnce) {
        if (waiting.length >= waitingMax) return refuse();
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running += 1;
      try {
        return await verifyOne(password, stored);
      } finally {
        durationsMs.push(performance.now() - begun);
        if (durationsMs.length > durationsKept) durationsMs.shift();
        const next = waiting.shift();
        // The place is handed on, so nobody can slip in between.
        if (next) next();
        else running -= 1;
      }
    },
  };
}
