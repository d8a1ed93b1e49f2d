export { checkDefinitions } from "./definitions";
export { type Operator, startOperator } from "./operator";
export type { OperatorOptions } from "./world";
