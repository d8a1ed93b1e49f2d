"use client";

import { createContext, useContext } from "react";
import type { TimelineStore } from "./timeline/store";

/** The conversation that is on screen: one place's. */
export interface Conversation {
  store: TimelineStore;
  /** The reader's own id in the space. */
  principal: string;
  canPost: boolean;
}

export const ConversationContext = createContext<Conversation | undefined>(undefined);

/** The conversation around this component; absent for messages that are shown on their own. */
export function useConversation(): Conversation | undefined {
  return useContext(ConversationContext);
}
