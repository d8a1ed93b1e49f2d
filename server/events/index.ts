export { type ActivityOptions, startActivity } from "./activity/start";
export { type ClientEvent, readClientEvent } from "./client-event";
export { type PresenceOptions, startPresence } from "./start";
