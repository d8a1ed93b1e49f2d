/**
 * What each caller gets, written as `admin owner OK, blocked NOT_FOUND, rest FORBIDDEN`: callers, then their outcome. Every
 * caller has to be named once, by name or as `rest`.
 */
export function readOutcomes<Caller extends string>(text: string, callers: readonly Caller[]): Record<Caller, string> {
  const outcomes = new Map<string, string>();
  let rest: string | undefined;
  for (const clause of text.split(",")) {
    const words = clause.trim().split(/\s+/);
    const outcome = words.pop() ?? "";
    for (const name of words) {
      if (name === "rest" && rest === undefined) rest = outcome;
      else if (!callers.includes(name as Caller)) throw new Error(`"${name}" is nobody in "${text}".`);
      else if (outcomes.has(name)) throw new Error(`"${name}" is there twice in "${text}".`);
      else outcomes.set(name, outcome);
    }
  }
  return Object.fromEntries(
    callers.map((caller) => [caller, outcomes.get(caller) ?? rest ?? missing(caller, text)]),
  ) as Record<Caller, string>;
}

function missing(caller: string, text: string): never {
  throw new Error(`What "${caller}" gets is missing in "${text}".`);
}
