// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.
export { Attachment } from "./attachment";
export type { AttachmentArgs, AttachmentState } from "./attachment";
export { LifecycleHook } from "./lifecycleHook";
export type { LifecycleHookArgs, LifecycleHookState } from "./lifecycleHook";
export { Notification } from "./notification";
export type { NotificationArgs, NotificationState } from "./notification";
export { Policy } from "./policy";
export type { PolicyArgs, PolicyState } from "./policy";
export { Schedule } from "./schedule";
export type { ScheduleArgs, ScheduleState } from "./schedule";
export { Tag } from "./tag";
export type { TagArgs, TagState } from "./tag";
export { TrafficSourceAttachment } from "./trafficSourceAttachment";
export type { TrafficSourceAttachmentArgs, TrafficSourceAttachmentState } from "./trafficSourceAttachment";
