import type { ReactNode } from "react";
import { Spinner } from "@/components/ui";
import { chatTexts } from "./texts";
import type { TimelineSnapshot } from "./timeline/store";

/** What is below the composer: how far the conversation is behind, and what is done with it as a whole. Always of one height, so that words in it move nothing. */
export function FootLine({ snapshot, children }: { snapshot: TimelineSnapshot; children: ReactNode }) {
  return (
    <div className="flex h-6 items-center justify-between gap-3 md:h-7">
      <Progress snapshot={snapshot} />
      {children}
    </div>
  );
}

function Progress({ snapshot: { feed, phase } }: { snapshot: TimelineSnapshot }) {
  const isCatchingUp = phase.kind === "ready" && feed.kind === "catching-up" && (feed.behind ?? 0) > 0;
  return (
    <div role="status" className="flex min-w-0 items-center gap-1.5 px-1 text-faint text-xs tabular-nums">
      {isCatchingUp ? (
        <>
          <Spinner className="size-3" />
          {chatTexts.catchingUp(feed.kind === "catching-up" ? feed.behind : undefined)}
        </>
      ) : null}
    </div>
  );
}
