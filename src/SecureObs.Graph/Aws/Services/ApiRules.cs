using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Services;

/// <summary>APIs of API Gateway, and what is behind their methods and routes that ask for no login: functions, and load balancers by a VPC link.</summary>
internal sealed class ApiRules(GraphDraft draft, PolicyReader policies)
{
    private static readonly string[] Behind = ["aws_lambda_function", "aws_lambda_alias", .. Kinds.Balancers, "aws_lb_listener", "aws_alb_listener"];

    private static readonly Right Invoke = new("execute-api:Invoke", Verb.Reaches);

    public void Draw()
    {
        foreach (var api in draft.OfType("aws_api_gateway_rest_api"))
            Rest(api);
        foreach (var api in draft.OfType("aws_apigatewayv2_api"))
            Http(api);
    }

    private void Rest(PlanResource api)
    {
        var access = Access(api);
        draft.Expose(api, access is null ? Exposure.Restricted : Exposure.Internet);
        if (IsPrivate(api))
            draft.Change(api, node => node with { Exposure = Exposure.Private });
        if (access is null || IsPrivate(api))
            return;
        var integrations = Naming(api, "rest_api_id", "aws_api_gateway_integration").ToList();
        foreach (var method in Naming(api, "rest_api_id", "aws_api_gateway_method"))
            if (Open(method) is { } open)
                foreach (var integration in integrations.Where(each => IsOf(each, method)))
                    Forward(integration, "uri", "aws_api_gateway_vpc_link", open.And(access));
    }

    private void Http(PlanResource api)
    {
        draft.Expose(api, Exposure.Internet);
        foreach (var target in draft.Links(api, "target", Behind))
            Reaches(target, Claim.Observed(api.Says("target")));
        foreach (var route in Naming(api, "api_id", "aws_apigatewayv2_route"))
            if (route.Text("authorization_type").Or("NONE") is var type && (type.Is("NONE") || type.IsUnknown))
                foreach (var integration in draft.Links(route, "target", "aws_apigatewayv2_integration"))
                    Forward(integration.Target, "integration_uri", "aws_apigatewayv2_vpc_link", type.IsUnknown ? Claim.Unknown(route.Says("authorization_type")) : Claim.Observed(route.Says("authorization_type")));
    }

    /// <summary>What an integration leads to: by its URI, or by the target of its link into a network.</summary>
    private void Forward(PlanResource integration, string uri, string link, Claim claim)
    {
        foreach (var target in draft.Links(integration, uri, Behind))
            Reaches(target, claim);
        foreach (var vpc in draft.Links(integration, "connection_id", link))
            foreach (var target in draft.Links(vpc.Target, "target_arns", Behind))
                Reaches(target, claim);
    }

    private void Reaches(Link target, Claim claim)
    {
        var resource = target.Target.Type.EndsWith("_listener", StringComparison.Ordinal) ? draft.Links(target.Target, "load_balancer_arn", Kinds.Balancers) is [var balancer, ..] ? balancer.Target : null
            : target.Target.Type == "aws_lambda_alias" ? draft.Links(target.Target, "function_name", "aws_lambda_function") is [var function, ..] ? function.Target : null
            : target.Target;
        if (resource is not null)
            FunctionRules.Calls(draft, resource, claim.And(new(target.Evidence, [target.Basis])));
    }

    /// <summary>A method that asks for no login and no key.</summary>
    private static Claim? Open(PlanResource method)
    {
        var (type, key) = (method.Text("authorization"), method.Flag("api_key_required"));
        if (key.Is(true) || !(type.Is("NONE") || type.IsUnknown))
            return null;
        return type.IsUnknown || key.IsUnknown ? Claim.Unknown(method.Says("authorization")) : Claim.Observed(method.Says("authorization"));
    }

    /// <summary>An integration names its method, or the same resource.</summary>
    private bool IsOf(PlanResource integration, PlanResource method)
    {
        if (integration.References.Any(each => each.Target == method))
            return true;
        var verbs = (integration.Text("http_method").Value, method.Text("http_method").Value);
        return (verbs.Item1 is null || verbs.Item2 is null || verbs.Item1 == verbs.Item2)
            && draft.Links(integration, "resource_id").Select(link => link.Target).Intersect(draft.Links(method, "resource_id").Select(link => link.Target)).Any();
    }

    /// <summary>Without a policy everybody; else whom the policy lets in.</summary>
    private Claim? Access(PlanResource api)
    {
        var statements = policies.Of(api).Concat(Naming(api, "rest_api_id", "aws_api_gateway_rest_api_policy").SelectMany(each => policies.Of(each))).ToList();
        if (statements.Count == 0)
            return Claim.Observed();
        if (statements.All(each => each.Actions.Names.Count == 0))
            return Claim.Unknown(statements[0].Says);
        return Everybody.May(Invoke, new ResourceName(api, new("execute-api", "{?}/*/*", "id")), [.. statements.Select(each => each with { Resources = Patterns.Any })]);
    }

    private static bool IsPrivate(PlanResource api) => api.First("endpoint_configuration") is var endpoint
        && (endpoint.Texts("types").Value?.Contains("PRIVATE") == true || endpoint.Texts("vpc_endpoint_ids") is { Value.Count: > 0 } || api.References.Any(each => each.Plain == "endpoint_configuration.vpc_endpoint_ids"));

    private static IEnumerable<PlanResource> Naming(PlanResource api, string path, string type) => GraphDraft.ReferrersOf(api, type).Where(each => each.Path == path).Select(each => each.Source).Distinct();
}
