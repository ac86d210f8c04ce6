/** Makes one of the sandbox's pages fit to be shown without a server: what it loads is put into it, and scripts are left out. */
export async function selfContained(
  markup: string,
  url: string,
  load: typeof fetch,
): Promise<{ html: string; scripts: string[] }> {
  const page = new DOMParser().parseFromString(markup, 'text/html')
  const text = async (address: string | null) => await (await load(new URL(address ?? '', url))).text()
  for (const link of page.querySelectorAll('link')) {
    if (link.rel === 'stylesheet') {
      const style = page.createElement('style')
      style.textContent = await text(link.getAttribute('href'))
      link.after(style)
    }
    link.remove()
  }
  for (const image of page.querySelectorAll('img'))
    image.src = `data:image/svg+xml,${encodeURIComponent(await text(image.getAttribute('src')))}`
  const scripts = [...page.querySelectorAll('script')].map((script) => {
    script.remove()
    return script.getAttribute('src') ?? ''
  })
  return { html: `<!doctype html>${page.documentElement.outerHTML}`, scripts }
}
