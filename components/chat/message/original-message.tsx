"use client";

import { useQuery } from "@tanstack/react-query";
import { failureOf, useApiClient } from "@/components/api";
import { ErrorState, Spinner } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import { useSpaceSession } from "../session/space-session";
import { chatTexts } from "../texts";
import { FileVersion } from "./attachments/address";
import { MessageBody } from "./message-body";

/** A redacted message as it was sent, read anew and recorded each time it is opened. A default export, because it is loaded lazily. */
export default function OriginalMessage({ place, sequence }: { place: Place; sequence: number }) {
  const { spaceId } = useSpaceSession();
  const client = useApiClient();
  const { channel, thread } = place;
  const original = useQuery({
    queryKey: ["original", spaceId, storedSubject(place), sequence],
    queryFn: () => client.moderation.original.mutate({ spaceId, place: { channel, thread }, sequence }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <section
      aria-label={chatTexts.original}
      className="my-1 max-w-[88ch] rounded-md border border-line border-dashed bg-raised px-3 py-2"
    >
      {original.error ? (
        <ErrorState
          title={chatTexts.originalFailed}
          description={failureOf(original.error).message}
          onRetry={() => void original.refetch()}
        />
      ) : original.data ? (
        <FileVersion value="original">
          <MessageBody envelope={original.data.envelope} />
        </FileVersion>
      ) : (
        <p className="flex items-center gap-2 text-faint text-xs">
          <Spinner className="size-3" />
          {chatTexts.loadingOriginal}
        </p>
      )}
      <p className="mt-2 text-2xs text-faint">{chatTexts.original}</p>
    </section>
  );
}
