export { ForMeActions, ForMeView } from "./for-me-view";
export { forMeTexts } from "./texts";
export { ThreadsView } from "./threads-view";
