import type { MemberItem } from "@/server/api";
import type { Block } from "../moderation/rights";
import { chatTexts } from "../texts";
import type { Members } from "./use-members";

export type MemberListRow =
  | { kind: "heading"; key: string; text: string; count: string }
  | { kind: "member"; key: string; member: MemberItem }
  | { kind: "blocked"; key: string; block: Block };

/**
 * The rows of the list: who is online, by the group through which they belong to the channel, then those who are not, then those
 * who are kept out. Where not everybody who is online was read, they stand together: in groups they would jump about as more come.
 */
export function memberRows(
  { online, offline, hasMore, isOnlineWhole }: Pick<Members, "online" | "offline" | "hasMore" | "isOnlineWhole">,
  blocks: readonly Block[] = [],
): MemberListRow[] {
  const kept = blocks.filter(({ effect }) => effect === "access");
  return [
    ...(isOnlineWhole ? onlineByGroup(online) : section(chatTexts.online, online, true)),
    ...section(chatTexts.offlineMembers, offline, hasMore),
    ...blockedRows(kept),
  ];
}

const roleRank = { owner: 0, moderator: 1, member: 2 } as const;
const rankMax = 3;

function onlineByGroup(online: readonly MemberItem[]): MemberListRow[] {
  const groups = new Map<string, { rank: number; members: MemberItem[] }>();
  for (const member of online) {
    const name = member.groups[0] ?? "";
    const rank = member.role === null ? rankMax : roleRank[member.role];
    const group = groups.get(name);
    if (group) {
      group.members.push(member);
      group.rank = Math.min(group.rank, rank);
    } else groups.set(name, { rank, members: [member] });
  }
  const sorted = [...groups].sort(
    // Who belongs through no group comes last, unless nobody else is there.
    ([one, a], [other, b]) => Number(one === "") - Number(other === "") || a.rank - b.rank || one.localeCompare(other),
  );
  return sorted.flatMap(([name, { members }]) => {
    const text = name === "" ? (groups.size === 1 ? chatTexts.online : chatTexts.withoutGroup) : name;
    return section(text, members, false);
  });
}

function section(text: string, members: readonly MemberItem[], isPartial: boolean): MemberListRow[] {
  if (members.length === 0) return [];
  const count = `${members.length.toLocaleString()}${isPartial ? "+" : ""}`;
  return [
    { kind: "heading", key: `heading:${text}`, text, count },
    ...members.map((member): MemberListRow => ({ kind: "member", key: member.id, member })),
  ];
}

/** Those who are kept out are no members while it lasts; only moderators see them. */
function blockedRows(blocks: readonly Block[]): MemberListRow[] {
  if (blocks.length === 0) return [];
  const text = chatTexts.blockedMembers;
  return [
    { kind: "heading", key: `heading:${text}`, text, count: blocks.length.toLocaleString() },
    ...blocks.map((block): MemberListRow => ({ kind: "blocked", key: block.id, block })),
  ];
}
