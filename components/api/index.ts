export { ApiProvider, useApi, useApiClient } from "./client";
export { type Failure, failureOf } from "./failure";
export { queryDefaults } from "./query-defaults";
