/** Where the Bot Framework is, unless an operator says otherwise: sovereign clouds have their own. */
export const botFramework = {
  openIdUrl: "https://login.botframework.com/v1/.well-known/openidconfiguration",
  issuer: "https://api.botframework.com",
  login: "https://login.microsoftonline.com",
  scope: "https://api.botframework.com/.default",
} as const;

/** Whoever gives an address without a tenant means the app's own. */
export const loginOf = (given: string | undefined, tenant: string): string => {
  const url = new URL(given ?? botFramework.login);
  return url.pathname === "/" ? `${url.origin}/${tenant}` : url.href;
};
