"use client";

import { useSearchParams } from "next/navigation";

/**
 * Values kept in the address, so that a search can be linked to; those that equal their default are left out of it. A change replaces the
 * address: the way back leads to the page before. `q` is none of these names: it opens the search of messages, wherever one is.
 */
export function useAddressState<Values extends Record<string, string>>(
  defaults: Values,
): [Values, (change: Partial<Values>) => void] {
  const parameters = useSearchParams();
  const entries = Object.entries(defaults).map(([name, value]) => [name, parameters.get(name) ?? value]);
  const set = (change: Partial<Values>) => {
    const { pathname, search } = window.location;
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(change)) {
      if (value === undefined || value === defaults[name]) next.delete(name);
      else next.set(name, value);
    }
    const query = next.toString();
    window.history.replaceState(null, "", query ? `${pathname}?${query}` : pathname);
  };
  return [Object.fromEntries(entries) as Values, set];
}
