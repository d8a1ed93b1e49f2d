import { parseStoredSubject } from "@/sdk/protocol";
import { storeAttachment } from "@/server/attachments";
import { AppError } from "@/server/kernel";
import { type ApiContext, createApiContext } from "../context";
import { answerFailure } from "../plain-answers";
import { enterByRequest } from "./requester";

/**
 * Answers `POST /api/attachments/{space}?place=<stored subject>&name=…` with what a draft's `attachments` takes. The body is the
 * file; it is stored as it comes.
 */
export async function handleUpload(request: Request, spaceId: string): Promise<Response> {
  return answerUpload(await createApiContext(), request, spaceId);
}

/** `handleUpload` for whoever the context names. */
export async function answerUpload(context: ApiContext, request: Request, spaceId: string): Promise<Response> {
  const { runtime } = context;
  try {
    const { ctx, principal } = await enterByRequest(context, request, spaceId);
    const { searchParams } = new URL(request.url);
    const input = {
      ...{ spaceId, principal },
      place: placeOf(searchParams.get("place")),
      name: searchParams.get("name") ?? "",
      declaredBytes: declaredBytesOf(request.headers.get("content-length")),
      content: contentOf(request.body),
    };
    const limits = { attachmentLimits: runtime.attachmentLimits };
    return Response.json(await storeAttachment({ ...ctx, ...limits }, input), { status: 201 });
  } catch (error) {
    return answerFailure(error, runtime.log, "an upload");
  }
}

function placeOf(subject: string | null) {
  const place = parseStoredSubject(subject ?? "");
  if (place) return place;
  const fields = [{ path: "place", message: "a channel or thread, such as channels.sensors.threads.spike" }];
  throw new AppError("VALIDATION", "place: no channel or thread", { fields });
}

/** A browser says how much it sends, so that what is cut off on its way is known to be. */
function declaredBytesOf(header: string | null): number {
  if (header !== null && /^\d{1,15}$/.test(header)) return Number(header);
  const fields = [{ path: "content-length", message: "how many bytes the file has" }];
  throw new AppError("VALIDATION", "Content-Length: how many bytes the file has", { fields });
}

async function* contentOf(body: Request["body"]): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}
