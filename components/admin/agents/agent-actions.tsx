"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldBan, ShieldCheck, Unplug } from "lucide-react";
import { useState } from "react";
import { failureOf, useApi } from "@/components/api";
import { Button, ConfirmDialog, showToast } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { EffectPreview } from "../preview/effect-preview";
import { agentTexts } from "./texts";
import { useRefreshAgents } from "./use-refresh-agents";

interface AgentActionsProps {
  spaceId: string;
  detail: RouterOutputs["agents"]["get"];
}

/** What can be done with an agent as a whole: close its connections, switch it off and on. */
export function AgentActions({ spaceId, detail }: AgentActionsProps) {
  const { id, isDisabled } = detail.agent;
  const api = useApi();
  const [asking, setAsking] = useState<"revoke" | "disable" | null>(null);
  const refresh = useRefreshAgents();
  const revocation = useMutation(
    api.agents.revokeNow.mutationOptions({
      onSuccess: ({ closed }) => {
        showToast({ tone: "success", title: agentTexts.closed(closed) });
        setAsking(null);
        refresh();
      },
    }),
  );
  const switching = useMutation(
    api.agents.setDisabled.mutationOptions({
      onSuccess: ({ closed }, input) => {
        const title = input.isDisabled ? agentTexts.disabled(id) : agentTexts.enabled(id);
        showToast({ tone: "success", title, description: input.isDisabled ? agentTexts.closed(closed) : undefined });
        setAsking(null);
        refresh();
      },
      onError: (error, input) => {
        if (!input.isDisabled) showToast({ tone: "danger", title: failureOf(error).message });
      },
    }),
  );
  const leave = (isOpen: boolean) => {
    if (isOpen) return;
    setAsking(null);
    revocation.reset();
    switching.reset();
  };
  return (
    <>
      {isDisabled ? (
        <Button
          isBusy={switching.isPending}
          onClick={() => switching.mutate({ spaceId, principalId: id, isDisabled: false })}
        >
          <ShieldCheck aria-hidden="true" className="size-4" />
          {agentTexts.enable}
        </Button>
      ) : (
        <Button onClick={() => setAsking("disable")}>
          <ShieldBan aria-hidden="true" className="size-4" />
          {agentTexts.disable}
        </Button>
      )}
      <Button variant="danger" onClick={() => setAsking("revoke")}>
        <Unplug aria-hidden="true" className="size-4" />
        {agentTexts.revokeNow}
      </Button>
      <ConfirmDialog
        isOpen={asking === "revoke"}
        onOpenChange={leave}
        title={agentTexts.revokeTitle(id)}
        description={agentTexts.revokeText(detail.credentials)}
        confirmLabel={agentTexts.revokeConfirm}
        isBusy={revocation.isPending}
        problem={revocation.error ? failureOf(revocation.error).message : undefined}
        onConfirm={() => revocation.mutate({ spaceId, principalId: id })}
      />
      <ConfirmDialog
        isOpen={asking === "disable"}
        onOpenChange={leave}
        title={agentTexts.disableTitle(id)}
        description={agentTexts.disableText}
        confirmLabel={agentTexts.disableConfirm}
        isBusy={switching.isPending}
        problem={switching.error ? failureOf(switching.error).message : undefined}
        onConfirm={() => switching.mutate({ spaceId, principalId: id, isDisabled: true })}
      >
        <EffectPreview
          spaceId={spaceId}
          change={asking === "disable" ? { kind: "disable", principal: id } : undefined}
        />
      </ConfirmDialog>
    </>
  );
}
