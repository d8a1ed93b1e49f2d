import type { Envelope } from "@/sdk/protocol";
import { chatTexts } from "../texts";
import type { TimelineRow } from "../timeline/rows";
import { MessageAttachments } from "./attachments/message-attachments";
import { BodyBoundary } from "./body-boundary";
import { bodyOf } from "./body-kind";
import { clampText } from "./clamp";
import { ErrorCard } from "./errors/error-card";
import { MentionsProvider } from "./mentions/mention-mark";
import { StreamBody } from "./stream/stream-body";
import { StructuredBody } from "./structured-body";
import { TaskCard } from "./tasks/task-card";
import { TextBody } from "./text-body";
import { ThoughtBody } from "./thought-body";
import { CallCard } from "./tools/call-card";
import { ResultCard } from "./tools/result-card";
import "./message.css";

interface MessageBodyProps {
  envelope: Envelope;
  /** The message among those around it, which may belong to it; absent where it is shown by itself. */
  row?: TimelineRow;
}

/** What a message says, drawn by its type; nothing it holds is left out, and nothing it points to is fetched. */
export function MessageBody({ envelope, row }: MessageBodyProps) {
  return (
    <>
      <MentionsProvider value={envelope.mentions}>
        <BodyBoundary key={envelope.id} envelope={envelope}>
          <Content envelope={envelope} row={row} />
        </BodyBoundary>
      </MentionsProvider>
      <MessageAttachments attachments={envelope.attachments} />
    </>
  );
}

function Content({ envelope, row }: MessageBodyProps) {
  if (row?.stream) return <StreamBody stream={row.stream} />;
  const body = bodyOf(envelope);
  switch (body.kind) {
    case "thought":
      return <ThoughtBody id={envelope.id} text={body.text} />;
    case "toolCalls":
      return <CallCard id={envelope.id} body={body} row={row} />;
    case "toolResults":
      return <ResultCard id={envelope.id} body={body} row={row} />;
    case "task":
      return <TaskCard envelope={envelope} row={row} />;
    case "error":
      return <ErrorCard envelope={envelope} />;
    case "structured":
      return <StructuredBody id={envelope.id} body={body} />;
    case "event":
      return (
        <p className="message-text whitespace-pre-line text-[13px] text-muted">{clampText(body.text.trim()).text}</p>
      );
    case "text":
      return body.text.trim() === "" ? (
        <EmptyText envelope={envelope} />
      ) : (
        <TextBody id={envelope.id} text={body.text} />
      );
  }
}

/** Files say enough by themselves. */
function EmptyText({ envelope }: { envelope: Envelope }) {
  return envelope.attachments?.length ? null : <p className="text-faint italic">{chatTexts.emptyMessage}</p>;
}
