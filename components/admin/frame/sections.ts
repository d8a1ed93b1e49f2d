import { frameTexts } from "./texts";

export type AdminSection = keyof typeof frameTexts.sections;

export const adminSections = Object.keys(frameTexts.sections) as AdminSection[];

/** Where a section's list is, or one thing of it. */
export function adminPath(spaceId: string, section: AdminSection, item?: string): string {
  const list = `/s/${spaceId}/admin/${section}`;
  return item === undefined ? list : `${list}/${encodeURIComponent(item)}`;
}
