using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>Which findings a suppression is about, from the narrowest to the widest.</summary>
[JsonConverter(typeof(WordConverter<SuppressionScope>))]
public enum SuppressionScope : short
{
    [JsonStringEnumMemberName("finding")] Finding = 1,
    /// <summary>Every finding of a project in files of a pattern, also those that are still to come.</summary>
    [JsonStringEnumMemberName("path")] Path = 2,
    /// <summary>Every finding of a scanner's rule in a project, also those that are still to come.</summary>
    [JsonStringEnumMemberName("rule-in-project")] RuleInProject = 3,
    /// <summary>Every finding of a scanner's rule in the organisation, also those that are still to come.</summary>
    [JsonStringEnumMemberName("rule")] RuleInTenant = 4,
}

internal static class SuppressionScopes
{
    /// <summary>As a sentence names it.</summary>
    public static string Words(SuppressionScope scope) => scope switch
    {
        SuppressionScope.Finding => "this finding",
        SuppressionScope.Path => "a path of the project",
        SuppressionScope.RuleInProject => "its rule in the project",
        _ => "its rule in the whole organisation",
    };
}
