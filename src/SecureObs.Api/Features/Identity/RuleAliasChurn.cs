using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Identity;

/// <summary>What an alias of a rule changes at once.</summary>
/// <param name="OldFindings">Findings of the old name, of all projects.</param>
/// <param name="NewFindings">Findings of the new name.</param>
/// <param name="Joined">New ones that become old ones, because they say the same in the same file and no scan saw both.</param>
public sealed record RuleAliasPreview(int OldFindings, int NewFindings, int Joined);

/// <summary>Finds which findings of a rule's new name are ones of its old name.</summary>
internal static class RuleAliasChurn
{
    private sealed record Row(Guid Id, Guid ProjectId, string RuleId, string? FilePath, int? StartLine, string? Snippet, string? Description, bool WorkedOn);

    /// <summary>The folds, and how many findings there are of each name. Each project's lock is taken by who applies them.</summary>
    public static async Task<(RuleAliasPreview Preview, List<Fold> Folds, Guid[] Projects)> FindAsync(
        TenantTransaction tx, string scanner, string oldRule, string newRule, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<Row>($"""
            select f.id, f.project_id, f.rule_id, f.file_path, f.start_line, f.snippet, left(f.description, 500) as description, {WorkedOn.Condition(tx)} as worked_on
            from app.findings f
            where f.tenant_id = {tx.TenantId} and f.scanner = {scanner} and f.rule_id in ({oldRule}, {newRule})
            order by f.id
            """, ct);
        var (old, fresh) = (rows.Where(row => row.RuleId == oldRule).ToList(), rows.Where(row => row.RuleId == newRule).ToList());
        var folds = Pair(old, fresh);
        var together = (await FindingFold.SeenTogetherAsync(tx, folds, ct)).ToHashSet();
        folds.RemoveAll(fold => together.Contains(fold.From));
        var joined = folds.Select(fold => fold.From).ToHashSet();
        return (new(old.Count, fresh.Count, folds.Count), folds, [.. fresh.Where(row => joined.Contains(row.Id)).Select(row => row.ProjectId).Distinct().Order()]);
    }

    /// <summary>The nearest of those with the same text in the same file; what somebody has worked on under its new name stays.</summary>
    private static List<Fold> Pair(List<Row> old, List<Row> fresh)
    {
        var pairs =
            from one in old
            join other in fresh.Where(row => !row.WorkedOn) on (one.ProjectId, one.FilePath, Text(one)) equals (other.ProjectId, other.FilePath, Text(other))
            orderby Math.Abs((one.StartLine ?? 0) - (other.StartLine ?? 0)), one.Id, other.Id
            select new Fold(other.Id, one.Id);
        var (from, into, folds) = (new HashSet<Guid>(), new HashSet<Guid>(), new List<Fold>());
        foreach (var fold in pairs.ToList())
        {
            if (from.Contains(fold.From) || into.Contains(fold.Into))
                continue;
            from.Add(fold.From);
            into.Add(fold.Into);
            folds.Add(fold);
        }
        return folds;
    }

    /// <summary>The code; where there is none, nothing but the place tells, as another rule says it in other words.</summary>
    private static string Text(Row row) => row.Snippet is { } code
        ? string.Concat(code.Where(sign => !char.IsWhiteSpace(sign) && !char.IsAsciiDigit(sign)))
        : $"line {row.StartLine}";
}
