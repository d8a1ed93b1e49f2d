"use client";

import { ChannelFields, ProblemNote, type Problems, ResourceStatus } from "@/components/shell/resource";
import type { ChannelDetail } from "@/server/api";
import { AdminPart } from "../../frame/admin-part";
import type { ChannelDraft } from "../draft/use-channel-draft";
import { settingsTexts } from "../texts";
import { ResourceYaml } from "./resource-yaml";

interface SettingsPartProps {
  spaceId: string;
  detail: ChannelDetail | undefined;
  draft: ChannelDraft;
  /** Of the last attempt to save. */
  problems: Problems;
}

/** The settings as a form, and beside it the resource as it is and will be, with what the operator says of it. */
export function SettingsPart({ spaceId, detail, draft, problems }: SettingsPartProps) {
  if (!detail || !draft.form) return null;
  return (
    <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
      <AdminPart title={settingsTexts.form}>
        <ProblemNote>{problems.general}</ProblemNote>
        <ChannelFields spaceId={spaceId} value={draft.form} onChange={draft.setForm} problems={problems.fields} />
      </AdminPart>
      <div className="flex min-w-0 flex-col gap-8">
        <ResourceYaml stored={detail.yaml} form={draft.fields.length > 0 ? draft.form : undefined} />
        <AdminPart title={settingsTexts.status}>
          <ResourceStatus detail={detail} />
        </AdminPart>
      </div>
    </div>
  );
}
