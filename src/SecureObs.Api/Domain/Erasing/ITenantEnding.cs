namespace SecureObs.Api.Domain.Erasing;

/// <summary>What a feature must end elsewhere before the rows of a tenant go that say where.</summary>
internal interface ITenantEnding
{
    /// <summary>Repeating it is harmless. When it throws nothing is erased yet, and it is tried again.</summary>
    Task EndAsync(Guid tenant, CancellationToken ct);
}
