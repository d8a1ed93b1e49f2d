"use client";

import { UsersRound } from "lucide-react";
import { EmptyState, Field } from "@/components/ui";
import { AdminPart } from "../../frame/admin-part";
import type { ChannelDraft } from "../draft/use-channel-draft";
import { roleTexts } from "../texts";
import { HolderPicker } from "./holder-picker";
import type { Holder } from "./role-rows";
import { RolesMatrix } from "./roles-matrix";

interface RolesPartProps {
  spaceId: string;
  name: string;
  draft: ChannelDraft;
  /** Without one, groups cannot be named in it. */
  hasResource: boolean;
}

/** Who holds which role on the channel, and who is to: everything stays a draft until it is saved. */
export function RolesPart({ spaceId, name, draft, hasResource }: RolesPartProps) {
  const { rows, setRole, setNamed } = draft;

  // A group joins through the resource, where everybody who reads the YAML sees it; a single principal by a role of its own.
  function add(holder: Holder) {
    if ("group" in holder && hasResource) setNamed(holder.group, true);
    else setRole(holder, "member");
  }

  return (
    <AdminPart title={roleTexts.title} description={roleTexts.lead}>
      <Field id="role-holder" label={roleTexts.add} className="max-w-md">
        <HolderPicker
          id="role-holder"
          label={roleTexts.add}
          placeholder={roleTexts.addPlaceholder}
          spaceId={spaceId}
          channel={name}
          taken={new Set(rows.map(({ key }) => key))}
          onPick={add}
        />
      </Field>
      <RolesMatrix
        rows={rows}
        hasResource={hasResource}
        onRole={setRole}
        onNamed={setNamed}
        empty={<EmptyState icon={<UsersRound />} title={roleTexts.emptyTitle} description={roleTexts.emptyText} />}
      />
    </AdminPart>
  );
}
