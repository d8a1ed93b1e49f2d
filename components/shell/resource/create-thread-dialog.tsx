"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "@/components/api";
import { Field, fieldDescription, Textarea } from "@/components/ui";
import { topicCharactersMax } from "@/sdk/protocol/limits";
import { nameOfTopic } from "@/sdk/protocol/names";
import { CreateForm } from "./create-form";
import { useDialogs } from "./dialogs";
import { GroupPicker } from "./group-picker";
import { NameField } from "./name-field";
import { problemsOf } from "./problems";
import { resourceTexts } from "./texts";

const fieldNames = ["name", "topic", "participantsGroups"];

interface CreateThreadDialogProps {
  spaceId: string;
  channel: string;
  initialTopic?: string;
}

/** Starts a thread in a channel; with groups it is private to them. */
export function CreateThreadDialog({ spaceId, channel, initialTopic = "" }: CreateThreadDialogProps) {
  const api = useApi();
  const queries = useQueryClient();
  const dialogs = useDialogs();
  const [name, setName] = useState(() => nameOfTopic(initialTopic));
  const [topic, setTopic] = useState(initialTopic);
  const [participantsGroups, setParticipantsGroups] = useState<string[]>([]);
  const creation = useMutation(
    api.threads.create.mutationOptions({
      onSuccess: (detail) => {
        queries.setQueryData(api.threads.resource.queryKey({ spaceId, channel, name: detail.name }), detail);
        dialogs.open({ kind: "thread", channel, name: detail.name, isNew: true });
      },
    }),
  );
  const problems = problemsOf(creation.error, fieldNames);
  return (
    <CreateForm
      title={resourceTexts.createThread}
      description={resourceTexts.createThreadText(channel)}
      submitText={resourceTexts.startThread}
      problem={problems.general}
      isBusy={creation.isPending}
      onSubmit={() => creation.mutate({ spaceId, channel, name: name.trim(), topic, participantsGroups })}
      onClose={dialogs.close}
    >
      <NameField
        id="thread-name"
        label={resourceTexts.threadName}
        hint={resourceTexts.threadNameHint}
        problem={problems.fields.name}
        maxLength={63}
        value={name}
        onChange={setName}
        separators={/[\s_.]+/g}
      />
      <Field
        id="thread-topic"
        label={resourceTexts.topic}
        optionalText={resourceTexts.optional}
        problem={problems.fields.topic}
      >
        <Textarea
          id="thread-topic"
          value={topic}
          maxLength={topicCharactersMax}
          aria-describedby={fieldDescription("thread-topic")}
          onChange={(event) => setTopic(event.target.value)}
          className="max-h-32"
        />
      </Field>
      <Field
        id="thread-groups"
        label={resourceTexts.participants}
        optionalText={resourceTexts.optional}
        hint={resourceTexts.participantsHint}
        problem={problems.fields.participantsGroups}
      >
        <GroupPicker
          id="thread-groups"
          label={resourceTexts.participants}
          spaceId={spaceId}
          value={participantsGroups}
          onChange={setParticipantsGroups}
        />
      </Field>
    </CreateForm>
  );
}
