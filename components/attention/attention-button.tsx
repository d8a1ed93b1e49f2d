"use client";

import { Bell, BellOff, BellRing } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { IconButton } from "@/components/ui";
import type { Place } from "@/sdk/protocol";
import { storedSubject } from "@/sdk/protocol/subjects";
import { attentionTexts } from "./texts";
import { type PlaceAttention, useUnread } from "./use-unread";

// Fetched when it is opened for the first time.
const AttentionMenu = lazy(() => import("./attention-menu"));

type Level = PlaceAttention["level"];
const icons = { default: Bell, following: BellRing, muted: BellOff };

/** What the person hears of a place, and the menu to change it. */
export function AttentionButton({ spaceId, place }: { spaceId: string; place: Place }) {
  const [wasOpened, setOpened] = useState(false);
  const level = useUnread(spaceId).of(storedSubject(place))?.level ?? "default";
  const button = <BellButton level={level} onClick={() => setOpened(true)} />;
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <AttentionMenu spaceId={spaceId} place={place} level={level} trigger={<BellButton level={level} />} />
    </Suspense>
  );
}

function BellButton({ level, ...props }: Omit<ComponentProps<"button">, "aria-label" | "children"> & { level: Level }) {
  const Icon = icons[level];
  return (
    <IconButton label={attentionTexts.attention(level)} aria-haspopup="menu" {...props}>
      <Icon className="size-4" aria-hidden="true" />
    </IconButton>
  );
}
