import {
  File,
  FileArchive,
  FileBraces,
  FileCode,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileText,
  FileVideoCamera,
  type LucideIcon,
} from "lucide-react";

const kinds: readonly [RegExp, LucideIcon][] = [
  [/^image\//, FileImage],
  [/^audio\//, FileMusic],
  [/^video\//, FileVideoCamera],
  [/json/, FileBraces],
  [/^text\/html|xml|javascript|wasm/, FileCode],
  [/^text\/|pdf|rtf|opendocument\.text|wordprocessing|msword/, FileText],
  [/spreadsheet|excel|parquet|sqlite/, FileSpreadsheet],
  [/zip|gzip|x-tar|7z|rar|bzip|x-xz|zstd|compress|archive/, FileArchive],
];

/** A picture of a kind of file. */
export function FileIcon({ mediaType, className }: { mediaType: string; className?: string }) {
  const Icon = kinds.find(([pattern]) => pattern.test(mediaType))?.[1] ?? File;
  return <Icon className={className} aria-hidden="true" />;
}
