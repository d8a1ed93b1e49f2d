import type { Unread } from "@/components/attention";
import type { Entry, EntryKind, EntrySection } from "./entry";
import { rankOf, wordsTyped } from "./rank";

/** An entry where it stands in the list; the first of a section says which. */
export interface ListedEntry {
  entry: Entry;
  begins?: EntrySection;
}

interface Circumstances {
  unread: Pick<Unread, "of">;
  /** Keys of the places that were opened last, the last one first. */
  recent: readonly string[];
  /** Where the person is: nobody wants to go there. */
  current: string | undefined;
}

const recentShown = 6;
const unreadShown = 12;
/** Places are what somebody looks for most: one where a word begins so comes before people whose name does. */
const kindBonus: Record<EntryKind, number> = {
  channel: 140,
  page: 80,
  thread: 60,
  space: 30,
  filter: 10,
  agent: 4,
  person: 4,
};

/** What the list shows: with nothing typed recent places, then unread ones, then everything; else what fits, the best first. */
export function orderEntries(entries: readonly Entry[], query: string, given: Circumstances): ListedEntry[] {
  const words = wordsTyped(query);
  return words.length === 0 ? bySection(entries, given) : byRank(entries, words, given);
}

function bySection(entries: readonly Entry[], { unread, recent, current }: Circumstances): ListedEntry[] {
  const places = new Map(entries.map((entry) => [entry.key, entry]));
  const others = recent.filter((key) => key !== current).flatMap((key) => places.get(key) ?? []);
  const first = others.slice(0, recentShown);
  const listed = new Set([...first.map(({ key }) => key), current]);
  const weights = new Map(entries.map((entry) => [entry.key, weightOf(entry, unread)]));
  const weight = ({ key }: Entry) => weights.get(key) ?? 0;
  const second = entries
    .filter((entry) => !listed.has(entry.key) && weight(entry) > 0)
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, unreadShown);
  for (const { key } of second) listed.add(key);
  const rest = entries.filter((entry) => !listed.has(entry.key) && !entry.isArchived);
  return [...section("recent", first), ...section("unread", second), ...section("everything", rest)];
}

function section(name: EntrySection, entries: readonly Entry[]): ListedEntry[] {
  return entries.map((entry, index) => (index === 0 ? { entry, begins: name } : { entry }));
}

/** What is for the person weighs more than any traffic; what is muted, nothing. */
function weightOf({ subject }: Entry, unread: Pick<Unread, "of">): number {
  const place = subject === undefined ? undefined : unread.of(subject);
  if (!place) return 0;
  if (place.forMe > 0) return 1_000 + place.forMe;
  return place.level === "muted" ? 0 : place.unread;
}

function byRank(entries: readonly Entry[], words: string[], { unread, recent }: Circumstances): ListedEntry[] {
  const places = new Map(recent.map((key, index) => [key, index]));
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(words, entry.fields);
    if (rank === 0) return [];
    const lately = places.get(entry.key);
    const weight = weightOf(entry, unread);
    const bonus =
      kindBonus[entry.kind] +
      (lately === undefined ? 0 : Math.max(2, 24 - 2 * lately)) +
      (weight >= 1_000 ? 24 : weight > 0 ? 8 : 0) -
      (entry.isArchived ? 60 : 0);
    return [{ entry, rank: rank + bonus }];
  });
  return ranked.sort((one, other) => other.rank - one.rank).map(({ entry }) => ({ entry }));
}
