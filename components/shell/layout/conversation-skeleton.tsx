import { Skeleton } from "@/components/ui";
import { ChannelHeaderSkeleton } from "../channel/channel-header";
import { shellTexts } from "../texts";

const rows = [
  ["w-24", "w-3/4"],
  ["w-32", "w-1/2"],
  ["w-20", "w-2/3"],
  ["w-28", "w-5/6"],
  ["w-24", "w-2/5"],
] as const;

/** A channel's page before it is there: the same bar, rows and composer. */
export function ConversationSkeleton() {
  return (
    <div className="flex min-h-0 grow flex-col" role="status" aria-label={shellTexts.loading}>
      <ChannelHeaderSkeleton />
      <div className="flex min-h-0 grow flex-col justify-end gap-6 overflow-hidden px-4 py-6">
        {rows.map(([name, text]) => (
          <div key={text} className="flex gap-3">
            <Skeleton className="size-8 shrink-0 rounded-md" />
            <div className="flex grow flex-col gap-2">
              <Skeleton className={name} />
              <Skeleton className={text} />
            </div>
          </div>
        ))}
      </div>
      <div className="px-4 pb-4">
        <Skeleton className="h-11 rounded-lg" />
      </div>
    </div>
  );
}
