const keptMax = 20;

const keyOf = (spaceId: string, principal: string) => `parley.recent.${spaceId}.${principal}`;

/** Keys of the places that somebody opened in this browser, the last one first. */
export function recentPlaces(spaceId: string, principal: string): string[] {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(keyOf(spaceId, principal)) ?? "[]");
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

/** Notes that a place was opened. A browser that keeps nothing forgets it. */
export function rememberPlace(spaceId: string, principal: string, key: string): void {
  const kept = [key, ...recentPlaces(spaceId, principal).filter((each) => each !== key)].slice(0, keptMax);
  try {
    window.localStorage.setItem(keyOf(spaceId, principal), JSON.stringify(kept));
  } catch {
    // Private windows may refuse it.
  }
}
