/** A browser without pages: it keeps cookies by host, and shows what it is sent. */
export function createTestBrowser(origin: string) {
  const cookies = new Map<string, string>();

  type Init = { method?: string; body?: URLSearchParams; json?: object; from?: string };
  async function go(address: string, init: Init = {}) {
    const { from, json, ...request } = init;
    const isOurs = address.startsWith(origin);
    const response = await fetch(address, {
      ...request,
      ...(json === undefined ? {} : { method: "POST", body: JSON.stringify(json) }),
      redirect: "manual",
      headers: {
        ...(isOurs ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") } : {}),
        ...(from === undefined ? {} : { Origin: from }),
        ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      },
    });
    if (isOurs) {
      for (const line of response.headers.getSetCookie()) {
        const [pair = ""] = line.split(";");
        const [name = "", value = ""] = pair.split(/=(.*)/s);
        if (/max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
    }
    return response;
  }

  return {
    cookies,
    go,
    /** Follows redirects on this site; answers with the last address and what came there. */
    async follow(response: Response): Promise<{ at: string; response: Response }> {
      let current = response;
      let at = new URL(response.url).href;
      for (let hop = 0; hop < 10; hop += 1) {
        const location = current.headers.get("location");
        if (location === null) return { at, response: current };
        at = new URL(location, at).href;
        // Pages are not served here.
        if (!new URL(at).pathname.startsWith("/api/")) return { at, response: current };
        current = await go(at);
      }
      throw new Error("It goes round in circles");
    },
  };
}
export type TestBrowser = ReturnType<typeof createTestBrowser>;
