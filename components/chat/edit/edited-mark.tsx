"use client";

import Link from "next/link";
import { permalinkOf } from "../permalink";
import { useSpaceSession } from "../session/space-session";
import type { TimelineRow } from "../timeline/rows";
import { editTexts } from "./texts";

/** Says of a new version that it is one, and leads to where the old one stood. */
export function EditedMark({ row: { envelope, place } }: { row: TimelineRow }) {
  const { spaceId } = useSpaceSession();
  if (envelope.replaces === undefined) return null;
  if (!place) return <span className="text-faint text-xs">{editTexts.edited}</span>;
  return (
    <Link
      href={permalinkOf(spaceId, place, envelope.replaces)}
      title={editTexts.editedTitle}
      data-edited=""
      className="rounded-sm text-faint text-xs hover:text-muted hover:underline"
    >
      {editTexts.edited}
    </Link>
  );
}
