"use client";

import { Waypoints } from "lucide-react";
import Link from "next/link";
import { failureOf } from "@/components/api";
import { useSpaceSession } from "@/components/chat";
import { Button, EmptyState, ErrorState, Skeleton, Spinner } from "@/components/ui";
import { causalityTexts } from "./texts";
import type { ReadExchange } from "./use-exchange";

/** What stands where there is nothing to draw yet, or above it: that it is not all, or that it is one message alone. */
export function ExchangeNotice({ read }: { read: ReadExchange }) {
  const { spaceId } = useSpaceSession();
  const { exchange, error, retry } = read;
  if (error) {
    return (
      <ErrorState
        className="grow"
        title={causalityTexts.failedTitle}
        description={failureOf(error).message}
        onRetry={retry}
      />
    );
  }
  if (!exchange) return <Skeletons />;
  if (exchange.messages.length === 0) {
    return (
      <EmptyState
        className="grow"
        icon={<Waypoints aria-hidden="true" />}
        title={causalityTexts.emptyTitle}
        description={causalityTexts.emptyText}
        action={
          <Link href={`/s/${spaceId}`} prefetch={false} className="font-medium text-accent hover:underline">
            {causalityTexts.backToSpace}
          </Link>
        }
      />
    );
  }
  const [only, ...others] = exchange.messages;
  const isAlone = others.length === 0 && only?.cause === null;
  return (
    <>
      {isAlone ? (
        <Strip>
          <strong className="font-semibold text-ink">{causalityTexts.aloneTitle}.</strong> {causalityTexts.aloneText}
        </Strip>
      ) : null}
      {exchange.isCurrent ? null : <Strip>{causalityTexts.notCurrent}</Strip>}
      {read.hasEarlier ? (
        <Strip>
          <Button size="sm" onClick={read.loadEarlier} disabled={read.isLoadingEarlier}>
            {read.isLoadingEarlier ? <Spinner className="size-3.5" /> : null}
            {read.isLoadingEarlier ? causalityTexts.loadingEarlier : causalityTexts.showEarlier}
          </Button>
          {read.earlierFailed ? <span role="alert">{causalityTexts.earlierFailed}</span> : null}
        </Strip>
      ) : null}
    </>
  );
}

function Strip({ children }: { children: React.ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-surface px-4 py-2 text-muted">
      {children}
    </div>
  );
}

const widths = ["w-3/5", "w-2/5", "w-4/5", "w-1/2", "w-2/3", "w-2/5"];

function Skeletons() {
  return (
    <div aria-busy="true" aria-label={causalityTexts.loading} role="status" className="grow overflow-hidden px-4 pt-12">
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes without identity
        <div key={index} className="flex h-12 items-center gap-4">
          <Skeleton className="h-3 w-12" />
          <Skeleton className={`h-4 max-w-[60ch] ${width}`} />
        </div>
      ))}
    </div>
  );
}
