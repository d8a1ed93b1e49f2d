import { classNames } from "@/components/ui";
import type { PresenceStatus } from "./presence";

/** By shape as well as by colour: full while they are there, a ring while idle or away, a square for an error. */
const looks: Record<PresenceStatus, string> = {
  online: "rounded-full bg-success",
  running: "rounded-full bg-accent",
  idle: "rounded-full border-2 border-warning",
  error: "rounded-[2px] bg-danger",
  offline: "rounded-full border-2 border-edge",
};

/** Whether somebody is there, and what they do. Decorative: the words stand beside it. */
export function PresenceDot({ status, className }: { status: PresenceStatus; className?: string }) {
  return <span aria-hidden="true" className={classNames("inline-block size-2.5 shrink-0", looks[status], className)} />;
}
