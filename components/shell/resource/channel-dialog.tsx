"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, ErrorState, Skeleton, TabPanel, Tabs } from "@/components/ui";
import { ChannelSettings } from "./channel-settings";
import { type DialogRequest, useDialogs } from "./dialogs";
import { ResourceStatus } from "./resource-status";
import { resourceTexts } from "./texts";
import { YamlView } from "./yaml-view";

const tabs = (["status", "settings", "yaml"] as const).map((value) => ({ value, label: resourceTexts.tabs[value] }));
const unsettledPollMs = 2_000;

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
    // Changes are announced; this is for the announcement that got lost.
    refetchInterval: ({ state: { data } }) => (data && !isSettled(data) ? unsettledPollMs : false),
  });
  const { data: detail, error } = resource;
  return (
    <Dialog
      isOpen
      onOpenChange={dialogs.close}
      title={resourceTexts.details(name)}
      description={channel?.topic || detail?.spec.topic || undefined}
    >
      <Tabs value={tab} onChange={setTab} tabs={tabs} listClassName="px-5" className="grow">
        <TabPanel value="status">
          <DialogBody className="min-h-96 py-5">
            {detail ? <ResourceStatus detail={detail} /> : error ? <Failed error={error} isNew={isNew} /> : <Waiting />}
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
            <DialogBody className="min-h-96 py-5">
              {error ? <Failed error={error} isNew={isNew} /> : <Waiting />}
            </DialogBody>
          )}
        </TabPanel>
        <TabPanel value="yaml">
          <DialogBody className="min-h-96 py-5">{detail ? <YamlView yaml={detail.yaml} /> : <Waiting />}</DialogBody>
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}

function isSettled(detail: { isObserved: boolean; conditions: { type: string; status: string }[] }): boolean {
  return detail.isObserved && detail.conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

function Failed({ error, isNew }: { error: unknown; isNew: boolean }) {
  const failure = failureOf(error);
  const isClosed = isNew && (failure.code === "FORBIDDEN" || failure.code === "NOT_FOUND");
  return isClosed ? <p className="text-muted">{resourceTexts.notYours}</p> : <ErrorState title={failure.message} />;
}

function Waiting() {
  return (
    <div className="flex flex-col gap-4" aria-busy="true">
      {["w-40", "w-64", "w-52"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
