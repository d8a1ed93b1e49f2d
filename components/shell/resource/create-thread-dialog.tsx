"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { Button, Dialog, DialogBody, DialogFooter, Field, fieldDescription, Input, Textarea } from "@/components/ui";
import { useDialogs } from "./dialogs";
import { GroupPicker } from "./group-picker";
import { ProblemNote } from "./problem-note";
import { problemsOf } from "./problems";
import { resourceTexts } from "./texts";

const fieldNames = ["name", "topic", "participantsGroups"];

/** Starts a thread in a channel; with groups it is private to them. */
export function CreateThreadDialog({ spaceId, channel }: { spaceId: string; channel: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const dialogs = useDialogs();
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
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

  function submit(event: FormEvent) {
    event.preventDefault();
    creation.mutate({ spaceId, channel, name: name.trim(), topic, participantsGroups });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={dialogs.close}
      title={resourceTexts.createThread}
      description={resourceTexts.createThreadText(channel)}
    >
      <form onSubmit={submit} className="flex min-h-0 grow flex-col">
        <DialogBody className="flex flex-col gap-5 pb-6">
          <ProblemNote>{problems.general}</ProblemNote>
          <Field
            id="thread-name"
            label={resourceTexts.threadName}
            hint={resourceTexts.threadNameHint}
            problem={problems.fields.name}
          >
            <Input
              id="thread-name"
              value={name}
              required
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={63}
              aria-invalid={problems.fields.name ? true : undefined}
              aria-describedby={fieldDescription("thread-name")}
              onChange={(event) => setName(event.target.value.toLowerCase().replaceAll(/[\s_.]+/g, "-"))}
              className="font-mono"
            />
          </Field>
          <Field
            id="thread-topic"
            label={resourceTexts.topic}
            optionalText={resourceTexts.optional}
            problem={problems.fields.topic}
          >
            <Textarea
              id="thread-topic"
              value={topic}
              maxLength={1024}
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
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={dialogs.close}>
            {resourceTexts.cancel}
          </Button>
          <Button variant="primary" type="submit" isBusy={creation.isPending}>
            {resourceTexts.startThread}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
