/** What a message can have, besides words. */
export const possessions = ["attachment", "code", "error"] as const;
export type Possession = (typeof possessions)[number];

/** Keys that take one or several values; of several, one is enough. */
export const listKeys = ["from", "in", "thread", "mentions", "has", "type", "tool", "correlation"] as const;
export type ListKey = (typeof listKeys)[number];

/** Keys that take a day, a month, a year, an instant or a length of time. */
export const timeKeys = ["before", "after", "during"] as const;
export type TimeKey = (typeof timeKeys)[number];

/** One condition. A message must fulfil all of a filter's, and none of those that are negated. */
export type Term = { isNegated: boolean } & (
  | { kind: "text"; text: string }
  | { [Key in ListKey]: { kind: Key; values: readonly string[] } }[ListKey]
  | { [Key in TimeKey]: { kind: Key; value: string } }[TimeKey]
  /** A value in the message's structured data; `*`: there is one, whatever it is. */
  | { kind: "json"; path: readonly string[]; value: string }
);

export interface Filter {
  terms: readonly Term[];
}

/** What is wrong with a part of the text, and what to write instead. */
export interface FilterProblem {
  /** Where the part begins and ends in the text. */
  from: number;
  to: number;
  token: string;
  message: string;
}

/** What a filter means depends on who asks, and when. */
export interface FilterContext {
  /** Who `me` is, and the groups that a mention of theirs is for. */
  me?: { id: string; groups: readonly string[] };
  now: Date;
  /** IANA name of the zone that days begin in; UTC when absent. */
  zone?: string;
}

export const filterCharactersMax = 2_000;
export const filterTermsMax = 50;
