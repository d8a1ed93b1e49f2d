"use client";

import { useMutation } from "@tanstack/react-query";
import { showToast } from "@/components/ui";
import { redactionType } from "@/sdk/protocol/redaction";
import { useProfile } from "../members/directory";
import { useSpaceSession } from "../session/space-session";
import { ReasonForm } from "./reason-form";
import { type ModerationRequest, useModeration } from "./rights";
import { moderationTexts } from "./texts";

interface RedactDialogProps {
  request: Extract<ModerationRequest, { kind: "redact" }>;
  onClose: () => void;
}

const timeoutMs = 20_000;

/** Redacts a message: through the live connection, like any message, so that it is in its place in the sequence. */
export function RedactDialog({ request, onClose }: RedactDialogProps) {
  const { place, sequence, source } = request;
  const { name } = useProfile(source);
  const { connected, timelines } = useSpaceSession();
  const principal = useModeration()?.principal ?? "";
  const redact = useMutation({
    mutationFn: async (reason: string) => {
      const session = await connected;
      return session.at(place).redact(sequence, reason, { timeoutMs });
    },
    onSuccess: ({ id, sequence: bySequence }, reason) => {
      const timestamp = new Date().toISOString();
      const payload = { data: { sequence, reason } };
      const envelope = { id, type: redactionType, source: principal, timestamp, payload };
      // An archived channel delivers nothing live.
      timelines.at(place).redacted({ place, envelope, sequence: bySequence });
      showToast({ title: moderationTexts.redacted, tone: "success" });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={moderationTexts.redactTitle}
      description={moderationTexts.redactText(name)}
      hint={moderationTexts.redactReasonHint}
      confirmLabel={moderationTexts.redactConfirm}
      isBusy={redact.isPending}
      problem={redact.error?.message}
      onConfirm={(reason) => redact.mutate(reason)}
      onClose={onClose}
    />
  );
}
