import type { Attachment } from "@/sdk/protocol";

const box = { width: 380, height: 280 };
/** Room for a finger, whatever the image is. */
const sideMin = 44;

export interface ShownSize {
  width: number;
  height: number;
}

/** How large an image is shown in a message, in CSS pixels, before any of it has come; `undefined` for what is no image. */
export function shownSizeOf({ width, height }: Pick<Attachment, "width" | "height">): ShownSize | undefined {
  if (!width || !height || !(width > 0) || !(height > 0)) return undefined;
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: sideOf(width * scale, box.width), height: sideOf(height * scale, box.height) };
}

function sideOf(length: number, max: number): number {
  return Math.min(max, Math.max(sideMin, Math.round(length)));
}
