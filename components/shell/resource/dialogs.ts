"use client";

import { createContext, use } from "react";

export type DialogRequest =
  | { kind: "create-channel"; name?: string }
  | { kind: "channel"; name: string; tab?: "status" | "settings" | "yaml"; isNew?: boolean }
  | { kind: "create-thread"; channel: string; topic?: string }
  | { kind: "thread"; channel: string; name: string; isNew?: boolean }
  | { kind: "threads"; channel: string };

export interface Dialogs {
  open: (request: DialogRequest) => void;
  close: () => void;
}

export const DialogsContext = createContext<Dialogs | null>(null);

/** Opens the space's dialogs from anywhere inside of it. */
export function useDialogs(): Dialogs {
  const dialogs = use(DialogsContext);
  if (!dialogs) throw new Error("useDialogs is used outside of a DialogsProvider");
  return dialogs;
}
