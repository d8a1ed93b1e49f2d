import { skipToken, useQuery } from "@tanstack/react-query";
import { useCallback, useState, useSyncExternalStore } from "react";
import { useApi } from "@/components/api";
import type { DeliveredMessage } from "@/sdk/protocol";
import { useConversation } from "../conversation";
import { useSpaceSession } from "../session/space-session";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const nothing = () => () => undefined;

/** A message by its id: the one that is on this page, as it is now, else what the server says of it. Null: nowhere to be found. */
export function useQuoted(id: string): DeliveredMessage | null | undefined {
  const { spaceId } = useSpaceSession();
  const store = useConversation()?.store;
  const [sequence] = useState(() => store?.find(id)?.sequence);
  const getHere = useCallback(() => (sequence === undefined ? undefined : store?.at(sequence)), [store, sequence]);
  const here = useSyncExternalStore(store?.subscribe ?? nothing, getHere, getHere);
  const isAsked = !here && uuid.test(id);
  const { data } = useQuery(useApi().messages.quoted.queryOptions(isAsked ? { spaceId, id } : skipToken));
  if (here) return here;
  return isAsked ? data : null;
}
