using System.Text.RegularExpressions;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Service accounts of the plan, by what names them.</summary>
internal sealed partial class GoogleAccounts
{
    public const string Type = "google_service_account";

    private readonly ILookup<string, (PlanResource Account, Evidence Evidence)> byEmail;

    public GoogleAccounts(GraphDraft draft)
    {
        All = [.. draft.OfType(Type).Concat(draft.DataOfType(Type))];
        byEmail = All.SelectMany(Names).ToLookup(each => each.Name, each => (each.Account, each.Evidence), StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<PlanResource> All { get; }

    /// <summary>Those that an attribute names, by reference or by an email.</summary>
    public IReadOnlyList<Link> Of(PlanResource owner, Block block, string name)
    {
        var made = owner.References(block, name, Type);
        return made.Count > 0 ? made : [.. (block.Texts(name).Value ?? []).Select(text => ByEmail(text, block.Says(name))).OfType<Link>().DistinctBy(link => link.Target)];
    }

    /// <summary><c>ID@PROJECT.iam.gserviceaccount.com</c>, alone or at the end of a longer name. When only the id is known of an account, equal names make it likely.</summary>
    public Link? ByEmail(string text, Basis says)
    {
        if (Email().Match(text) is not { Success: true } email)
            return null;
        return byEmail[email.Value].Concat(byEmail[email.Groups["id"].Value]).OrderBy(each => each.Evidence).Select(each => new Link(each.Account, each.Evidence, says)).FirstOrDefault();
    }

    private static IEnumerable<(string Name, PlanResource Account, Evidence Evidence)> Names(PlanResource account)
    {
        if (account.Text("email") is { IsKnown: true, Value: { } email })
            yield return (email, account, Evidence.Observed);
        else if (account.Text("member") is { IsKnown: true, Value: { } member })
            yield return (member[(member.IndexOf(':', StringComparison.Ordinal) + 1)..], account, Evidence.Observed);
        else if (account.Text("account_id") is { IsKnown: true, Value: { } id })
            yield return (id, account, Evidence.Inferred);
    }

    [GeneratedRegex(@"(?<id>[a-z0-9-]+)@[a-z0-9.:-]+\.gserviceaccount\.com\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Email();
}
