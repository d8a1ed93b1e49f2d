"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input } from "@/components/ui";
import type { ChannelSpecView } from "@/server/api";
import { ChannelFields, channelFieldNames } from "./channel-fields";
import { useDialogs } from "./dialogs";
import { ProblemNote } from "./problem-note";
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
export function CreateChannelDialog({ spaceId }: { spaceId: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const dialogs = useDialogs();
  const [name, setName] = useState("");
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

  function submit(event: FormEvent) {
    event.preventDefault();
    creation.mutate({ spaceId, name: name.trim(), ...spec });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={dialogs.close}
      title={resourceTexts.createChannel}
      description={resourceTexts.createChannelText}
    >
      <form onSubmit={submit} className="flex min-h-0 grow flex-col">
        <DialogBody className="flex flex-col gap-5 pb-6">
          <ProblemNote>{problems.general}</ProblemNote>
          <Field
            id="channel-name"
            label={resourceTexts.name}
            hint={resourceTexts.nameHint}
            problem={problems.fields.name}
          >
            <Input
              id="channel-name"
              value={name}
              required
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={200}
              aria-invalid={problems.fields.name ? true : undefined}
              aria-describedby={fieldDescription("channel-name")}
              onChange={(event) => setName(event.target.value.toLowerCase().replaceAll(/[\s_]+/g, "-"))}
              className="font-mono"
            />
          </Field>
          <ChannelFields spaceId={spaceId} value={spec} onChange={setSpec} problems={problems.fields} />
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={dialogs.close}>
            {resourceTexts.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={creation.isPending}>
            {resourceTexts.create}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
