// node plan.mjs ROOT...: makes ROOT/plan.json of ROOT/*.tf. README.md.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { serve } from './provider.mjs';

const names = ['aws', 'azurerm', 'google'];
const providers = await Promise.all(names.map(serve));
const attached = Object.fromEntries(names.map((name, at) => [`registry.terraform.io/hashicorp/${name}`, providers[at].attach]));

/** Runs in a copy, so that nothing but plan.json is left in the root. The providers answer from this process, so it must not block. */
function terraform(directory, ...words) {
  const env = { ...process.env, TF_REATTACH_PROVIDERS: JSON.stringify(attached), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  const run = spawn('terraform', words, { cwd: directory, env });
  let said = '';
  let complaint = '';
  run.stdout.on('data', part => (said += part));
  run.stderr.on('data', part => (complaint += part));
  return new Promise((done, failed) => {
    run.on('error', failed);
    run.on('close', code => (code === 0 ? done(said) : failed(new Error(`terraform ${words.join(' ')}: ${complaint}`))));
  });
}

/** Without the time, and with a list in order that Terraform writes in any order. */
function repeatable({ timestamp, ...document }) {
  document.relevant_attributes?.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return document;
}

async function plan(root) {
  const copy = mkdtempSync(join(tmpdir(), 'plan-'));
  try {
    cpSync(root, copy, { recursive: true, filter: source => !['plan.json', 'expected.json'].includes(basename(source)) });
    await terraform(copy, 'init', '-backend=false', '-input=false', '-no-color');
    await terraform(copy, 'plan', '-input=false', '-no-color', '-out=plan.tfplan');
    const document = repeatable(JSON.parse(await terraform(copy, 'show', '-json', '-no-color', 'plan.tfplan')));
    writeFileSync(join(root, 'plan.json'), `${JSON.stringify(document)}\n`);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

try {
  for (const root of process.argv.slice(2)) await plan(root);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
for (const provider of providers) provider.end();
