import type { Pod } from "../../../provider/cluster/objects";
import { claimsOf } from "../../../provider/instance/block-devices";
import {
  imageOf,
  launchedPatch,
  livePatch,
  ranUserData,
  sidecarPatch,
  toPod,
  toUserDataSecret,
  userDataVersion,
} from "../../../provider/instance/pod";
import { defaultVpc } from "../../../provider/network/default-vpc";
import { powerDirectory } from "../../../provider/user-data/supervisor";
import { bootCommand, userDataDirectory } from "../../../provider/user-data/user-data";
import { group, instanceInputs as inputs, otherGroup } from "../../support/instance";

const launch = { podName: "ec2-web-1", namespace: "apps", origin: "me", metadata: false };
const mount = { name: "user-data", mountPath: userDataDirectory, readOnly: true };
const powerMount = { name: "power", mountPath: powerDirectory };
const power = { name: "power", emptyDir: {} };
const secret = { secretName: "ec2-web-1", defaultMode: 0o700 };

test("an instance is a Pod with one container that stays up", () => {
  expect(toPod({ ...inputs, tags: { Name: "web" } }, launch)).toEqual({
    metadata: {
      name: "ec2-web-1",
      namespace: "apps",
      labels: {
        ...inputs.pod.labels,
        "ec2-pods/power": "on",
        [`security-group.ec2-pods/${group}`]: "member",
        "ec2-pods/vpc": defaultVpc("us-east-1").id,
        "ec2-pods/cidr-17": "172.31.0.0",
        "ec2-pods/cidr-18": "172.31.0.0",
        "ec2-pods/cidr-19": "172.31.0.0",
        "ec2-pods/cidr-20": "172.31.0.0",
      },
      annotations: {
        team: "web",
        "ec2-pods/image": "busybox:1.35",
        "ec2-pods/tags": '{"Name":"web"}',
        "ec2-pods/metadata": expect.stringContaining("instance-id\ti-0123456789abcdef0"),
        "ec2-pods/instance-type": "t3.micro",
        "ec2-pods/maker": "me",
        "ec2-pods/shutdown-behavior": "stop",
        "ec2-pods/spawn-pending": "true",
        "ec2-pods/supervised": "true",
      },
    },
    spec: {
      hostname: "i-0123456789abcdef0",
      subdomain: "ec2-instances",
      restartPolicy: "OnFailure",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: { "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux" },
      tolerations: [],
      imagePullSecrets: [{ name: "registry" }],
      containers: [
        {
          name: "instance",
          image: "busybox:1.35",
          imagePullPolicy: "IfNotPresent",
          command: ["sh", "-c", 'exec sh -c "$1" sh "$1"', "sh", expect.stringContaining('[ "$$$" = 1 ]')],
          securityContext: { runAsUser: 0, runAsGroup: 0 },
          env: [{ name: "EC2_INSTANCE_ID", value: "i-0123456789abcdef0" }],
          resources: inputs.pod.resources,
          volumeMounts: [mount, powerMount],
        },
      ],
      volumes: [{ name: "user-data", secret: { ...secret, optional: true } }, power],
    },
  });
});

test("Kubernetes gives the shell the boot's command as it was written", () => {
  const [, , , , given = ""] = toPod(inputs, launch).spec?.containers[0]?.command ?? [];
  // What the kubelet does with it: https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container
  const expanded = given.replace(/\$(\$|\([^)]*\))/g, (whole, [first]: string) =>
    first === "$" ? "$" : `?${whole}`,
  );
  expect(expanded).toBe(bootCommand()[4]);
  expect(expanded).toContain("$((limit - $1))");
});

test("the metadata service runs beside the instance, whose own container has no privilege", () => {
  const { spec } = toPod({ ...inputs, userData: "#!/bin/sh\n" }, { ...launch, metadata: true });
  expect(spec?.initContainers).toMatchObject([
    { name: "metadata", image: "metadata:1", restartPolicy: "Always" },
  ]);
  expect(spec?.containers).toHaveLength(1);
  expect(spec?.containers[0]?.securityContext).toEqual({ runAsUser: 0, runAsGroup: 0 });
});

test("without auto recovery, its node leaves a container that ended as it is", () => {
  const { spec } = toPod({ ...inputs, maintenanceOptions: { autoRecovery: "disabled" } }, launch);
  expect(spec?.restartPolicy).toBe("Never");
});

test("volumes are claims, mounted by their device names", () => {
  const { spec } = toPod({ ...inputs, ebsBlockDevices: [{ deviceName: "/dev/sdf", volumeSize: 1 }] }, launch);
  expect(spec?.volumes?.slice(2)).toEqual([
    { name: "sdf", persistentVolumeClaim: { claimName: "ec2-i-0123456789abcdef0-sdf" } },
  ]);
  expect(spec?.containers[0]?.volumeMounts).toEqual([
    mount,
    powerMount,
    { name: "sdf", mountPath: "/mnt/sdf" },
  ]);
});

test("user data reaches the Pod in a Secret that the Pod owns, never in its command", () => {
  const withUserData = { ...inputs, userData: "#!/bin/sh\necho hunter2\n" };
  const pod = toPod(withUserData, launch);
  expect(JSON.stringify(pod)).not.toContain("hunter2");
  expect(pod.spec?.volumes).toEqual([{ name: "user-data", secret: { ...secret, optional: false } }, power]);

  const { metadata, data, immutable } = toUserDataSecret(withUserData, {
    metadata: { ...pod.metadata, uid: "u" },
  });
  expect(immutable).toBeUndefined();
  expect(metadata?.ownerReferences).toEqual([{ apiVersion: "v1", kind: "Pod", name: "ec2-web-1", uid: "u" }]);
  expect(Buffer.from(data?.["user-data.txt"] ?? "", "base64").toString()).toBe(withUserData.userData);
});

test("user data that goes away leaves a boot that starts services, and nothing else", () => {
  const { data } = toUserDataSecret(inputs, toPod(inputs, launch));
  expect(Object.keys(data ?? {})).toEqual(["boot.sh", "systemctl", "sudo", "version"]);
});

test("each text of user data is a version of its own", () => {
  const versions = [undefined, "#!/bin/sh\n", "#!/bin/sh\n:\n"].map((userData) =>
    userDataVersion({ ...inputs, ...(userData === undefined ? {} : { userData }) }),
  );
  expect(new Set(versions).size).toBe(3);
});

test("a Pod shows whether user data was to run in it", () => {
  expect(ranUserData(toPod({ ...inputs, userData: "#!/bin/sh\n" }, launch))).toBe(true);
  expect(ranUserData(toPod(inputs, launch))).toBe(false);
});

test("a Pod shows which of its volumes outlive the instance", () => {
  const device = (name: string, deleteOnTermination?: boolean) => ({
    ...{ deviceName: `/dev/${name}`, volumeSize: 1 },
    ...(deleteOnTermination === undefined ? {} : { deleteOnTermination }),
  });
  const ebsBlockDevices = [device("sdf"), device("sdg", false), device("sdh", true)];
  const pod = toPod({ ...inputs, ebsBlockDevices }, launch);
  expect(pod.metadata?.annotations?.["ec2-pods/kept-volumes"]).toBe("sdg");
  expect(claimsOf(pod)).toEqual(["sdf", "sdh"].map((name) => `ec2-${inputs.instanceId}-${name}`));
  expect(toPod(inputs, launch).metadata?.annotations).not.toHaveProperty(["ec2-pods/kept-volumes"]);
});

test("a live patch adds, removes and keeps; there is none if the Pod has everything", () => {
  const pod = toPod({ ...inputs, tags: { Name: "web" } }, launch);
  pod.metadata!.labels!["team"] = "kept";
  expect(livePatch(pod, { ...inputs, tags: { Name: "web" } })).toBeUndefined();
  const news = {
    ...inputs,
    tags: { Name: "web-2" },
    vpcSecurityGroupIds: [otherGroup],
    pod: { ...inputs.pod, annotations: { tier: "front" } },
  };
  expect(livePatch(pod, news, inputs)).toEqual({
    metadata: {
      labels: {
        [`security-group.ec2-pods/${otherGroup}`]: "member",
        [`security-group.ec2-pods/${group}`]: null,
      },
      annotations: {
        "ec2-pods/tags": '{"Name":"web-2"}',
        "ec2-pods/metadata": expect.any(String),
        tier: "front",
        team: null,
      },
    },
  });
});

test("an image that the cluster put in the place of another is that one, until somebody changes it", () => {
  const pod = toPod(inputs, launch);
  expect(launchedPatch(pod).metadata.annotations).toEqual({ "ec2-pods/spawn-pending": null });
  const rewritten = withImage(pod, "mirror.example/busybox@sha256:0");
  const { annotations } = launchedPatch(rewritten).metadata as { annotations: Record<string, string> };
  const noted = { ...rewritten, metadata: { annotations } };
  expect(imageOf(noted)).toBe("busybox:1.35");
  expect(imageOf(withImage(noted, "busybox:1.36"))).toBe("busybox:1.36");
  expect(imageOf(withImage({ ...pod, metadata: {} }, "busybox:1.36"))).toBe("busybox:1.36");
});

function withImage(pod: Pod, image: string): Pod {
  const injected = { name: "proxy", image: "proxy:1" };
  const containers = [injected, ...(pod.spec?.containers ?? []).map((each) => ({ ...each, image }))];
  return { ...pod, spec: { ...pod.spec, containers } };
}

test("another image of the metadata service reaches that container alone, until the Pod has it", () => {
  const pod = toPod(inputs, { ...launch, metadata: true });
  const news = { ...inputs, pod: { ...inputs.pod, metadataImage: "metadata:2" } };
  const wanted = {
    metadata: { annotations: { "ec2-pods/metadata-image": "metadata:2" } },
    spec: { initContainers: [{ name: "metadata", image: "metadata:2" }] },
  };
  expect(sidecarPatch(pod, news, inputs)).toEqual(wanted);
  // An update that failed after this one leaves a Pod that the state doesn't know.
  const patched = { ...pod, metadata: { ...pod.metadata, ...wanted.metadata } };
  expect(sidecarPatch(patched, news, inputs)).toBeUndefined();
  expect(sidecarPatch(patched, inputs, inputs)).toMatchObject({
    spec: { initContainers: [{ image: "metadata:1" }] },
  });
  expect(sidecarPatch(toPod(inputs, launch), news, inputs)).toBeUndefined();
  const none = { ...inputs, pod: { ...inputs.pod, metadataImage: "none" } };
  expect(sidecarPatch(pod, none, inputs)).toBeUndefined();
  // The Pod of an older release doesn't say which image it was launched with.
  const older = { ...pod, metadata: {} };
  expect(sidecarPatch(older, news, inputs)).toEqual(wanted);
  expect(sidecarPatch(older, news, news)).toBeUndefined();
});
