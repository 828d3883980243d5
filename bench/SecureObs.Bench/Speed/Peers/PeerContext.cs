using Microsoft.EntityFrameworkCore;

namespace SecureObs.Bench.Speed.Peers;

/// <summary>A finding as products of this kind commonly keep it: one class, one table.</summary>
internal sealed class PeerFinding
{
    public Guid Id { get; init; }
    public Guid Organisation { get; init; }
    public Guid ProjectId { get; init; }
    public required byte[] Fingerprint { get; init; }
    public required string Scanner { get; init; }
    public required string RuleId { get; init; }
    public short Status { get; set; }
    public short Severity { get; set; }
    public string? FilePath { get; set; }
    public int? StartLine { get; set; }
    public int? EndLine { get; set; }
    public string? Description { get; set; }
    public string? Snippet { get; set; }
    public required List<string> Cwe { get; init; }
    public required string FirstRun { get; init; }
    public DateTime FirstSeenAt { get; init; }
    public DateTime LastSeenAt { get; set; }
}

/// <summary>EF Core over a table of its own, with the primary key and the two indexes that COPY has, too.</summary>
internal sealed class PeerContext(string database) : DbContext
{
    public DbSet<PeerFinding> Findings => Set<PeerFinding>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(database);

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<PeerFinding>(finding =>
    {
        finding.ToTable("peer_findings");
        finding.HasIndex(one => new { one.Organisation, one.ProjectId, one.Fingerprint }).IsUnique();
        finding.HasIndex(one => new { one.Organisation, one.ProjectId, one.Status, one.Severity, one.FirstSeenAt, one.Id });
    });
}
