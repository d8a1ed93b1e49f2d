export { AdminFrame } from "./frame/admin-frame";
export { AdminPage } from "./frame/admin-page";
export { AdminPart } from "./frame/admin-part";
export { NothingMatches } from "./frame/nothing-matches";
export { Refusal } from "./frame/refusal";
export { type AdminSection, adminPath } from "./frame/sections";
export { useAddressState } from "./frame/use-address-state";
export { type PageOf, type Pages, usePages } from "./frame/use-pages";
