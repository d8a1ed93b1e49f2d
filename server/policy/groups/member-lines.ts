import { isPrincipalId } from "@/sdk/protocol";
import { AppError } from "@/server/kernel";

/** What is wrong with one line of a list of members. */
export interface LineProblem {
  list: "add" | "remove";
  /** Place in that list, from 0. */
  index: number;
  /** The line, shortened. */
  value: string;
  message: string;
}

/** One list of ids as it was pasted. */
export interface Lines {
  /** Those that can be ids, each once, without the spaces around them. */
  ids: string[];
  problems: LineProblem[];
  /** The problems of lines whose id turned out to be nobody's. */
  unknown(missing: string[]): LineProblem[];
}

const valueCharactersMax = 100;
const fieldsNamedMax = 20;

const unknownText = "nobody in this space: correct the id, or register the agent first";

/** Reads the lines of a list; those that are in `others` too are a problem, because they contradict themselves. */
export function readLines(list: LineProblem["list"], lines: string[], others: Lines | undefined): Lines {
  const indexOf = new Map<string, number>();
  const problems: LineProblem[] = [];
  const opposed = new Set(others?.ids);
  const problem = (index: number, message: string) =>
    problems.push({ list, index, value: (lines[index] ?? "").slice(0, valueCharactersMax), message });
  for (const [index, line] of lines.entries()) {
    const id = line.trim();
    if (id === "") problem(index, "an empty line");
    else if (!isPrincipalId(id))
      problem(index, "no id: 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit");
    else if (opposed.has(id)) problem(index, "to be added and removed at once");
    else if (!indexOf.has(id)) indexOf.set(id, index);
  }
  return {
    ids: [...indexOf.keys()],
    problems,
    unknown: (missing) => missing.map((id) => ({ list, index: indexOf.get(id) ?? 0, value: id, message: unknownText })),
  };
}

/** The error for a caller who wants all lines or none. */
export function wrongLines(problems: LineProblem[]): AppError {
  const fields = problems
    .slice(0, fieldsNamedMax)
    .map(({ list, index, value, message }) => ({ path: `${list}[${index}]`, message: `"${value}": ${message}` }));
  return new AppError("VALIDATION", `${problems.length} of the lines cannot be taken; nothing was changed.`, {
    fields,
  });
}
