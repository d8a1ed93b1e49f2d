import { Skeleton } from "@/components/ui";
import { frameTexts } from "./texts";

const rowKeys = ["a", "b", "c", "d", "e", "f"];

/** An admin page before it is there: a title and a list. */
export function AdminLoading() {
  return (
    <div role="status" aria-label={frameTexts.loading} className="grow overflow-hidden">
      <div className="mx-auto flex w-full max-w-7xl flex-col gap-5 px-4 pt-6 md:px-8">
        <div className="flex flex-col gap-3">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="w-72" />
        </div>
        <Skeleton className="h-9 w-full max-w-sm rounded-md" />
        <div>
          {rowKeys.map((key) => (
            <div key={key} className="flex h-11 items-center border-line border-b px-3">
              <Skeleton className="h-3.5 w-2/5" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
