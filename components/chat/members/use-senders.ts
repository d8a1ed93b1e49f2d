import { useMemo, useState } from "react";
import { useApiClient } from "@/components/api";
import type { Place } from "@/sdk/protocol";
import { useSpaceSession } from "../session/space-session";
import type { Profile } from "./profile";
import { SenderLookup } from "./sender-lookup";

/** Looks up principals that send to a place without being among its members, many at once and each but once. */
export function useSenders({ channel, thread }: Place): {
  senders: ReadonlyMap<string, Profile>;
  lookUp: (id: string) => void;
} {
  const { spaceId } = useSpaceSession();
  const client = useApiClient();
  const [senders, setSenders] = useState<ReadonlyMap<string, Profile>>(new Map());
  const lookup = useMemo(() => {
    const read = (ids: string[]) => client.members.profiles.query({ spaceId, channel, thread, ids });
    return new SenderLookup(read, (found) => {
      const profiles = found.map(({ id, displayName, kind }): Profile => ({ id, name: displayName || id, kind }));
      setSenders((before) => new Map([...before, ...profiles.map((each): [string, Profile] => [each.id, each])]));
    });
  }, [client, spaceId, channel, thread]);
  return { senders, lookUp: lookup.ask };
}
