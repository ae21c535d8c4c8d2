export * from "../../../types/input/autoscaling";
