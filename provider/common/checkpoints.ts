/** Whether the engine saves its state only once: at the end, after all providers. */
export const savesAtEnd = /^(1|true)$/i.test(process.env["PULUMI_SKIP_CHECKPOINTS"] ?? "");
