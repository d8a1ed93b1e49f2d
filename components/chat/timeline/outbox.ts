import type { AcceptedVerdict, Envelope, MessageDraft, RefusedVerdict } from "@/sdk/protocol";
import { attachmentOfDraft } from "@/sdk/protocol/attachment";

export type OutboxState =
  | { kind: "sending" }
  | { kind: "accepted" }
  | { kind: "refused"; verdict: RefusedVerdict }
  | { kind: "failed"; reason: string };

/** A message this reader sent that the timeline has not delivered yet. */
export interface OutboxEntry {
  readonly envelope: Envelope;
  readonly draft: MessageDraft & { id: string };
  readonly state: OutboxState;
  /** Shown after the message with this sequence. `Infinity` while it is on its way: at the end. */
  readonly after: number;
}

export function outboxEntry(draft: MessageDraft & { id: string }, source: string, now: Date): OutboxEntry {
  const envelope: Envelope = {
    id: draft.id,
    type: draft.type ?? "text",
    source,
    destination: draft.destination,
    timestamp: now.toISOString(),
    payload: draft.payload ?? { text: draft.text ?? "" },
    correlationId: draft.correlationId,
    causationId: draft.causationId,
    attachments: draft.attachments?.map(attachmentOfDraft),
    replaces: draft.replaces,
  };
  return { envelope, draft, state: { kind: "sending" }, after: Number.POSITIVE_INFINITY };
}

/** The outbox with `id` in a new state. What is not on its way any more stays where it is on screen: after `latest`. */
export function settle(
  outbox: readonly OutboxEntry[],
  id: string,
  state: OutboxState,
  latest: number,
): readonly OutboxEntry[] {
  const isFinal = state.kind === "refused" || state.kind === "failed";
  return inOrder(
    outbox.map((entry) =>
      entry.envelope.id === id ? { ...entry, state, after: isFinal ? latest : Number.POSITIVE_INFINITY } : entry,
    ),
  );
}

/** The outbox without what has been delivered. */
export function withoutDelivered(outbox: readonly OutboxEntry[], ids: ReadonlySet<string>): readonly OutboxEntry[] {
  return outbox.some((entry) => ids.has(entry.envelope.id))
    ? outbox.filter((entry) => !ids.has(entry.envelope.id))
    : outbox;
}

export type Publish = (draft: MessageDraft) => Promise<AcceptedVerdict>;

/** What became of a publish that threw: a refusal where the error carries one. */
export function stateOfFailure(error: unknown): OutboxState {
  const verdict = error instanceof Error && "verdict" in error ? (error.verdict as RefusedVerdict) : undefined;
  if (verdict?.verdict === "refused") return { kind: "refused", verdict };
  return { kind: "failed", reason: error instanceof Error ? error.message : "The message could not be sent." };
}

function inOrder(outbox: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return [...outbox].sort((a, b) => (a.after === b.after ? 0 : a.after - b.after));
}
