// Gives files of HCL to HashiCorp's own parser and writes what it says as one tree of expressions: Hcl/ExpressionReader.cs reads it.
// node parse.cjs PACKAGE REQUEST RESULT; the request is [{ name, form: "hcl" | "json" | "values", text }], the result has a tree or the line of the first error for each.
// Old versions of Node must be able to read this file, to be told that they are too old.
'use strict';

const TOO_OLD = 20;
const LITERAL = (value) => ({ kind: 'literal', value: value });
const OTHER = (children) => ({ kind: 'other', items: children });
// Nothing of them is of use, and backends and providers hold credentials.
const BLOCKS = ['variable', 'locals', 'output', 'resource', 'data', 'module', 'terraform'];

if (parseInt(process.versions.node, 10) < 20) process.exit(TOO_OLD);

const fs = require('fs');
const hcl = require(process.argv[2]);
const known = new Map();

function step(part) {
  const text = part.segment;
  if (part.type === 'nameTraversal') return text;
  return text[0] === '"' ? { key: text.slice(1, -1) } : { at: Number(text) };
}

const ESCAPES = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

// The parser gives text of literals as it stands in the file.
function unescape(text, quoted) {
  if (quoted)
    text = text.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)/g, (all, code) =>
      code[0] === 'u' || code[0] === 'U' ? String.fromCodePoint(parseInt(code.slice(1), 16)) : ESCAPES[code] || all);
  return text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

function literal(meta, quoted) {
  switch (meta.type) {
    case 'string': return LITERAL(unescape(meta.value, quoted));
    case 'number': return LITERAL(Number(meta.value));
    case 'bool': return LITERAL(meta.value === 'true');
    default: return meta.value === 'null' ? LITERAL(null) : OTHER([]);
  }
}

// quoted: whether literals of a template that we are in have escapes; source: what the ranges are of.
function convert(node, quoted, source) {
  const meta = node.meta || {};
  const children = node.children || [];
  const all = () => children.map((child) => convert(child, quoted, source));
  switch (node.type) {
    case 'literalValue': return literal(meta, quoted);
    case 'scopeTraversal': return { kind: 'traversal', steps: meta.traversal.map(step) };
    case 'relativeTraversal': return { kind: 'steps', of: convert(children[0], quoted, source), steps: meta.traversal.map(step) };
    case 'index': return { kind: 'index', of: convert(children[0], quoted, source), key: convert(children[1], quoted, source) };
    case 'templateWrap':
    case 'template': return template(meta.value, children, quoted, source);
    case 'tuple': return { kind: 'list', items: all() };
    case 'object': return { kind: 'map', items: pairs(children, quoted, source) };
    case 'conditional': return { kind: 'if', items: children.map((child) => convert(child, meta.value.startsWith('%{') ? quoted : undefined, source)) };
    case 'binaryOp':
    case 'unaryOp': return { kind: 'operator', name: meta.operator, items: all() };
    case 'function': return meta.expandedFinalArgument ? OTHER(all()) : { kind: 'call', name: meta.name, items: all() };
    case 'for': return {
      kind: 'for', keyName: meta.keyVar, valueName: meta.valVar, makesMap: !!meta.keyExpression, grouped: !!meta.groupedValue,
      hasCondition: !!meta.conditionalExpression, items: all(),
    };
    case 'splat': return { kind: 'other', items: all() };
    default: return node.type === '' && children.length === 1 ? convert(children[0], quoted, source) : OTHER(all());
  }
}

function template(text, children, quoted, source) {
  // A part of a directive has no quotes of its own: what it is in says.
  const own = quoted === undefined || text[0] === '"' ? text[0] === '"' : quoted;
  const parts = children.map((child) => convert(child, child.type === 'literalValue' || (child.type === 'conditional' && child.meta.value.startsWith('%{')) ? own : undefined, source));
  if (text.startsWith('<<-') || /[$%]\{~|~\}/.test(text)) return OTHER(parts);   // of what these take away the parser says nothing
  return parts.length === 1 && parts[0].kind === 'literal' && typeof parts[0].value === 'string' && !text.startsWith('<<') ? parts[0] : { kind: 'template', items: parts };
}

function pairs(children, quoted, source) {
  const made = [];
  for (let at = 0; at + 1 < children.length; at += 2) {
    const key = children[at];
    const bare = (key.children || []).length === 0;
    made.push({
      key: bare ? LITERAL(source.subarray(key.range.start.byte, key.range.end.byte).toString()) : convert(key, undefined, source),
      value: convert(children[at + 1], undefined, source),
    });
  }
  return made;
}

// A heredoc has no escapes but those of templates, as what hcl2json makes of a string.
async function expression(text) {
  if (!/[$%]\{/.test(text)) return LITERAL(text);
  if (known.has(text)) return known.get(text);
  let end = 'SECUREOBS';
  while (text.includes(end)) end += '_';
  const source = '<<' + end + '\n' + text + '\n' + end + '\n';
  let made;
  try {
    const read = convert(await hcl.getExpressionAst('expression', source), undefined, Buffer.from(source));
    const parts = read.items;
    const last = parts[parts.length - 1];
    // The line break before the end of the heredoc is ours.
    if (last && last.kind === 'literal') {
      last.value = last.value.replace(/\n$/, '');
      if (last.value === '') parts.pop();
    }
    made = read.kind === 'template' && parts.length === 1 ? parts[0] : read;
  } catch (refused) {
    made = OTHER([]);
  }
  known.set(text, made);
  return made;
}

// In JSON these are expressions without the braces.
const BARE = ['depends_on', 'provider'];

async function tree(value, form, name) {
  if (typeof value === 'string') {
    if (form === 'values') return LITERAL(value);
    return expression(form === 'json' && BARE.includes(name) && !value.includes('${') ? '${' + value + '}' : value);
  }
  if (Array.isArray(value)) {
    const items = [];
    for (const item of value) items.push(await tree(item, form, name));
    return { kind: 'list', items: items };
  }
  if (value === null || typeof value !== 'object') return LITERAL(value);
  const items = [];
  for (const key of Object.keys(value)) items.push({ key: form === 'values' ? LITERAL(key) : await expression(key), value: await tree(value[key], form, key) });
  return { kind: 'map', items: items, json: form === 'json' };
}

function needed(read, form) {
  if (form === 'values') return read;
  const kept = {};
  for (const name of BLOCKS) if (read[name] !== undefined) kept[name] = read[name];
  if (kept.terraform) kept.terraform = [].concat(kept.terraform).map((block) => ({ required_providers: block.required_providers || [] }));
  return kept;
}

async function parse(file) {
  let read;
  try {
    read = file.form === 'hcl' || (file.form === 'values' && !file.name.endsWith('.json')) ? await hcl.parse('file.tf', file.text) : JSON.parse(file.text);
  } catch (refused) {
    // The message quotes the file.
    const line = /file\.tf:(\d+)/.exec(String(refused && refused.message));
    return { line: line ? Number(line[1]) : 0 };
  }
  if (read === null || typeof read !== 'object' || Array.isArray(read)) return { line: 1 };
  return { tree: await tree(needed(read, file.form), file.form === 'values' && !file.name.endsWith('.json') ? 'hcl' : file.form, '') };
}

(async () => {
  const made = [];
  for (const file of JSON.parse(fs.readFileSync(process.argv[3], 'utf8'))) made.push(await parse(file));
  fs.writeFileSync(process.argv[4], JSON.stringify(made));
  process.exit(0);   // the parser would wait for more
})().catch(() => process.exit(1));
