// Data sources that ask no cloud, but make something of their configuration.

/** What the provider says of them: an object of the configuration with what is computed in it. */
export const data = {
  aws_iam_policy_document: config => {
    const json = JSON.stringify({ Version: config.version ?? '2012-10-17', Statement: config.statement.map(statement) }, null, 2);
    return { ...config, id: 'policy', json };
  },
};

/** A list of one is written as the one alone, as the provider does. */
const listed = values => (values?.length === 1 ? values[0] : values);

function statement({ sid, effect, actions, resources, principals, condition }) {
  const said = { Sid: sid ?? undefined, Effect: effect ?? 'Allow', Action: listed(actions), Resource: listed(resources) };
  if (principals.length > 0) said.Principal = Object.fromEntries(principals.map(each => [each.type, listed(each.identifiers)]));
  if (condition.length > 0) said.Condition = Object.fromEntries(condition.map(each => [each.test, { [each.variable]: listed(each.values) }]));
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== null));
}
