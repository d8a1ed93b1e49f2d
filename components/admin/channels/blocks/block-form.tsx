"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/api";
import { ProblemNote, problemsOf } from "@/components/shell/resource";
import {
  Button,
  DialogBody,
  DialogFooter,
  Field,
  fieldDescription,
  IconButton,
  Input,
  Select,
  showToast,
  Textarea,
} from "@/components/ui";
import type { RouterInputs } from "@/server/api";
import { EffectPreview } from "../../preview/effect-preview";
import { HolderName } from "../roles/holder-name";
import { type HolderHit, HolderPicker } from "../roles/holder-picker";
import { nameOfHolder } from "../roles/role-rows";
import { blockTexts } from "../texts";
import { type BlockDuration, endOfBlock } from "./block-end";
import { EffectField } from "./effect-field";

interface BlockFormProps {
  spaceId: string;
  channel: string;
  onClose: () => void;
}

const durations = (Object.keys(blockTexts.durations) as BlockDuration[]).map((value) => ({
  value,
  label: blockTexts.durations[value],
}));

export function BlockForm({ spaceId, channel, onClose }: BlockFormProps) {
  const api = useApi();
  const queries = useQueryClient();
  const [hit, setHit] = useState<HolderHit>();
  const [effect, setEffect] = useState<RouterInputs["blocks"]["set"]["effect"]>("access");
  const [reason, setReason] = useState("");
  const [duration, setDuration] = useState<BlockDuration>("never");
  const [endsAt, setEndsAt] = useState("");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const block = useMutation(
    api.blocks.set.mutationOptions({
      onSuccess: async ({ block: { holder } }) => {
        await queries.invalidateQueries({ queryKey: api.blocks.pathKey() });
        showToast({ title: blockTexts.blocked(nameOfHolder(holder)), tone: "success" });
        onClose();
      },
    }),
  );
  const refused = problemsOf(block.error, ["holder", "reason", "expiresAt"]);
  const problems: Record<string, string> = { ...refused.fields, ...missing };

  function submit(event: FormEvent) {
    event.preventDefault();
    const expiresAt = endOfBlock(duration, endsAt, Date.now());
    const wrong = {
      ...(hit === undefined && { holder: blockTexts.whoMissing }),
      ...(reason.trim() === "" && { reason: blockTexts.reasonMissing }),
      ...(expiresAt === null && { expiresAt: blockTexts.endsAtMissing }),
    };
    setMissing(wrong);
    if (!hit || expiresAt === null || reason.trim() === "") return;
    block.mutate({ spaceId, channel, holder: hit.holder, effect, reason: reason.trim(), expiresAt });
  }

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 grow flex-col">
      <DialogBody className="flex flex-col gap-5 pb-6">
        <ProblemNote>{refused.general}</ProblemNote>
        <Field id="block-holder" label={blockTexts.who} problem={problems.holder}>
          {hit ? (
            <div className="flex items-center justify-between gap-2 rounded-md border border-line bg-raised py-1.5 pr-1 pl-2.5">
              <HolderName {...hit} />
              <IconButton label={blockTexts.another} size="sm" onClick={() => setHit(undefined)}>
                <X className="size-4" />
              </IconButton>
            </div>
          ) : (
            <HolderPicker
              id="block-holder"
              label={blockTexts.who}
              spaceId={spaceId}
              channel={channel}
              isInvalid={problems.holder !== undefined}
              onPick={(_, picked) => setHit(picked)}
            />
          )}
        </Field>
        <EffectField value={effect} onChange={setEffect} />
        <Field id="block-reason" label={blockTexts.reason} hint={blockTexts.reasonHint} problem={problems.reason}>
          <Textarea
            id="block-reason"
            value={reason}
            maxLength={500}
            aria-invalid={problems.reason ? true : undefined}
            aria-describedby={fieldDescription("block-reason")}
            onChange={(event) => setReason(event.target.value)}
            className="max-h-32"
          />
        </Field>
        <Field id="block-ends" label={blockTexts.ends} problem={problems.expiresAt}>
          <div className="flex flex-wrap gap-2">
            <Select id="block-ends" value={duration} options={durations} onChange={setDuration} className="w-64" />
            {duration === "custom" ? (
              <Input
                type="datetime-local"
                aria-label={blockTexts.endsAt}
                aria-invalid={problems.expiresAt ? true : undefined}
                aria-describedby={fieldDescription("block-ends")}
                value={endsAt}
                onChange={(event) => setEndsAt(event.target.value)}
                className="w-56"
              />
            ) : null}
          </div>
        </Field>
        <EffectPreview spaceId={spaceId} change={hit && { kind: "block", channel, holder: hit.holder, effect }} />
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          {blockTexts.cancel}
        </Button>
        <Button variant="danger" type="submit" isBusy={block.isPending}>
          {blockTexts.blockConfirm}
        </Button>
      </DialogFooter>
    </form>
  );
}
