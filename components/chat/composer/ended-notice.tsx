import { Lock } from "lucide-react";
import { Button } from "@/components/ui";
import { useLocalTimes } from "../moderation/local-times";
import { chatTexts } from "../texts";

interface EndedNoticeProps {
  title: string;
  /** What the services say about it. */
  reason: string;
  onRetry: () => void;
}

/** Stands where the composer was once access is gone: what happened, why, and what to do. */
export function EndedNotice({ title, reason, onRetry }: EndedNoticeProps) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3.5"
    >
      <Lock className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden="true" />
      <div className="min-w-48 flex-1">
        <h3 className="font-semibold text-ink">{title}</h3>
        <p className="mt-0.5 text-muted">{useLocalTimes(reason)}</p>
        <p className="mt-0.5 text-muted">{chatTexts.endedAdvice}</p>
      </div>
      <Button onClick={onRetry}>{chatTexts.checkAgain}</Button>
    </div>
  );
}
