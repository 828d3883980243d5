using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>The names that a rule has had: findings of all of them are of one rule.</summary>
internal sealed class RuleNames
{
    private sealed record Alias(string Scanner, string OldRule, string NewRule);

    private readonly Dictionary<(string Scanner, string Rule), SortedSet<string>> classes = [];

    private RuleNames(IEnumerable<Alias> aliases)
    {
        foreach (var alias in aliases)
        {
            var joined = new SortedSet<string>(Class(alias.Scanner, alias.OldRule).Concat(Class(alias.Scanner, alias.NewRule)), StringComparer.Ordinal);
            foreach (var rule in joined)
                classes[(alias.Scanner, rule)] = joined;
        }
    }

    public static async Task<RuleNames> LoadAsync(TenantTransaction tx, string[] scanners, CancellationToken ct) =>
        new(await tx.QueryAsync<Alias>($"""
            select scanner, old_rule, new_rule from app.rule_aliases where tenant_id = {tx.TenantId} and scanner = any({scanners})
            """, ct));

    /// <summary>The rule, then its other names in their order.</summary>
    public IReadOnlyList<string> Of(string scanner, string rule) =>
        classes.TryGetValue((scanner, rule), out var names) ? [rule, .. names.Where(name => name != rule)] : [rule];

    /// <summary>One name for all of them.</summary>
    public string One(string scanner, string rule) => classes.TryGetValue((scanner, rule), out var names) ? names.Min! : rule;

    private SortedSet<string> Class(string scanner, string rule) =>
        classes.TryGetValue((scanner, rule), out var names) ? names : new(StringComparer.Ordinal) { rule };
}
