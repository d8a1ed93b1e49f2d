import { Ban, CirclePause } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { profileTexts } from "./texts";

type Member = RouterOutputs["members"]["profile"];

/** How somebody stands to a channel; to moderators also how often they are connected. */
export function ProfileFacts({ member, channel }: { member: Member; channel: string }) {
  const { role, groups, isMember, isPaused, isDisabled, connections } = member;
  const standing = isMember ? (role ? profileTexts.roles[role] : profileTexts.reader) : profileTexts.noMember;
  return (
    <div className="max-h-60 overflow-y-auto border-line border-t px-4 py-3 text-[13px]">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        <Fact term={profileTexts.roleIn(channel)}>{standing}</Fact>
        {groups.length > 0 ? (
          <Fact term={profileTexts.through}>
            <span className="flex flex-wrap gap-1">
              {groups.map((group) => (
                <Badge key={group} className="h-auto min-h-5 whitespace-normal text-left [overflow-wrap:anywhere]">
                  <bdi>{group}</bdi>
                </Badge>
              ))}
            </span>
          </Fact>
        ) : null}
        {connections === null ? null : <Fact term={profileTexts.connections}>{connections.toLocaleString()}</Fact>}
      </dl>
      {isPaused ? (
        <Note icon={<CirclePause className="size-3.5 text-warning" aria-hidden="true" />}>{profileTexts.paused}</Note>
      ) : null}
      {isDisabled ? (
        <Note icon={<Ban className="size-3.5 text-danger" aria-hidden="true" />}>{profileTexts.disabled}</Note>
      ) : null}
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="max-w-36 text-muted [overflow-wrap:anywhere]">{term}</dt>
      <dd className="min-w-0 text-ink">{children}</dd>
    </>
  );
}

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="mt-2 flex items-center gap-1.5 text-muted">
      {icon}
      {children}
    </p>
  );
}
