import { Pencil, RotateCw, Trash2, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui";
import { chatTexts } from "../texts";
import type { OutboxEntry } from "./outbox";

export interface OutboxActions {
  retry: (id: string) => void;
  discard: (id: string) => void;
  /** Takes it back into the field it was written in. */
  amend: (id: string) => void;
}

/** Why a message was not taken, by which rule, and what its sender can do now. Nothing while it is on its way. */
export function OutboxNotice({ entry, actions }: { entry: OutboxEntry; actions: OutboxActions }) {
  const { state } = entry;
  if (state.kind === "sending" || state.kind === "accepted") return null;
  const verdict = state.kind === "refused" ? state.verdict : undefined;
  const reason = state.kind === "refused" ? state.verdict.reason : state.reason;
  return (
    <div role="alert" className="mt-1 mb-1 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[13px]">
      <span className="flex min-w-0 items-start gap-1.5 text-danger">
        <TriangleAlert className="mt-[3px] size-3.5 shrink-0" aria-hidden="true" />
        <span>
          <span className="font-medium">{verdict ? chatTexts.refused : chatTexts.notSent}</span>: {reason}
          {verdict?.field ? ` (${verdict.field})` : ""}
          {verdict?.retryAfterMs ? ` ${chatTexts.retryIn(Math.ceil(verdict.retryAfterMs / 1_000))}` : ""}
        </span>
      </span>
      {verdict ? (
        <span className="text-faint text-xs">
          {chatTexts.rule} <code className="font-mono">{verdict.rule}</code>
        </span>
      ) : null}
      <span className="flex gap-1">
        <Button size="sm" variant="ghost" onClick={() => actions.retry(entry.envelope.id)}>
          <RotateCw className="size-3.5" aria-hidden="true" />
          {chatTexts.tryAgain}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => actions.amend(entry.envelope.id)}>
          <Pencil className="size-3.5" aria-hidden="true" />
          {chatTexts.amend}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => actions.discard(entry.envelope.id)}>
          <Trash2 className="size-3.5" aria-hidden="true" />
          {chatTexts.discard}
        </Button>
      </span>
    </div>
  );
}
