const devicePattern = /^(?:\/dev\/)?((?:sd|xvd)[a-z]{1,2}|nvme\d+n1)$/;

/** `sdf` of `/dev/sdf` or `sdf`; empty for a string that isn't EC2's name of a device. */
export const shortName = (device: string): string => devicePattern.exec(device)?.[1] ?? "";

/** Where the file system of a device is mounted: `/dev/sdf` on `/mnt/sdf`. */
export const mountPath = (device: string): string => `/mnt/${shortName(device)}`;
