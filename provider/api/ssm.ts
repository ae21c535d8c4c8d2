export {
  getParameter,
  type GetParameterArgs,
  getParameterOutput,
  type GetParameterOutputArgs,
  type GetParameterResult,
} from "../image/get-parameter";
export * from "../resources/ssm";
/** @internal */
export * from "./missing/ssm.data";
