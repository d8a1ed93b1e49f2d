"use client";

import { Field, fieldDescription, Input, Switch, Textarea } from "@/components/ui";
import { topicCharactersMax } from "@/sdk/protocol/limits";
import type { ChannelSpecView } from "@/server/api";
import { GroupPicker } from "./group-picker";
import { RetentionField } from "./retention-field";
import { resourceTexts } from "./texts";
import { VisibilityField } from "./visibility-field";

interface ChannelFieldsProps {
  spaceId: string;
  value: ChannelSpecView;
  onChange: (value: ChannelSpecView) => void;
  problems: Record<string, string>;
  isDisabled?: boolean;
}

export const channelFieldNames = [
  "name",
  "displayName",
  "topic",
  "visibility",
  "authorizedGroups",
  "enablePersistence",
  "retentionPolicy",
] as const;

/** What a Channel resource says, as a form. */
export function ChannelFields({ spaceId, value, onChange, problems, isDisabled }: ChannelFieldsProps) {
  const set = (change: Partial<ChannelSpecView>) => onChange({ ...value, ...change });
  return (
    <div className="flex flex-col gap-5">
      <Field
        id="channel-display-name"
        label={resourceTexts.displayName}
        optionalText={resourceTexts.optional}
        problem={problems.displayName}
      >
        <Input
          id="channel-display-name"
          value={value.displayName}
          disabled={isDisabled}
          maxLength={120}
          aria-describedby={fieldDescription("channel-display-name")}
          onChange={(event) => set({ displayName: event.target.value })}
        />
      </Field>
      <Field
        id="channel-topic"
        label={resourceTexts.topic}
        optionalText={resourceTexts.optional}
        hint={resourceTexts.topicHint}
        problem={problems.topic}
      >
        <Textarea
          id="channel-topic"
          value={value.topic}
          disabled={isDisabled}
          maxLength={topicCharactersMax}
          aria-describedby={fieldDescription("channel-topic")}
          onChange={(event) => set({ topic: event.target.value })}
          className="max-h-32"
        />
      </Field>
      <VisibilityField
        value={value.visibility}
        isDisabled={isDisabled}
        onChange={(visibility) => set({ visibility })}
      />
      <Field
        id="channel-groups"
        label={resourceTexts.groups}
        hint={resourceTexts.groupsHint}
        problem={problems.authorizedGroups}
      >
        <GroupPicker
          id="channel-groups"
          label={resourceTexts.groups}
          spaceId={spaceId}
          value={value.authorizedGroups}
          isDisabled={isDisabled}
          onChange={(authorizedGroups) => set({ authorizedGroups })}
        />
      </Field>
      <div className="flex items-start gap-3">
        <Switch
          id="channel-persistence"
          isOn={value.enablePersistence}
          isDisabled={isDisabled}
          onChange={(enablePersistence) => set({ enablePersistence })}
        />
        <label htmlFor="channel-persistence" className="min-w-0">
          <span className="block font-medium">{resourceTexts.persistence}</span>
          <span className="block text-faint text-xs">{resourceTexts.persistenceHint}</span>
        </label>
      </div>
      {value.enablePersistence ? (
        <RetentionField
          id="channel-retention"
          value={value.retentionPolicy}
          problem={problems.retentionPolicy}
          isDisabled={isDisabled}
          onChange={(retentionPolicy) => set({ retentionPolicy })}
        />
      ) : null}
    </div>
  );
}
