import { Skeleton } from "../skeleton";

const rowKeys = ["a", "b", "c", "d", "e", "f", "g", "h"];
const widths = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"];

/** Rows before they are known, as high as they will be. */
export function TableSkeleton({ columns }: { columns: number }) {
  return rowKeys.map((key, row) => (
    <div
      key={key}
      aria-hidden="true"
      className="flex min-h-11 flex-col justify-center gap-2 border-line border-b py-2.5 @2xl:grid @2xl:grid-cols-(--columns) @2xl:items-center @2xl:gap-0"
    >
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
        <div key={column} className="px-3 @max-2xl:nth-[n+3]:hidden">
          <Skeleton className={`h-3.5 ${widths[(row + column) % widths.length]}`} />
        </div>
      ))}
    </div>
  ));
}
