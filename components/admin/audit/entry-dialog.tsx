"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { failureOf, useApi } from "@/components/api";
import { Dialog, DialogBody, ErrorState, Skeleton } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { useLast } from "../frame/use-last";
import { ActorName } from "./actor-name";
import { tellingDifferenceOf } from "./difference";
import { DifferenceList } from "./difference-list";
import { nameOfTarget } from "./names";
import { auditTexts } from "./texts";
import { sayVia } from "./via";

interface EntryDialogProps {
  spaceId: string;
  /** The entry that is looked at; null while none is. */
  id: string | null;
  onClose: () => void;
}

const full = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "long" });

/** One act as a whole: who, when, from where, and before and after as a difference. */
export function EntryDialog({ spaceId, id, onClose }: EntryDialogProps) {
  const shown = useLast(id);
  const { data, error, refetch } = useQuery({
    ...useApi().audit.get.queryOptions({ spaceId, id: shown ?? "" }),
    enabled: shown !== null,
    // It cannot change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Dialog
      isOpen={id !== null}
      onOpenChange={(isOpen) => isOpen || onClose()}
      title={data ? <bdi className="break-words">{nameOfTarget(data.target)}</bdi> : auditTexts.act}
      description={data ? <span className="font-mono text-xs">{data.verb}</span> : undefined}
      size="md"
    >
      <DialogBody className="flex flex-col gap-5 pb-6">
        {data ? (
          <Entry entry={data} />
        ) : error ? (
          <ErrorState
            title={auditTexts.detailFailed}
            description={failureOf(error).message}
            onRetry={() => void refetch()}
          />
        ) : (
          <>
            <Skeleton className="w-2/3" />
            <Skeleton className="w-1/2" />
            <Skeleton className="h-24 w-full" />
          </>
        )}
      </DialogBody>
    </Dialog>
  );
}

function Entry({ entry }: { entry: RouterOutputs["audit"]["get"] }) {
  const { actor, at, spaceId, before, after } = entry;
  return (
    <>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-2">
        <Fact name={auditTexts.actor}>
          <ActorName actor={actor} />
        </Fact>
        <Fact name={auditTexts.when}>
          <time dateTime={at}>{full.format(new Date(at))}</time>
        </Fact>
        <Fact name={auditTexts.from}>
          {sayVia(entry)}
          {spaceId === null ? ` · ${auditTexts.platform}` : ""}
        </Fact>
      </dl>
      <section className="flex flex-col gap-2">
        <h3 className="font-medium text-ink">{auditTexts.difference}</h3>
        <DifferenceList differences={tellingDifferenceOf(before, after)} />
      </section>
      {before === null && after === null ? null : (
        <details className="group">
          <summary className="cursor-pointer rounded-sm text-muted text-xs hover:text-ink">{auditTexts.asJson}</summary>
          <div className="mt-2 flex flex-col gap-2">
            <Json name={auditTexts.before} value={before} />
            <Json name={auditTexts.after} value={after} />
          </div>
        </details>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words text-ink">{children}</dd>
    </>
  );
}

function Json({ name, value }: { name: string; value: unknown }) {
  if (value === null) return null;
  return (
    <figure>
      <figcaption className="mb-1 text-faint text-xs">{name}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <pre tabIndex={0} className="max-h-72 overflow-auto rounded-md bg-raised p-3 font-mono text-xs">
        {JSON.stringify(value, null, 2)}
      </pre>
    </figure>
  );
}
