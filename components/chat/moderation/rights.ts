"use client";

import { createContext, useContext } from "react";
import type { Place } from "@/sdk/protocol";
import type { ChannelItem, RouterOutputs } from "@/server/api";

export type Block = RouterOutputs["blocks"]["list"][number];

/** What is asked for in a dialog before it is done. */
export type ModerationRequest =
  | { kind: "redact"; place: Place; sequence: number; source: string }
  | { kind: "block"; principal: string; effect: Block["effect"] }
  | { kind: "pause-channel" };

/** What the reader may do in the channel on screen. */
export interface ChannelRights {
  channel: ChannelItem;
  /** The reader's own id in the space. */
  principal: string;
  /** In force now, the newest first; empty for those who may not moderate. */
  blocks: readonly Block[];
  open: (request: ModerationRequest) => void;
}

export const RightsContext = createContext<ChannelRights | undefined>(undefined);

/** The reader's rights on the channel around this component; absent outside of one. */
export function useChannelRights(): ChannelRights | undefined {
  return useContext(RightsContext);
}

/** The same, for those who moderate the channel; absent for everybody else. */
export function useModeration(): ChannelRights | undefined {
  const rights = useChannelRights();
  return rights?.channel.canModerate ? rights : undefined;
}
