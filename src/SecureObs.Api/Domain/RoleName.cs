using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>A role as the wire says it.</summary>
[JsonConverter(typeof(WordConverter<RoleName>))]
public enum RoleName : short
{
    /// <summary>Views and triages findings.</summary>
    [JsonStringEnumMemberName("member")] Member = 1,
    /// <summary>Also manages members, invitations, projects, scanners, gate and API keys.</summary>
    [JsonStringEnumMemberName("admin")] Admin = 2,
    /// <summary>Everything, also other owners and the organisation itself.</summary>
    [JsonStringEnumMemberName("owner")] Owner = 3,
}
