import type { RouterOutputs } from "@/server/api";
import { sayDifference, tellingDifferenceOf } from "./difference";
import { auditTexts } from "./texts";

type Entry = RouterOutputs["audit"]["list"]["entries"][number];

/** What an act changed, on one line. */
export function ChangeSummary({ entry }: { entry: Entry }) {
  if (entry.isCut) return <span className="text-faint">{auditTexts.tooLong}</span>;
  const [first, ...others] = tellingDifferenceOf(entry.before, entry.after);
  if (!first) return <span className="text-faint">{auditTexts.noChange}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <bdi className="truncate text-ink">{sayDifference(first)}</bdi>
      {others.length > 0 ? <span className="shrink-0 text-faint text-xs">{auditTexts.more(others.length)}</span> : null}
    </span>
  );
}
