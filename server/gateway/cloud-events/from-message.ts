import { type StoredMessage, storedSubject } from "@/sdk/protocol";

/**
 * The CloudEvent (1.0, JSON format) of a stored message. `source` names the proven sender and `subject` the place;
 * `sequence` is the stream's (CloudEvents extension "Sequence"). Destination, headers, mentions and attachments have no
 * place in it: the plain form has them.
 */
export function cloudEventOf(space: string, { envelope, place, sequence, storedAt }: StoredMessage): object {
  return {
    specversion: "1.0",
    id: envelope.id,
    source: `/spaces/${space}/principals/${envelope.source}`,
    type: envelope.type,
    time: envelope.timestamp,
    subject: storedSubject(place),
    datacontenttype: "application/json",
    sequence: String(sequence),
    storedat: storedAt,
    correlationid: envelope.correlationId,
    causationid: envelope.causationId,
    traceparent: envelope.traceparent,
    replyto: envelope.replyTo,
    priority: envelope.priority,
    data: envelope.payload,
  };
}
