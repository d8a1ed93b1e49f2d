import type { Change } from "../change";
import type { Joined } from "./changes-repository";

const idsInAuditMax = 100;

/** Who came into a group and who left it, for the audit log: numbers, and the first hundred ids of each. */
export function describeMemberChange<Result>(
  result: Result,
  { added, removed }: { added: Joined[]; removed: Joined[] },
  more: Record<string, unknown>,
): Change<Result> {
  const briefly = (some: Joined[]) => ({ count: some.length, ids: some.slice(0, idsInAuditMax).map(({ id }) => id) });
  return {
    result,
    isChanged: added.length + removed.length > 0,
    ...(removed.length > 0 && { before: { members: briefly(removed) } }),
    after: { ...(added.length > 0 && { members: briefly(added) }), ...more },
    principals: [...added, ...removed].map(({ id }) => id),
  };
}
