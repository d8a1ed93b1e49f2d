"use client";

import { useCallback, useSyncExternalStore } from "react";

const wishKey = "parley.notify";
const listeners = new Set<() => void>();

/** `denied`: the browser does not let the page; `unsupported`: it cannot. */
export type NotificationState = "on" | "off" | "denied" | "unsupported";

export function notificationState(): NotificationState {
  if (typeof Notification === "undefined") return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && window.localStorage.getItem(wishKey) === "on" ? "on" : "off";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** Whether this browser notifies, and the switch. The permission is asked for by a press of it, never by itself. */
export function useNotifications(): { state: NotificationState; turn: (isOn: boolean) => Promise<void> } {
  const state = useSyncExternalStore<NotificationState>(subscribe, notificationState, () => "unsupported");
  const turn = useCallback(async (isOn: boolean) => {
    if (isOn && Notification.permission === "default") await Notification.requestPermission();
    window.localStorage.setItem(wishKey, isOn ? "on" : "off");
    for (const listener of listeners) listener();
  }, []);
  return { state, turn };
}

/** Shows a notification when the reader is elsewhere and wants them. */
export function notify(
  title: string,
  { body, tag, onPress }: { body: string; tag: string; onPress: () => void },
): void {
  const isHere = document.visibilityState === "visible" && document.hasFocus();
  if (isHere || notificationState() !== "on") return;
  try {
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
      onPress();
    };
  } catch {
    // Chrome on Android has only those of service workers; the title and the list tell the same.
  }
}
