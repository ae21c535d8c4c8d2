export * as enums from "./enums";
export * as input from "./input";
export * as output from "./output";
