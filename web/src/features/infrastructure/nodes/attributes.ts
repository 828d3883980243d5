/** Leaves of nested attributes as `security_rule[0].priority`, with their values as text; what is empty is left out. */
export function attributeRows(attributes: unknown): [path: string, value: string][] {
  const rows: [string, string][] = []
  const visit = (value: unknown, path: string) => {
    if (Array.isArray(value)) {
      if (value.length > 0 && value.every((one) => one === null || typeof one !== 'object'))
        rows.push([path, value.join(', ')])
      else for (const [at, one] of value.entries()) visit(one, `${path}[${at}]`)
    } else if (value !== null && typeof value === 'object')
      for (const [name, inner] of Object.entries(value)) visit(inner, path ? `${path}.${name}` : name)
    else if (value !== null && value !== undefined && value !== '') rows.push([path, String(value)])
  }
  visit(attributes, '')
  return rows
}
