import { Skeleton } from "@/components/ui";
import { forMeTexts } from "./texts";

const widths = ["w-2/3", "w-1/2", "w-3/4", "w-2/5", "w-3/5"];

/** A list of messages before it is there. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label={forMeTexts.loading} className="flex flex-col">
      {widths.map((width) => (
        <div key={width} className="flex gap-3 border-line border-b px-4 py-3 md:px-5">
          <Skeleton className="size-8 shrink-0 rounded-md" />
          <div className="flex grow flex-col gap-2 py-1">
            <Skeleton className="w-40" />
            <Skeleton className={width} />
          </div>
        </div>
      ))}
    </div>
  );
}
