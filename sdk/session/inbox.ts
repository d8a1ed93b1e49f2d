import type { Msg } from "@nats-io/nats-core";
import { type DeliveredMessage, type Envelope, inboxHeaders, parseStoredSubject } from "../protocol";

/** A message that is for this principal in particular. */
export interface InboxItem extends DeliveredMessage {
  /** How the message is for the principal: it names it, a group it is in or everybody who is here; for a person also that it is addressed to them, or in a thread that they follow. */
  reason: "direct" | "group" | "here" | "addressed" | "thread";
  /** 0 to 9. */
  priority: number;
}

/** What mentions this principal, the most urgent first and among equals in the order it came. At most once; all of it is in its place too. */
export interface Inbox extends AsyncIterable<InboxItem> {
  /** How many were let go because nobody took them: beyond 10,000 waiting ones the least urgent give way. */
  readonly dropped: number;
  /** Ends the iteration, as the end of the session does. */
  close(): void;
}

const waitingMax = 10_000;
const priorities = 10;
const reasons: readonly string[] = ["direct", "group", "here", "addressed", "thread"] satisfies InboxItem["reason"][];

/** What came to an inbox; `undefined` when it is something else than a mention. */
export function inboxItemOf(message: Msg): InboxItem | undefined {
  const header = (name: string) => message.headers?.get(name) || undefined;
  const place = parseStoredSubject(header(inboxHeaders.place) ?? "");
  const reason = header(inboxHeaders.reason) ?? "";
  const priority = Number(header(inboxHeaders.priority) ?? Number.NaN);
  if (!place || !reasons.includes(reason) || !(priority >= 0 && priority < priorities)) return undefined;
  const sequence = header(inboxHeaders.sequence);
  try {
    return {
      place,
      envelope: message.json<Envelope>(),
      ...(sequence !== undefined && { sequence: Number(sequence) }),
      reason: reason as InboxItem["reason"],
      priority: Math.floor(priority),
    };
  } catch {
    return undefined;
  }
}

/** An inbox that is filled by `push` until it is ended. */
export class WaitingInbox implements Inbox {
  readonly #lines: InboxItem[][] = Array.from({ length: priorities }, () => []);
  readonly #onClose: () => void;
  #waiting = 0;
  #dropped = 0;
  #isEnded = false;
  #wake: (() => void) | undefined;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  get dropped(): number {
    return this.#dropped;
  }

  push(item: InboxItem): void {
    if (this.#isEnded) return;
    this.#lines[item.priority]?.push(item);
    this.#waiting += 1;
    if (this.#waiting > waitingMax) {
      this.#lines.find((line) => line.length > 0)?.shift();
      this.#waiting -= 1;
      this.#dropped += 1;
    }
    this.#wake?.();
  }

  close(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#wake?.();
    this.#onClose();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<InboxItem> {
    try {
      while (!this.#isEnded) {
        const item = this.#lines.findLast((line) => line.length > 0)?.shift();
        if (item) {
          this.#waiting -= 1;
          yield item;
        } else await this.#something();
      }
    } finally {
      this.close();
    }
  }

  #something(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
