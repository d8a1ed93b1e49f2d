import { parseFilter, printTerm } from "@/sdk/filter";

/** The filter narrowed to a channel instead of any other; without a channel, widened to all. */
export function withChannel(text: string, channel: string | undefined): string {
  const others = parseFilter(text).filter.terms.filter((term) => term.kind !== "in" || term.isNegated);
  const words = others.map(printTerm);
  return [...words, ...(channel === undefined ? [] : [`in:${channel}`])].join(" ");
}
