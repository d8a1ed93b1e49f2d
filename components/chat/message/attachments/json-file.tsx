"use client";

import { useQuery } from "@tanstack/react-query";
import { Spinner } from "@/components/ui";
import { StructuredData } from "../structured-data";
import { readJson } from "./ask-for-file";
import { attachmentTexts } from "./texts";

const linesMax = 18;

/** A JSON file to read and to open part by part. A default export, because it is loaded lazily. */
export default function JsonFile({ id, address }: { id: string; address: string }) {
  const file = useQuery({
    queryKey: ["attachment", address],
    queryFn: () => readJson(address),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (file.error) {
    return (
      <p role="alert" className="px-1 pt-1 text-danger text-xs">
        {file.error.message}
      </p>
    );
  }
  if (file.isPending) {
    return (
      <p className="flex items-center gap-2 px-1 pt-1 text-faint text-xs">
        <Spinner className="size-3" />
        {attachmentTexts.readingTree}
      </p>
    );
  }
  return (
    <div className="mt-1">
      <StructuredData id={`${id}:file`} value={file.data} linesMax={linesMax} />
    </div>
  );
}
