using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>
/// What is looked up before a statement, so that its filter reaches an index. What the dictionary of texts says of a filter's words:
/// which rules, paths and descriptions have them. Under row-level security "ilike" and "&amp;&amp;" reach no index, and equality
/// does. And what a run did. Null where nobody asked, or where there are so many that findings are met soon without an index.
/// </summary>
/// <param name="Descriptions">Their hashes.</param>
/// <param name="WeakRules">The rules of which some finding has one of the weaknesses.</param>
/// <param name="Run">A condition on findings as f.</param>
internal sealed record FilterLookups(string[]? Rules, string[]? Paths, long[]? Descriptions, string[]? WeakRules, FormattableString? Run)
{
    /// <summary>As many of a kind as the door tells, less one: it is the one that says that there are more.</summary>
    private const int Most = 1_000;

    /// <summary>Shorter words are in no index of the dictionary.</summary>
    private const int ShortestWords = 3;

    /// <summary>Longer ones are not in the dictionary.</summary>
    private const int LongestWeakness = 256;

    private sealed record Text(short Kind, string? Value, long? Hash);

    public static async Task<FilterLookups> OfAsync(TenantTransaction tx, FindingFilter filter, CancellationToken ct)
    {
        var weak = filter.Cwe is { Length: > 0 } weaknesses && weaknesses.All(weakness => weakness.Length <= LongestWeakness)
            ? await WeakRulesAsync(tx, weaknesses, ct) : null;
        var run = filter.RunId is { } id ? await RunResults.DidAsync(tx, id, filter.OfRun, ct) : null;
        if (filter.Words is not { Length: >= ShortestWords } words)
            return new(null, null, null, weak, run);
        var texts = (await tx.QueryAsync<Text>($"""
            select t.kind, t.text as value, t.hash from app.texts_with({words}) t where t.tenant_id = {tx.TenantId}
            """, ct)).ToLookup(text => text.Kind);
        return new(Few(texts[1], text => text.Value!), Few(texts[2], text => text.Value!), Few(texts[3], text => text.Hash!.Value), weak, run);
    }

    /// <summary>That the words of a filter are in a finding f. What is found by a hash, or by the beginning of a path, is looked at again.</summary>
    public static FormattableString Contains(string words, FilterLookups? found)
    {
        var pattern = "%" + StoredText.Of(words).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
        var rule = found?.Rules is { } rules ? (FormattableString)$"f.rule_id = any({rules})" : Unguessed($"f.rule_id ilike {pattern}");
        var path = found?.Paths is { } paths
            ? $"({FindingPath.Beginning} = any({paths}::name[]) and {Unguessed($"f.file_path = any({paths})")})" : Unguessed($"f.file_path ilike {pattern}");
        var description = Unguessed($"f.description ilike {pattern}");
        if (found?.Descriptions is { } hashes)
            description = $"(f.description_hash = any({hashes}) and {description})";
        return $"and ({rule} or {path} or {description})";
    }

    /// <summary>That a finding f has one of the weaknesses.</summary>
    public static FormattableString Shows(string[] weaknesses, FilterLookups? found)
    {
        FormattableString rule = found?.WeakRules is { } rules ? $"and f.rule_id = any({rules})" : Sql.Nothing;
        return $"{rule} and {Unguessed($"f.cwe && {weaknesses}")}";
    }

    /// <summary>
    /// Under row-level security the planner guesses that next to nothing passes a condition that is not leakproof, and then reads
    /// and sorts all findings to find it. Of a "case" it guesses that half does, and reads in the order of the list.
    /// </summary>
    private static FormattableString Unguessed(FormattableString condition) => $"case when {condition} then true else false end";

    private static async Task<string[]?> WeakRulesAsync(TenantTransaction tx, string[] weaknesses, CancellationToken ct)
    {
        var rules = await tx.QueryAsync<string>($"""
            select distinct w.rule_id from app.rule_weaknesses w
            where w.tenant_id = {tx.TenantId} and w.weakness = any({weaknesses}) limit {Sql.Rows(Most + 1)}
            """, ct);
        return rules.Count <= Most ? [.. rules] : null;
    }

    private static T[]? Few<T>(IEnumerable<Text> texts, Func<Text, T> value) => texts.Count() <= Most ? [.. texts.Select(value)] : null;
}
