namespace SecureObs.Audit;

/// <summary>The first line of an export.</summary>
/// <param name="Filter">What was asked for; null: everything.</param>
/// <param name="Blocks">Blocks of the chain, with those that retention took; a filtered export has the headers of all of them too.</param>
/// <param name="Cut">What retention took before the first block; null: nothing.</param>
/// <param name="Total">Sealed entries of the chain: <see cref="AuditBlock.Total"/> of the newest block.</param>
public sealed record ExportHeader(
    Guid TenantId, DateTimeOffset ExportedAt, IReadOnlyDictionary<string, string?>? Filter, IReadOnlyList<PublicKey> Keys, long Blocks, long Total, AuditCut? Cut = null)
{
    public const string Format = "secureobs-audit-1";
}

/// <summary>A line after the header.</summary>
public abstract record ExportLine;

/// <param name="Block">Without ids and leaves when the export has no entry of it.</param>
public sealed record ExportBlock(AuditBlock Block) : ExportLine;

/// <param name="Block">Null: not sealed when it was exported.</param>
/// <param name="ActorName">Not sealed.</param>
public sealed record ExportEntry(AuditRow Row, long? Block, string? ActorName) : ExportLine;
