import type { DeliveredMessage } from "@/sdk/protocol";
import { type Redaction, redactionBy, redactionOf, redactionType, withoutContent } from "@/sdk/protocol/redaction";
import type { Segment, TimelineMessage } from "./segments";

interface Known extends Redaction {
  /** Of the message that redacts; 0 when only the tombstone was read. */
  bySequence: number;
}

/** Whether a message only takes another one's content away, and so has no row of its own. */
export function isRedaction({ envelope }: Pick<DeliveredMessage, "envelope">): boolean {
  return envelope.type === redactionType;
}

/** What was redacted in one place, as far as this page has heard, and the tombstones it makes of it. */
export class Redactions {
  readonly #known = new Map<number, Known>();

  /** Learns from redactions and from tombstones. Whether there was anything new. */
  learn(messages: readonly DeliveredMessage[]): boolean {
    let isNews = false;
    for (const message of messages) {
      if (this.#learnOne(message)) isNews = true;
    }
    return isNews;
  }

  /** The segment without the content of what is known to be redacted; the same object when that changes nothing. */
  applyTo(segment: Segment): Segment {
    if (this.#known.size === 0) return segment;
    const messages = segment.messages.map((message) => this.#applyToOne(message));
    return messages.some((message, index) => message !== segment.messages[index]) ? { ...segment, messages } : segment;
  }

  #learnOne(message: DeliveredMessage): boolean {
    const { envelope, sequence, redaction, storedAt } = message;
    if (sequence === undefined) return false;
    // What was redacted may have replaced something all the same.
    const isRedacted = redaction !== undefined && this.#keep(sequence, { ...redaction, bySequence: 0 });
    const order = redactionOf(envelope);
    if (!order || order.sequence >= sequence) return isRedacted;
    const said = { by: envelope.source, at: storedAt ?? envelope.timestamp, bySequence: sequence };
    return this.#keep(order.sequence, { ...redactionBy(order, said), bySequence: sequence }) || isRedacted;
  }

  /** Of several redactions of one message the first counts, as it does for History. */
  #keep(target: number, redaction: Known): boolean {
    const known = this.#known.get(target);
    if (known && known.bySequence <= redaction.bySequence) return false;
    this.#known.set(target, redaction);
    return true;
  }

  #applyToOne(message: TimelineMessage): TimelineMessage {
    const known = this.#known.get(message.sequence);
    if (!known || isRedaction(message)) return message;
    const { bySequence: _, ...redaction } = known;
    const { by, reason, at } = redaction;
    const shown = message.redaction;
    if (shown && shown.by === by && shown.reason === reason && shown.at === at) return message;
    return { ...message, envelope: withoutContent(message.envelope), redaction };
  }
}
