import type { Block } from "./rights";

/** The block of that principal itself with that effect; one of a group is lifted from the group. */
export function blockOf(blocks: readonly Block[], principal: string, effect: Block["effect"]): Block | undefined {
  return blocks.find(
    ({ holder, effect: has }) => has === effect && "principal" in holder && holder.principal === principal,
  );
}

/** Who is blocked, as the screen names them. */
export function nameOfHolder(holder: Block["holder"]): string {
  return "group" in holder ? holder.group : holder.principal;
}

interface Ranked {
  id: string;
  role?: "owner" | "moderator" | "member" | null;
}

/** Whether it is worth offering a block of that principal; the server decides. Owners are above blocks, moderators above each other. */
export function mayBlock(reader: { principal: string; isOwner: boolean }, { id, role }: Ranked): boolean {
  if (id === reader.principal || role === "owner") return false;
  return reader.isOwner || role !== "moderator";
}
