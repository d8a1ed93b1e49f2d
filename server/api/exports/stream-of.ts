/** The text as bytes, each part made when the one before was taken. A failure breaks the download off, so that a part is never taken for the whole. */
export function streamOf(
  text: AsyncGenerator<string>,
  onFailure: (cause: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await text.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (cause) {
          onFailure(cause);
          controller.error(cause);
        }
      },
      async cancel() {
        await text.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
