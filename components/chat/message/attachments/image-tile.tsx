"use client";

import { ImageOff } from "lucide-react";
import { useState } from "react";
import type { Attachment } from "@/sdk/protocol";
import { useFileAddress } from "./address";
import type { ShownSize } from "./shown-size";
import { attachmentTexts } from "./texts";

/** What it takes to say that it is gone. */
const wordsWidth = 220;

interface ImageTileProps {
  attachment: Attachment;
  size: ShownSize;
  onOpen: () => void;
}

/** An image's small picture, in the room it will take; opens the image. Where it cannot be read, its name and that it is gone. */
export function ImageTile({ attachment, size, onOpen }: ImageTileProps) {
  const { id, name, width = 0, height = 0 } = attachment;
  const [isGone, setGone] = useState(false);
  const address = useFileAddress()(id);
  const room = { width: size.width, aspectRatio: `${size.width} / ${size.height}` };
  if (isGone) {
    return (
      <div
        style={size.width < wordsWidth ? { width: wordsWidth, minHeight: size.height } : room}
        className="flex max-w-full flex-col items-center justify-center gap-1 rounded-md border border-line border-dashed bg-raised p-2 text-center text-faint text-xs"
      >
        <ImageOff className="size-4" aria-hidden="true" />
        <bdi className="max-w-full truncate text-muted">{name}</bdi>
        {attachmentTexts.gone}
      </div>
    );
  }
  return (
    <button
      type="button"
      aria-label={attachmentTexts.open(name)}
      aria-haspopup="dialog"
      onClick={onOpen}
      style={room}
      className="block max-w-full cursor-zoom-in overflow-hidden rounded-md border border-line bg-hover"
    >
      {/* biome-ignore lint/performance/noImgElement: it comes in the size it is shown in, and asks each time whether it may */}
      <img
        src={address.thumbnail}
        alt={attachmentTexts.image(name, width, height)}
        width={size.width}
        height={size.height}
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setGone(true)}
        className="size-full object-contain"
      />
    </button>
  );
}
