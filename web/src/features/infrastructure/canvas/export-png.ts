/** Pixels for each pixel of the drawing, for as long as browsers can hold the picture. */
const sharpness = 2
const mostPixels = 32_000_000

/** The picture goes through a `data:` address: the page's policy allows no other. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const scale = Math.min(sharpness, Math.sqrt(mostPixels / (image.width * image.height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(image.width * scale)
  canvas.height = Math.floor(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!png) throw new Error('The browser could not make a picture of this size. Save it as SVG.')
  return png
}
