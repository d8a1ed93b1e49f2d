import type { DeliveredMessage } from "@/sdk/protocol";
import { excerptOf } from "../attention/excerpt";
import { useProfile } from "../members/directory";
import { replyTexts } from "./texts";

/** Whose message it is and how it begins, on one line. */
export function Quote({ message }: { message: DeliveredMessage }) {
  const { name } = useProfile(message.envelope.source);
  return (
    <>
      <bdi className="shrink-0 font-medium text-muted">{name}</bdi>{" "}
      <bdi className={`min-w-0 truncate ${message.redaction ? "italic" : ""}`}>
        {message.redaction ? replyTexts.redacted : excerptOf(message).replace(/\s+/g, " ")}
      </bdi>
    </>
  );
}
