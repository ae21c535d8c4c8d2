/** One word of a shell command that any sh reads back as this text. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
