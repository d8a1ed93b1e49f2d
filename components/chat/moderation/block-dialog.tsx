"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Field, Select, showToast } from "@/components/ui";
import { useProfile } from "../members/directory";
import { useSpaceSession } from "../session/space-session";
import { type Duration, endOf } from "./duration";
import { ReasonForm } from "./reason-form";
import { type ModerationRequest, useModeration } from "./rights";
import { moderationTexts } from "./texts";
import { useRefresh } from "./use-acts";

interface BlockDialogProps {
  request: Extract<ModerationRequest, { kind: "block" }>;
  onClose: () => void;
}

const durations = (Object.keys(moderationTexts.durations) as Duration[]).map((value) => ({
  value,
  label: moderationTexts.durations[value],
}));

/** Blocks a principal from the channel, or pauses it there: why, and for how long. */
export function BlockDialog({ request: { principal, effect }, onClose }: BlockDialogProps) {
  const id = useId();
  const { spaceId } = useSpaceSession();
  const { name } = useProfile(principal);
  const channel = useModeration()?.channel.name ?? "";
  const [duration, setDuration] = useState<Duration>("day");
  const refresh = useRefresh();
  const block = useMutation(
    useApi().blocks.set.mutationOptions({
      onSuccess: async ({ closed }) => {
        await refresh();
        showToast(
          effect === "access"
            ? { title: moderationTexts.blocked(name), description: moderationTexts.closed(closed), tone: "success" }
            : { title: moderationTexts.paused(name), tone: "success" },
        );
        onClose();
      },
    }),
  );
  const failure = block.error ? failureOf(block.error) : undefined;
  const reasonProblem = failure?.fields.find(({ path }) => path === "reason")?.message;
  const words =
    effect === "access"
      ? { title: moderationTexts.blockTitle(name, channel), text: moderationTexts.blockText(name) }
      : { title: moderationTexts.pauseTitle(name, channel), text: moderationTexts.pauseText(name) };
  return (
    <ReasonForm
      title={words.title}
      description={words.text}
      hint={moderationTexts.blockReasonHint(name)}
      confirmLabel={effect === "access" ? moderationTexts.blockConfirm : moderationTexts.pauseConfirm}
      isBusy={block.isPending}
      reasonProblem={reasonProblem}
      problem={reasonProblem ? undefined : failure?.message}
      onConfirm={(reason) => {
        const expiresAt = endOf(duration, new Date());
        block.mutate({ spaceId, channel, holder: { principal }, effect, reason, expiresAt });
      }}
      onClose={onClose}
    >
      <Field id={id} label={moderationTexts.lasts}>
        <Select id={id} value={duration} options={durations} onChange={setDuration} />
      </Field>
    </ReasonForm>
  );
}
