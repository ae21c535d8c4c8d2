export * from "../../../autoscaling/enums.data";
