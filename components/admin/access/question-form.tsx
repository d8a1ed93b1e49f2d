"use client";

import { useId } from "react";
import { Field, Input, Select } from "@/components/ui";
import { PrincipalPicker } from "../principal/principal-picker";
import { ChannelPicker } from "./channel-picker";
import { accessTexts } from "./texts";
import { type Asked, askedActions } from "./use-access-question";

interface QuestionFormProps {
  spaceId: string;
  asked: Asked;
  onAsk: (change: Partial<Asked>) => void;
}

const actions = askedActions.map((value) => ({ value, label: accessTexts.actions[value] }));
const listedActions = actions.filter(({ value }) => value === "channel.read" || value === "channel.post");

/** Whom, where and what is asked about; answered as it is chosen. */
export function QuestionForm({ spaceId, asked, onAsk }: QuestionFormProps) {
  const id = useId();
  const { principal, channel, thread, action } = asked;
  const options = principal && channel ? actions : listedActions;
  return (
    <search
      aria-label={accessTexts.question}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-[2fr_9rem_2fr_12rem]"
    >
      <Field id={`${id}-who`} label={accessTexts.who}>
        <PrincipalPicker
          id={`${id}-who`}
          label={accessTexts.who}
          placeholder={accessTexts.whoPlaceholder}
          spaceId={spaceId}
          value={principal ? [principal] : []}
          onChange={([next = ""]) => onAsk({ principal: next })}
          isSingle
        />
      </Field>
      <Field id={`${id}-what`} label={accessTexts.what}>
        <Select
          id={`${id}-what`}
          value={options.some(({ value }) => value === action) ? action : "channel.read"}
          options={options}
          onChange={(next) => onAsk({ action: next })}
          isDisabled={channel === ""}
        />
      </Field>
      <Field id={`${id}-where`} label={accessTexts.where}>
        <ChannelPicker
          id={`${id}-where`}
          label={accessTexts.where}
          placeholder={accessTexts.wherePlaceholder}
          spaceId={spaceId}
          value={channel}
          onChange={(next) => onAsk({ channel: next, thread: "" })}
        />
      </Field>
      <Field id={`${id}-thread`} label={accessTexts.thread}>
        <Input
          id={`${id}-thread`}
          value={thread}
          disabled={channel === ""}
          maxLength={63}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={accessTexts.threadPlaceholder}
          onChange={(event) => onAsk({ thread: event.target.value.trim().toLowerCase() })}
        />
      </Field>
    </search>
  );
}
