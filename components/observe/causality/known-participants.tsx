"use client";

import { type ReactNode, useMemo } from "react";
import { KnownProfiles } from "@/components/chat/members/directory";
import type { Exchange } from "./graph";

/** Lets what a message says name the participants of its exchange. */
export function KnownParticipants({
  participants,
  children,
}: {
  participants: Exchange["participants"];
  children: ReactNode;
}) {
  const profiles = useMemo(
    () => new Map(participants.map(({ id, displayName, kind }) => [id, { id, name: displayName || id, kind }])),
    [participants],
  );
  return <KnownProfiles profiles={profiles}>{children}</KnownProfiles>;
}
