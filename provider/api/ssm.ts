export { getParameter, getParameterOutput } from "../image/get-parameter";
export type { GetParameterArgs, GetParameterOutputArgs, GetParameterResult } from "../image/get-parameter";
export * from "../resources/ssm";
export * from "../ssm/enums.data";
/** @internal */
export * from "./missing/ssm.data";
