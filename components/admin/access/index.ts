export { type AccessQuestion, accessPath } from "./access-path";
export { AccessScreen } from "./access-screen";
