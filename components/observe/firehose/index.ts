export { FirehoseView } from "./firehose-view";
export { firehoseTexts } from "./texts";
