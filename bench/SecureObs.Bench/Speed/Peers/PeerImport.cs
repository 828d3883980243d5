using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SecureObs.Contracts;

namespace SecureObs.Bench.Speed.Peers;

/// <summary>
/// The same rows by EF Core's SaveChanges, in this process, as superuser and without any control: no row-level security, no
/// audit, no masking, no presence, no HTTP. Whoever is faster than this is faster than it for sure.
/// </summary>
internal sealed class PeerImport(string superuser)
{
    public async Task PrepareAsync()
    {
        await using var context = new PeerContext(superuser);
        await context.Database.ExecuteSqlRawAsync(context.Database.GenerateCreateScript());
    }

    /// <summary>AddRange and SaveChanges.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> FirstAsync(Guid project, IReadOnlyList<UniversalFinding> rows)
    {
        var keyed = Keyed(rows);
        var started = Stopwatch.GetTimestamp();
        await using var context = new PeerContext(superuser);
        context.Findings.AddRange(keyed.Select(each => Of(project, each.Row, each.Fingerprint)));
        await context.SaveChangesAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Finds all with one query, notes that they were seen, and saves them with one SaveChanges: the better of the common ways.</summary>
    public async Task<double> AgainAsync(Guid project, IReadOnlyList<UniversalFinding> rows)
    {
        var fingerprints = Keyed(rows).Select(each => each.Fingerprint).ToList();
        var started = Stopwatch.GetTimestamp();
        await using var context = new PeerContext(superuser);
        var found = await context.Findings.Where(one => one.Organisation == project && one.ProjectId == project && fingerprints.Contains(one.Fingerprint)).ToListAsync();
        found.ForEach(one => one.LastSeenAt = DateTime.UtcNow);
        var saved = await context.SaveChangesAsync();
        return saved == rows.Count ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{saved} of {rows.Count} were known.");
    }

    /// <summary>Finds and saves one after the other: the worse of the common ways.</summary>
    public async Task<double> OneByOneAsync(Guid project, IReadOnlyList<UniversalFinding> rows)
    {
        var keyed = Keyed(rows);
        var started = Stopwatch.GetTimestamp();
        await using var context = new PeerContext(superuser);
        foreach (var (_, fingerprint) in keyed)
        {
            var found = await context.Findings.SingleAsync(one => one.Organisation == project && one.ProjectId == project && one.Fingerprint == fingerprint);
            found.LastSeenAt = DateTime.UtcNow;
            await context.SaveChangesAsync();
        }
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static List<(UniversalFinding Row, byte[] Fingerprint)> Keyed(IReadOnlyList<UniversalFinding> rows) =>
        [.. rows.Select(row => (row, SHA256.HashData(Convert.FromBase64String(row.Features!))))];

    private static PeerFinding Of(Guid project, UniversalFinding row, byte[] fingerprint) => new()
    {
        Id = Guid.CreateVersion7(),
        Organisation = project,
        ProjectId = project,
        Fingerprint = fingerprint,
        Scanner = row.Scanner,
        RuleId = row.RuleId,
        Severity = (short)row.Severity!.Length,
        FilePath = row.FilePath,
        StartLine = row.StartLine,
        EndLine = row.EndLine,
        Description = row.Description,
        Snippet = row.CodeSnippet,
        Cwe = [.. row.CweIds!],
        FirstRun = row.PipelineRunId,
        FirstSeenAt = DateTime.UtcNow,
        LastSeenAt = DateTime.UtcNow,
    };
}
