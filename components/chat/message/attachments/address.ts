"use client";

import { createContext, useContext } from "react";
import { useSpaceSession } from "../../session/space-session";

/** `original`: files of a redacted message, for those who manage the channel; each reading is recorded. */
export const FileVersion = createContext<"shown" | "original">("shown");

export interface FileAddress {
  /** The file itself. */
  file: string;
  /** Its small picture, of an image. */
  thumbnail: string;
}

/** Where a file of this space is read. */
export function useFileAddress(): (id: string) => FileAddress {
  const { spaceId } = useSpaceSession();
  const isOriginal = useContext(FileVersion) === "original";
  return (id) => {
    const base = `/api/attachments/${encodeURIComponent(spaceId)}/${encodeURIComponent(id)}`;
    return isOriginal
      ? { file: `${base}?original`, thumbnail: `${base}?thumbnail&original` }
      : { file: base, thumbnail: `${base}?thumbnail` };
  };
}
