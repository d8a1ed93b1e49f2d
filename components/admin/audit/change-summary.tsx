import type { RouterOutputs } from "@/server/api";
import { differenceOf, sayDifference } from "./difference";
import { auditTexts } from "./texts";

type Entry = RouterOutputs["audit"]["list"]["entries"][number];

/** Bookkeeping of the resource, which says nothing to people. */
const unsaid = new Set(["uid", "generation"]);

/** What an act changed, on one line. */
export function ChangeSummary({ entry }: { entry: Entry }) {
  if (entry.isCut) return <span className="text-faint">{auditTexts.tooLong}</span>;
  const [first, ...others] = differenceOf(entry.before, entry.after).filter(({ path }) => !unsaid.has(path));
  if (!first) return <span className="text-faint">{auditTexts.noChange}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <bdi className="truncate text-ink">{sayDifference(first)}</bdi>
      {others.length > 0 ? <span className="shrink-0 text-faint text-xs">{auditTexts.more(others.length)}</span> : null}
    </span>
  );
}
