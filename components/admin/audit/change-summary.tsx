import type { RouterOutputs } from "@/server/api";
import { differenceOf, sayDifference } from "./difference";
import { auditTexts } from "./texts";

type Entry = RouterOutputs["audit"]["list"]["entries"][number];

/** Bookkeeping that says little to people: only where there is nothing else. */
const bookkeeping = new Set(["id", "uid", "generation"]);

/** What an act changed, on one line. */
export function ChangeSummary({ entry }: { entry: Entry }) {
  if (entry.isCut) return <span className="text-faint">{auditTexts.tooLong}</span>;
  const all = differenceOf(entry.before, entry.after);
  const telling = all.filter(({ path }) => !bookkeeping.has(path));
  const [first, ...others] = telling.length > 0 ? telling : all;
  if (!first) return <span className="text-faint">{auditTexts.noChange}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <bdi className="truncate text-ink">{sayDifference(first)}</bdi>
      {others.length > 0 ? <span className="shrink-0 text-faint text-xs">{auditTexts.more(others.length)}</span> : null}
    </span>
  );
}
