import { fileHeaders, isKnownTo, readAttachment } from "@/server/attachments";
import { type ApiContext, createApiContext } from "../context";
import { streamOf } from "../exports/stream-of";
import { answerFailure } from "../plain-answers";
import { enterByRequest } from "./requester";

/**
 * Answers `GET /api/attachments/{space}/{id}` with the file, `?thumbnail` with its small picture, `?original` with a redacted one
 * for those who manage its channel. Whoever has it already gets 304, while they may still read it.
 */
export async function handleDownload(request: Request, spaceId: string, id: string): Promise<Response> {
  return answerDownload(await createApiContext(), request, spaceId, id);
}

/** `handleDownload` for whoever the context names. */
export async function answerDownload(
  context: ApiContext,
  request: Request,
  spaceId: string,
  id: string,
): Promise<Response> {
  const { log } = context.runtime;
  try {
    const { ctx, principal } = await enterByRequest(context, request, spaceId);
    const { searchParams } = new URL(request.url);
    const file = await readAttachment(ctx, {
      ...{ spaceId, principal, id },
      isThumbnail: searchParams.has("thumbnail"),
      isOriginal: searchParams.has("original"),
      isKnown: (etag) => isKnownTo(request.headers.get("if-none-match"), etag),
    });
    const headers = fileHeaders(file);
    if (!file.content) {
      const { etag, "cache-control": cacheControl } = headers;
      return new Response(null, { status: 304, headers: { etag, "cache-control": cacheControl } });
    }
    const content = streamOf(file.content, (err) => log.error({ err, id }, "a download broke off"));
    return new Response(content, { headers });
  } catch (error) {
    return answerFailure(error, log, "a download");
  }
}
