/** Shows a line while `work` runs, then how long it took. */
export type Progress = <Result>(text: string, work: () => Promise<Result>) => Promise<Result>;

const colour = process.stdout.isTTY === true && !process.env["NO_COLOR"];
const paint = (code: number) => (text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A table of names and values, names dimmed and padded. */
export function printFacts(facts: [name: string, value: string][]): void {
  const width = Math.max(...facts.map(([name]) => name.length));
  for (const [name, value] of facts) print(`  ${dim(name.padEnd(width))}  ${value}`);
}
