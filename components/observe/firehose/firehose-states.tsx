import { Filter, Unplug, Waves } from "lucide-react";
import { EmptyState, ErrorState, Spinner } from "@/components/ui";
import type { SessionState } from "@/sdk";
import { firehoseTexts } from "./texts";

interface FirehoseStatesProps {
  state: SessionState;
  /** Why it is closed. */
  reason: string | undefined;
  /** Absent until the connection listens. */
  channels: number | undefined;
  isFiltered: boolean;
  onReconnect: () => void;
}

/** What stands where no message is listed: why, and what to do. */
export function FirehoseStates({ state, reason, channels, isFiltered, onReconnect }: FirehoseStatesProps) {
  if (state === "closed") {
    return (
      <ErrorState
        className="grow"
        title={firehoseTexts.offlineTitle}
        description={reason ?? firehoseTexts.offlineText}
        onRetry={onReconnect}
      />
    );
  }
  if (channels === undefined) {
    return (
      <EmptyState
        className="grow"
        icon={<Spinner className="size-5" />}
        title={firehoseTexts.connectingTitle}
        description={reason}
      />
    );
  }
  if (channels === 0) {
    return (
      <EmptyState
        className="grow"
        icon={<Unplug />}
        title={firehoseTexts.noChannelsTitle}
        description={firehoseTexts.noChannelsText}
      />
    );
  }
  return isFiltered ? (
    <EmptyState
      className="grow"
      icon={<Filter />}
      title={firehoseTexts.emptyFilterTitle}
      description={firehoseTexts.emptyFilterText}
    />
  ) : (
    <EmptyState
      className="grow"
      icon={<Waves />}
      title={firehoseTexts.emptyTitle}
      description={firehoseTexts.emptyText}
    />
  );
}
