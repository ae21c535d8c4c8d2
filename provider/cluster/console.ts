import { get as getHttp, type IncomingMessage } from "node:http";
import { get as getHttps, type RequestOptions } from "node:https";

import type { KubeConfig } from "@kubernetes/client-node";

/** Where one container's console is. */
export interface ConsolePlace {
  namespace: string;
  pod: string;
  container: string;
}

/**
 * Reads a console as it grows, until its text answers, or it ends or the signal comes: then undefined.
 *
 * The client's own way neither ends nor fails where the connection is lost.
 */
export async function readConsole<T>(
  config: KubeConfig,
  { namespace, pod, container }: ConsolePlace,
  signal: AbortSignal,
  look: (text: string) => T | undefined,
): Promise<T | undefined> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log`;
  const url = new URL((config.getCurrentCluster()?.server ?? "") + path);
  url.search = new URLSearchParams({ container, follow: "true" }).toString();
  const options: RequestOptions = { signal };
  await config.applyToHTTPSOptions(options);
  let text = "";
  try {
    const get = url.protocol === "http:" ? getHttp : getHttps;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, options, resolve).on("error", reject);
    });
    for await (const chunk of response.setEncoding("utf8")) {
      text += chunk as string;
      const answer = response.statusCode === 200 ? look(text) : undefined;
      if (answer !== undefined) return answer;
    }
    if (response.statusCode !== 200) throw { code: response.statusCode, body: text };
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return undefined;
}
