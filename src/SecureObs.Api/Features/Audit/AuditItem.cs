using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Api.Domain;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Audit;

/// <summary>One entry of the audit trail.</summary>
/// <param name="Actor">The person's or key's name, or what acted in its place.</param>
/// <param name="SubjectId">What was changed or read: a finding, run, project, key, or the organisation itself.</param>
/// <param name="Sealed">Whether it is part of a signed block; new entries are within seconds.</param>
public sealed record AuditItem(
    Guid Id, DateTime At, AuditActorKind ActorKind, Guid ActorId, string Actor, string Action, Guid SubjectId,
    IReadOnlyDictionary<string, string?> Data, bool Sealed);

[JsonConverter(typeof(WordConverter<AuditActorKind>))]
public enum AuditActorKind : short
{
    [JsonStringEnumMemberName("person")] Person = 1,
    [JsonStringEnumMemberName("api-key")] ApiKey = 2,
    [JsonStringEnumMemberName("system")] System = 3,
    [JsonStringEnumMemberName("workload")] Workload = 4,
}

internal sealed record AuditListRow(
    Guid Id, DateTime At, short ActorKind, Guid ActorId, string Action, Guid SubjectId, string Data, bool Sealed)
{
    public AuditItem Item(ActorNames names) => new(
        Id, At, (AuditActorKind)ActorKind, ActorId, names[ActorId] ?? Nameless((AuditActorKind)ActorKind), Action, SubjectId,
        JsonSerializer.Deserialize<Dictionary<string, string?>>(Data)!, Sealed);

    private static string Nameless(AuditActorKind kind) => kind switch
    {
        AuditActorKind.Person => "A former member",
        AuditActorKind.ApiKey => "An API key",
        AuditActorKind.Workload => "A keyless pipeline",
        _ => "SecureObs",
    };
}
