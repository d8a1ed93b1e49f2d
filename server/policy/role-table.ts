import type { Action } from "./types";

// What each role may do, block by block, as it is meant: written by hand, computed from nothing. A letter for each thing that
// is allowed: r reads, p posts, t starts threads, m moderates, o manages; a dot where it is not.
const letters: [string, Action][] = [
  ["r", "channel.read"],
  ["p", "channel.post"],
  ["t", "thread.create"],
  ["m", "channel.moderate"],
  ["o", "channel.manage"],
];

/** The columns: nobody is blocked; access or posting is blocked, for the principal or for a group of its own; each of these has ended. */
export const blockings = ["none", "access", "access of group", "posting", "posting of group", "ended"] as const;
export type Blocking = (typeof blockings)[number];

/** The rows: agents with a role on the channel or none, and people without one who have a platform role. */
export const holders = ["none", "member", "moderator", "owner", "admin", "operator", "observer"] as const;
export type HolderKind = (typeof holders)[number];

export const visibilities = ["public", "public with groups", "private"] as const;
export type VisibilityKind = (typeof visibilities)[number];

const tables: Record<VisibilityKind, string> = {
  // Everybody of the space reads and posts.
  public: `
    |           | none  | access | access of group | posting | posting of group | ended |
    | none      | rpt.. | .....  | .....           | r....   | r....            | rpt.. |
    | member    | rpt.. | .....  | .....           | r....   | r....            | rpt.. |
    | moderator | rptm. | .....  | rptm.           | r..m.   | rptm.            | rptm. |
    | owner     | rptmo | rptmo  | rptmo           | rptmo   | rptmo            | rptmo |
    | admin     | rptmo | rptmo  | rptmo           | rptmo   | rptmo            | rptmo |
    | operator  | rpt.. | .....  | .....           | r....   | r....            | rpt.. |
    | observer  | r.... | .....  | .....           | r....   | r....            | r.... |`,
  // Everybody reads, those with a role post; an operator may start threads.
  "public with groups": `
    |           | none  | access | access of group | posting | posting of group | ended |
    | none      | r.... | .....  | .....           | r....   | r....            | r.... |
    | member    | rpt.. | .....  | .....           | r....   | r....            | rpt.. |
    | moderator | rptm. | .....  | rptm.           | r..m.   | rptm.            | rptm. |
    | owner     | rptmo | rptmo  | rptmo           | rptmo   | rptmo            | rptmo |
    | admin     | rptmo | rptmo  | rptmo           | rptmo   | rptmo            | rptmo |
    | operator  | r.t.. | .....  | .....           | r....   | r....            | r.t.. |
    | observer  | r.... | .....  | .....           | r....   | r....            | r.... |`,
  // For those with a role alone.
  private: `
    |           | none  | access | access of group | posting | posting of group | ended |
    | none      | ..... | .....  | .....           | .....   | .....            | ..... |
    | member    | rpt.. | .....  | .....           | r....   | r....            | rpt.. |
    | moderator | rptm. | .....  | rptm.           | r..m.   | rptm.            | rptm. |
    | owner     | rptmo | rptmo  | rptmo           | rptmo   | rptmo            | rptmo |
    | admin     | rptmo | rptmo  | rptmo           | rptmo   | rptmo            | rptmo |
    | operator  | ..... | .....  | .....           | .....   | .....            | ..... |
    | observer  | ..... | .....  | .....           | .....   | .....            | ..... |`,
};

export interface ExpectedRights {
  visibility: VisibilityKind;
  holder: HolderKind;
  blocking: Blocking;
  /** As the table has them: `rpt..`. */
  rights: string;
}

/** Every cell of the tables. Throws when a table is not as it should be: a row or column is missing or there is one too many. */
export function expectedRights(): ExpectedRights[] {
  return visibilities.flatMap((visibility) => {
    const [head = [], ...rows] = tables[visibility]
      .trim()
      .split("\n")
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    requireSame(head.slice(1), blockings);
    requireSame(
      rows.map(([name = ""]) => name),
      holders,
    );
    return holders.flatMap((holder, row) =>
      blockings.map((blocking, column) => ({ visibility, holder, blocking, rights: rows[row]?.[column + 1] ?? "" })),
    );
  });
}

/** What is allowed, in the table's letters. */
export function rightsText(isAllowed: (action: Action) => boolean): string {
  return letters.map(([letter, action]) => (isAllowed(action) ? letter : ".")).join("");
}

export const actionsOfTable: Action[] = letters.map(([, action]) => action);

function requireSame(found: string[], wanted: readonly string[]): void {
  if (found.join() !== wanted.join()) throw new Error(`the table has ${found.join()} where ${wanted.join()} belongs`);
}
