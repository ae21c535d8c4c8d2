export * from "./getGroup";
export * from "./getInstanceProfile";
export * from "./getPolicy";
export * from "./getRole";
export * from "./getUser";
