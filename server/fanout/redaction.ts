import type { JetStreamManager } from "@nats-io/jetstream";
import { channelsStream, type MessageDraft, readRedactionData, redactionType } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Route } from "./arrival";
import { findStoredMessage } from "./messages-repository";
import { malformedRedaction, type Refusal } from "./refusals";

/** Everything that is about the message itself and none of it content that nobody would see. */
const fieldsOfRedaction = new Set<string>([
  "id",
  "type",
  "source",
  "timestamp",
  "correlationId",
  "causationId",
  "traceparent",
  "headers",
  "payload",
] satisfies (keyof MessageDraft)[]);

export function isRedaction({ type }: Pick<MessageDraft, "type">): boolean {
  return type === redactionType;
}

/** Why a draft of the reserved type is no redaction; `undefined` when it is one. */
export function problemOfRedaction(draft: MessageDraft): Refusal | undefined {
  const field = Object.keys(draft).find((name) => !fieldsOfRedaction.has(name));
  if (field !== undefined) return malformedRedaction(field, "is not a field of a redaction");
  const part = Object.keys(draft.payload ?? {}).find((name) => name !== "data");
  if (part !== undefined) return malformedRedaction(`payload.${part}`, "is not a field of a redaction");
  const read = readRedactionData(draft.payload?.data);
  if (!("problem" in read)) return undefined;
  return malformedRedaction(read.field ? `payload.data.${read.field}` : "payload.data", read.problem);
}

/** The same sender and place, asked for another right; what waits for one decision never gets the other. */
export function moderationOf(route: Route): Route {
  route.moderation ??= {
    principal: route.principal,
    permission: { ...route.permission, action: "channel.moderate" },
    inbox: route.inbox,
  };
  return route.moderation;
}

/** Why the message of that number cannot be redacted under that subject; `undefined` when it can. */
export type TargetCheck = (subject: string, sequence: number) => Promise<Refusal | undefined>;

/** Looks into the stream, and into the history for what the stream has lost. */
export function createTargetCheck(options: { manager: JetStreamManager; db: Db; spaceId: string }): TargetCheck {
  const { manager, db, spaceId } = options;

  async function find(sequence: number): Promise<{ subject: string; type: string } | undefined> {
    const stored = await manager.direct.getMessage(channelsStream, { seq: sequence });
    if (!stored) return findStoredMessage(db, spaceId, sequence);
    return { subject: stored.subject, type: typeOf(stored.string()) };
  }

  return async (subject, sequence) => {
    const field = "payload.data.sequence";
    const target = await find(sequence);
    if (target?.subject !== subject) return malformedRedaction(field, `names no message of this place: ${sequence}`);
    return isRedaction(target) ? malformedRedaction(field, `names a redaction: ${sequence}`) : undefined;
  };
}

function typeOf(json: string): string {
  try {
    const { type } = JSON.parse(json) as { type?: unknown };
    return typeof type === "string" ? type : "";
  } catch {
    return "";
  }
}
