// What inline and standalone rules say of the same mistakes.
export const noProtocol =
  'which isn\'t a protocol of EC2. Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
export const protocols =
  'Use "tcp", "udp", "icmp", "icmpv6", "sctp", "-1" for all, or a number from "0" to "255"';
export const ports = "Use a whole number from 0 to 65535";
export const noIpv4 = 'which isn\'t an IPv4 range. Use the form "10.0.0.0/16"';
export const noIpv6 = 'which isn\'t an IPv6 range. Use the form "2001:db8::/32"';
export const noPrefixList = 'which isn\'t a prefix list id. Use the form "pl-0123456789abcdef0"';
export const noGroup = "which isn't the id of a SecurityGroup of this package. Use the group's \"id\" output";
export const trueOrFalse = "Use true or false";
export const text = "Use a string";
export const orValue = "Leave it out, or give it a value";
export const usePorts = "Use fromPort and toPort";
