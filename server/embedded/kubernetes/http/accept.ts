import { ApiError } from "../api-error";

/** In which form an answer is wanted. */
export interface AnswerForm {
  as: "object" | "table" | "metadata";
  encoding: "json" | "yaml";
}

interface MediaType {
  type: string;
  parameters: Record<string, string>;
}

const encodings: Record<string, AnswerForm["encoding"]> = {
  "application/json": "json",
  "application/*": "json",
  "*/*": "json",
  "application/yaml": "yaml",
};

/** The first form of an Accept header that the server speaks. Protobuf is none of them, so its next choice is taken. 406 when there is none. */
export function chooseForm(accept: string | undefined): AnswerForm {
  const wanted = parseAccept(accept);
  if (wanted.length === 0) return { as: "object", encoding: "json" };
  for (const { type, parameters } of wanted) {
    const encoding = encodings[type];
    const as = formOf(parameters);
    if (encoding && as) return { as, encoding };
  }
  throw new ApiError(
    406,
    "NotAcceptable",
    "only the following media types are accepted: application/json, application/yaml",
  );
}

/** Whether the client takes discovery in one document. */
export function wantsAggregatedDiscovery(accept: string | undefined): boolean {
  const isAggregated = ({ type, parameters }: MediaType) =>
    type === "application/json" && parameters["as"] === "APIGroupDiscoveryList" && parameters["v"] === "v2";
  return parseAccept(accept).some(isAggregated);
}

function formOf({ as, v, g }: Record<string, string>): AnswerForm["as"] | undefined {
  if (!as) return "object";
  if (g !== "meta.k8s.io" || v !== "v1") return undefined;
  if (as === "Table") return "table";
  return as === "PartialObjectMetadata" || as === "PartialObjectMetadataList" ? "metadata" : undefined;
}

function parseAccept(accept: string | undefined): MediaType[] {
  return (accept ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim());
      const pairs = parameters.map((parameter) => parameter.split("=", 2) as [string, string]);
      return { type: type.toLowerCase(), parameters: Object.fromEntries(pairs) };
    });
}
