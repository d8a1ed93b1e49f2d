import { ArrowUp, X } from "lucide-react";
import { timelineTexts } from "./texts";

interface UnreadPillProps {
  onPress: () => void;
  onDismiss: () => void;
}

/** The way to the first message that was unread when the place was opened, where it lies above the view. */
export function UnreadPill({ onPress, onDismiss }: UnreadPillProps) {
  return (
    <div className="absolute top-2 right-4 z-10 flex h-8 items-center rounded-full bg-accent font-medium text-on-accent text-xs shadow-float md:right-6">
      <button
        type="button"
        onClick={onPress}
        aria-label={timelineTexts.unreadAbove}
        className="inline-flex h-8 items-center gap-1.5 rounded-l-full pr-1 pl-3 hover:bg-accent-strong"
      >
        <ArrowUp className="size-4" aria-hidden="true" />
        <span className="max-md:sr-only">{timelineTexts.unreadAboveShort}</span>
      </button>
      <button
        type="button"
        onClick={onDismiss}
        aria-label={timelineTexts.dismiss}
        className="inline-flex size-8 items-center justify-center rounded-r-full hover:bg-accent-strong"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </div>
  );
}
