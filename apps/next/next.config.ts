import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  // From here on only what this repository wants: an app of your own needs none of it.
  distDir: 'dist',
  // `pnpm typecheck` looks at the types, with the repository's own TypeScript.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    useTypeScriptCli: true,
    // Turborepo keeps what was built.
    turbopackFileSystemCacheForBuild: false,
    turbopackSourceMaps: false,
  },
  // What the app imports stands beside it, not in its own folder.
  turbopack: { root: new URL('../..', import.meta.url).pathname },
} satisfies NextConfig
