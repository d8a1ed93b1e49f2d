"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, showToast, TabPanel, Tabs } from "@/components/ui";
import { ArchiveButton } from "./archive-button";
import { type DialogRequest, useDialogs } from "./dialogs";
import { ResourceFailure, ResourceWaiting } from "./resource-placeholders";
import { ResourceStatus } from "./resource-status";
import { resourceTexts } from "./texts";
import { unsettledPollMs } from "./unsettled-poll";
import { YamlView } from "./yaml-view";

type Tab = "status" | "yaml";
const tabs = (["status", "yaml"] as const).map((value) => ({ value, label: resourceTexts.tabs[value] }));

interface ThreadDialogProps {
  spaceId: string;
  request: Extract<DialogRequest, { kind: "thread" }>;
}

/** A thread's resource: what the operator says of it as it changes, and the YAML of it. */
export function ThreadDialog({ spaceId, request }: ThreadDialogProps) {
  const { channel, name, isNew = false } = request;
  const api = useApi();
  const router = useRouter();
  const dialogs = useDialogs();
  const [tab, setTab] = useState<Tab>("status");
  const { data: list } = useQuery(api.channels.list.queryOptions({ spaceId }));
  const parent = list?.channels.find((candidate) => candidate.name === channel);
  const thread = parent?.threads.find((candidate) => candidate.name === name);
  const { data: detail, error } = useQuery({
    ...api.threads.resource.queryOptions({ spaceId, channel, name }),
    refetchInterval: ({ state: { data } }) => unsettledPollMs(data),
  });
  const archive = useMutation(
    api.threads.archive.mutationOptions({
      onSuccess: () => {
        showToast({ title: resourceTexts.threadArchived(name), tone: "success" });
        dialogs.close();
      },
    }),
  );
  const placeholder = error ? <ResourceFailure error={error} isNew={isNew} /> : <ResourceWaiting />;
  return (
    <Dialog
      isOpen
      isTall
      onOpenChange={dialogs.close}
      title={resourceTexts.threadTitle(channel, name)}
      description={thread?.topic || detail?.spec.topic || undefined}
    >
      <Tabs value={tab} onChange={setTab} tabs={tabs} listClassName="px-5" className="grow">
        <TabPanel value="status" className="flex grow flex-col">
          <DialogBody className="py-5">{detail ? <ResourceStatus detail={detail} /> : placeholder}</DialogBody>
        </TabPanel>
        <TabPanel value="yaml" className="flex grow flex-col">
          <DialogBody className="py-5">{detail ? <YamlView yaml={detail.yaml} /> : placeholder}</DialogBody>
        </TabPanel>
      </Tabs>
      <DialogFooter>
        {parent?.canManage && detail && !isNew ? (
          <ArchiveButton
            label={resourceTexts.archiveThread}
            explanation={resourceTexts.archiveThreadText(name)}
            isBusy={archive.isPending}
            error={archive.error}
            onConfirm={() => archive.mutate({ spaceId, channel, name })}
          />
        ) : null}
        <Button variant="ghost" onClick={dialogs.close}>
          {resourceTexts.close}
        </Button>
        {isNew ? (
          <Button
            variant="primary"
            disabled={!thread}
            onClick={() => {
              dialogs.close();
              router.push(`/s/${spaceId}/c/${channel}/t/${name}`);
            }}
          >
            {resourceTexts.openThread}
          </Button>
        ) : null}
      </DialogFooter>
    </Dialog>
  );
}
