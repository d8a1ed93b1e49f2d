import { Moment } from "../frame/moment";
import { principalTexts } from "./texts";

/** Whether somebody is connected, and otherwise when they last were. */
export function Presence({ principal }: { principal: { connections: number; lastSeenAt: string | null } }) {
  const { connections, lastSeenAt } = principal;
  if (connections > 0) {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-success">
        <span aria-hidden="true" className="size-2 rounded-full bg-success" />
        {principalTexts.online}
      </span>
    );
  }
  return lastSeenAt === null ? (
    <span className="text-faint">{principalTexts.neverSeen}</span>
  ) : (
    <Moment at={lastSeenAt} />
  );
}
