import type { SharpConstructor } from "sharp";
import { createTurns } from "./turns";

export interface MeasuredImage {
  /** As it is shown, turned as its camera says. */
  width: number;
  height: number;
  /** A picture of it in WebP that holds nothing else of what the image held. */
  thumbnail: Uint8Array;
}

/** 64 megapixels, four bytes each, are what one image may take while it is looked at. */
const pixelsMax = 64_000_000;
const thumbnailBox = { width: 800, height: 600 };
const quality = 80;
const secondsMax = 10;
const formats: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpeg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/avif": "heif",
};
const loaders = ["Png", "Jpeg", "Nsgif", "Webp", "Heif"].map((name) => `VipsForeignLoad${name}`);

let loading: Promise<SharpConstructor> | undefined;
const turns = createTurns(1);

/**
 * Decodes an image that its first bytes proved to be of that type; `undefined` when it is none, is of another type, has more
 * pixels than are taken or takes too long. One at a time in each process, and only then is its content read.
 */
export async function measureImage(
  read: () => Promise<Uint8Array>,
  mediaType: string,
): Promise<MeasuredImage | undefined> {
  return turns.take(async () => {
    const sharp = await load();
    const image = sharp(await read(), { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: true, pages: 1 });
    try {
      const { format, autoOrient } = await image.metadata();
      if (format !== formats[mediaType]) return undefined;
      const resized = image.autoOrient().resize({ ...thumbnailBox, fit: "inside", withoutEnlargement: true });
      const thumbnail = await resized.webp({ quality }).timeout({ seconds: secondsMax }).toBuffer();
      return { ...autoOrient, thumbnail };
    } catch {
      // Whatever is wrong with it: it is kept as what it is, a file.
      return undefined;
    }
  });
}

/** Loaded with the first image, and closed to every format but those that are shown: no SVG, no PDF, nothing that names other files. */
async function load(): Promise<SharpConstructor> {
  loading ??= import("sharp").then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: loaders });
    return sharp;
  });
  return loading;
}
