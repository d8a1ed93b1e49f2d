export { expireAll, expireOne } from "./expire";
export { purgeDue } from "./purge";
