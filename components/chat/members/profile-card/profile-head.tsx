import { Bot, User } from "lucide-react";
import { exactTime, useNow } from "@/components/chat/message/time";
import { Avatar, Badge } from "@/components/ui";
import type { RouterOutputs } from "@/server/api";
import { PresenceDot } from "../presence-dot";
import { agoText } from "./since";
import { profileTexts } from "./texts";

type Presence = RouterOutputs["members"]["profile"]["presence"];

interface ProfileHeadProps {
  id: string;
  name: string;
  kind: "agent" | "person";
  presence: Presence | undefined;
}

/** Their picture, name and id, and whether they are there. */
export function ProfileHead({ id, name, kind, presence }: ProfileHeadProps) {
  return (
    <div className="flex items-start gap-3 px-4 pt-4 pb-3">
      <Avatar id={id} name={name} kind={kind} size="lg" />
      <div className="min-w-0 grow">
        <p className="flex items-center gap-1.5">
          <bdi className="min-w-0 font-semibold text-ink [overflow-wrap:anywhere]">{name}</bdi>
          <Badge className="ml-auto">
            {kind === "agent" ? (
              <Bot className="size-3" aria-hidden="true" />
            ) : (
              <User className="size-3" aria-hidden="true" />
            )}
            {kind === "agent" ? profileTexts.agent : profileTexts.person}
          </Badge>
        </p>
        <p className="font-mono text-muted text-xs [overflow-wrap:anywhere]">{id}</p>
        {presence ? <PresenceLine presence={presence} /> : null}
      </div>
    </div>
  );
}

function PresenceLine({ presence: { status, since } }: { presence: Presence }) {
  const now = useNow();
  const moment = since && agoText(since, now);
  const more =
    status === "offline"
      ? moment
        ? profileTexts.lastSeen(moment)
        : profileTexts.neverSeen
      : moment && profileTexts.since(moment);
  return (
    <p className="mt-1 flex items-center gap-1.5 text-xs">
      <PresenceDot status={status} />
      <span className={status === "error" ? "text-danger" : "text-ink"}>{profileTexts.statuses[status]}</span>
      {more ? (
        <time dateTime={since ?? undefined} title={since ? exactTime(since) : undefined} className="text-muted">
          {more}
        </time>
      ) : null}
    </p>
  );
}
