import { z } from "zod";
import type { Attachment } from "./attachment";
import { principalIdPattern } from "./names";

/** Types with a meaning of their own; any other dotted name is the agent's own and is shown as JSON. */
export const knownMessageTypes = [
  "text",
  "tool.call",
  "tool.result",
  "task",
  "approval.request",
  "approval.decision",
  // Reserved: a piece of a text that is still being written (see stream.ts).
  "stream.delta",
  "event",
  "command",
  "request",
  "response",
  "notification",
  // Reserved: takes another message's content away (see redaction.ts).
  "message.redaction",
] as const;

const id = z.uuid();
const token = z.string().min(1).max(256);
const json: z.ZodType<unknown> = z.unknown();

const payload = z.strictObject({
  text: z.string().optional(),
  parts: z
    .array(z.looseObject({ kind: z.string().min(1).max(64) }))
    .max(1_000)
    .optional(),
  data: json.optional(),
});

/** A file that was uploaded for the place. Only its id counts: what it is, Fanout knows from the upload. */
const namedFile = z.strictObject({
  id: token,
  name: z.string().max(255).optional(),
  mediaType: z.string().max(127).optional(),
  bytes: z.number().int().min(0).optional(),
  width: z.number().int().min(1).optional(),
  height: z.number().int().min(1).optional(),
});

const deliveryOptions = z.strictObject({
  guarantee: z.enum(["at-most-once", "at-least-once", "exactly-once"]).optional(),
  retry: z.number().int().min(0).max(100).optional(),
  timeout: z.number().int().min(0).optional(),
  persistent: z.boolean().optional(),
});

const messageType = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "lower-case words joined by dots, such as tool.call");

/** What a sender may write. Everything is optional: Fanout fills in what is missing and always sets `source` itself. */
export const MessageDraft = z.strictObject({
  id: id.optional(),
  type: messageType.optional(),
  source: z.string().optional(),
  destination: z.array(z.string().regex(principalIdPattern, "a principal's id")).max(1_000).optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  correlationId: token.optional(),
  causationId: token.optional(),
  traceparent: z.string().max(128).optional(),
  replyTo: token.optional(),
  replaces: z.number().int().min(1).optional(),
  priority: z.number().int().min(0).max(9).optional(),
  ttl: z.number().int().min(1).optional(),
  headers: z.record(z.string().max(128), z.string().max(4_096)).optional(),
  text: z.string().optional(),
  payload: payload.optional(),
  mentions: z.array(token).max(1_000).optional(),
  attachments: z.array(namedFile).max(100).optional(),
  deliveryOptions: deliveryOptions.optional(),
});
export type MessageDraft = z.infer<typeof MessageDraft>;

export type DeliveryOptions = z.infer<typeof deliveryOptions>;
export type MessagePart = { kind: string } & Record<string, unknown>;

/** A message as it is stored and delivered. */
export interface Envelope {
  /** UUID; UUIDv7 when Fanout made it. Also the `Nats-Msg-Id` that makes publishing exactly-once. */
  id: string;
  type: string;
  /** The principal that sent it, taken from the ingress subject or the caller's credential, never from the payload. */
  source: string;
  destination?: string[];
  /** RFC 3339, when the sender says it was sent, else when Fanout took it. */
  timestamp: string;
  correlationId?: string;
  causationId?: string;
  traceparent?: string;
  replyTo?: string;
  /** Sequence of an earlier message of the same sender in the same place: this is its new version, and takes its content away (redaction.ts). */
  replaces?: number;
  /** 0 (lowest) to 9. */
  priority?: number;
  /** Milliseconds after which the message may be dropped. */
  ttl?: number;
  headers?: Record<string, string>;
  payload: { text?: string; parts?: MessagePart[]; data?: unknown };
  mentions?: string[];
  attachments?: Attachment[];
  deliveryOptions?: DeliveryOptions;
}
