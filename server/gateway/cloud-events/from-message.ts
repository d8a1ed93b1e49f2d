import { type StoredMessage, storedSubject } from "@/sdk/protocol";

/**
 * The CloudEvent (1.0, JSON format) of a stored message. `source` names the proven sender and `subject` the place;
 * `sequence` is the stream's (CloudEvents extension "Sequence"). Destination, headers, mentions and attachments have no
 * place in it: the plain form has them. One that a moderator redacted has no data, but says who did it, why and when.
 */
export function cloudEventOf(space: string, message: StoredMessage): object {
  const { envelope, place, sequence, storedAt, redaction } = message;
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
    replaces: envelope.replaces,
    ...(redaction
      ? {
          redactedby: redaction.by,
          redactedreason: redaction.reason,
          redactedat: redaction.at,
          replacedby: redaction.replacedBy,
        }
      : { data: envelope.payload }),
  };
}
