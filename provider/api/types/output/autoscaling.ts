export * from "../../../types/output/autoscaling";
