"use client";

import { Hash, Plus } from "lucide-react";
import { useApi, useApiClient } from "@/components/api";
import { useDialogs } from "@/components/shell/resource";
import { Button, DataTable, EmptyState, SearchField, Select } from "@/components/ui";
import type { ChannelOverview } from "@/server/api";
import { AdminPage } from "../frame/admin-page";
import { NothingMatches } from "../frame/nothing-matches";
import { adminPath } from "../frame/sections";
import { Toolbar } from "../frame/toolbar";
import { useAddressState } from "../frame/use-address-state";
import { usePages } from "../frame/use-pages";
import { channelColumns } from "./channel-columns";
import { channelTexts } from "./texts";

const states = (["all", "Active", "Paused", "Archived"] as const).map((value) => ({
  value,
  label: channelTexts.states[value],
}));

/** All channels of a space: searched, narrowed and paged by the server. */
export function ChannelsScreen({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const client = useApiClient();
  const dialogs = useDialogs();
  const [address, setAddress] = useAddressState({ find: "", state: "all" });
  const state = states.find(({ value }) => value === address.state)?.value ?? "all";
  const input = { spaceId, search: address.find || undefined, state: state === "all" ? undefined : state };
  const pages = usePages<ChannelOverview>({
    queryKey: api.channels.all.queryKey(input),
    read: async (after, signal) => {
      const { channels, nextAfter } = await client.channels.all.query({ ...input, after }, { signal });
      return { rows: channels, next: nextAfter };
    },
  });
  const createButton = (
    <Button variant="primary" onClick={() => dialogs.open({ kind: "create-channel" })}>
      <Plus aria-hidden="true" className="size-4" />
      {channelTexts.create}
    </Button>
  );
  const isNarrowed = address.find !== "" || state !== "all";
  return (
    <AdminPage title={channelTexts.title} description={channelTexts.lead} actions={createButton}>
      <Toolbar>
        <SearchField
          label={channelTexts.search}
          value={address.find}
          onChange={(find) => setAddress({ find })}
          className="w-full max-w-sm"
        />
        <Select
          label={channelTexts.state}
          value={state}
          options={states}
          onChange={(next) => setAddress({ state: next })}
          className="w-36"
        />
      </Toolbar>
      <DataTable
        {...pages}
        label={channelTexts.list}
        columns={channelColumns}
        keyOf={({ name }) => name}
        nameOf={({ name }) => name}
        hrefOf={({ name }) => adminPath(spaceId, "channels", name)}
        empty={
          isNarrowed ? (
            <NothingMatches onClear={() => setAddress({ find: "", state: "all" })} />
          ) : (
            <EmptyState
              icon={<Hash />}
              title={channelTexts.emptyTitle}
              description={channelTexts.emptyText}
              action={createButton}
            />
          )
        }
      />
    </AdminPage>
  );
}
