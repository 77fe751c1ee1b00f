/** What stands in an XML document. */
export interface XmlDocument {
  /** Names of elements, in order. */
  elements: string[]
  attributes: [name: string, value: string][]
  /** The content of each `text` element, without hints. */
  texts: string[]
}

const tag =
  /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z_][\w:.-]*="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)\s*(\/?)>/gy
const content = /(?:[^<&]|&(?:amp|lt|gt|quot|#39);)*/gy
const attribute = /([A-Za-z_][\w:.-]*)="([^"]*)"/g
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const decode = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (name) => entities[name] ?? name)

/**
 * Reads XML of elements, attributes in double quotes and text, and nothing else.
 *
 * @throws where it is not well-formed: a stranger's name broke out of its place
 */
export function parseDocument(xml: string): XmlDocument {
  const found: XmlDocument = { elements: [], attributes: [], texts: [] }
  const open: string[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray => {
    pattern.lastIndex = at
    const match = pattern.exec(xml)
    if (match === null) throw new Error(`not well-formed at ${String(at)}: ${xml.slice(at, at + 60)}`)
    at = pattern.lastIndex
    return match
  }
  while (at < xml.length) {
    const [text] = take(content)
    if (open.length === 0 && text.trim() !== '') throw new Error(`text outside of the document: ${text.slice(0, 60)}`)
    if (open.at(-1) === 'text') found.texts.push(`${found.texts.pop() ?? ''}${decode(text)}`)
    if (at === xml.length) break
    const [, isEnd, name = '', attributes = '', isEmpty] = take(tag)
    if (isEnd === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes what is not open`)
      continue
    }
    found.elements.push(name)
    for (const [, key = '', value = ''] of attributes.matchAll(attribute)) found.attributes.push([key, decode(value)])
    if (name === 'text') found.texts.push('')
    if (isEmpty !== '/') open.push(name)
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} is not closed`)
  return found
}
