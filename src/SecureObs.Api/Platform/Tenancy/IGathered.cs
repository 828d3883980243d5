namespace SecureObs.Api.Platform.Tenancy;

/// <summary>
/// What statements of a transaction leave to be written once, right before it commits: rows that many transactions write
/// are then locked last and shortly.
/// </summary>
internal interface IGathered
{
    Task WriteAsync(TenantTransaction tx, CancellationToken ct);
}
