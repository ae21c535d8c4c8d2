export { getParameter, getParameterOutput } from "../image/get-parameter";
export type { GetParameterArgs, GetParameterOutputArgs, GetParameterResult } from "../image/get-parameter";
export * from "../resources/ssm";
/** @internal */
export * from "./missing/ssm.data";
