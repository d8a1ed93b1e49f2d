import type { ChannelSpecView } from "@/server/api";
import type { PolicyChange } from "../../preview/use-effect-preview";
import { isRowChanged, nameOfHolder, type RoleRow } from "../roles/role-rows";
import { draftTexts, roleTexts } from "../texts";
import type { ChannelDraft } from "./use-channel-draft";

/** What a draft changes, in words, one line each. */
export function changeLines({ fields, rows }: Pick<ChannelDraft, "fields" | "rows">): string[] {
  const ofForm = fields.filter((field) => field !== "authorizedGroups");
  return [
    ...ofForm.map((field) => draftTexts.field(draftTexts.fields[field])),
    ...rows.filter(isRowChanged).flatMap(linesOfRow),
  ];
}

function linesOfRow({ holder, role, storedRole, isNamed, wasNamed }: RoleRow): string[] {
  const name = nameOfHolder(holder);
  const word = (held: RoleRow["role"]) => (held ? roleTexts.columns[held].toLowerCase() : draftTexts.none);
  return [
    ...(role === storedRole ? [] : [draftTexts.role(name, word(storedRole), word(role))]),
    ...(isNamed === wasNamed ? [] : [isNamed ? draftTexts.named(name) : draftTexts.unnamed(name)]),
  ];
}

/** What cannot be taken back, or opens what was closed. */
export function warningsOf(stored: ChannelSpecView | undefined, form: ChannelSpecView | undefined): string[] {
  if (!stored || !form) return [];
  const { retentionPolicy, visibility, enablePersistence } = form;
  return [
    ...(isShorter(retentionPolicy, stored.retentionPolicy) ? [draftTexts.retentionShorter(retentionPolicy)] : []),
    ...(stored.enablePersistence && !enablePersistence ? [draftTexts.notKept] : []),
    ...(stored.visibility === "private" && visibility === "public" ? [draftTexts.becomesPublic] : []),
  ];
}

const unitsMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function isShorter(policy: string, before: string): boolean {
  return lengthMs(policy) < lengthMs(before);
}

/** Of `7d` and the like; endless for `forever`, and for what is no length because it will be refused anyway. */
function lengthMs(policy: string): number {
  const [, count, unit = ""] = /^([1-9][0-9]*)([smhdw])$/.exec(policy) ?? [];
  return count === undefined ? Number.POSITIVE_INFINITY : Number(count) * (unitsMs[unit] ?? 1);
}

/** The changes whose effect on who reaches the channel is to be shown before they are saved. */
export function policyChangesOf(
  channel: string,
  { form, fields, roleChanges }: Pick<ChannelDraft, "form" | "fields" | "roleChanges">,
): PolicyChange[] {
  const isAboutReaders = fields.includes("authorizedGroups") || fields.includes("visibility");
  return [
    ...(roleChanges.length > 0 ? [{ kind: "auth", channel, changes: roleChanges } as const] : []),
    ...(form && isAboutReaders
      ? [{ kind: "resource-groups", channel, groups: form.authorizedGroups, visibility: form.visibility } as const]
      : []),
  ];
}
