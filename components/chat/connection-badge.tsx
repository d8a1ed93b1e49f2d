"use client";

import { RotateCw } from "lucide-react";
import { Tooltip } from "@/components/ui";
import type { SessionState, StateDetail } from "@/sdk";
import { useSpaceSession } from "./session/space-session";
import { chatTexts } from "./texts";

interface Look {
  label: string;
  detail: string;
  dot: string;
}

const looks: Record<SessionState, Look> = {
  live: { label: chatTexts.live, detail: chatTexts.liveDetail, dot: "bg-success" },
  connecting: { label: chatTexts.connecting, detail: chatTexts.connectingDetail, dot: "bg-edge animate-pulse" },
  reconnecting: {
    label: chatTexts.reconnecting,
    detail: chatTexts.reconnectingDetail,
    dot: "bg-warning animate-pulse",
  },
  closed: { label: chatTexts.disconnected, detail: chatTexts.disconnectedDetail, dot: "bg-danger" },
};

/** How the page is connected to its space. Wordless dot on phones; the detail on hover and focus; a press tries again when it is offline. */
export function ConnectionBadge() {
  const { state, detail, reconnect } = useSpaceSession();
  return <ConnectionMark state={state} detail={detail} onRetry={reconnect} />;
}

interface ConnectionMarkProps {
  state: SessionState;
  detail: StateDetail;
  onRetry: () => void;
}

export function ConnectionMark({ state, detail, onRetry }: ConnectionMarkProps) {
  const look = looks[state];
  return (
    <>
      <Tooltip label={detail.reason ? `${look.detail} ${detail.reason}` : look.detail} side="bottom">
        <button
          type="button"
          onClick={state === "closed" ? onRetry : undefined}
          aria-label={`${chatTexts.connection}: ${look.label}`}
          data-connection={state}
          className="inline-flex h-7 shrink-0 cursor-default items-center gap-1.5 rounded-md px-2 text-muted text-xs hover:bg-hover"
        >
          <span className={`size-2 rounded-full ${look.dot}`} />
          <span className={state === "live" ? "max-md:sr-only" : undefined}>{look.label}</span>
          {state === "closed" ? <RotateCw className="size-3" aria-hidden="true" /> : null}
        </button>
      </Tooltip>
      <span aria-live="polite" className="sr-only">
        {state === "connecting" ? "" : look.label}
      </span>
    </>
  );
}
