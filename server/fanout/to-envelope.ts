import type { Attachment, Envelope, MessageDraft, MessagePart } from "@/sdk/protocol";

/** What Fanout itself knows about a message. */
export interface EnvelopeFacts {
  /** The proven sender. */
  source: string;
  /** For a message that came without an id. */
  newId: () => string;
  /** RFC 3339, when Fanout took the message. */
  receivedAt: string;
  /** Whom it mentions, as the policy knows them; what the draft says of it is only what was asked for. */
  mentions?: string[];
  /** What the files are that it names, as they were found to be. */
  attachments?: Attachment[];
}

/** The envelope of a draft: what is missing is filled in and `source` is always the proven sender. */
export function toEnvelope(draft: MessageDraft, facts: EnvelopeFacts): Envelope {
  const envelope: Envelope = {
    id: draft.id === undefined ? facts.newId() : draft.id.toLowerCase(),
    type: draft.type ?? "text",
    source: facts.source,
    timestamp: draft.timestamp ?? facts.receivedAt,
    payload: payloadOf(draft),
  };
  if (draft.destination) envelope.destination = draft.destination;
  if (draft.correlationId !== undefined) envelope.correlationId = draft.correlationId;
  if (draft.causationId !== undefined) envelope.causationId = draft.causationId;
  if (draft.traceparent !== undefined) envelope.traceparent = draft.traceparent;
  if (draft.replyTo !== undefined) envelope.replyTo = draft.replyTo;
  if (draft.replaces !== undefined) envelope.replaces = draft.replaces;
  if (draft.priority !== undefined) envelope.priority = draft.priority;
  if (draft.ttl !== undefined) envelope.ttl = draft.ttl;
  if (draft.headers) envelope.headers = draft.headers;
  if (facts.mentions?.length) envelope.mentions = facts.mentions;
  if (facts.attachments?.length) envelope.attachments = facts.attachments;
  if (draft.deliveryOptions) envelope.deliveryOptions = draft.deliveryOptions;
  return envelope;
}

function payloadOf({ text, payload }: MessageDraft): Envelope["payload"] {
  // The schema proves that each part has a kind.
  const parts = payload?.parts as MessagePart[] | undefined;
  if (text === undefined) return payload ? { ...payload, parts } : {};
  return payload ? { text, parts, data: payload.data } : { text };
}
