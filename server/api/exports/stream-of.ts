/** Text or bytes as a stream, each part made when the one before was taken. A failure breaks the download off, so that a part is never taken for the whole. */
export function streamOf(
  content: AsyncGenerator<string | Uint8Array>,
  onFailure: (cause: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await content.next();
          if (done) controller.close();
          else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
        } catch (cause) {
          onFailure(cause);
          controller.error(cause);
        }
      },
      async cancel() {
        await content.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
