import type { Attachment } from "@/sdk/protocol";
import { type sendFile as SendFile, sendFile, UploadError } from "./send-file";
import { uploadTexts } from "./texts";
import type { UploadItem, UploadState } from "./upload-item";

/** As many as a message can name. */
const filesMax = 100;
const atATime = 3;
const shown = /^image\/(png|jpeg|gif|webp|avif)$/;

interface UploadStoreOptions {
  spaceId: string;
  /** The stored subject of the place they are for. */
  place: string;
  /** The largest file the server takes; asked once. */
  bytesMax: () => Promise<number>;
  send?: typeof SendFile;
}

/** The files of one place's next message, on their way to the server. They stay while the reader looks elsewhere. */
export class UploadStore {
  readonly #options: UploadStoreOptions;
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<string, AbortController>();
  #items: readonly UploadItem[] = [];
  #bytesMax: Promise<number> | undefined;

  constructor(options: UploadStoreOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getItems = (): readonly UploadItem[] => this.#items;

  /** Begins to upload them, a few at a time. */
  add(files: readonly File[]): void {
    const added = files.map((file, index): UploadItem => {
      const isOver = this.#items.length + index >= filesMax;
      const state: UploadState = isOver
        ? { kind: "failed", reason: uploadTexts.tooMany(filesMax), canRetry: false }
        : { kind: "waiting" };
      const { name, type: mediaType } = file;
      return { key: crypto.randomUUID(), name, mediaType, file, preview: previewOf(file), state };
    });
    this.#change([...this.#items, ...added]);
    this.#next();
  }

  /** Puts back what a message had taken with it. */
  restore(attachments: readonly Attachment[]): void {
    const restored = attachments.map((attachment): UploadItem => {
      const { id: key, name, mediaType } = attachment;
      return { key, name, mediaType, file: undefined, preview: undefined, state: { kind: "ready", attachment } };
    });
    const known = new Set(restored.map(({ key }) => key));
    this.#change([...restored, ...this.#items.filter(({ key }) => !known.has(key))]);
  }

  /** Takes it out of the message; what is on its way is broken off. */
  remove(key: string): void {
    this.#running.get(key)?.abort();
    for (const { preview } of this.#items.filter((item) => item.key === key)) if (preview) URL.revokeObjectURL(preview);
    this.#change(this.#items.filter((item) => item.key !== key));
  }

  retry(key: string): void {
    this.#set(key, { kind: "waiting" });
    this.#next();
  }

  /** Takes out those that a message has taken with it. */
  clear(): void {
    for (const { key, state } of this.#items) if (state.kind === "ready") this.remove(key);
  }

  #next(): void {
    for (const item of this.#items) {
      if (this.#running.size >= atATime) return;
      if (item.state.kind === "waiting" && !this.#running.has(item.key)) void this.#upload(item);
    }
  }

  async #upload({ key, file }: UploadItem): Promise<void> {
    if (!file) return;
    const { spaceId, place, bytesMax, send = sendFile } = this.#options;
    const abort = new AbortController();
    this.#running.set(key, abort);
    this.#set(key, { kind: "sending", share: 0 });
    try {
      if (file.size === 0) throw new UploadError(uploadTexts.empty, false);
      this.#bytesMax ??= bytesMax();
      const max = await this.#bytesMax.catch(() => Number.POSITIVE_INFINITY);
      if (file.size > max) throw new UploadError(uploadTexts.tooLarge(max), false);
      const onProgress = (share: number) => this.#set(key, { kind: "sending", share });
      const attachment = await send({ spaceId, place, file, onProgress, signal: abort.signal });
      this.#set(key, { kind: "ready", attachment });
    } catch (error) {
      const { message: reason, canRetry } =
        error instanceof UploadError ? error : new UploadError(uploadTexts.strange, true);
      this.#set(key, { kind: "failed", reason, canRetry });
    } finally {
      this.#running.delete(key);
      this.#next();
    }
  }

  #set(key: string, state: UploadState): void {
    this.#change(this.#items.map((item) => (item.key === key ? { ...item, state } : item)));
  }

  #change(items: readonly UploadItem[]): void {
    this.#items = items;
    for (const listener of [...this.#listeners]) listener();
  }
}

function previewOf(file: File): string | undefined {
  return shown.test(file.type) ? URL.createObjectURL(file) : undefined;
}
