/** Why something cannot be: `reason` for machines (CamelCase), `message` for people, with the remedy. */
export interface Finding {
  reason: string;
  message: string;
}

/** A pure question to the gathered input: what is wrong, or nothing. */
export type Check<Input> = (input: Input) => Finding | undefined;

/** The first thing that is wrong, in the order of the checks. */
export function firstFinding<Input>(checks: readonly Check<Input>[], input: Input): Finding | undefined {
  for (const check of checks) {
    const finding = check(input);
    if (finding !== undefined) return finding;
  }
  return undefined;
}
