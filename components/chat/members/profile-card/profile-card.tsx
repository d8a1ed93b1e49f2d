"use client";

import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { failureOf, useApi } from "@/components/api";
import { Button, Skeleton } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { useSpaceSession } from "../../session/space-session";
import { useProfile } from "../directory";
import { ProfileActs } from "./profile-acts";
import { ProfileFacts } from "./profile-facts";
import { ProfileHead } from "./profile-head";
import { profileTexts } from "./texts";

interface ProfileCardProps {
  id: string;
  beside: HTMLElement;
  place: Place;
  onClose: () => void;
}

/** Who somebody is, how they stand to this channel, and what can be done. A default export, because it is loaded lazily. */
export default function ProfileCard({ id, beside, place, onClose }: ProfileCardProps) {
  const { spaceId } = useSpaceSession();
  const { channel, thread } = place;
  const known = useProfile(id);
  const { data, error, refetch } = useQuery(useApi().members.profile.queryOptions({ spaceId, channel, thread, id }));
  const name = data?.displayName || known.name;
  return (
    <Popover.Root open onOpenChange={(isOpen) => isOpen || onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={beside}
          side="right"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Popover.Popup
            aria-label={profileTexts.label(name)}
            finalFocus={{ current: beside }}
            className="w-72 max-w-[calc(100vw-16px)] origin-(--transform-origin) overflow-hidden rounded-lg border border-line bg-raised text-ink shadow-float outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-97 data-starting-style:scale-97 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <ProfileHead id={id} name={name} kind={data?.kind ?? known.kind ?? "person"} presence={data?.presence} />
            {data ? (
              <ProfileFacts member={data} channel={channel} />
            ) : error ? (
              <div className="flex flex-col items-start gap-2 border-line border-t px-4 py-3 text-muted">
                <p>{failureOf(error).code === "NOT_FOUND" ? profileTexts.gone : profileTexts.failed}</p>
                {failureOf(error).mayPass ? (
                  <Button size="sm" onClick={() => void refetch()}>
                    Try again
                  </Button>
                ) : null}
              </div>
            ) : (
              <div
                aria-busy="true"
                role="status"
                aria-label={profileTexts.loading}
                className="flex flex-col gap-2 border-line border-t px-4 py-3"
              >
                <Skeleton className="h-4 w-40" />
                <Skeleton className="h-4 w-24" />
              </div>
            )}
            <ProfileActs id={id} name={name} kind={data?.kind} channel={channel} onDone={onClose} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
