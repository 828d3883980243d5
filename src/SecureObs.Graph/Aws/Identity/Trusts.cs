using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Who may assume the roles of the plan by what their trust policies say, and who else if policies of its own allow it as well.</summary>
internal sealed class Trusts(GraphDraft draft, PolicyReader policies)
{
    private const string Policy = "assume_role_policy";

    private readonly Dictionary<PlanResource, IReadOnlyList<Statement>> statements = [];
    private Dictionary<string, Principal> byAddress = [];
    private ILookup<string, Principal> byName = Enumerable.Empty<Principal>().ToLookup(_ => "");
    private readonly FederatedTrust federated = new(draft);

    public void Draw(IReadOnlyList<Principal> principals)
    {
        byName = principals.ToLookup(each => each.Resource.Text("name").Value ?? each.Resource.Text("arn").Value?.Split('/')[^1] ?? "", StringComparer.Ordinal);
        byAddress = principals.ToDictionary(each => each.Address, StringComparer.Ordinal);
        foreach (var role in principals.Where(each => each.Resource.Type == "aws_iam_role"))
            foreach (var statement in Of(role.Resource).Where(each => each.Allows))
                Draw(role.Resource, statement);
    }

    /// <summary>Whether a service may use the role: needed for who passes the role to it.</summary>
    public Claim? OfService(PlanResource role, string service) => Claim.Surest(Of(role)
        .Where(each => each.Allows && About(each, "sts:AssumeRole") is not null)
        .Select(each => each.Principals.Services.Contains(service) ? Claim.Observed(each.Says) : each.Actions.Names.Count == 0 || each.Principals.IsUnknown ? Claim.Unknown(each.Says) : null));

    /// <summary>
    /// Whether the role leaves it to the policies of its account: it trusts the account, <c>arn:aws:iam::123456789012:root</c>. That it is the account
    /// of the plan is known when it is made from <c>data.aws_caller_identity</c>.
    /// </summary>
    public Claim? OfAccount(PlanResource role) => Claim.Surest(Of(role)
        .Where(each => each.Allows && About(each, "sts:AssumeRole") is not null)
        .Select(each => OfAccount(each)?.AtMost(each.Conditions.Restrict ? Evidence.UnknownDependent : Evidence.Observed)));

    private static Claim? OfAccount(Statement statement)
    {
        if (statement.Actions.Names.Count > 0 && statement.Principals.Linked.Any(each => each.Type == "aws_caller_identity"))
            return Claim.Observed(statement.Says);
        return statement.Principals.Accounts.Any(IsAccount) ? Claim.Inferred(statement.Says) : null;
    }

    private void Draw(PlanResource role, Statement statement)
    {
        federated.Draw(role, statement);
        if (About(statement, "sts:AssumeRole") is not { } about)
            return;
        var restricted = statement.Conditions.Restrict ? Evidence.UnknownDependent : about;
        if (statement.Principals.IsEverybody)
            Draw(GraphNode.Anyone, role, Claim.Observed(statement.Says).AtMost(restricted));
        else if (statement.Principals.IsNegated)
            Draw(GraphNode.Anyone, role, Claim.Unknown(statement.Says));
        else
            foreach (var who in Candidates(statement.Principals).Where(each => each.Resource != role && each.Resource.Type != "aws_iam_group"))
                if (Decision.Names(statement.Principals, who.Resource) is { } named)
                    Draw(who.Address, role, Claim.Observed(statement.Says).AtMost(Claim.Weaker(named, restricted)));
    }

    private IEnumerable<Principal> Candidates(Principals trusted) => trusted.Accounts.SelectMany(each => byName[each[(each.LastIndexOf('/') + 1)..]])
        .Concat(trusted.Linked.Select(each => byAddress.GetValueOrDefault(each.Address)).OfType<Principal>()).Distinct();

    private void Draw(string who, PlanResource role, Claim claim) =>
        draft.Draw(new GraphEdge(who, role.Address, EdgeFamily.Identity, Verb.MayAssume, claim.Evidence, claim.Basis) { Detail = "sts:AssumeRole" });

    private IReadOnlyList<Statement> Of(PlanResource role) => statements.TryGetValue(role, out var known) ? known : statements[role] = policies.Of(role, Policy);

    private static Evidence? About(Statement statement, string action) => statement.IsAbout(action);

    private static bool IsAccount(string principal) => principal.Length == 12 && principal.All(char.IsAsciiDigit) || Arn.Parse(principal) is { Service: "iam", Resource: "root" };
}
