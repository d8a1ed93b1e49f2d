import Link from "next/link";
import { Avatar, classNames, Tooltip } from "@/components/ui";
import type { SpaceItem } from "@/server/api";

/** A space in the rail. A bar on its left says that it is the open one. */
export function SpaceTile({ space, isCurrent }: { space: SpaceItem; isCurrent: boolean }) {
  return (
    <Tooltip label={space.displayName} side="right">
      <Link
        href={`/s/${space.id}`}
        aria-label={space.displayName}
        aria-current={isCurrent ? "true" : undefined}
        className="group relative flex h-11 items-center justify-center outline-none"
      >
        <span
          aria-hidden="true"
          className={classNames(
            "absolute left-0 w-1 rounded-r-full bg-ink transition-[height,opacity] duration-150",
            isCurrent ? "h-7" : "h-2 opacity-0 group-hover:h-4 group-hover:opacity-100",
          )}
        />
        <Avatar
          id={space.id}
          name={space.displayName}
          kind="space"
          size="lg"
          className="rounded-xl outline-accent outline-offset-2 group-focus-visible:outline-2"
        />
      </Link>
    </Tooltip>
  );
}
