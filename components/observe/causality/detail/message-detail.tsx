"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight, ExternalLink, X } from "lucide-react";
import Link from "next/link";
import { failureOf, useApi } from "@/components/api";
import { useSpaceSession } from "@/components/chat";
import { placeName } from "@/components/chat/attention/place-name";
import { MessageBody } from "@/components/chat/message/message-body";
import { exactTime } from "@/components/chat/message/time";
import { Tombstone } from "@/components/chat/message/tombstone";
import { permalinkOf } from "@/components/chat/permalink";
import { Avatar, ErrorState, IconButton, Skeleton } from "@/components/ui";
import type { ExchangeNode } from "../graph";
import { causalityTexts } from "../texts";
import type { Names } from "../words";
import { MessageLinks } from "./message-links";

interface MessageDetailProps {
  node: ExchangeNode;
  names: Names;
  onSelect: (sequence: number) => void;
  onClose: () => void;
}

/** The message that was chosen: all that it says, what caused it and what it caused, and the way to its place. */
export function MessageDetail({ node, names, onSelect, onClose }: MessageDetailProps) {
  const { spaceId } = useSpaceSession();
  const { message } = node;
  const { place, sequence, source, destination = [], storedAt } = message;
  const sender = names(source);
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col" data-detail={sequence}>
      <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b pr-2 pl-4">
        <Avatar id={source} name={sender.name} kind={sender.kind} size="sm" />
        <h2 className="flex min-w-0 grow items-center gap-1.5 font-semibold text-ink">
          <bdi className="truncate" title={source}>
            {sender.name}
          </bdi>
          {destination.length > 0 ? (
            <span className="flex min-w-0 items-center gap-1 font-normal text-muted text-xs">
              <ArrowRight className="size-3 shrink-0 text-faint" aria-hidden="true" />
              <bdi className="truncate">{destination.map((id) => names(id).name).join(", ")}</bdi>
            </span>
          ) : null}
        </h2>
        <IconButton label={causalityTexts.closeDetail} onClick={onClose}>
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2 text-muted text-xs">
          <time dateTime={storedAt}>{exactTime(storedAt)}</time>
          <Link
            href={permalinkOf(spaceId, place, sequence)}
            prefetch={false}
            className="ml-auto inline-flex min-w-0 items-center gap-1 font-medium text-accent hover:underline"
          >
            <bdi className="truncate">{causalityTexts.openPlace(placeName(place))}</bdi>
            <ExternalLink className="size-3 shrink-0" aria-hidden="true" />
          </Link>
        </div>
        <div className="px-4 py-3">
          <Content key={sequence} node={node} />
        </div>
        <MessageLinks node={node} names={names} onSelect={onSelect} />
      </div>
    </div>
  );
}

function Content({ node: { message } }: { node: ExchangeNode }) {
  const { spaceId } = useSpaceSession();
  const { place, sequence, redaction } = message;
  const { data, error, refetch } = useQuery({
    ...useApi().messages.read.queryOptions({
      spaceId,
      query: { place, after: sequence - 1, through: sequence, limit: 1 },
    }),
    enabled: !redaction,
  });
  if (redaction) return <Tombstone redaction={redaction} place={place} sequence={sequence} />;
  if (error) {
    return (
      <ErrorState
        title={causalityTexts.detailFailed}
        description={failureOf(error).message}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <Skeleton className="h-16 w-full" />;
  const [found] = data.messages;
  if (!found) return <p className="text-muted">{causalityTexts.detailGone}</p>;
  if (found.redaction) return <Tombstone redaction={found.redaction} place={place} sequence={sequence} />;
  return <MessageBody envelope={found.envelope} />;
}
