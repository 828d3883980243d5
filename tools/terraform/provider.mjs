// A stand-in for a provider of Terraform: the schema of the real one (schema/), and no cloud behind it. README.md says what it is for.
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import { data } from './data.mjs';
import { planned, read, write } from './values.mjs';

const here = import.meta.dirname;
const { Provider } = grpc.loadPackageDefinition(loader.loadSync(`${here}/provider.proto`, { keepCase: true })).tfplugin6;

const wireSchema = schema => ({ version: 0, block: wireBlock(schema.block) });

function wireBlock(block) {
  return {
    attributes: Object.entries(block.attributes ?? {}).map(([name, { type, required, optional, computed, sensitive }]) =>
      ({ name, type: Buffer.from(JSON.stringify(type)), required, optional, computed, sensitive })),
    block_types: Object.entries(block.block_types ?? {}).map(([name, nested]) => ({
      type_name: name, block: wireBlock(nested.block), nesting: nested.nesting_mode.toUpperCase(),
      min_items: nested.min_items ?? 0, max_items: nested.max_items ?? 0,
    })),
  };
}

const wireSchemas = schemas => Object.fromEntries(Object.entries(schemas ?? {}).map(([type, schema]) => [type, wireSchema(schema)]));

/** The calls of a provider, as gRPC wants them: functions of a request. */
function calls(schema) {
  const valid = () => ({ diagnostics: [] });
  let settings = {};
  return {
    GetProviderSchema: () => ({
      provider: wireSchema(schema.provider),
      resource_schemas: wireSchemas(schema.resource_schemas),
      data_source_schemas: wireSchemas(schema.data_source_schemas),
    }),
    ValidateProviderConfig: valid,
    ValidateResourceConfig: valid,
    ValidateDataResourceConfig: valid,
    ConfigureProvider: request => {
      settings = read(request.config);
      return valid();
    },
    PlanResourceChange: request => ({
      planned_state: write(planned(schema.resource_schemas[request.type_name].block, settings, read(request.proposed_new_state))),
      legacy_type_system: true,
    }),
    ReadDataSource: request => ({ state: write(data[request.type_name](read(request.config))) }),
    StopProvider: () => ({}),
  };
}

const answer = call => (request, reply) => {
  try {
    reply(null, call(request.request));
  } catch (error) {
    reply({ code: grpc.status.INTERNAL, message: error.stack });
  }
};

/**
 * @param name such as aws: the name of the file in schema/
 * @returns what the environment variable TF_REATTACH_PROVIDERS says of it, and how to end it
 */
export async function serve(name) {
  const schema = JSON.parse(readFileSync(`${here}/schema/${name}.json`, 'utf8'));
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1 });
  server.addService(Provider.service, Object.fromEntries(Object.entries(calls(schema)).map(([call, run]) => [call, answer(run)])));
  const port = await new Promise((done, failed) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? failed(error) : done(bound))));
  return {
    attach: { Protocol: 'grpc', ProtocolVersion: 6, Pid: process.pid, Test: true, Addr: { Network: 'tcp', String: `127.0.0.1:${port}` } },
    end: () => server.forceShutdown(),
  };
}
