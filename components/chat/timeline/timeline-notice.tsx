import { ListFilter, MessagesSquare } from "lucide-react";
import { EmptyState, ErrorState, Skeleton } from "@/components/ui";
import { chatTexts } from "../texts";
import type { TimelineSnapshot } from "./store";
import { timelineTexts } from "./texts";

interface TimelineNoticeProps {
  snapshot: TimelineSnapshot;
  place: string;
  onRetry: () => void;
}

/** What stands where there are no rows: skeletons, an empty place, or why nothing can be shown. */
export function TimelineNotice({ snapshot: { phase, rows, older, removedLast }, place, onRetry }: TimelineNoticeProps) {
  if (phase.kind === "failed") {
    return (
      <ErrorState className="grow" title={chatTexts.loadFailedTitle} description={phase.reason} onRetry={onRetry} />
    );
  }
  if (phase.kind === "ready" && rows.length === 0 && older === "complete") {
    return (
      <EmptyState
        className="grow"
        icon={<MessagesSquare aria-hidden="true" />}
        title={removedLast ? timelineTexts.everythingRemoved : chatTexts.emptyTitle}
        description={
          <>
            {removedLast ? `${timelineTexts.removed(removedLast)}.` : chatTexts.beginning(place)}{" "}
            {chatTexts.emptyDescription}
          </>
        }
      />
    );
  }
  if (phase.kind === "ready" && older === "held") {
    return (
      <EmptyState
        className="grow"
        icon={<ListFilter aria-hidden="true" />}
        title={chatTexts.filteredOutTitle}
        description={chatTexts.filterHeld}
      />
    );
  }
  if (phase.kind === "ready" && older === "failed") {
    return <ErrorState className="grow" title={chatTexts.loadFailedTitle} onRetry={onRetry} />;
  }
  if (phase.kind === "ended") return <div className="grow" />;
  return <RowSkeletons />;
}

const widths = ["w-3/5", "w-2/5", "w-4/5", "w-1/2", "w-2/3", "w-2/5", "w-3/4", "w-3/5", "w-1/2", "w-4/5"];

function RowSkeletons() {
  return (
    <div aria-busy="true" className="flex min-h-0 grow flex-col justify-end overflow-hidden pb-4">
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
        <div key={index} className="grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 px-3 pt-[9px] pb-[3px] md:px-5">
          <Skeleton className="mt-0.5 size-8 justify-self-center rounded-md" />
          <div>
            <Skeleton className="my-1 h-3.5 w-32" />
            <Skeleton className={`my-1.5 h-3.5 max-w-[60ch] ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
