export * from "../resources/autoscaling";
