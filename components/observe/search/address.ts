import { permalinkOf } from "@/components/chat/permalink";
import type { Place } from "@/sdk/protocol";

/** The parameter of the address that holds what is searched for; the panel is open while it is there. */
export const searchParameter = "q";
/** The parameter that holds the live filter of the timelines. */
export const filterParameter = "filter";

/** On a page that filters by `q` itself, the search is open beside it while this is there. */
export const besideParameter = "search";

/** Where a message is shown in its conversation, with the search beside it. */
export function messageAddress(spaceId: string, place: Place, sequence: number, query?: string): string {
  const address = permalinkOf(spaceId, place, sequence);
  return query === undefined ? address : `${address}&${new URLSearchParams({ [searchParameter]: query })}`;
}

/** Writes a parameter into the page's address without loading anything; null takes it out. */
export function putParameter(name: string, value: string | null): void {
  const url = new URL(window.location.href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}
