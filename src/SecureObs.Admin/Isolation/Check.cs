using System.Text.Json.Serialization;

namespace SecureObs.Admin.Isolation;

/// <summary>Whether a check came out as it must. A limit is known, stated in docs/security/isolation.md, and breaks nothing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    Ok,
    Broken,
    Limit,
}

/// <summary>One line of the report: what was asked or tried, on what, and what came of it.</summary>
/// <param name="Code">That of an invariant (I) or an attack (A), or L00 for a known limit.</param>
internal sealed record Check(string Code, string Name, string On, string Tried, string Expected, string Observed, Verdict Verdict);
