using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Services;

/// <summary>Functions that the internet calls without a login: by a URL of their own, or for everybody by their own policy.</summary>
internal static class FunctionRules
{
    private const string Function = "aws_lambda_function";

    public static void Draw(GraphDraft draft)
    {
        foreach (var function in draft.OfType(Function))
            draft.Expose(function, Exposure.Private);
        foreach (var url in draft.OfType("aws_lambda_function_url"))
            foreach (var function in draft.Links(url, "function_name", Function).Concat(draft.Links(url, "function_arn", Function)).DistinctBy(link => link.Target))
                if (OfType(url.Text("authorization_type")) is { } evidence)
                    Calls(draft, function.Target, new(Claim.Weaker(evidence, function.Evidence), [url.Says("authorization_type"), function.Basis]));
        foreach (var permission in draft.OfType("aws_lambda_permission").Where(IsForEverybody))
            foreach (var function in draft.Links(permission, "function_name", Function))
                Calls(draft, function.Target, new(function.Evidence, [permission.Says("principal"), function.Basis]));
    }

    public static void Calls(GraphDraft draft, PlanResource function, Claim claim)
    {
        draft.Draw(new GraphEdge(GraphNode.Internet, function.Address, EdgeFamily.Network, Verb.Reaches, claim.Evidence, claim.Basis) { Ports = "tcp/443" });
        draft.Expose(function, claim.Evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
    }

    private static Evidence? OfType(Fact<string> authorization) => authorization.Is("NONE") ? Evidence.Observed : authorization.IsUnknown ? Evidence.UnknownDependent : null;

    /// <summary>Not only for what comes from a source or an organization, nor for a URL, which says itself who may call.</summary>
    private static bool IsForEverybody(PlanResource permission) => permission.Text("principal").Is("*") && permission.Text("action").Value is "lambda:InvokeFunction" or "lambda:*"
        && permission.Text("source_arn").IsAbsent && permission.Text("principal_org_id").IsAbsent && permission.Text("source_account").IsAbsent && permission.Text("function_url_auth_type").IsAbsent;
}
