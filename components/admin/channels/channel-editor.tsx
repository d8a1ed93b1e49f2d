"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "@/components/api";
import { Badge, TabPanel, Tabs } from "@/components/ui";
import type { ChannelDetail, RouterOutputs } from "@/server/api";
import { AdminPage } from "../frame/admin-page";
import { adminPath } from "../frame/sections";
import { useAddressState } from "../frame/use-address-state";
import { BlocksPart } from "./blocks/blocks-part";
import { ChannelActions } from "./channel-actions";
import { stateTones } from "./channel-columns";
import { SaveBar } from "./draft/save-bar";
import { useChannelDraft } from "./draft/use-channel-draft";
import { useSaveChannel } from "./draft/use-save-channel";
import { ReadersPart } from "./readers/readers-part";
import { RolesPart } from "./roles/roles-part";
import { SettingsPart } from "./settings/settings-part";
import { channelTexts } from "./texts";

const tabNames = ["settings", "roles", "blocks", "readers"] as const;
const tabs = tabNames.map((value) => ({ value, label: channelTexts.tabs[value] }));

interface ChannelEditorProps {
  spaceId: string;
  name: string;
  isAdmin: boolean;
  /** Undefined when the channel is archived: its resource is gone. */
  detail: ChannelDetail | undefined;
  auth: RouterOutputs["channelAuth"]["list"];
}

/** The parts of a channel's administration. Settings and roles are one draft, saved together. */
export function ChannelEditor({ spaceId, name, isAdmin, detail, auth }: ChannelEditorProps) {
  const [address, setAddress] = useAddressState({ tab: "settings" });
  const tab = tabNames.find((candidate) => candidate === address.tab) ?? "settings";
  const { data: list } = useQuery(useApi().channels.list.queryOptions({ spaceId }));
  const item = list?.channels.find((channel) => channel.name === name);
  const state = detail ? (item?.state ?? "Active") : "Archived";
  const notReady = detail?.conditions.find(({ type, status }) => type === "Ready" && status === "False");
  const draft = useChannelDraft(detail, auth);
  const saving = useSaveChannel({ spaceId, name, draft, onFieldProblem: () => setAddress({ tab: "settings" }) });
  return (
    <AdminPage
      back={isAdmin ? { href: adminPath(spaceId, "channels"), label: channelTexts.back } : undefined}
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <bdi className="min-w-0 break-all">#{name}</bdi>
          <Badge tone={stateTones[state]}>{channelTexts.states[state]}</Badge>
          {notReady ? (
            <Badge tone="warning" title={notReady.message}>
              {channelTexts.notReady}: {notReady.reason}
            </Badge>
          ) : null}
        </span>
      }
      description={item?.topic || detail?.spec.topic || undefined}
      actions={<ChannelActions {...{ spaceId, name, detail, isAdmin, canOpen: item?.canRead ?? false }} />}
    >
      {detail ? null : <p className="rounded-md bg-hover px-3 py-2 text-muted">{channelTexts.archivedNote}</p>}
      <Tabs
        value={tab}
        onChange={(next) => setAddress({ tab: next })}
        tabs={tabs}
        listClassName="overflow-x-auto overflow-y-hidden whitespace-nowrap [scrollbar-width:none]"
      >
        <TabPanel value="settings" className="pt-6">
          <SettingsPart {...{ spaceId, detail, draft }} problems={saving.problems} />
        </TabPanel>
        <TabPanel value="roles" className="pt-6">
          <RolesPart {...{ spaceId, name, draft }} hasResource={detail !== undefined} />
        </TabPanel>
        <TabPanel value="blocks" className="pt-6">
          <BlocksPart spaceId={spaceId} channel={name} />
        </TabPanel>
        <TabPanel value="readers" className="pt-6">
          <ReadersPart spaceId={spaceId} channel={name} isAdmin={isAdmin} />
        </TabPanel>
      </Tabs>
      <SaveBar {...{ spaceId, name, draft, saving, stored: detail?.spec }} />
    </AdminPage>
  );
}
