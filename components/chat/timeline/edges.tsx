import { RotateCw } from "lucide-react";
import { Button, Spinner } from "@/components/ui";
import type { RemovedRange } from "@/sdk/protocol";
import { chatTexts } from "../texts";
import { HoleDivider } from "./dividers";
import type { EdgeState } from "./store";

/** The same in every state, so that reaching the beginning moves nothing. */
export const startHeightPx = 120;

interface EdgeProps {
  state: EdgeState;
  onRetry: () => void;
}

/** What is before the first row: more, being read, not readable, or the beginning. An article, for a feed holds nothing else. */
export function StartOfRows({ state, place, hasHole, onRetry }: EdgeProps & { place: string; hasHole: boolean }) {
  return (
    <article
      style={{ height: startHeightPx }}
      className="flex shrink-0 flex-col justify-end overflow-hidden px-3 pb-3 md:px-5"
    >
      {state === "held" ? (
        <p className="py-2 text-center text-faint text-xs">{chatTexts.filterHeld}</p>
      ) : state === "complete" ? (
        <>
          <h2 className="line-clamp-3 font-semibold text-ink text-xl [overflow-wrap:anywhere]">
            <bdi>{place}</bdi>
          </h2>
          {hasHole ? null : <p className="mt-1 truncate text-muted">{chatTexts.beginning(place)}</p>}
        </>
      ) : (
        <Waiting state={state} loading={chatTexts.loadingOlder} failed={chatTexts.olderFailed} onRetry={onRetry} />
      )}
    </article>
  );
}

/** What is after the last row: at the live end nothing but what was removed there; otherwise the hole, until it is closed. */
export function EndOfRows({ state, removed, onRetry }: EdgeProps & { removed: RemovedRange | undefined }) {
  if (state === "complete") {
    return <article className="min-h-4 shrink-0">{removed ? <HoleDivider hole={removed} /> : null}</article>;
  }
  return (
    <article className="flex h-20 shrink-0 flex-col justify-center border-line border-t border-dashed">
      <Waiting state={state} loading={chatTexts.loadingNewer} failed={chatTexts.newerFailed} onRetry={onRetry} />
    </article>
  );
}

function Waiting({ state, loading, failed, onRetry }: EdgeProps & { loading: string; failed: string }) {
  if (state === "failed") {
    return (
      <div role="alert" className="flex flex-wrap items-center justify-center gap-3 py-2 text-muted">
        {failed}
        <Button size="sm" onClick={onRetry}>
          <RotateCw className="size-3.5" aria-hidden="true" />
          {chatTexts.tryAgain}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex items-center justify-center gap-2 py-2 text-faint text-xs">
      <Spinner />
      {loading}
    </div>
  );
}
