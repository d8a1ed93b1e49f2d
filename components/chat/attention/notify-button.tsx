"use client";

import { BellRing } from "lucide-react";
import { Button } from "@/components/ui";
import { useNotifications } from "./notifications";
import { forMeTexts } from "./texts";

/** Switches the browser's notifications on and off; asks for the permission when it is pressed and not before. */
export function NotifyButton() {
  const { state, turn } = useNotifications();
  if (state === "unsupported") return null;
  const isDenied = state === "denied";
  const label = isDenied ? forMeTexts.notifyDenied : state === "on" ? forMeTexts.notifyOff : forMeTexts.notify;
  return (
    <Button
      size="sm"
      variant="ghost"
      disabled={isDenied}
      title={isDenied ? label : undefined}
      aria-pressed={state === "on"}
      onClick={() => void turn(state !== "on")}
    >
      <BellRing className="size-4" aria-hidden="true" />
      <span className="max-md:sr-only">{isDenied ? forMeTexts.notify : label}</span>
    </Button>
  );
}
