export type StepKind = "agent" | "person" | "group" | "platform" | "role" | "place";

/** One stop on the way from a principal to a place. */
export interface Step {
  kind: StepKind;
  /** What to show: the id, the group's name, the role, or the sentence itself. */
  text: string;
}

const prefixes: [prefix: string, kind: StepKind][] = [
  ["agent ", "agent"],
  ["person ", "person"],
  ["group ", "group"],
  ["platform role ", "platform"],
];

/** The steps of a path as policy words it: `agent detector`, `group MLWorkers`, `member of #x`. A role and its place are two steps. */
export function stepsOf(path: readonly string[]): Step[] {
  return path.flatMap((sentence): Step[] => {
    for (const [prefix, kind] of prefixes) {
      if (sentence.startsWith(prefix)) return [{ kind, text: sentence.slice(prefix.length) }];
    }
    const [, role, place] = /^(\w+) of (#.+)$/.exec(sentence) ?? [];
    if (role !== undefined && place !== undefined) {
      return [
        { kind: "role", text: role },
        { kind: "place", text: place },
      ];
    }
    return [{ kind: "place", text: sentence }];
  });
}
