// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export { Parameter, type ParameterArgs, type ParameterState } from "./parameter";
