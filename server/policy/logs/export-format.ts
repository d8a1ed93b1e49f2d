import type { ExportFormat } from "./input";

/** How a file of that format is called and served. */
export const exportFormats: Record<ExportFormat, { contentType: string; extension: string }> = {
  /** JSON Lines: an entry a line. */
  jsonl: { contentType: "application/jsonl; charset=utf-8", extension: "jsonl" },
  /** The JSON batch format of CloudEvents 1.0: one array, an event a line. */
  cloudevents: { contentType: "application/cloudevents-batch+json; charset=utf-8", extension: "json" },
};

/** The text of the file, a page of entries at a time; nothing is read before it is asked for. */
export async function* writeExport<Entry>(
  pages: AsyncIterable<Entry[]>,
  { format, eventOf }: { format: ExportFormat; eventOf: (entry: Entry) => object },
): AsyncGenerator<string> {
  if (format === "jsonl") {
    for await (const page of pages) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    return;
  }
  let before = "[\n";
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield before + page.map((entry) => JSON.stringify(eventOf(entry))).join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
