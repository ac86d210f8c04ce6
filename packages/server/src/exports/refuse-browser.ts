// What a browser bundle gets instead of the server: the export condition `browser` points here.
throw new Error(
  'Offramp Kit: @offrampkit/server was bundled for a browser. It holds API keys and must run on a server. ' +
    'Import it only from server code; in the browser, @offrampkit/react speaks to it over HTTP.',
)

export {}
