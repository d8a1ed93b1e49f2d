"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api";
import type { ChannelSpecView } from "@/server/api";
import { ChannelFields, channelFieldNames } from "./channel-fields";
import { CreateForm } from "./create-form";
import { useDialogs } from "./dialogs";
import { NameField } from "./name-field";
import { problemsOf } from "./problems";
import { resourceTexts } from "./texts";

const empty: ChannelSpecView = {
  displayName: "",
  topic: "",
  visibility: "private",
  authorizedGroups: [],
  enablePersistence: true,
  retentionPolicy: "forever",
};

/** Writes a Channel resource, then shows what becomes of it. */
export function CreateChannelDialog({ spaceId, initialName = "" }: { spaceId: string; initialName?: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const dialogs = useDialogs();
  const [name, setName] = useState(initialName);
  const [spec, setSpec] = useState(empty);
  const creation = useMutation(
    api.channels.create.mutationOptions({
      onSuccess: (detail) => {
        queries.setQueryData(api.channels.resource.queryKey({ spaceId, name: detail.name }), detail);
        dialogs.open({ kind: "channel", name: detail.name, tab: "status", isNew: true });
      },
    }),
  );
  const problems = problemsOf(creation.error, channelFieldNames);
  return (
    <CreateForm
      title={resourceTexts.createChannel}
      description={resourceTexts.createChannelText}
      submitText={resourceTexts.create}
      problem={problems.general}
      isBusy={creation.isPending}
      onSubmit={() => creation.mutate({ spaceId, name: name.trim(), ...spec })}
      onClose={dialogs.close}
    >
      <NameField
        id="channel-name"
        label={resourceTexts.name}
        hint={resourceTexts.nameHint}
        problem={problems.fields.name}
        maxLength={200}
        value={name}
        onChange={setName}
        separators={/[\s_]+/g}
      />
      <ChannelFields spaceId={spaceId} value={spec} onChange={setSpec} problems={problems.fields} />
    </CreateForm>
  );
}
