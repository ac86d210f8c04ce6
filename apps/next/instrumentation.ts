/** Once, as the server starts: webhooks that could not be worked on and orders whose news stopped are looked after. */
export async function register() {
  // Written as one condition, so that nothing of it is built for the edge.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startReconciling } = await import('@offrampkit/server')
    const { backend } = await import('./lib/backend')
    startReconciling(backend().offramp)
  }
}
