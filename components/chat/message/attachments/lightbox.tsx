"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { IconButton, Spinner, Tooltip } from "@/components/ui";
import type { Attachment } from "@/sdk/protocol";
import { useFileAddress } from "./address";
import { attachmentTexts } from "./texts";

interface LightboxProps {
  /** Of one message, in their order. */
  images: readonly Attachment[];
  /** The id of the one that is shown. */
  shown: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** An image as large as the screen allows; arrows go to the others of its message. A default export, because it is loaded lazily. */
export default function Lightbox({ images, shown, onShow, onClose }: LightboxProps) {
  const index = Math.max(
    0,
    images.findIndex(({ id }) => id === shown),
  );
  const image = images[index];
  const address = useFileAddress();
  if (!image) return null;
  const step = (by: number) => {
    const next = images[index + by];
    if (next) onShow(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    step(by);
  };
  const { id, name, bytes, width = 0, height = 0 } = image;
  return (
    <Base.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/92 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          onKeyDown={onKeyDown}
          className="dark fixed inset-0 z-50 flex flex-col text-ink outline-none transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <header className="flex h-14 shrink-0 items-center gap-2 px-4">
            <div className="min-w-0 grow">
              <Base.Title className="truncate font-medium">
                <bdi>{name}</bdi>
              </Base.Title>
              <Base.Description className="truncate text-muted text-xs">
                {attachmentTexts.size(width, height, bytes)}
                {images.length > 1 ? ` · ${attachmentTexts.position(index + 1, images.length)}` : null}
              </Base.Description>
            </div>
            <Tooltip label={attachmentTexts.downloadShort} side="bottom">
              <a
                href={address(id).file}
                download={name}
                aria-label={attachmentTexts.download(name)}
                className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
              >
                <Download className="size-4" aria-hidden="true" />
              </a>
            </Tooltip>
            <Base.Close
              render={
                <IconButton label={attachmentTexts.close} tooltipSide="bottom">
                  <X className="size-4" />
                </IconButton>
              }
            />
          </header>
          <div className="flex min-h-0 grow items-center justify-center gap-2 px-2 pb-4">
            {images.length > 1 ? (
              <IconButton
                label={attachmentTexts.previous}
                size="lg"
                disabled={index === 0}
                onClick={() => step(-1)}
                className={`${overImage} max-md:left-3`}
              >
                <ChevronLeft className="size-5" aria-hidden="true" />
              </IconButton>
            ) : null}
            <Picture key={id} image={image} address={address(id).file} onClose={onClose} />
            {images.length > 1 ? (
              <IconButton
                label={attachmentTexts.next}
                size="lg"
                disabled={index === images.length - 1}
                onClick={() => step(1)}
                className={`${overImage} max-md:right-3`}
              >
                <ChevronRight className="size-5" aria-hidden="true" />
              </IconButton>
            ) : null}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** On a phone they lie on the image, within reach of a thumb. */
const overImage = "max-md:absolute max-md:bottom-4 max-md:z-10 max-md:bg-black/70";

interface PictureProps {
  image: Attachment;
  address: string;
  onClose: () => void;
}

function Picture({ image: { name, width = 0, height = 0 }, address, onClose }: PictureProps) {
  const [state, setState] = useState<"loading" | "shown" | "gone">("loading");
  if (state === "gone") {
    return (
      <p role="alert" className="grow text-center text-muted">
        {attachmentTexts.gone}
      </p>
    );
  }
  return (
    // A click beside the image closes, as everywhere; the keyboard has Escape and the button.
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: see above
    <div
      className="relative flex h-full min-w-0 grow items-center justify-center"
      onClick={(event) => (event.target === event.currentTarget ? onClose() : undefined)}
    >
      {state === "loading" ? <Spinner className="absolute size-6 text-muted" /> : null}
      {/* biome-ignore lint/performance/noImgElement: the file as it is */}
      <img
        src={address}
        alt={attachmentTexts.image(name, width, height)}
        width={width}
        height={height}
        onLoad={() => setState("shown")}
        onError={() => setState("gone")}
        className="h-auto max-h-full w-auto max-w-full rounded-sm object-contain"
      />
    </div>
  );
}
