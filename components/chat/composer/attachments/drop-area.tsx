"use client";

import { type DragEvent, type ReactNode, useState } from "react";
import { filesOf, holdsFiles } from "./files-of";
import { uploadTexts } from "./texts";

interface DropAreaProps {
  /** Absent where nothing can be attached. */
  onFiles: ((files: File[]) => void) | undefined;
  className?: string;
  children: ReactNode;
}

/** Takes files that are dropped anywhere on what it holds, and says so while they are over it. */
export function DropArea({ onFiles, className = "", children }: DropAreaProps) {
  const [isOver, setOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    if (!onFiles || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    if (!isOver) setOver(true);
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (isOver && !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    if (!onFiles || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    setOver(false);
    onFiles(filesOf(event.dataTransfer));
  };
  return (
    // Dropping is for the pointer; the keyboard has the button and the clipboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div className={`relative ${className}`} onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
      {children}
      {isOver ? (
        <div className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-lg border-2 border-accent border-dashed bg-canvas/85 font-medium text-accent">
          {uploadTexts.drop}
        </div>
      ) : null}
    </div>
  );
}
