import type { JetStreamManager } from "@nats-io/jetstream";
import { channelsStream, type MessageDraft, readRedactionData, redactionType } from "@/sdk/protocol";
import type { Db } from "@/server/db";
import type { Route } from "./arrival";
import { findStoredMessage, isRedacted, type StoredTarget } from "./messages-repository";
import { malformedRedaction, type Refusal, unreplaceable } from "./refusals";

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

/** What takes another message's content away. */
export interface TargetQuestion {
  /** Where it goes itself. */
  subject: string;
  /** Of the message whose content it takes away. */
  sequence: number;
  /** Who sent it, where it is that message's new version. */
  editor?: string;
}

/** Why the message of that number cannot be redacted, or replaced by its sender; `undefined` when it can. */
export type TargetCheck = (question: TargetQuestion) => Promise<Refusal | undefined>;

/** Looks into the stream, and into the history for what the stream has lost. */
export function createTargetCheck(options: { manager: JetStreamManager; db: Db; spaceId: string }): TargetCheck {
  const { manager, db, spaceId } = options;

  async function find(sequence: number): Promise<StoredTarget | undefined> {
    const stored = await manager.direct.getMessage(channelsStream, { seq: sequence });
    if (!stored) return findStoredMessage(db, spaceId, sequence);
    return { subject: stored.subject, ...headOf(stored.string()) };
  }

  return async ({ subject, sequence, editor }) => {
    const target = await find(sequence);
    if (editor !== undefined) {
      const problem = problemOfEdit(target, { subject, editor });
      if (problem) return unreplaceable(sequence, problem);
      return (await isRedacted(db, spaceId, sequence))
        ? unreplaceable(sequence, "has been replaced or redacted")
        : undefined;
    }
    const field = "payload.data.sequence";
    if (target?.subject !== subject) return malformedRedaction(field, `names no message of this place: ${sequence}`);
    return isRedaction(target) ? malformedRedaction(field, `names a redaction: ${sequence}`) : undefined;
  };
}

function problemOfEdit(
  target: StoredTarget | undefined,
  { subject, editor }: { subject: string; editor: string },
): string | undefined {
  if (target?.subject !== subject) return "is no message of this place";
  if (target.source !== editor) return "is not yours";
  return isRedaction(target) ? "is a redaction" : undefined;
}

function headOf(json: string): Pick<StoredTarget, "type" | "source"> {
  try {
    const { type, source } = JSON.parse(json) as Record<string, unknown>;
    return { type: typeof type === "string" ? type : "", source: typeof source === "string" ? source : "" };
  } catch {
    return { type: "", source: "" };
  }
}
