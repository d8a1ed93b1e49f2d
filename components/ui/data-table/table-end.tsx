"use client";

import { RotateCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../button";
import { Spinner } from "../spinner";
import { uiTexts } from "../texts";
import type { MoreRows } from "./types";

const aheadPx = 800;

/** Asks for the following page shortly before the last row comes into view. */
export function TableEnd({ more, rows }: { more: MoreRows; rows: number }) {
  const end = useRef<HTMLDivElement>(null);
  const { hasMore, isLoading, failure, load } = more;
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const isWatching = hasMore && !isLoading && !failure;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with new rows it looks again, because the end may still be in view
  useEffect(() => {
    const element = end.current;
    if (!isWatching || !element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current();
      },
      { rootMargin: `${aheadPx}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWatching, rows]);
  return (
    <div ref={end} role="status" className="flex min-h-px items-center justify-center gap-3 text-faint text-xs">
      {hasMore && isLoading ? (
        <span className="flex items-center gap-2 py-4">
          <Spinner />
          {uiTexts.loadingMore}
        </span>
      ) : null}
      {failure ? (
        <span className="flex flex-wrap items-center justify-center gap-3 py-4 text-danger">
          {failure}
          <Button size="sm" onClick={load}>
            <RotateCw aria-hidden="true" className="size-3.5" />
            {uiTexts.retry}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
