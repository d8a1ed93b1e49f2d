import { chatTexts } from "../texts";
import type { Fit } from "./draft";

/** Says how much room is left once there is little, and by how much a text is too long. */
export function LengthNotice({ fit }: { fit: Fit }) {
  if (fit.kind === "fits") return null;
  return (
    <p role="status" className={`px-1 pt-1 text-xs ${fit.kind === "over" ? "text-danger" : "text-faint"}`}>
      {fit.kind === "over" ? chatTexts.tooLong(fit.overBytes) : chatTexts.nearLimit(fit.leftBytes)}
    </p>
  );
}
