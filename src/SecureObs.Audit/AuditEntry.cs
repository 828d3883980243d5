namespace SecureObs.Audit;

/// <summary>Who did what to what, and when: one row of app.audit.</summary>
/// <param name="ActorKind">0 to 255. 1 person, 2 API key, 3 system, 4 keyless pipeline.</param>
/// <param name="ActorId">A random id of the tenant, never a name: names stand elsewhere and can be erased.</param>
/// <param name="Data">Flat: text or null.</param>
public sealed record AuditEntry(
    Guid TenantId, Guid Id, DateTimeOffset At, short ActorKind, Guid ActorId, Guid SubjectId, string Action,
    IReadOnlyDictionary<string, string?> Data)
{
    /// <summary>The hash that stands for the whole entry in its block.</summary>
    /// <exception cref="OverflowException">The kind of the actor does not fit in a byte.</exception>
    /// <exception cref="ArgumentException">A text is no Unicode.</exception>
    public byte[] Leaf() => Encoded().Hash();

    internal HashInput Encoded() => new HashInput(0)
        .Add(TenantId).Add(Id).Add(At).Add(checked((byte)ActorKind)).Add(ActorId).Add(SubjectId)
        .Add(Action).Add(CanonicalJson.Of(Data));
}
