import { Unlink2 } from "lucide-react";
import type { RemovedRange } from "@/sdk/protocol";
import { dayName, useNow } from "../message/time";
import type { TimelineRow } from "./rows";
import { timelineTexts } from "./texts";

interface DividersProps {
  row: TimelineRow;
  /** The first message that was unread when the place was opened. */
  isFirstNew: boolean;
}

/** What stands between a message and the one before it: what was removed there, a new day, where new messages begin. */
export function Dividers({ row, isFirstNew }: DividersProps) {
  return (
    <>
      {row.hole ? <HoleDivider hole={row.hole} /> : null}
      {row.isDayStart ? <DayDivider at={row.at} isNew={isFirstNew} /> : isFirstNew ? <NewDivider /> : null}
    </>
  );
}

function DayDivider({ at, isNew }: { at: string; isNew: boolean }) {
  const now = useNow();
  const line = `h-px grow ${isNew ? "bg-accent" : "bg-line"}`;
  return (
    <div className="flex h-9 items-center gap-3 px-3 pt-2 md:px-5">
      <span className={line} />
      <span className="font-medium text-faint text-xs">{dayName(at, now)}</span>
      <span className={line} />
      {isNew ? <NewLabel /> : null}
    </div>
  );
}

function NewDivider() {
  return (
    <div className="flex h-9 items-center gap-3 px-3 pt-2 md:px-5">
      <span className="h-px grow bg-accent" />
      <NewLabel />
    </div>
  );
}

function NewLabel() {
  return (
    <span data-first-new="" className="font-medium text-accent text-xs">
      {timelineTexts.newHere}
    </span>
  );
}

/** Says that the messages around it are not neighbours, and what became of those between them. */
export function HoleDivider({ hole }: { hole: RemovedRange }) {
  return (
    <div className="px-3 py-2 md:px-5">
      <p
        data-hole={hole.reason}
        className="flex items-center justify-center gap-2 rounded-md border border-edge border-dashed px-3 py-1.5 text-center text-muted text-xs"
      >
        <Unlink2 className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
        {timelineTexts.removed(hole)}
      </p>
    </div>
  );
}
