"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, TabPanel, Tabs } from "@/components/ui";
import { ChannelSettings } from "./channel-settings";
import { type DialogRequest, useDialogs } from "./dialogs";
import { ResourceFailure, ResourceWaiting as Waiting } from "./resource-placeholders";
import { ResourceStatus } from "./resource-status";
import { resourceTexts } from "./texts";
import { unsettledPollMs } from "./unsettled-poll";
import { YamlView } from "./yaml-view";

const tabs = (["status", "settings", "yaml"] as const).map((value) => ({ value, label: resourceTexts.tabs[value] }));

/** A channel's resource: what the operator says of it as it changes, its settings, and the YAML of it. */
export function ChannelDialog({
  spaceId,
  request,
}: {
  spaceId: string;
  request: Extract<DialogRequest, { kind: "channel" }>;
}) {
  const { name, isNew = false } = request;
  const api = useApi();
  const router = useRouter();
  const dialogs = useDialogs();
  const [tab, setTab] = useState(request.tab ?? "status");
  const { data: list } = useQuery(api.channels.list.queryOptions({ spaceId }));
  const channel = list?.channels.find((candidate) => candidate.name === name);
  const resource = useQuery({
    ...api.channels.resource.queryOptions({ spaceId, name }),
    refetchInterval: ({ state: { data } }) => unsettledPollMs(data),
  });
  const { data: detail, error } = resource;
  const failure = error && !detail ? <ResourceFailure error={error} isNew={isNew} /> : null;
  return (
    <Dialog
      isOpen
      isTall
      onOpenChange={dialogs.close}
      title={resourceTexts.details(name)}
      description={channel?.topic || detail?.spec.topic || undefined}
    >
      <Tabs value={tab} onChange={setTab} tabs={tabs} listClassName="px-5" className="grow">
        <TabPanel value="status" className="flex grow flex-col">
          <DialogBody className="py-5">
            {detail ? <ResourceStatus detail={detail} /> : (failure ?? <Waiting />)}
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={dialogs.close}>
              {resourceTexts.close}
            </Button>
            {isNew ? (
              <Button
                variant="primary"
                disabled={!channel}
                onClick={() => {
                  dialogs.close();
                  router.push(`/s/${spaceId}/c/${name}`);
                }}
              >
                {resourceTexts.opening}
              </Button>
            ) : null}
          </DialogFooter>
        </TabPanel>
        <TabPanel value="settings" className="flex grow flex-col">
          {detail ? (
            <ChannelSettings spaceId={spaceId} detail={detail} canManage={channel?.canManage ?? false} />
          ) : (
            <DialogBody className="py-5">{failure ?? <Waiting />}</DialogBody>
          )}
        </TabPanel>
        <TabPanel value="yaml" className="flex grow flex-col">
          <DialogBody className="py-5">
            {detail ? <YamlView yaml={detail.yaml} /> : (failure ?? <Waiting />)}
          </DialogBody>
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}
