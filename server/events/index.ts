export { type ClientEvent, readClientEvent } from "./client-event";
export { type PresenceOptions, startPresence } from "./start";
