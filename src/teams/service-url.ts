/** Where answers may be sent: whoever could name any address would get our token, and what we answer. */

/** Microsoft's own; over https only. */
const microsoft = [
  "smba.trafficmanager.net",
  "smba.infra.gcc.teams.microsoft.com",
  "smba.infra.gov.teams.microsoft.us",
  "smba.infra.dod.teams.microsoft.us",
  "smba.infra.gallatin.teams.microsoftonline.cn",
] as const;
const own = ["localhost", "127.0.0.1", "[::1]"] as const;

export type MayServe = (serviceUrl: string) => boolean;

/**
 * @param extra hosts that an operator named, with a port where only that one is meant; `*.` stands for any one name or
 * more in front. They may be reached over http too.
 * @param isEmulated this machine may be answered too
 */
export function allowed(extra: readonly string[], isEmulated: boolean): MayServe {
  const named = extra.map((host) => host.toLowerCase());
  return (serviceUrl) => {
    const url = URL.canParse(serviceUrl) ? new URL(serviceUrl) : undefined;
    if (!url || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
    const host = url.hostname.toLowerCase();
    if (url.protocol === "https:" && url.port === "" && (microsoft as readonly string[]).includes(host)) return true;
    if (url.protocol !== "https:" && url.protocol !== "http:") return false;
    if (isEmulated && (own as readonly string[]).includes(host)) return true;
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    return named.some((pattern) => {
      const [, name = "", only] = /^(.*?)(?::(\d+))?$/.exec(pattern) ?? [];
      if (only !== undefined && only !== port) return false;
      return name.startsWith("*.") ? host.endsWith(name.slice(1)) && host.length >= name.length : host === name;
    });
  };
}
