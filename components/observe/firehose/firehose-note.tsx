import { Info } from "lucide-react";
import type { FirehoseNote as Note } from "./entry";
import { firehoseTexts } from "./texts";

/** What happened to the list itself. */
export function FirehoseNote({ note }: { note: Note }) {
  return (
    <p className="flex items-center gap-2 border-warning/40 border-y bg-warning-soft px-3 py-1.5 text-ink text-xs md:px-5">
      <Info aria-hidden="true" className="size-3.5 shrink-0 text-warning" />
      {firehoseTexts.event(note.event)}
    </p>
  );
}
