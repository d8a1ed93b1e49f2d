"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { Button, DialogBody, DialogFooter, showToast } from "@/components/ui";
import type { ChannelSpecView, ResourceDetail } from "@/server/api";
import { ArchiveChannel } from "./archive-channel";
import { ChannelFields, channelFieldNames } from "./channel-fields";
import { useDialogs } from "./dialogs";
import { ProblemNote } from "./problem-note";
import { problemsOf } from "./problems";
import { resourceTexts } from "./texts";

interface ChannelSettingsProps {
  spaceId: string;
  detail: ResourceDetail<ChannelSpecView>;
  canManage: boolean;
}

/** Edits a channel's resource; read-only for those who may not. What somebody else changed meanwhile is never overwritten. */
export function ChannelSettings({ spaceId, detail, canManage }: ChannelSettingsProps) {
  const api = useApi();
  const queries = useQueryClient();
  const dialogs = useDialogs();
  const [edited, setEdited] = useState<{ spec: ChannelSpecView; generation: number }>();
  const { spec, generation } = edited ?? detail;
  const update = useMutation(
    api.channels.update.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(api.channels.resource.queryKey({ spaceId, name: saved.name }), saved);
        setEdited(undefined);
        showToast({ title: resourceTexts.saved, tone: "success" });
      },
    }),
  );
  const problems = problemsOf(update.error, channelFieldNames);

  function submit(event: FormEvent) {
    event.preventDefault();
    update.mutate({ spaceId, name: detail.name, generation, ...spec });
  }

  return (
    <form onSubmit={submit} className="flex min-h-0 grow flex-col">
      <DialogBody className="flex min-h-96 flex-col gap-5 py-5">
        {canManage ? (
          <Link
            href={`/s/${spaceId}/admin/channels/${detail.name}`}
            prefetch={false}
            onClick={dialogs.close}
            className="inline-flex items-center gap-1.5 self-start font-medium text-accent hover:underline"
          >
            {resourceTexts.administer}
            <ArrowRight aria-hidden="true" className="size-4" />
          </Link>
        ) : (
          <p className="rounded-md bg-hover px-3 py-2 text-muted">{resourceTexts.readOnly}</p>
        )}
        <ProblemNote>{problems.general}</ProblemNote>
        <ChannelFields
          spaceId={spaceId}
          value={spec}
          onChange={(next) => setEdited({ spec: next, generation })}
          problems={problems.fields}
          isDisabled={!canManage}
        />
      </DialogBody>
      <DialogFooter>
        {canManage ? <ArchiveChannel spaceId={spaceId} name={detail.name} /> : null}
        <Button variant="ghost" onClick={dialogs.close}>
          {resourceTexts.close}
        </Button>
        {canManage ? (
          <Button variant="primary" type="submit" isBusy={update.isPending} disabled={!edited}>
            {resourceTexts.save}
          </Button>
        ) : null}
      </DialogFooter>
    </form>
  );
}
