// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export { Parameter } from "./parameter";
export type { ParameterArgs, ParameterState } from "./parameter";
