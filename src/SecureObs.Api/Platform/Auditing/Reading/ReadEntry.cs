using System.Text.Json.Serialization;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Platform.Auditing.Reading;

/// <summary>
/// An entry that is written off the path of its request: ids, numbers and words of the code, never text of a client. Its
/// key is made at the event, so that writing it again is harmless.
/// </summary>
internal sealed record ReadEntry(
    [property: JsonPropertyName("t")] Guid TenantId,
    [property: JsonPropertyName("i")] Guid Id,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("k")] ActorKind ActorKind,
    [property: JsonPropertyName("by")] Guid ActorId,
    [property: JsonPropertyName("a")] string Action,
    [property: JsonPropertyName("s")] Guid SubjectId,
    [property: JsonPropertyName("d")] IReadOnlyDictionary<string, string?> Data);
