/** A file that a message names, as it was found to be when it was uploaded. */
export interface Attachment {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  /** In pixels, of an image that was decoded: it has a thumbnail and is shown in place. */
  width?: number;
  height?: number;
}

/** A file as its sender sees it before the message is stored: what the upload answered, as far as the draft repeats it. */
export function attachmentOfDraft(file: Partial<Attachment> & Pick<Attachment, "id">): Attachment {
  return { ...file, name: file.name ?? file.id, mediaType: file.mediaType ?? "", bytes: file.bytes ?? 0 };
}
