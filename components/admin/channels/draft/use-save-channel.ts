"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { channelFieldNames, type Problems, problemsOf } from "@/components/shell/resource";
import { showToast } from "@/components/ui";
import { draftTexts } from "../texts";
import type { ChannelDraft } from "./use-channel-draft";

interface SaveOptions {
  spaceId: string;
  name: string;
  draft: ChannelDraft;
  /** A field of the form was refused: it wants to be seen. */
  onFieldProblem: () => void;
}

export interface Saving {
  save: (onSaved: () => void) => void;
  isBusy: boolean;
  problems: Problems;
  /** It was refused because somebody else changed the same. */
  isStale: boolean;
  forget: () => void;
}

const staleReasons = new Set(["stale_revision", "changed_meanwhile"]);

/** Saves a draft in one act; when somebody else was faster nothing is saved, and what they did is read. */
export function useSaveChannel({ spaceId, name, draft, onFieldProblem }: SaveOptions): Saving {
  const api = useApi();
  const queries = useQueryClient();
  const resourceKey = api.channels.resource.queryKey({ spaceId, name });
  const readRoles = () => queries.invalidateQueries(api.channelAuth.list.queryFilter({ spaceId, channel: name }));
  const mutation = useMutation(
    api.channelAuth.save.mutationOptions({
      onSuccess: async ({ closed, detail }) => {
        if (detail) queries.setQueryData(resourceKey, detail);
        await readRoles();
        draft.discard();
        const description = detail ? draftTexts.savedText : closed > 0 ? draftTexts.savedClosed(closed) : undefined;
        showToast({ title: draftTexts.saved, description, tone: "success" });
      },
      onError: async (error) => {
        if (staleReasons.has(failureOf(error).reason)) {
          await Promise.all([readRoles(), queries.invalidateQueries({ queryKey: resourceKey })]);
        } else if (Object.keys(problemsOf(error, channelFieldNames).fields).length > 0) onFieldProblem();
      },
    }),
  );
  const { form, fields, generation, roleChanges, atRevision } = draft;
  const isStale = mutation.error !== null && staleReasons.has(failureOf(mutation.error).reason);

  function save(onSaved: () => void) {
    const resource = fields.length > 0 && form && generation !== undefined ? { ...form, generation } : undefined;
    mutation.mutate({ spaceId, channel: name, changes: roleChanges, atRevision, resource }, { onSuccess: onSaved });
  }

  return {
    save,
    isBusy: mutation.isPending,
    problems: isStale ? { fields: {} } : problemsOf(mutation.error, channelFieldNames),
    isStale,
    forget: mutation.reset,
  };
}
