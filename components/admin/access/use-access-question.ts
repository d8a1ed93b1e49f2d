"use client";

import { useAddressState } from "../frame/use-address-state";
import { accessTexts } from "./texts";

export type AskedAction = keyof typeof accessTexts.actions;

export interface Asked {
  principal: string;
  channel: string;
  thread: string;
  action: AskedAction;
}

export const askedActions = Object.keys(accessTexts.actions) as AskedAction[];

/** The question that the address asks; empty parts are not asked about. */
export function useAccessQuestion(): [Asked, (change: Partial<Asked>) => void] {
  const [address, setAddress] = useAddressState({ principal: "", channel: "", thread: "", action: "channel.read" });
  const action = askedActions.find((candidate) => candidate === address.action) ?? "channel.read";
  return [{ ...address, action }, setAddress];
}

/** As people write it: `#sensors` or `#sensors/subanalysis`. */
export function nameOfPlace({ channel, thread }: Pick<Asked, "channel" | "thread">): string {
  return thread ? `#${channel}/${thread}` : `#${channel}`;
}
