import { storedSubject } from "@/sdk/protocol";

/** Everything a channel's messages are stored under: its own subject and those of its threads, of either kind. */
export function subjectsOfChannel(channel: string, threads: readonly string[]): string[] {
  return [storedSubject({ channel }), ...threads.flatMap((thread) => subjectsOfThread(channel, thread))];
}

/** Both kinds: a thread that was deleted and made again may have lived under the other one before. */
export function subjectsOfThread(channel: string, thread: string): string[] {
  return [storedSubject({ channel, thread }), storedSubject({ channel, thread, isPrivate: true })];
}

/** Filters that match a channel's messages in the stream, and no other channel's. */
export function filtersOfChannel(channel: string): string[] {
  return subjectsOfThread(channel, "*").concat(storedSubject({ channel }));
}
