// Terraform's values as MessagePack, and what a provider plans for a resource that is not there yet.
import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

/** A value that is known only after apply. */
export class Unknown {}

const UNKNOWN = new Unknown();
const codec = new ExtensionCodec();
codec.register({ type: 0, encode: value => (value instanceof Unknown ? new Uint8Array([0]) : null), decode: () => UNKNOWN });
// 12: unknown, with what is known of it all the same (a prefix, that it is not null). A provider may forget that.
codec.register({ type: 12, encode: () => null, decode: () => UNKNOWN });

export const read = dynamic => decode(dynamic.msgpack, { extensionCodec: codec });
export const write = value => ({ msgpack: Buffer.from(encode(value, { extensionCodec: codec })) });

/**
 * @param block of the schema, as `terraform providers schema -json` writes it, with a `default` at attributes that have one
 *   and a `setting` at those that come from the provider's configuration when nothing is said
 * @param settings the provider's configuration
 * @param proposed what Terraform proposes: the configuration, null where it says nothing
 * @returns the same with defaults, and unknown where the cloud decides
 */
export function planned(block, settings, proposed) {
  if (proposed === null || proposed instanceof Unknown) return proposed;
  const value = { ...proposed };
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) value[name] = plannedAttribute(attribute, settings, value[name]);
  for (const [name, nested] of Object.entries(block.block_types ?? {})) value[name] = each(value[name], item => planned(nested.block, settings, item));
  return value;
}

function plannedAttribute(attribute, settings, value) {
  if (value !== null) return filled(attribute.type, value);
  if (attribute.default !== undefined) return attribute.default;
  return settings[attribute.setting] ?? (attribute.computed ? UNKNOWN : null);
}

/** Objects that stand in an attribute instead of a block have no nulls: the older SDK writes "", 0, false and [] for what is not said. */
function filled(type, value) {
  if (!Array.isArray(type) || type[1]?.[0] !== 'object' || !['list', 'set'].includes(type[0])) return value;
  const empty = inner => (Array.isArray(inner) ? (inner[0] === 'map' ? {} : []) : { string: '', number: 0, bool: false }[inner]);
  return each(value, item => (item instanceof Unknown ? item
    : Object.fromEntries(Object.entries(type[1][1]).map(([name, inner]) => [name, item[name] ?? empty(inner)]))));
}

const each = (value, change) => (Array.isArray(value) ? value.map(change) : value === null ? null : change(value));
