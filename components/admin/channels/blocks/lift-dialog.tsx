"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { ConfirmDialog, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { useLast } from "../../frame/use-last";
import { nameOfHolder } from "../roles/role-rows";
import { blockTexts } from "../texts";

interface LiftDialogProps {
  spaceId: string;
  channel: string;
  /** Null while nothing is asked. */
  block: RouterOutputs["blocks"]["list"][number] | null;
  onClose: () => void;
}

/** Lifts a block after asking. */
export function LiftDialog({ spaceId, channel, block: asked, onClose }: LiftDialogProps) {
  const api = useApi();
  const queries = useQueryClient();
  const block = useLast(asked);
  const name = block ? nameOfHolder(block.holder) : "";
  const lift = useMutation(
    api.blocks.lift.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.blocks.pathKey() });
        showToast({ title: blockTexts.lifted(name), tone: "success" });
        onClose();
      },
    }),
  );
  if (!block) return null;
  const { holder, effect } = block;
  return (
    <ConfirmDialog
      isOpen={asked !== null}
      onOpenChange={() => {
        lift.reset();
        onClose();
      }}
      title={blockTexts.liftTitle(name, channel)}
      description={blockTexts.liftText[effect]}
      confirmLabel={blockTexts.liftConfirm}
      tone="primary"
      isBusy={lift.isPending}
      problem={lift.error ? failureOf(lift.error).message : undefined}
      onConfirm={() => lift.mutate({ spaceId, channel, holder, effect })}
    />
  );
}
