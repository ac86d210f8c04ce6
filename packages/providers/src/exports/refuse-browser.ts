// What a browser bundle gets instead of a provider's server half: the export condition `browser` points here.
throw new Error(
  "Offramp Kit: a provider's server half (@offrampkit/providers/<provider>/server) was bundled for a browser. " +
    'It signs requests with API keys and must run on a server. In the browser, import ' +
    '@offrampkit/providers/<provider> or its /client entry.',
)

export {}
