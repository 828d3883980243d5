using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

/// <summary>Entries and blocks that are the same in every run, but for the signatures.</summary>
internal static class Chain
{
    public static readonly Guid Tenant = Guid.Parse("01936f2a-0000-7000-8000-00000000000a");
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    public const long Epoch = 7_500_000_000_000_000_001;   // above 2^53: written as a text

    public static AuditEntry Entry(int number, Guid? tenant = null) => new(
        tenant ?? Tenant, Guid.Parse($"01936f2a-{number:x4}-7000-8000-000000000001"), Start.AddSeconds(number).AddMicroseconds(number),
        1, Guid.Parse("5f7a1c9e-1111-4222-8333-444455556666"), Guid.Parse("01936f2a-ffff-7000-8000-00000000beef"),
        "finding.status-changed", new Dictionary<string, string?> { ["to"] = "suppressed", ["from"] = "open", ["reason"] = "used in tests\n\"only\" € 😀", ["until"] = null });

    /// <summary>Blocks of so many entries each; entries are numbered through.</summary>
    public static (IReadOnlyList<AuditBlock> Blocks, IReadOnlyList<AuditEntry> Entries) Of(SigningKey key, Guid tenant, params int[] counts)
    {
        var (blocks, entries) = (new List<AuditBlock>(), new List<AuditEntry>());
        foreach (var count in counts)
        {
            AuditEntry[] batch = [.. Enumerable.Range(entries.Count, count).Select(number => Entry(number, tenant))];
            var from = 1000 + entries.Count;
            blocks.Add(AuditBlock.Seal(blocks.LastOrDefault(), tenant, batch[^1].At.AddSeconds(1), Epoch, from, from + count, batch, key));
            entries.AddRange(batch);
        }
        return (blocks, entries);
    }
}
