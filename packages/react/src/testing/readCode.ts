import jsQR from 'jsqr'

/** Reads a QR code on the page as a camera would: from its pixels, as they are drawn. */
export async function readCode(svg: Element): Promise<string | null> {
  const copy = svg.cloneNode(true) as SVGElement
  const side = 4 * Number(copy.getAttribute('viewBox')?.split(' ')[2])
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', `${side}`)
  copy.setAttribute('height', `${side}`)
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pixels.')
  context.drawImage(image, 0, 0)
  return jsQR(context.getImageData(0, 0, side, side).data, side, side)?.data ?? null
}
