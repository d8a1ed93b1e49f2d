"use client";

import { Ellipsis } from "lucide-react";
import { type ComponentProps, lazy, Suspense, useState } from "react";
import { IconButton } from "@/components/ui";
import type { ChannelItem } from "@/server/api";
import { shellTexts } from "../texts";
import { useChannelActs } from "./use-channel-acts";

// Fetched when it is opened for the first time.
const ChannelActsMenu = lazy(() => import("./channel-acts-menu"));

/** A button for each act; one for all of them on phones, whose bar has no room for more. */
export function ChannelActs({ channel }: { channel: ChannelItem }) {
  const acts = useChannelActs(channel);
  const [wasOpened, setOpened] = useState(false);
  const button = <MoreButton onClick={() => setOpened(true)} />;
  return (
    <>
      {acts.map(({ label, Icon, run }) => (
        <IconButton key={label} label={label} onClick={run} className="max-md:hidden">
          <Icon className="size-4" aria-hidden="true" />
        </IconButton>
      ))}
      {wasOpened ? (
        <Suspense fallback={button}>
          <ChannelActsMenu acts={acts} trigger={<MoreButton />} />
        </Suspense>
      ) : (
        button
      )}
    </>
  );
}

function MoreButton(props: Omit<ComponentProps<"button">, "aria-label" | "children" | "className">) {
  return (
    <IconButton label={shellTexts.channelMenu} aria-haspopup="menu" className="md:hidden" {...props}>
      <Ellipsis className="size-4" aria-hidden="true" />
    </IconButton>
  );
}
