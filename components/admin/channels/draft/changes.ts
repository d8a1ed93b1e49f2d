import type { ChannelSpecView } from "@/server/api";
import type { PolicyChange } from "../../preview/use-effect-preview";
import { isRowChanged, nameOfHolder, type RoleRow } from "../roles/role-rows";
import { draftTexts, roleTexts } from "../texts";
import type { SpecField } from "./rebase";
import type { ChannelDraft } from "./use-channel-draft";

/** What a draft changes, in words, one line each; `stored` is what the form was before. */
export function changeLines(
  { form, fields, rows }: Pick<ChannelDraft, "form" | "fields" | "rows">,
  stored: ChannelSpecView | undefined,
): string[] {
  const ofForm = stored && form ? fields.flatMap((field) => linesOfField(field, stored, form)) : [];
  return [...ofForm, ...rows.filter(isRowChanged).flatMap(linesOfRow)];
}

function linesOfField(field: SpecField, before: ChannelSpecView, after: ChannelSpecView): string[] {
  switch (field) {
    // Told group by group.
    case "authorizedGroups":
      return [];
    case "visibility":
    case "retentionPolicy":
      return [draftTexts.fromTo(draftTexts.fields[field], before[field], after[field])];
    case "enablePersistence":
      return [after.enablePersistence ? draftTexts.kept : draftTexts.keptNoMore];
    default:
      return [draftTexts.changed(draftTexts.fields[field])];
  }
}

function linesOfRow({ holder, role, storedRole, isNamed, wasNamed }: RoleRow): string[] {
  const name = nameOfHolder(holder);
  const word = (held: RoleRow["role"]) => (held ? roleTexts.columns[held].toLowerCase() : draftTexts.none);
  return [
    ...(role === storedRole ? [] : [draftTexts.fromTo(name, word(storedRole), word(role))]),
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

/** What of a draft decides who reaches the channel; its effect is to be seen before it is saved. */
export function policyChangeOf(
  channel: string,
  { form, fields, roleChanges: changes }: Pick<ChannelDraft, "form" | "fields" | "roleChanges">,
): PolicyChange | undefined {
  const isAboutReaders = fields.includes("authorizedGroups") || fields.includes("visibility");
  if (!form || !isAboutReaders) return changes.length > 0 ? { kind: "auth", channel, changes } : undefined;
  const { authorizedGroups: groups, visibility } = form;
  if (changes.length === 0) return { kind: "resource-groups", channel, groups, visibility };
  return { kind: "channel", channel, changes, groups, visibility };
}
