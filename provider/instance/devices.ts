const devicePattern = /^(?:\/dev\/)?((?:sd|xvd)[a-z]{1,2}|nvme\d+n1)$/;

/** `sdf` of `/dev/sdf` or `sdf`; empty for a string that isn't EC2's name of a device. */
export const shortName = (device: string): string => devicePattern.exec(device)?.[1] ?? "";

const rootDevices = ["/dev/xvda", "/dev/sda1", "/dev/sda", "xvda", "sda1", "sda"];

/** True for the device that holds the root disk of EC2's AMIs. */
export const isRootDevice = (device: unknown): boolean => rootDevices.includes(String(device));

/** Where the file system of a device is mounted: `/dev/sdf` on `/mnt/sdf`. */
export const mountPath = (device: string): string => `/mnt/${shortName(device)}`;
